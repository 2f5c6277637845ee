import Convolution
import ImageFiles
import TestSupport
import Testing

@Suite struct `Y4M` {
  private func colors(
    of planes: [UInt8], height: Int, width: Int, _ parameters: String
  ) throws -> Tensor {
    let film = Film.y4m([planes], height: height, width: width, parameters: parameters)
    let frame = try #require(parse(film.bytes).frames.first)
    return try frame.picture(PictureRequest(path: "-", scale: .byte, colors: .rgb)).tensor
  }

  /// Source: BT.601 in 8 bits; 81, 90, 240 and its like are the 100 % color bars.
  @Test(
    arguments: [
      ([16, 128, 128], [0, 0, 0]), ([235, 128, 128], [255, 255, 255]),
      ([81, 90, 240], [254, 0, 0]), ([145, 54, 34], [0, 255, 1]), ([41, 240, 110], [0, 0, 255]),
      ([0, 128, 128], [0, 0, 0]), ([255, 128, 128], [255, 255, 255]),
    ] as [([UInt8], [Float])])
  func `brightness and color become red, green and blue`(sample: [UInt8], color: [Float]) throws {
    let tensor = try colors(of: sample, height: 1, width: 1, "C444")
    for (found, expected) in zip(tensor.elements, color) { #expect(abs(found - expected) <= 1) }
  }

  @Test func `the full range is not stretched`() throws {
    let tensor = try colors(of: [77, 128, 128], height: 1, width: 1, "C444 XCOLORRANGE=FULL")
    #expect(tensor.elements == [77, 77, 77])
    let limited = try colors(of: [77, 128, 128], height: 1, width: 1, "C444")
    #expect(limited.elements == [71, 71, 71])
  }

  @Test func `gray has no planes of color`() throws {
    let tensor = try colors(of: [16, 126, 235], height: 1, width: 3, "Cmono")
    #expect(tensor.shape.channels == 1)
    #expect(tensor.elements == [0, 128, 255])
  }

  /// Each pixel of a larger sample has the color that it would have alone.
  @Test(arguments: [("420jpeg", 2, 2), ("420mpeg2", 2, 2), ("422", 1, 2), ("444", 1, 1)])
  func `coarse colors cover the pixels below them`(
    name: String, rows: Int, columns: Int
  ) throws {
    var random = SeededGenerator(seed: 3)
    let (height, width) = (5, 7)
    let (chromaHeight, chromaWidth) = ((height + rows - 1) / rows, (width + columns - 1) / columns)
    let planes = (0..<height * width + 2 * chromaHeight * chromaWidth).map { _ in
      UInt8.random(in: 0...255, using: &random)
    }
    let whole = try colors(of: planes, height: height, width: width, "C" + name)
    for row in 0..<height {
      for column in 0..<width {
        let sample = height * width + row / rows * chromaWidth + column / columns
        let alone = try colors(
          of: [
            planes[row * width + column], planes[sample],
            planes[sample + chromaHeight * chromaWidth],
          ], height: 1, width: 1, "C444")
        #expect(
          (0..<3).map { whole[$0, row, column] } == alone.elements, "\(name) at \(row),\(column)")
      }
    }
  }

  @Test func `a frame may have parameters of its own`() {
    let text = "YUV4MPEG2 W1 H1 Cmono\nFRAME Ip XA=1\naFRAME\nb"
    let parsed = parse(Array(text.utf8), inPiecesOf: [2, 1])
    #expect(parsed.frames.count == 2)
    #expect(parsed.damages == 0)
  }
}
