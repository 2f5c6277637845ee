import Convolution
import ImageFiles
import TestSupport
import Testing

struct AnymapTests {
  @Test(arguments: [
    ("P1\n3 2\n0 1 0\n1 1 0\n", [1, 0, 1, 0, 0, 1]),
    ("P1 3 2 010110", [1, 0, 1, 0, 0, 1]),
    ("P2 2 2 4 0 1 2 4", [0, 0.25, 0.5, 1]),
    ("P3 1 1 255 255 255 255", [1]),
    ("P4 3 2 \u{40}\u{60}", [1, 0, 1, 1, 0, 0]),
    ("P5 2 1 127 \u{0}\u{7F}", [0, 1]),
    ("P6 1 2 127 \u{0}\u{0}\u{0}\u{7F}\u{7F}\u{7F}", [0, 1]),
  ])
  func `all six formats are read`(file: String, expected: [Float]) throws {
    #expect(try load(file).tensor.elements == expected)
  }

  @Test(arguments: [
    "P2#c\n2#c\n2#c\n4#c\n0#c\n1#c\n2 4",
    "P2 # comment with 99 numbers\n# another\r2 2 4 0 1 2 4",
    "P2\n#\n2\n#\n2\n#\n4\n#\n0 1\n2 4\n",
    "P2 2 2 4 0 1 2 4#",
    "P2 02 0002 04 0 1 2 04\n",
    "P2\t2\r2\u{0B}4\u{0C}0 1 2 4 trailing words",
    "P2 2 2 4 0 1 2 4\nP2 1 1 1 1\n",
  ])
  func `comments and blanks stand wherever the format allows`(file: String) throws {
    let picture = try load(file)
    #expect(picture.tensor.shape == (try Shape(channels: 1, height: 2, width: 2)))
    #expect(picture.tensor.elements == [0, 0.25, 0.5, 1])
  }

  @Test func `exactly one byte of white space ends a raw header`() throws {
    for first: UInt8 in [0x0A, 0x0D, 0x20, 0x23, 0x09] {
      let file = Array("P5 2 1 255\n".utf8) + [first, 7]
      #expect(try load(file, scale: .byte).tensor.elements == [Float(first), 7])
    }
    // A comment at the end of the header reads as the end of its line.
    let file = Array("P5 2 1 255# made by hand\n".utf8) + [0x0A, 7]
    #expect(try load(file, scale: .byte).tensor.elements == [10, 7])
  }

  @Test func `samples of two bytes come with the high byte first`() throws {
    let file = Array("P5 2 1 65535\n".utf8) + [0x12, 0x34, 0xFF, 0xFF]
    #expect(try load(file).tensor.elements == [Float(0x1234) / 65535, 1])
    #expect(try load(file, scale: .byte).tensor.elements == [Float(0x1234) * 255 / 65535, 255])
    let short = Array("P5 1 1 256\n".utf8) + [0x01, 0x00]
    #expect(try load(short).tensor.elements == [1])
  }

  @Test func `every maxval divides exactly`() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<200 {
      let maxval = Int.random(in: 1...65535, using: &generator)
      let sample = Int.random(in: 0...maxval, using: &generator)
      let file = "P2 1 1 \(maxval) \(sample)"
      #expect(try load(file).tensor.elements == [Float(sample) / Float(maxval)])
      #expect(
        try load(file, scale: .byte).tensor.elements == [Float(sample) * 255 / Float(maxval)])
      // A gray color keeps its value, whatever the maxval.
      let color = "P3 1 1 \(maxval) \(sample) \(sample) \(sample)"
      #expect(try load(color).tensor.elements == [Float(sample) / Float(maxval)])
    }
  }

  @Test func `colors are kept as three channels, gray stays one`() throws {
    let file = "P3 2 1 255 1 2 3 4 5 6"
    let picture = try load(file, scale: .byte, colors: .rgb)
    #expect(picture.tensor.shape == (try Shape(channels: 3, height: 1, width: 2)))
    #expect(picture.tensor.elements == [1, 4, 2, 5, 3, 6])
    #expect(try load("P2 1 1 255 9", colors: .rgb).tensor.shape.channels == 1)
  }

  @Test func `the gray of a color is the one of Pillow`() throws {
    // Image.new("RGB", (1, 1), color).convert("L").getpixel((0, 0))
    let golden: [(Int, Int, Int, Float)] = [
      (255, 0, 0, 76), (0, 255, 0, 150), (0, 0, 255, 29), (255, 255, 255, 255), (0, 0, 0, 0),
      (1, 2, 3, 2), (10, 200, 30, 124), (250, 128, 114, 163), (127, 128, 129, 128), (3, 0, 0, 1),
    ]
    for (red, green, blue, gray) in golden {
      let file = "P3 1 1 255 \(red) \(green) \(blue)"
      #expect(try load(file, scale: .byte).tensor.elements == [gray], "\(file)")
    }
    // Few samples are not rounded to one of them.
    let coarse = try load("P3 1 1 15 15 0 0", scale: .byte).tensor.elements[0]
    #expect(abs(coarse - 76.245) < 0.01)
  }

  @Test(arguments: [
    (
      "P5 0 4 255 ", "test: byte 3: the width is '0'; supported: whole numbers from 1 to 2147483647"
    ),
    (
      "P5 4 x 255 ",
      "test: byte 5: the height is 'x'; supported: whole numbers from 1 to 2147483647"
    ),
    (
      "P5 4 -4 255 ",
      "test: byte 5: the height is '-'; supported: whole numbers from 1 to 2147483647"
    ),
    ("P5 4 4 70000 ", "test: byte 7: maxval is '70000'; supported: whole numbers from 1 to 65535"),
    ("P5 4 4 0 ", "test: byte 7: maxval is '0'; supported: whole numbers from 1 to 65535"),
    (
      "P5 4 4",
      "test: ends at byte 6, in the header, at the height; the file is incomplete, "
        + "save or copy it again"
    ),
    (
      "P5 2 2 255 abc",
      "test: ends at byte 14, in the 2×2 pixels from byte 11 on, which needs 15 "
        + "bytes in all; the file is incomplete, save or copy it again"
    ),
    (
      "P2 2 1 255 7 256",
      "test: byte 13: a sample is 256 or more; supported: whole numbers from 0 to the file's "
        + "maxval, 255"
    ),
    (
      "P2 2 1 255 7 -5 ",
      "test: byte 13: a sample is '-'; supported: whole numbers from 0 to the file's maxval, 255"
    ),
    (
      "P5 2 1 100 cz", "test: byte 12: a sample is 122; supported: 0 to the file's maxval, 100"
    ),
    ("P1 2 1 02", "test: byte 8: a pixel is '2'; supported: 0 (white) and 1 (black)"),
    (
      "P2 2 2 4 0 1       ",
      "test: ends at byte 19, in the pixels of row 1; the file is "
        + "incomplete, save or copy it again"
    ),
  ])
  func `what is wrong is named with its place`(file: String, sentence: String) {
    #expect(refusal(file) == sentence)
  }

  @Test(arguments: [
    "P5 100000 100000 255 ", "P4 2147483647 2147483647 ", "P6 99999999999999999999999 1 255 ",
    "P6 3000000000 3000000000 65535 ", "P2 30000 30000 255 0", "P3 8192 8192 65535 1",
    "P5 67108864 1 255 0",
  ])
  func `no header alone is believed`(header: String) {
    #expect(refusal(header) != nil)
  }
}
