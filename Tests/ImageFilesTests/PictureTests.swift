import Convolution
import Foundation
import ImageFiles
import Testing

struct PictureTests {
  private func error(loading path: String) -> PictureError? {
    do throws(PictureError) {
      _ = try Picture.load(PictureRequest(path: path))
      return nil
    } catch {
      return error
    }
  }

  @Test func `a picture knows its name, size and scale`() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/three.csv"
      // The content decides, not the name.
      try writeFile(Array("P5 3 2 255 abcdef".utf8), path)
      let picture = try Picture.load(
        PictureRequest(path: path, scale: .byte, resize: Extent(height: 1, width: 1)))
      #expect(picture.name == "three.csv")
      #expect(picture.format == "PGM, maxval 255")
      #expect(picture.fileExtent == Extent(height: 2, width: 3))
      #expect(picture.fullScale == 255)
      #expect(picture.tensor.elements == [99.5])
    }
  }

  @Test func `what is not there is said with its own exit code`() throws {
    #expect(
      error(loading: "/no/such.png")?.description
        == "/no/such.png: there is no such file; check the path")
    #expect(error(loading: "/no/such.png")?.exitCode == 66)
    try withTemporaryFolder { folder in
      #expect(
        error(loading: folder)?.description
          == "\(folder): is a folder; name one of the pictures in it")
      #expect(error(loading: folder)?.exitCode == 66)
      try writeFile([], folder + "/empty.png")
      #expect(
        error(loading: folder + "/empty.png")?.description
          == "\(folder)/empty.png: is empty, 0 bytes; supported are PNG, JPEG, PBM, PGM and PPM "
          + "pictures and tables of numbers (CSV, TSV, blanks)")
      #expect(error(loading: folder + "/empty.png")?.exitCode == 65)
    }
  }

  @Test func `a name cannot command the terminal`() {
    let sentence = error(loading: "/no/\u{1B}[2Jsuch\n.png")?.description
    #expect(sentence == "/no/\\u{1b}[2Jsuch\\u{a}.png: there is no such file; check the path")
  }

  @Test func `a pipe is read like a file`() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/pipe"
      try #require(mkfifo(path, 0o600) == 0)
      let bytes = Array("P5 500 400 255\n".utf8) + [UInt8](repeating: 9, count: 200_000)
      let writer = Thread { try? writeFile(bytes, path) }
      writer.start()
      let picture = try Picture.load(PictureRequest(path: path, scale: .byte))
      #expect(picture.tensor.elements.allSatisfy { $0 == 9 })
    }
  }

  @Test func `files larger than the buffer are read whole`() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/large"
      let samples = (0..<1_000_003).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
      try writeFile(Array("P5 1000003 1 255\n".utf8) + samples, path)
      #expect(
        try Picture.load(PictureRequest(path: path, scale: .byte)).tensor.elements
          == samples.map(Float.init))
      let words = samples.map { String($0) }
      for separator in [" ", "\n", ",", "\r\n"] {
        try writeFile(Array(words.joined(separator: separator).utf8), path)
        #expect(
          try Picture.load(PictureRequest(path: path)).tensor.elements == samples.map(Float.init))
      }
    }
  }

  @Test(arguments: [
    (
      "P7\nWIDTH 1\n",
      "test: is a PAM picture (P7), which is not read; convert it: "
        + "pamtopnm test > test.pnm"
    ),
    (
      "RIFF\0\0\0\0WEBPVP8 ",
      "test: is a WebP picture, which is not read; convert it: "
        + "convert test test.png"
    ),
    (
      "\0\0\0\u{18}ftypheic\0\0\0\0",
      "test: is a HEIC picture, which is not read; convert it: "
        + "heif-convert test test.png"
    ),
    (
      "\0\0\0\u{18}ftypavif\0\0\0\0",
      "test: is an AVIF picture, which is not read; convert it: "
        + "convert test test.png"
    ),
    (
      "GIF89a\u{1}\0",
      "test: is a GIF picture, which is not read; convert it: "
        + "convert 'test[0]' test.png"
    ),
    (
      "BM\u{46}\0\0\0\0\0\0\0\u{36}",
      "test: is a BMP picture, which is not read; convert it: "
        + "convert test test.png"
    ),
    (
      "II*\0\u{8}",
      "test: is a TIFF picture, which is not read; convert it: "
        + "convert 'test[0]' test.png"
    ),
    (
      "PF\n1 1\n-1.0\n",
      "test: is a PFM picture (floating point), which is not read; convert it: "
        + "convert test test.png"
    ),
    (
      "%PDF-1.7",
      "test: is a PDF document, which is not read; convert it: "
        + "pdftoppm -png -r 100 test test"
    ),
    (
      "PK\u{3}\u{4}",
      "test: is a ZIP archive, which is not read; convert it: unzip test, then name "
        + "a picture from it"
    ),
    (
      "<svg>",
      "test: is an SVG drawing, which is not read; convert it: "
        + "rsvg-convert test -o test.png"
    ),
  ])
  func `other formats are named with the command that converts them`(
    content: String, sentence: String
  ) {
    #expect(refusal(content) == sentence)
  }

  @Test func `the command is safe to paste`() {
    let error = PictureError(
      path: "my 'holiday' $(x).gif",
      problem: .unsupported(found: "odd", supported: "none", conversion: .toPNG))
    #expect(
      error.description.hasSuffix(
        #"convert 'my '\''holiday'\'' $(x).gif' 'my '\''holiday'\'' $(x).png'"#))
  }

  @Test func `unknown bytes are shown`() {
    #expect(
      refusal([0, 1, 2, 0xFF, 5, 6, 7, 8, 9])
        == "test: starts with the bytes 00 01 02 FF 05 06 07 08, which is no known picture; "
        + "supported are PNG, JPEG, PBM, PGM and PPM pictures and tables of numbers "
        + "(CSV, TSV, blanks)")
  }
}
