import Convolution
import ImageFiles
import TestSupport
import Testing

/// A color type with one of its depths.
struct PNGKind: CustomTestStringConvertible {
  var colorType: Int
  var depth: Int

  var testDescription: String { "color type \(colorType), \(depth) bits" }

  static let all: [PNGKind] = [
    (0, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16]),
  ].flatMap { type, depths in depths.map { PNGKind(colorType: type, depth: $0) } }
}

struct PNGFileTests {
  /// Random pixels of this kind; palettes get as many random colors as they can index.
  private func builder(
    _ kind: PNGKind, isInterlaced: Bool, using generator: inout SeededGenerator
  ) -> (builder: PNGBuilder, palette: [UInt8]) {
    var builder = PNGBuilder(
      width: Int.random(in: 1...21, using: &generator),
      height: Int.random(in: 1...19, using: &generator), depth: kind.depth,
      colorType: kind.colorType, isInterlaced: isInterlaced, samples: [])
    builder.samples = (0..<builder.width * builder.height * builder.channels).map { _ in
      Int.random(in: 0..<(1 << kind.depth), using: &generator)
    }
    var palette: [UInt8] = []
    if kind.colorType == 3 {
      palette = (0..<3 << kind.depth).map { _ in .random(in: 0...255, using: &generator) }
      builder.chunks.append(("PLTE", palette))
    }
    return (builder, palette)
  }

  /// A sample on white, rounded to a whole one.
  private func blend(_ sample: Int, _ alpha: Int, _ maxval: Int) -> Float {
    let exact = Double(sample * alpha + maxval * (maxval - alpha)) / Double(maxval)
    return Float((exact + 0.5).rounded(.down))
  }

  @Test(arguments: PNGKind.all, [false, true])
  func `every color type and depth is read as it was stored`(
    kind: PNGKind, isInterlaced: Bool
  ) throws {
    var generator = SeededGenerator(seed: UInt64(kind.colorType * 100 + kind.depth))
    for _ in 0..<12 {
      let (builder, palette) = builder(kind, isInterlaced: isInterlaced, using: &generator)
      let picture = try load(builder.bytes, colors: .rgb)
      let maxval = kind.colorType == 3 ? 255 : 1 << kind.depth - 1
      let colors = [2, 3, 6].contains(kind.colorType) ? 3 : 1
      #expect(
        picture.tensor.shape
          == (try Shape(channels: colors, height: builder.height, width: builder.width)))
      for pixel in 0..<builder.width * builder.height {
        let samples = Array(builder.samples[(pixel * builder.channels)...].prefix(builder.channels))
        let alpha = [4, 6].contains(kind.colorType) ? samples[builder.channels - 1] : maxval
        for channel in 0..<colors {
          let sample =
            colors == 3 && kind.colorType == 3
            ? Int(palette[samples[0] * 3 + channel]) : samples[channel]
          #expect(
            picture.tensor[channel, pixel / builder.width, pixel % builder.width]
              == blend(sample, alpha, maxval) / Float(maxval))
        }
      }
    }
  }

  @Test(arguments: PNGKind.all.filter { $0.colorType <= 3 })
  func `a transparent color is white`(kind: PNGKind) throws {
    var generator = SeededGenerator(seed: 77)
    var (builder, _) = builder(kind, isInterlaced: false, using: &generator)
    let key = Array(builder.samples.prefix(builder.channels))
    builder.chunks.append(
      (
        "tRNS",
        kind.colorType == 3
          ? [UInt8](repeating: 255, count: key[0]) + [0] : key.flatMap { bigEndian($0, 2) }
      ))
    #expect(try load(builder.bytes).tensor[0, 0, 0] == 1)
    #expect(try load(builder.bytes).format.contains("alpha"))
  }

  @Test func `16 bits stay 16`() throws {
    let builder = PNGBuilder(
      width: 3, height: 1, depth: 16, colorType: 0, samples: [1, 257, 40000])
    let picture = try load(builder.bytes)
    #expect(picture.tensor.elements == [1 / 65535, Float(257) / 65535, Float(40000) / 65535])
    #expect(picture.format == "PNG, gray, 16 bits")
    #expect(
      try load(builder.bytes, scale: .byte).tensor.elements[2] == Float(40000) * 255 / 65535)
  }

  @Test func `gamma, profiles and resolution change nothing`() throws {
    var builder = PNGBuilder(width: 2, height: 1, depth: 8, colorType: 0, samples: [50, 200])
    let plain = try load(builder.bytes).tensor
    builder.chunks = [
      ("gAMA", bigEndian(100_000, 4)), ("sRGB", [0]), ("sBIT", [3]),
      ("iCCP", Array("broken".utf8) + [0, 0, 1, 2, 3]), ("tEXt", Array("a\0b".utf8)),
    ]
    #expect(try load(builder.bytes).tensor == plain)
  }

  @Test(arguments: ["color.png", "palette.png", "alpha.png", "grayalpha.png"])
  func `gray is the one of Pillow`(name: String) throws {
    let golden = try load(fixture(name.replacing(".png", with: ".gray.pgm")), scale: .byte)
    #expect(try load(fixture(name), scale: .byte).tensor == golden.tensor)
  }

  @Test func `red is 76 in PNG, PPM and JPEG`() throws {
    let png = PNGBuilder(width: 1, height: 1, depth: 8, colorType: 2, samples: [255, 0, 0])
    #expect(try load(png.bytes, scale: .byte).tensor.elements == [76])
    #expect(try load("P3 1 1 255 255 0 0", scale: .byte).tensor.elements == [76])
    let jpeg = try load(fixture("red.jpg"), scale: .byte).tensor.elements
    #expect(jpeg.allSatisfy { abs($0 - 76) <= 2 })
  }

  @Test func `what libpng finds wrong is said with its place`() throws {
    let builder = PNGBuilder(width: 2, height: 1, depth: 8, colorType: 0, samples: [50, 200])
    var file = builder.bytes
    file[45] ^= 1
    #expect(
      refusal(file)
        == "test: byte 55: damage in the pixels of row 0: IDAT: invalid stored block lengths; "
        + "save or copy the file again")
    #expect(
      refusal(Array(builder.bytes.dropLast(3)))
        == "test: ends at byte \(builder.bytes.count - 3), in the end of the PNG data; "
        + "the file is incomplete, save or copy it again")
    var empty = builder
    empty.width = 0
    #expect(refusal(empty.bytes)?.contains("width is zero") == true)
    var palette = PNGBuilder(width: 1, height: 1, depth: 8, colorType: 3, samples: [5])
    palette.chunks = [("PLTE", [1, 2, 3, 4, 5, 6])]
    #expect(refusal(palette.bytes)?.contains("a color beyond the 2 of the palette") == true)
  }

  @Test(arguments: [(0x7FFF_FFFF, 0x7FFF_FFFF), (65536, 65536), (8000, 8000), (1, 60_000_000)])
  func `a huge header is refused before there is room for it`(width: Int, height: Int) {
    var file = PNGBuilder(width: 1, height: 1, depth: 8, colorType: 2, samples: [1, 2, 3]).bytes
    file.replaceSubrange(
      8..<33,
      with: PNGBuilder.chunk(
        "IHDR", bigEndian(width, 4) + bigEndian(height, 4) + [8, 2, 0, 0, 0]))
    let sentence = refusal(file) ?? ""
    #expect(sentence.contains("at most 67108864") || sentence.contains("far more than the"))
  }
}
