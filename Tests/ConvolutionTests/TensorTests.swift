import Convolution
import TestSupport
import Testing

@Suite struct TensorTests {
  @Test func `elements lie channel after channel, row after row`() throws {
    let tensor = Tensor.counting(try Shape(channels: 2, height: 3, width: 4))
    #expect(tensor[0, 0, 0] == 0)
    #expect(tensor[0, 0, 3] == 3)
    #expect(tensor[0, 1, 0] == 4)
    #expect(tensor[1, 0, 0] == 12)
    #expect(tensor[Element(channel: 1, row: 2, column: 3)] == 23)
    #expect(tensor.channel(1).elements == (12..<24).map(Float.init))
  }

  @Test func `an index leads to its element and back`() throws {
    let shape = try Shape(channels: 3, height: 2, width: 5)
    for index in 0..<shape.count {
      #expect(shape.index(of: shape.element(at: index)) == index)
      #expect(shape.contains(shape.element(at: index)))
    }
    #expect(!shape.contains(Element(channel: 0, row: 2, column: 0)))
    #expect(!shape.contains(Element(channel: 0, row: 0, column: -1)))
  }

  @Test func `a column too far right is not the next row`() async {
    await #expect(processExitsWith: .failure) {
      let tensor = try Tensor(rows: [[1, 2], [3, 4]])
      _ = tensor[0, 0, 2]
    }
  }

  @Test func `shapes and addresses leave a single channel out`() throws {
    let gray = try Shape(channels: 1, height: 28, width: 30)
    let color = try Shape(channels: 3, height: 28, width: 30)
    #expect(gray.description == "28×30")
    #expect(color.description == "3×28×30")
    #expect(Element(row: 4, column: 5).address(in: gray) == "[4,5]")
    #expect(Element(row: 4, column: 5).address(in: color) == "[0,4,5]")
  }

  @Test func `the largest shape is allowed, one more row is not`() throws {
    let side = 1 << 14
    #expect(try Shape(channels: 2, height: side, width: side).count == Shape.maximumCount)
    #expect(throws: ShapeError.tooManyElements(channels: 2, height: side + 1, width: side)) {
      try Shape(channels: 2, height: side + 1, width: side)
    }
  }
}

@Suite struct ValueRangeTests {
  @Test func `the range is that of a plain loop, for each channel and for all`() throws {
    for seed in UInt64(0)..<200 {
      var generator = SeededGenerator(seed: seed)
      let shape = try Shape(
        channels: 3, height: Int.random(in: 1...9, using: &generator),
        width: Int.random(in: 1...40, using: &generator))
      let tensor = Tensor.random(shape, whole: seed % 2 == 0, using: &generator)
      for channel in [nil, 0, 1, 2] {
        let numbers = channel.map { tensor.channel($0).elements } ?? tensor.elements
        let range = tensor.valueRange(ofChannel: channel)
        #expect(range.minimum == numbers.min(), "seed \(seed)")
        #expect(range.maximum == numbers.max(), "seed \(seed)")
        #expect(range.isWhole == (seed % 2 == 0), "seed \(seed)")
      }
    }
  }

  @Test func `NaN is passed over but not whole`() throws {
    #expect(
      try Tensor.table([3, .nan, -1]).valueRange()
        == ValueRange(minimum: -1, maximum: 3, isWhole: false))
    #expect(
      try Tensor.table([.nan]).valueRange()
        == ValueRange(minimum: .infinity, maximum: -.infinity, isWhole: false))
  }

  @Test(
    arguments: [
      0, -0.0, 1, -3, 0.5, 0x1p23, 0x1p24, -0x1p24, 1e30, .infinity, -.infinity, .nan, 0x1p-140,
    ] as [Float])
  func `a channel of a single number has the range of a table that repeats it`(value: Float) throws
  {
    let vector = try Tensor(
      shape: Shape(channels: 2, height: 1, width: 1), elements: [7, value])
    #expect(vector.valueRange(ofChannel: 1) == (try Tensor.table([value, value]).valueRange()))
  }

  @Test func `a union spans both`() {
    let small = ValueRange(minimum: 0, maximum: 1, isWhole: true)
    let large = ValueRange(minimum: -5, maximum: 0.5, isWhole: false)
    #expect(small.union(large) == ValueRange(minimum: -5, maximum: 1, isWhole: false))
  }
}
