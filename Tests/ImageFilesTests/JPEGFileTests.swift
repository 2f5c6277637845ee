import Convolution
import ImageFiles
import TestSupport
import Testing

struct JPEGFileTests {
  @Test(arguments: ["gray", "color444", "color420", "progressive", "restarts", "rgb"])
  func `gray is the one of Pillow`(name: String) throws {
    let golden = try load(fixture(name + ".gray.pgm"), scale: .byte).tensor
    let found = try load(fixture(name + ".jpg"), scale: .byte).tensor
    #expect(found.shape == golden.shape)
    // Releases of the library may differ by one in the inverse cosine transform.
    #expect(zip(found.elements, golden.elements).allSatisfy { abs($0 - $1) <= 1 })
  }

  @Test func `the format says what the file is`() throws {
    #expect(try load(fixture("gray.jpg")).format == "JPEG, gray")
    #expect(try load(fixture("progressive.jpg")).format == "JPEG, color, progressive")
    #expect(try load(fixture("color420.jpg"), colors: .rgb).tensor.shape.channels == 3)
    #expect(try load(fixture("gray.jpg"), colors: .rgb).tensor.shape.channels == 1)
  }

  /// The file with an EXIF segment that states an orientation.
  private func turned(_ file: [UInt8], orientation: Int, isLittleEndian: Bool) -> [UInt8] {
    func number(_ value: Int, _ bytes: Int) -> [UInt8] {
      isLittleEndian ? bigEndian(value, bytes).reversed() : bigEndian(value, bytes)
    }
    let tiff: [UInt8] =
      Array((isLittleEndian ? "II" : "MM").utf8) + number(42, 2) + number(8, 4) + number(2, 2)
      + number(0x0100, 2) + number(4, 2) + number(1, 4) + number(99, 4)
      + number(0x0112, 2) + number(3, 2) + number(1, 4) + number(orientation, 2) + number(0, 2)
      + number(0, 4)
    let content = Array("Exif\0\0".utf8) + tiff
    let segment = [0xFF, 0xE1] + bigEndian(content.count + 2, 2) + content
    return Array(file[..<2]) + segment + Array(file[2...])
  }

  @Test(arguments: 1...8, [false, true])
  func `photos are shown the right way up`(orientation: Int, isLittleEndian: Bool) throws {
    let file = try fixture("color444.jpg")
    for colors in [ColorChannels.gray, .rgb] {
      let stored = try load(file, colors: colors).tensor
      let shown = try load(
        turned(file, orientation: orientation, isLittleEndian: isLittleEndian), colors: colors
      ).tensor
      let (height, width) = (stored.shape.height, stored.shape.width)
      let isOnItsSide = orientation >= 5
      #expect(
        shown.shape
          == (try Shape(
            channels: stored.shape.channels, height: isOnItsSide ? width : height,
            width: isOnItsSide ? height : width)))
      for channel in 0..<stored.shape.channels {
        for row in 0..<height {
          for column in 0..<width {
            // EXIF 2.32, 4.6.4: where the 0th row and the 0th column of the file are seen.
            let place =
              switch orientation {
              case 1: (row, column)
              case 2: (row, width - 1 - column)
              case 3: (height - 1 - row, width - 1 - column)
              case 4: (height - 1 - row, column)
              case 5: (column, row)
              case 6: (column, height - 1 - row)
              case 7: (width - 1 - column, height - 1 - row)
              default: (width - 1 - column, row)
              }
            #expect(shown[channel, place.0, place.1] == stored[channel, row, column])
          }
        }
      }
    }
  }

  @Test(arguments: [0, 9, 65535])
  func `an orientation that does not exist is none`(orientation: Int) throws {
    let file = try fixture("gray.jpg")
    let shown = try load(turned(file, orientation: orientation, isLittleEndian: true))
    #expect(shown.tensor == (try load(file).tensor))
  }

  @Test func `CMYK is refused by name with the command that converts it`() throws {
    let expected =
      "test: is a CMYK JPEG; supported are gray and YCbCr or RGB JPEG of 8 bits, baseline or "
      + "progressive; convert it: convert test -colorspace sRGB test-rgb.png"
    #expect(refusal(try fixture("cmyk.jpg")) == expected)
  }

  /// The position behind `FF C0`, the start of a baseline frame.
  private func frame(of file: [UInt8]) throws -> Int {
    try #require(file.indices.dropLast().first { file[$0] == 0xFF && file[$0 + 1] == 0xC0 }) + 2
  }

  @Test(arguments: [
    (0xC3, "a lossless JPEG"), (0xC5, "a hierarchical JPEG"), (0xC9, "an arithmetic-coded JPEG"),
  ])
  func `rare kinds of JPEG are refused by name`(marker: Int, name: String) throws {
    var file = try fixture("gray.jpg")
    file[try frame(of: file) - 1] = UInt8(marker)
    #expect(refusal(file)?.contains("is \(name);") == true)
  }

  @Test func `sizes that the file cannot hold are refused`() throws {
    var file = try fixture("gray.jpg")
    let frame = try frame(of: file)
    file.replaceSubrange(frame + 3..<frame + 7, with: [0x3F, 0xFF, 0x0F, 0xFF])
    #expect(refusal(file)?.contains("promises 16383×4095 pixels, far more than the") == true)
    file.replaceSubrange(frame + 3..<frame + 7, with: [0xFF, 0xFF, 0xFF, 0xFF])
    #expect(refusal(file)?.contains("has 65535×65535 pixels; at most") == true)
    file.replaceSubrange(frame + 3..<frame + 7, with: [0, 0, 0, 1])
    #expect(refusal(file)?.contains("tells its height only at its end") == true)
  }

  @Test func `scans without end are refused`() throws {
    let file = try fixture("progressive.jpg")
    // The last scan over and over.
    let lastScan = try #require(
      file.indices.dropLast().last { file[$0] == 0xFF && file[$0 + 1] == 0xDA })
    let scan = file[lastScan..<(file.count - 2)]
    var long = Array(file.dropLast(2))
    for _ in 0..<600 { long += scan }
    #expect(refusal(long + [0xFF, 0xD9]) != nil)
  }
}
