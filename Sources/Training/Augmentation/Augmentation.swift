internal import Kernels

/// How pictures are changed at random each time that they are learned from, so that few look like
/// more.
///
/// Only what leaves the meaning as it is makes new examples: see `AugmentationWarning`.
package struct Augmentation: Hashable, Sendable {
  /// Half of the pictures are mirrored left to right.
  package let flips: Bool
  /// Half of them are turned over, top to bottom.
  package let flipsVertically: Bool
  /// They are turned by up to this fraction of a full turn either way: 0.1 is up to 36°.
  package let rotation: Float
  /// They become larger or smaller by up to this fraction: 0.2 is 0.8 to 1.2 times their size.
  package let zoom: Float
  /// They are moved by up to so many whole pixels, in both directions each.
  package let shift: Int
  /// The standard deviation of what is added to each number. Nothing is cut off: a network takes
  /// numbers below 0 and above 1 too.
  package let noise: Float
  /// What comes into the picture from outside.
  package let border: Border

  /// - Throws: `AugmentationError` for what would leave nothing of a picture.
  package init(
    flips: Bool = false, flipsVertically: Bool = false, rotation: Float = 0, zoom: Float = 0,
    shift: Int = 0, noise: Float = 0, border: Border = .reflect
  ) throws(AugmentationError) {
    guard 0...0.5 ~= rotation else { throw .rotation(rotation) }
    guard 0...Self.mostZoom ~= zoom else { throw .zoom(zoom) }
    guard 0...Self.mostShift ~= shift else { throw .shift(shift) }
    guard 0...Self.mostNoise ~= noise else { throw .noise(noise) }
    self.init(
      unchecked: flips, flipsVertically, rotation: rotation, zoom: zoom, shift: shift,
      noise: noise, border: border)
  }

  private init(
    unchecked flips: Bool, _ flipsVertically: Bool, rotation: Float, zoom: Float, shift: Int,
    noise: Float, border: Border
  ) {
    self.flips = flips
    self.flipsVertically = flipsVertically
    self.rotation = rotation
    self.zoom = zoom
    self.shift = shift
    self.noise = noise
    self.border = border
  }

  static let mostZoom: Float = 0.9
  static let mostShift = 1 << 14
  static let mostNoise: Float = 1000

  /// Pictures stay as they are.
  package static let none = Augmentation(
    unchecked: false, false, rotation: 0, zoom: 0, shift: 0, noise: 0, border: .reflect)

  /// What the lecture does: mirrored, turned by up to a tenth, zoomed by up to a fifth.
  package static let lecture = Augmentation(
    unchecked: true, false, rotation: 0.1, zoom: 0.2, shift: 0, noise: 0, border: .reflect)

  /// Whether it changes nothing.
  package var isNone: Bool { !isGeometric && noise == 0 }

  /// Whether it moves pixels.
  var isGeometric: Bool {
    flips || flipsVertically || rotation > 0 || zoom > 0 || shift > 0
  }
}

extension Augmentation {
  /// What lies around a picture.
  package enum Border: String, Hashable, Sendable, Codable, CaseIterable {
    /// The picture in a mirror, `c b a | a b c`, as in Keras.
    case reflect
    /// Zeros.
    case black

    var sampling: SamplingBorder {
      switch self {
      case .reflect: .reflect
      case .black: .black
      }
    }
  }
}

/// An augmentation that cannot be: the number that was found.
package enum AugmentationError: Error, Hashable, Sendable, CustomStringConvertible {
  case rotation(Float)
  case zoom(Float)
  case shift(Int)
  case noise(Float)

  package var description: String {
    switch self {
    case .rotation(let found):
      "the rotation \(found) is no fraction of a turn from 0 to 0.5 (0.1 is up to 36° either way)"
    case .zoom(let found):
      "the zoom \(found) is no fraction from 0 to \(Augmentation.mostZoom) (0.2 is up to 20 % larger "
        + "or smaller)"
    case .shift(let found):
      "the shift \(found) is no number of pixels from 0 to \(Augmentation.mostShift)"
    case .noise(let found):
      "the noise \(found) is no standard deviation from 0 to \(Int(Augmentation.mostNoise)) (0.1 is a "
        + "tenth of the way from black to white)"
    }
  }
}

// MARK: - Codable

extension Augmentation: Codable {
  private enum CodingKeys: String, CodingKey {
    case flips, flipsVertically, rotation, zoom, shift, noise, border
  }

  /// Refuses what the initializer refuses, so that no file holds an augmentation that cannot be.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      flips: values.decode(Bool.self, forKey: .flips),
      flipsVertically: values.decode(Bool.self, forKey: .flipsVertically),
      rotation: values.decode(Float.self, forKey: .rotation),
      zoom: values.decode(Float.self, forKey: .zoom),
      shift: values.decode(Int.self, forKey: .shift),
      noise: values.decode(Float.self, forKey: .noise),
      border: values.decode(Border.self, forKey: .border))
  }
}
