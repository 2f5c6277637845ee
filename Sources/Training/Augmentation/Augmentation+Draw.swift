package import Convolution
internal import Kernels

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension Augmentation {
  /// What chance makes of an augmentation for one picture.
  package struct Draw: Hashable, Sendable {
    package var isFlipped = false
    package var isFlippedVertically = false
    /// The fraction of a full turn, counterclockwise.
    package var turn: Float = 0
    /// How many times as large everything becomes.
    package var zoom: Float = 1
    /// Pixels downwards.
    package var rowShift = 0
    /// Pixels to the right.
    package var columnShift = 0
    package var noise: Float = 0
    /// Where the noise comes from.
    package var noiseSeed: UInt64 = 0

    package init() {}
  }

  /// Draws what happens to one picture.
  ///
  /// It always takes eight numbers from the generator, one for each thing, so that switching one of
  /// them off leaves the others as they were.
  package func draw(using random: inout some RandomNumberGenerator) -> Draw {
    var draw = Draw()
    let (flip, verticalFlip) = (random.next(), random.next())
    draw.isFlipped = flips && flip >> 63 == 1
    draw.isFlippedVertically = flipsVertically && verticalFlip >> 63 == 1
    draw.turn = rotation * Self.signed(random.next())
    draw.zoom = 1 + zoom * Self.signed(random.next())
    draw.rowShift = pixels(random.next())
    draw.columnShift = pixels(random.next())
    draw.noiseSeed = random.next()
    // Kept for what is thought of next.
    _ = random.next()
    draw.noise = noise
    return draw
  }

  /// A number in −1..<1 from the upper 24 bits, exactly as a `Float` holds it.
  private static func signed(_ bits: UInt64) -> Float {
    Float(Int(bits >> 40) - 1 << 23) / Float(1 << 23)
  }

  /// A whole number in −shift…shift.
  private func pixels(_ bits: UInt64) -> Int {
    Int(bits.multipliedFullWidth(by: UInt64(2 * shift + 1)).high) - shift
  }
}

// MARK: - Applying

extension Augmentation {
  /// Changes a picture at random.
  ///
  /// - Parameters:
  ///   - pixels: The picture, in order (channel, row, column).
  ///   - random: Gives the same for the same seed, epoch and example.
  /// - Precondition: There are as many numbers as the shape needs.
  package func apply(
    to pixels: UnsafeMutableBufferPointer<Float>, shape: Shape,
    random: inout some RandomNumberGenerator
  ) {
    guard !isNone else { return }
    draw(using: &random).apply(to: pixels, shape: shape, border: border)
  }

  /// Changes a picture at random.
  package func apply(
    to pixels: inout [Float], shape: Shape, random: inout some RandomNumberGenerator
  ) {
    guard !isNone else { return }
    let draw = draw(using: &random)
    pixels.withUnsafeMutableBufferPointer { draw.apply(to: $0, shape: shape, border: border) }
  }
}

extension Augmentation.Draw {
  /// Changes a picture accordingly: first it is mirrored, then turned and zoomed about its middle,
  /// then moved, all in one step, so that it is blurred once at most; noise comes last.
  package func apply(
    to pixels: UnsafeMutableBufferPointer<Float>, shape: Shape, border: Augmentation.Border
  ) {
    precondition(
      pixels.count == shape.count, "a picture of \(shape) has \(shape.count) numbers")
    guard let start = pixels.baseAddress else { return }
    if movesPixels {
      let map = map(in: shape.extent)
      let plane = shape.height * shape.width
      withUnsafeTemporaryAllocation(of: Float.self, capacity: plane) { copy in
        guard let source = copy.baseAddress else { return }
        for channel in 0..<shape.channels {
          let target = start + channel * plane
          source.update(from: target, count: plane)
          map.sample(
            source, height: shape.height, width: shape.width, border: border.sampling, into: target)
        }
      }
    }
    if noise > 0 {
      addNoise(to: start, count: pixels.count, deviation: noise, seed: noiseSeed)
    }
  }

  /// The picture that it makes of another.
  package func applied(to picture: Tensor, border: Augmentation.Border) -> Tensor {
    var elements = picture.elements
    elements.withUnsafeMutableBufferPointer {
      apply(to: $0, shape: picture.shape, border: border)
    }
    do {
      return try Tensor(shape: picture.shape, elements: elements)
    } catch {
      preconditionFailure("the shape stays: \(error)")
    }
  }

  /// Whether pixels change their places.
  package var movesPixels: Bool {
    isFlipped || isFlippedVertically || turn != 0 || zoom != 1 || rowShift != 0
      || columnShift != 0
  }

  /// From where each pixel comes: the way back from the new picture to the old one.
  ///
  /// With *r* and *c* counted from the middle of the picture, less the shift, turning back by the
  /// angle *a* (rows count downwards, the turn is counterclockwise) and undoing the zoom *z* gives
  /// (r cos a + c sin a) / z and (c cos a − r sin a) / z; a mirrored picture changes the sign.
  func map(in extent: Extent) -> AffineMap {
    let (sine, cosine) = Self.sineAndCosine(ofTurn: Double(turn))
    let (along, across) = (cosine / Double(zoom), sine / Double(zoom))
    let vertical: Double = isFlippedVertically ? -1 : 1
    let horizontal: Double = isFlipped ? -1 : 1
    let middle = (row: Double(extent.height - 1) / 2, column: Double(extent.width - 1) / 2)
    let origin = (
      row: middle.row + Double(rowShift), column: middle.column + Double(columnShift)
    )
    func line(
      fromRow: Double, fromColumn: Double, middle: Double
    ) -> (fromRow: Float, fromColumn: Float, offset: Float) {
      let offset = middle - (fromRow * origin.row + fromColumn * origin.column)
      return (Float(fromRow), Float(fromColumn), Float(offset))
    }
    return AffineMap(
      row: line(
        fromRow: vertical * along, fromColumn: vertical * across, middle: middle.row),
      column: line(
        fromRow: horizontal * -across, fromColumn: horizontal * along, middle: middle.column))
  }

  /// Exact at quarters of a turn, where a picture becomes one with the same numbers.
  private static func sineAndCosine(ofTurn turn: Double) -> (sine: Double, cosine: Double) {
    switch turn {
    case 0: (0, 1)
    case 0.25: (1, 0)
    case -0.25: (-1, 0)
    case 0.5, -0.5: (0, -1)
    default: (sin(2 * .pi * turn), cos(2 * .pi * turn))
    }
  }
}

// MARK: - In words

extension Augmentation: CustomStringConvertible {
  /// `mirrored or not, rotation up to 36°, zoom 0.80 to 1.20, shift up to 5 pixels, noise 0.10`.
  package var description: String {
    var parts: [String] = []
    if flips { parts.append("mirrored or not") }
    if flipsVertically { parts.append("turned over or not") }
    if rotation > 0 {
      parts.append("rotation up to \(Draw.decimal(360 * Double(rotation), digits: 1))°")
    }
    if zoom > 0 {
      let (least, most) = (1 - Double(zoom), 1 + Double(zoom))
      parts.append(
        "zoom \(Draw.decimal(least, digits: 2)) to \(Draw.decimal(most, digits: 2))")
    }
    if shift > 0 { parts.append("shift up to \(shift) pixel\(shift == 1 ? "" : "s")") }
    if noise > 0 { parts.append("noise \(Draw.decimal(Double(noise), digits: 2))") }
    return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
  }
}

extension Augmentation.Draw: CustomStringConvertible {
  /// `rotation 13.2°, zoom 0.91, shift (2, −1), mirrored`; what did not happen is left out.
  package var description: String {
    var parts: [String] = []
    if turn != 0 { parts.append("rotation \(Self.decimal(360 * Double(turn), digits: 1))°") }
    if zoom != 1 { parts.append("zoom \(Self.decimal(Double(zoom), digits: 2))") }
    if rowShift != 0 || columnShift != 0 {
      parts.append(
        "shift (\(Self.decimal(Double(rowShift), digits: 0)), "
          + "\(Self.decimal(Double(columnShift), digits: 0)))")
    }
    if isFlipped { parts.append("mirrored") }
    if isFlippedVertically { parts.append("upside down") }
    if noise > 0 { parts.append("noise \(Self.decimal(Double(noise), digits: 2))") }
    return parts.isEmpty ? "unchanged" : parts.joined(separator: ", ")
  }

  /// Rounded to some digits behind the point, with a minus as long as a plus.
  static func decimal(_ number: Double, digits: Int) -> String {
    let scale = (0..<digits).reduce(1) { product, _ in product * 10 }
    let rounded = Int((abs(number) * Double(scale)).rounded())
    let sign = number < 0 && rounded > 0 ? "−" : ""
    guard digits > 0 else { return sign + String(rounded) }
    let fraction = String(rounded % scale)
    return sign + "\(rounded / scale)."
      + String(repeating: "0", count: digits - fraction.count) + fraction
  }
}
