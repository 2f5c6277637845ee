import Convolution
import Foundation
import TestSupport
import Testing
import Training

@Suite struct `Augmented pictures` {
  private static let shapes: [(Int, Int, Int)] = [(1, 1, 1), (1, 4, 7), (3, 5, 5), (1, 28, 28)]

  private static func picture(_ size: (Int, Int, Int), seed: UInt64) throws -> Tensor {
    var generator = SeededGenerator(seed: seed)
    return .random(
      try Shape(channels: size.0, height: size.1, width: size.2), using: &generator)
  }

  private static func draw(_ change: (inout Augmentation.Draw) -> Void) -> Augmentation.Draw {
    var draw = Augmentation.Draw()
    change(&draw)
    return draw
  }

  // MARK: Laws

  @Test(arguments: shapes, Augmentation.Border.allCases)
  func `what draws nothing changes nothing`(
    size: (Int, Int, Int), border: Augmentation.Border
  ) throws {
    let picture = try Self.picture(size, seed: 1)
    var elements = picture.elements
    var generator = SeededGenerator(seed: 1)
    Augmentation.none.apply(to: &elements, shape: picture.shape, random: &generator)
    #expect(elements == picture.elements)
    #expect(Augmentation.none.isNone)
    // Neither does the long way.
    let draw = Self.draw {
      $0.turn = 0
      $0.rowShift = 0
    }
    #expect(draw.applied(to: picture, border: border) == picture)
    #expect(draw.description == "unchanged")
  }

  @Test(arguments: shapes, Augmentation.Border.allCases)
  func `twice mirrored is not mirrored`(size: (Int, Int, Int), border: Augmentation.Border) throws {
    let picture = try Self.picture(size, seed: 2)
    for draw in [Self.draw { $0.isFlipped = true }, Self.draw { $0.isFlippedVertically = true }] {
      let once = draw.applied(to: picture, border: border)
      #expect(draw.applied(to: once, border: border) == picture)
    }
  }

  @Test func `mirrored, each row runs backwards`() throws {
    let picture = try Tensor(
      shape: try Shape(channels: 2, height: 2, width: 3), elements: (0..<12).map(Float.init))
    let mirrored = Self.draw { $0.isFlipped = true }.applied(to: picture, border: .black)
    #expect(mirrored.elements == [2, 1, 0, 5, 4, 3, 8, 7, 6, 11, 10, 9])
    let over = Self.draw { $0.isFlippedVertically = true }.applied(to: picture, border: .black)
    #expect(over.elements == [3, 4, 5, 0, 1, 2, 9, 10, 11, 6, 7, 8])
  }

  @Test(arguments: [(0, 1), (2, 0), (-3, 2), (1, -4), (-9, 9)])
  func `a shift moves each pixel exactly`(rows: Int, columns: Int) throws {
    let picture = try Self.picture((2, 6, 8), seed: 3)
    let draw = Self.draw {
      $0.rowShift = rows
      $0.columnShift = columns
    }
    let moved = draw.applied(to: picture, border: .black)
    for channel in 0..<2 {
      for row in 0..<6 {
        for column in 0..<8 {
          let (sourceRow, sourceColumn) = (row - rows, column - columns)
          let isInside = 0..<6 ~= sourceRow && 0..<8 ~= sourceColumn
          let expected =
            isInside
            ? picture[Element(channel: channel, row: sourceRow, column: sourceColumn)] : 0
          #expect(moved[Element(channel: channel, row: row, column: column)] == expected)
        }
      }
    }
  }

  @Test func `at the border the picture is in a mirror`() throws {
    let picture = try Tensor(
      shape: try Shape(channels: 1, height: 1, width: 3), elements: [1, 2, 3])
    let far = (0...8).map { shift in
      Self.draw { $0.columnShift = shift }.applied(to: picture, border: .reflect).elements
    }
    #expect(far[1] == [1, 1, 2])
    #expect(far[2] == [2, 1, 1])
    #expect(far[3] == [3, 2, 1])
    #expect(far[4] == [3, 3, 2])
    #expect(far[6] == [1, 2, 3])
    #expect(far[7] == far[1])
  }

  @Test func `a quarter of a turn brings the right to the top`() throws {
    let picture = try Tensor(
      shape: try Shape(channels: 1, height: 3, width: 3), elements: (1...9).map(Float.init))
    for border in Augmentation.Border.allCases {
      let turned = Self.draw { $0.turn = 0.25 }.applied(to: picture, border: border)
      #expect(turned.elements == [3, 6, 9, 2, 5, 8, 1, 4, 7])
      let back = Self.draw { $0.turn = -0.25 }.applied(to: turned, border: border)
      #expect(back == picture)
      let half = Self.draw { $0.turn = 0.5 }.applied(to: picture, border: border)
      #expect(half.elements == picture.elements.reversed())
    }
  }

  @Test func `a zoom of two shows the middle`() throws {
    // Positions −1, 0 and 1 from the middle come from −0.5, 0 and 0.5.
    let picture = try Tensor(
      shape: try Shape(channels: 1, height: 1, width: 3), elements: [2, 4, 8])
    let zoomed = Self.draw { $0.zoom = 2 }.applied(to: picture, border: .black)
    #expect(zoomed.elements == [3, 4, 6])
    let small = Self.draw { $0.zoom = 0.5 }.applied(to: picture, border: .black)
    #expect(small.elements == [0, 4, 0])
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `no number leaves the picture's range, but for noise`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for border in Augmentation.Border.allCases {
      let augmentation = try Augmentation(
        flips: true, flipsVertically: true, rotation: 0.5, zoom: 0.9, shift: 40, border: border)
      for size in Self.shapes {
        let picture = try Self.picture(size, seed: seed)
        let changed = augmentation.draw(using: &generator).applied(to: picture, border: border)
        let least = try #require(picture.elements.min())
        let most = try #require(picture.elements.max())
        for number in changed.elements {
          #expect(min(0, least) - 1e-5...max(0, most) + 1e-5 ~= number, "seed \(seed)")
        }
      }
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `sampling is the weighted mean of four pixels`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let picture = try Self.picture((1, 9, 6), seed: seed)
    let augmentation = try Augmentation(flips: true, rotation: 0.3, zoom: 0.5, shift: 3)
    let draw = augmentation.draw(using: &generator)
    let changed = draw.applied(to: picture, border: .black)
    // The same, forwards in double precision: where the target's pixel was before each step.
    let angle = 2 * Double.pi * Double(draw.turn)
    for row in 0..<9 {
      for column in 0..<6 {
        let (r, c) = (
          (Double(row - draw.rowShift) - 4) / Double(draw.zoom),
          (Double(column - draw.columnShift) - 2.5) / Double(draw.zoom)
        )
        let y = 4 + r * cos(angle) + c * sin(angle)
        let turned = c * cos(angle) - r * sin(angle)
        let x = 2.5 + (draw.isFlipped ? -turned : turned)
        var expected = 0.0
        for (sourceRow, sourceColumn) in (0..<54).map({ ($0 / 6, $0 % 6) }) {
          let weight =
            max(0, 1 - abs(y - Double(sourceRow))) * max(0, 1 - abs(x - Double(sourceColumn)))
          expected +=
            weight * Double(picture[Element(row: sourceRow, column: sourceColumn)])
        }
        let found = Double(changed[Element(row: row, column: column)])
        #expect(abs(found - expected) < 1e-4, "seed \(seed), \(draw), [\(row),\(column)]")
      }
    }
  }

  // MARK: Chance

  @Test(arguments: 0..<5 as Range<UInt64>)
  func `the same seed gives the same picture, another seed another`(seed: UInt64) throws {
    let augmentation = try Augmentation(
      flips: true, rotation: 0.1, zoom: 0.2, shift: 5, noise: 0.1)
    let picture = try Self.picture((1, 28, 28), seed: seed)
    func changed(_ seed: UInt64) -> [Float] {
      var generator = SeededGenerator(seed: seed)
      var elements = picture.elements
      augmentation.apply(to: &elements, shape: picture.shape, random: &generator)
      return elements
    }
    #expect(changed(seed) == changed(seed))
    #expect(changed(seed) != changed(seed + 1))
  }

  @Test func `draws lie within what was asked for, and reach its ends`() throws {
    let augmentation = try Augmentation(
      flips: true, flipsVertically: true, rotation: 0.1, zoom: 0.2, shift: 2, noise: 0.3)
    var generator = SeededGenerator(seed: 11)
    let draws = (0..<4000).map { _ in augmentation.draw(using: &generator) }
    #expect(draws.allSatisfy { -0.1...0.1 ~= $0.turn && 0.8...1.2 ~= $0.zoom })
    #expect(draws.contains { $0.turn < -0.098 } && draws.contains { $0.turn > 0.098 })
    #expect(draws.contains { $0.zoom < 0.803 } && draws.contains { $0.zoom > 1.197 })
    #expect(Set(draws.map(\.rowShift)) == [-2, -1, 0, 1, 2])
    #expect(Set(draws.map(\.columnShift)) == [-2, -1, 0, 1, 2])
    #expect(draws.allSatisfy { $0.noise == 0.3 })
    for half in [draws.filter(\.isFlipped), draws.filter(\.isFlippedVertically)] {
      #expect(1850...2150 ~= half.count)
    }
  }

  @Test func `one thing less leaves the others as they were`() throws {
    let all = try Augmentation(flips: true, rotation: 0.1, zoom: 0.2, shift: 5)
    let few = try Augmentation(zoom: 0.2, shift: 5)
    var (first, second) = (SeededGenerator(seed: 4), SeededGenerator(seed: 4))
    for _ in 0..<20 {
      let (whole, part) = (all.draw(using: &first), few.draw(using: &second))
      #expect(whole.zoom == part.zoom)
      #expect(whole.rowShift == part.rowShift && whole.columnShift == part.columnShift)
      #expect(part.turn == 0 && !part.isFlipped)
    }
  }

  @Test func `noise has the mean 0 and the deviation that was asked for`() throws {
    let shape = try Shape(channels: 1, height: 300, width: 300)
    let gray = Tensor(shape: shape, repeating: 0.5)
    let noisy = Self.draw {
      $0.noise = 0.1
      $0.noiseSeed = 5
    }.applied(to: gray, border: .reflect)
    let differences = noisy.elements.map { Double($0) - 0.5 }
    let mean = differences.reduce(0, +) / 90_000
    let variance = differences.reduce(0) { $0 + $1 * $1 } / 90_000
    #expect(abs(mean) < 0.001)
    #expect(abs(variance.squareRoot() - 0.1) < 0.001)
    // A normal distribution has 68 % within one deviation and 95 % within two; a sum of four is near.
    #expect(abs(Double(differences.filter { abs($0) < 0.1 }.count) / 90_000 - 0.683) < 0.02)
    #expect(abs(Double(differences.filter { abs($0) < 0.2 }.count) / 90_000 - 0.954) < 0.01)
  }

  // MARK: Values

  @Test func `it survives JSON, and no file holds one that cannot be`() throws {
    let augmentation = try Augmentation(
      flips: true, rotation: 0.1, zoom: 0.2, shift: 5, noise: 0.1, border: .black)
    let json = try JSONEncoder().encode(augmentation)
    #expect(try JSONDecoder().decode(Augmentation.self, from: json) == augmentation)
    let text = String(decoding: json, as: UTF8.self)
    let damaged = text.replacing("\"shift\":5", with: "\"shift\":-5")
    #expect(damaged != text)
    #expect(throws: AugmentationError.shift(-5)) {
      try JSONDecoder().decode(Augmentation.self, from: Data(damaged.utf8))
    }
  }

  @Test func `what would leave nothing of a picture is refused`() {
    for (error, make) in [
      (
        "the rotation 0.6 is no fraction of a turn from 0 to 0.5 (0.1 is up to 36° either way)",
        { try Augmentation(rotation: 0.6) }
      ),
      (
        "the zoom 1.0 is no fraction from 0 to 0.9 (0.2 is up to 20 % larger or smaller)",
        { try Augmentation(zoom: 1) }
      ),
      ("the shift -1 is no number of pixels from 0 to 16384", { try Augmentation(shift: -1) }),
      (
        "the noise nan is no standard deviation from 0 to 1000 (0.1 is a tenth of the way from black "
          + "to white)", { try Augmentation(noise: .nan) }
      ),
    ] as [(String, () throws -> Augmentation)] {
      let found = #expect(throws: AugmentationError.self) { try make() }
      #expect(found?.description == error)
    }
  }

  @Test func `a draw says what happens`() {
    let draw = Self.draw {
      $0.turn = 13.16 / 360
      $0.zoom = 0.909
      $0.rowShift = 2
      $0.columnShift = -1
      $0.isFlipped = true
      $0.noise = 0.1
    }
    #expect(
      draw.description == "rotation 13.2°, zoom 0.91, shift (2, −1), mirrored, noise 0.10")
    #expect(Self.draw { $0.turn = -0.0001 }.description == "rotation 0.0°")
  }
}
