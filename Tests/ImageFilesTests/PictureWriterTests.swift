import Convolution
import ImageFiles
import TestSupport
import Testing

struct PictureWriterTests {
  private func written(
    _ tensor: Tensor, _ format: PictureFormat, fullScale: Float? = 255, normalizes: Bool = false
  ) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try withTemporaryFolder { folder in
      let path = folder + "/out." + format.rawValue
      let writer = PictureWriter(format: format, fullScale: fullScale, normalizes: normalizes)
      try writer.write(tensor, to: path)
      bytes = try readFile(path)
    }
    return bytes
  }

  @Test func `a PGM is what its description says`() throws {
    let tensor = try Tensor(rows: [[0, 1, 2], [253, 254, 255]])
    #expect(try written(tensor, .pgm) == Array("P5\n3 2\n255\n".utf8) + [0, 1, 2, 253, 254, 255])
  }

  @Test(arguments: [
    (Float(-1), UInt8(0)), (-0.0, 0), (0.4999, 0), (0.499_999_97, 0), (0.5, 1), (1.5, 2),
    (2.499_999_8, 2), (2.5, 3), (127.499_99, 127), (127.5, 128), (254.5, 255), (255.6, 255),
    (1e30, 255), (.infinity, 255), (-.infinity, 0), (.nan, 0),
  ])
  func `values are rounded half up and clamped`(value: Float, level: UInt8) throws {
    let tensor = try Tensor(rows: [[value]])
    #expect(try written(tensor, .pgm).last == level)
    #expect(try written(tensor, .pgm, fullScale: nil).last == level)
  }

  @Test func `unit values are spread over 0 to 255`() throws {
    let tensor = try Tensor(rows: [[0, 0.5, 1, 0.1]])
    #expect(try written(tensor, .pgm, fullScale: 1).suffix(4) == [0, 128, 255, 26])
  }

  @Test func `normalized, the least becomes black and the greatest white`() throws {
    let tensor = try Tensor(rows: [[-3, 0, 3, 1.5]])
    #expect(try written(tensor, .pgm, normalizes: true).suffix(4) == [0, 128, 255, 191])
    let flat = try Tensor(rows: [[7, 7]])
    #expect(try written(flat, .pgm, normalizes: true).suffix(2) == [0, 0])
    let vast = try Tensor(rows: [[-.greatestFiniteMagnitude, .greatestFiniteMagnitude, .nan]])
    #expect(try written(vast, .pgm, normalizes: true).suffix(3) == [0, 255, 0])
  }

  @Test(arguments: [ValueScale.unit, .byte], [PictureFormat.pgm, .ppm, .png])
  func `what is written is read again`(scale: ValueScale, format: PictureFormat) throws {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<20 {
      let channels =
        format == .pgm ? 1 : format == .ppm ? 3 : [1, 3].randomElement(using: &generator) ?? 1
      let shape = try Shape(
        channels: channels, height: Int.random(in: 1...30, using: &generator),
        width: Int.random(in: 1...300, using: &generator))
      let elements = (0..<shape.count).map { _ in
        Float(UInt8.random(in: 0...255, using: &generator)) * scale.fullScale / 255
      }
      let tensor = try Tensor(shape: shape, elements: elements)
      let file = try written(tensor, format, fullScale: scale.fullScale)
      #expect(try load(file, scale: scale, colors: .rgb).tensor == tensor)
      #expect(try written(tensor, format, fullScale: scale.fullScale) == file)
    }
  }

  @Test(arguments: [(PictureFormat.pgm, 3), (.pgm, 2), (.ppm, 1), (.ppm, 4), (.png, 2), (.png, 32)])
  func `several maps in one picture are refused with the way out`(
    format: PictureFormat, channels: Int
  ) throws {
    let tensor = Tensor(shape: try Shape(channels: channels, height: 2, width: 2))
    let error = #expect(throws: OutputError.self) { try written(tensor, format) }
    let sentence = error?.description ?? ""
    #expect(sentence.contains("--map K") && sentence.contains(".json"))
    #expect(error?.exitCode == 64)
  }

  @Test func `the sentence about maps`() {
    #expect(
      OutputError.tooManyChannels(3, format: .pgm, path: "out.pgm").description
        == "out.pgm: a PGM picture holds one map, the result has 3; choose one of them with --map K, "
        + "or write all of them to a .json file")
  }

  @Test func `the ending of a name tells the format`() {
    #expect(PictureFormat(path: "a/b.PNG") == .png)
    #expect(PictureFormat(path: "x.y.pgm") == .pgm)
    #expect(PictureFormat(path: "png") == nil)
    #expect(PictureFormat(path: "x.jpg") == nil)
  }

  #if os(Linux)
    @Test(arguments: PictureFormat.allCases)
    func `a full device is reported, whatever the format`(format: PictureFormat) throws {
      let tensor = Tensor(
        shape: try Shape(channels: format == .ppm ? 3 : 1, height: 300, width: 300))
      #expect(throws: OutputError.writeFailed(path: "/dev/full", code: 28)) {
        try PictureWriter(format: format, fullScale: 1).write(tensor, to: "/dev/full")
      }
    }
  #endif
}
