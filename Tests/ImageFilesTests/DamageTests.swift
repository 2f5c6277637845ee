import Convolution
import ImageFiles
import TestSupport
import Testing

/// Files that are damaged in every way a disk or a network damages them.
struct DamageTests {
  private static let fixtures = [
    "gray.jpg", "color444.jpg", "color420.jpg", "progressive.jpg", "restarts.jpg", "rgb.jpg",
    "color.png", "palette.png", "alpha.png", "grayalpha.png",
  ]

  private static let interlaced = PNGBuilder(
    width: 5, height: 6, depth: 16, colorType: 6, isInterlaced: true,
    samples: (0..<120).map { $0 * 511 })

  @Test(arguments: fixtures)
  func `a picture cut off anywhere is refused`(name: String) throws {
    let file = try fixture(name)
    #expect(refusal(file) == nil)
    for length in 0..<file.count {
      #expect(refusal(Array(file.prefix(length))) != nil, "\(length) of \(file.count) bytes")
    }
  }

  @Test(arguments: [
    "P4 9 3 abcdef", "P5 4 3 255 abcdefghijkl", "P6 2 2 65535 abcdefghijklmnopqrstuvwx",
    "P1 3 2 010110",
  ])
  func `an anymap cut off anywhere is refused`(file: String) {
    #expect(refusal(file) == nil)
    for length in 0..<file.utf8.count { #expect(refusal(Array(file.utf8.prefix(length))) != nil) }
  }

  @Test(arguments: ["P2 2 2 9 1 2 3 4\n", "P3 1 2 9 1 2 3 4 5 6\n", "1 2\n3 4\n"])
  func `plain text cut off before its last number is refused or has fewer rows`(file: String) throws
  {
    let whole = try load(file)
    for length in 0..<file.utf8.count - 2 {
      let part = Array(file.utf8.prefix(length))
      guard refusal(part) == nil else { continue }
      #expect(try load(part).tensor.shape != whole.tensor.shape)
    }
  }

  @Test func `an interlaced picture cut off anywhere is refused`() {
    let file = Self.interlaced.bytes
    #expect(refusal(file) == nil)
    for length in 0..<file.count { #expect(refusal(Array(file.prefix(length))) != nil) }
  }

  @Test func `every flipped bit of a PNG is found`() throws {
    for file in [try fixture("palette.png"), Self.interlaced.bytes] {
      for position in file.indices {
        for bit in 0..<8 {
          var damaged = file
          damaged[position] ^= 1 << bit
          #expect(refusal(damaged) != nil, "bit \(bit) of byte \(position)")
        }
      }
    }
  }

  @Test(arguments: fixtures, 0..<4)
  func `random damage never crashes and never takes what it does not need`(
    name: String, seed: UInt64
  ) throws {
    let file = try fixture(name)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      var damaged = file
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let position = Int.random(in: 0..<damaged.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: damaged[position] = .random(in: 0...255, using: &generator)
        case 1: damaged[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 2: damaged.remove(at: position)
        default: damaged.insert(.random(in: 0...255, using: &generator), at: position)
        }
      }
      // A JPEG has no checksums: what still decodes without a complaint is a picture, of a size
      // that so small a file can have.
      if let picture = try? load(damaged) { #expect(picture.tensor.shape.count < 1 << 20) }
    }
  }

  @Test func `what follows a picture is left alone`() throws {
    let tail = Array("P5 1 1 255 x and more".utf8)
    for name in Self.fixtures {
      let file = try fixture(name)
      #expect(try load(file + tail).tensor == load(file).tensor)
    }
  }
}
