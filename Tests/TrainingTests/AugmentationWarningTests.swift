import Convolution
import TestSupport
import Testing
import Training

@Suite struct `What augmentation may change` {
  /// A bright square of 2 × 2 in the middle of 6 × 6 of another brightness.
  private static func square(background: Float = 0, foreground: Float = 1) throws -> Tensor {
    try Tensor(
      shape: try Shape(channels: 1, height: 6, width: 6),
      elements: (0..<36).map { index in
        2...3 ~= index / 6 && 2...3 ~= index % 6 ? foreground : background
      })
  }

  private static func moved(_ rows: Int, _ columns: Int) -> Augmentation.Draw {
    var draw = Augmentation.Draw()
    (draw.rowShift, draw.columnShift) = (rows, columns)
    return draw
  }

  @Test(arguments: [(0, 0, 0.0), (2, 0, 0), (3, 0, 0.5), (4, 0, 1), (3, -3, 0.75), (0, 9, 1)])
  func `what leaves the frame is counted`(rows: Int, columns: Int, share: Double) throws {
    let draw = Self.moved(rows, columns)
    // Dark on bright counts like bright on dark.
    for picture in [try Self.square(), try Self.square(background: 1, foreground: 0.25)] {
      #expect(draw.shareLost(of: Prominence(of: picture)) == share)
    }
  }

  @Test func `of a picture without a thing in it nothing is lost`() throws {
    let gray = try Self.square(background: 0.5, foreground: 0.5)
    #expect(Self.moved(9, 9).shareLost(of: Prominence(of: gray)) == 0)
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `what is counted as lost is not in the new picture`(seed: UInt64) throws {
    // A few single pixels far from each other, on black: what stays is found again, blurred.
    var generator = SeededGenerator(seed: seed)
    let shape = try Shape(channels: 1, height: 21, width: 21)
    let augmentation = try Augmentation(
      flips: true, flipsVertically: true, rotation: 0.5, shift: 8, border: .black)
    let draw = augmentation.draw(using: &generator)
    for _ in 0..<5 {
      let place = Int.random(in: 0..<441, using: &generator)
      // On the edge the mean of the outermost pixels stays black all the same.
      var elements = [Float](repeating: 0, count: 441)
      elements[place] = 1
      let picture = try Tensor(shape: shape, elements: elements)
      let lost = draw.shareLost(of: Prominence(of: picture))
      let after = draw.applied(to: picture, border: .black).elements
      if lost == 1 {
        // Less than half a pixel can shine in from outside, on each axis.
        #expect(after.reduce(0, +) < 1, "seed \(seed)")
      } else {
        #expect(after.contains { $0 > 0.2 }, "seed \(seed)")
      }
    }
  }

  @Test func `the cause is what would do most alone`() throws {
    let prominence = Prominence(of: try Self.square())
    var draw = Self.moved(3, 0)
    draw.turn = 0.1
    draw.zoom = 1.1
    #expect(draw.mainCause(of: prominence) == .shift)
    draw = Self.moved(1, 0)
    draw.zoom = 20
    #expect(draw.mainCause(of: prominence) == .zoom)
  }

  @Test func `what cannot change the meaning is not warned of`() throws {
    let picture = try Self.square()
    let harmless = try Augmentation(rotation: 0.1, zoom: 0.2, shift: 1, noise: 0.1)
    #expect(AugmentationWarning.all(for: harmless, [Self.moved(1, 1)], of: picture).isEmpty)
    #expect(AugmentationWarning.all(for: .none, [], of: picture).isEmpty)
  }

  @Test func `each operation that can is`() throws {
    let lopsided = try Tensor(
      shape: try Shape(channels: 1, height: 2, width: 4), elements: [0, 0, 0, 0, 0, 0.5, 1, 0])
    func warnings(_ augmentation: Augmentation, _ draws: Augmentation.Draw...) -> [String] {
      AugmentationWarning.all(for: augmentation, draws, of: lopsided).map(\.description)
    }
    #expect(
      warnings(try Augmentation(flips: true)) == [
        "mirrored letters and digits are others or none (b becomes d); leave --flip out where left "
          + "and right matter"
      ])
    #expect(
      warnings(try Augmentation(flipsVertically: true)) == [
        "turned over, a 6 becomes a 9 and a dog stands on its head; --flip-vertical is for pictures "
          + "without an up side, such as those from above"
      ])
    #expect(
      warnings(try Augmentation(rotation: 0.25)) == [
        "turned by up to 90°, things lie on their sides; choose a --rotation of 0.125 (45°) or less "
          + "for what has an up side"
      ])
    #expect(
      warnings(try Augmentation(shift: 1), Self.moved(0, 1), Self.moved(1, 0)) == [
        "1 of 2 draws push more than 10 % of what stands out from the background out of the frame, "
          + "number 2 even 100 %, mostly by the shift; choose a smaller --shift"
      ])
    #expect(
      warnings(try Augmentation(noise: 0.4)) == [
        "noise of 0.40 is larger than the picture's own differences (standard deviation 0.35): little "
          + "is left to see; choose less --noise"
      ])
    #expect(
      AugmentationWarning.all(
        for: try Augmentation(flips: true), [], of: try Self.square()
      ).last?.description
        == "mirroring moves only 0 % of what stands out here: it brings little that is new")
  }
}
