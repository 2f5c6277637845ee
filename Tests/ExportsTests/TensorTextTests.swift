import Convolution
import Exports
import Foundation
import ImageFiles
import TestSupport
import Testing

/// What is written for a tensor.
private func text(_ format: TensorText, _ tensor: Tensor) throws -> String {
  let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  defer { try? FileManager.default.removeItem(at: file) }
  var output = try OutputFile(path: file.path)
  try format.write(tensor, to: &output)
  try output.commit()
  return try String(contentsOf: file, encoding: .utf8)
}

@Suite struct `Tensors as text` {
  private struct Written: Decodable {
    let shape: [Int]
    let data: [Float?]
  }

  private func twoMaps() throws -> Tensor {
    try Tensor(
      shape: Shape(channels: 2, height: 2, width: 3),
      elements: [1, -0.5, 1 / 3, 0, 1e10, 255, 1e-7, 2, 3, 4, 5, 6])
  }

  @Test func `JSON is one line, in reading order`() throws {
    #expect(
      try text(.json, twoMaps()) == """
        {"shape":[2,2,3],"data":[1,-0.5,0.33333334,0,1e+10,255,1e-07,2,3,4,5,6]}

        """)
  }

  @Test func `CSV has an empty line between maps`() throws {
    #expect(
      try text(.csv, twoMaps()) == """
        1,-0.5,0.33333334
        0,1e+10,255

        1e-07,2,3
        4,5,6

        """)
  }

  @Test func `what is not finite is null in JSON`() throws {
    let tensor = try Tensor(rows: [[.infinity, -.infinity, .nan, 1]])
    #expect(try text(.json, tensor) == "{\"shape\":[1,1,4],\"data\":[null,null,null,1]}\n")
  }

  @Test(arguments: 0..<20)
  func `every number reads back as itself`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let shape = try Shape(
      channels: .random(in: 1...3, using: &generator),
      height: .random(in: 1...9, using: &generator), width: .random(in: 1...9, using: &generator))
    // Any finite pattern of bits.
    let elements = (0..<shape.count).map { _ in
      let value = Float(bitPattern: UInt32.random(in: 0...UInt32.max, using: &generator))
      return value.isFinite ? value : 0
    }
    let tensor = try Tensor(shape: shape, elements: elements)
    let json = try text(.json, tensor)
    let written = try JSONDecoder().decode(Written.self, from: Data(json.utf8))
    #expect(written.shape == [shape.channels, shape.height, shape.width])
    #expect(written.data == elements, "seed \(seed)")

    for channel in 0..<shape.channels {
      let bytes = Array(try text(.csv, tensor.channel(channel)).utf8)
      let table = try bytes.withUnsafeBytes {
        try Picture.load(PictureRequest(path: "maps.csv"), bytes: $0)
      }
      #expect(table.tensor == tensor.channel(channel), "seed \(seed)")
    }
  }
}

@Suite struct `Sizes as text` {
  @Test func `axes that agree share a line`() throws {
    let window = SlidingWindow(kernel: Extent(3), stride: Extent(2), padding: .all(1))
    #expect(
      SizeText.lines(try window.grid(over: Extent(28))).first
        == "rows and columns: ⌊(28+2·1−3)/2⌋+1 = 14")
  }

  @Test func `axes that differ have a line each`() throws {
    let window = SlidingWindow(kernel: Extent(height: 1, width: 3))
    #expect(
      SizeText.lines(try window.grid(over: Extent(5)))
        == ["rows: ⌊(5+2·0−1)/1⌋+1 = 5", "columns: ⌊(5+2·0−3)/1⌋+1 = 3"])
  }
}
