import Convolution
import TestSupport
import Testing

private let average = Pooling2D.Kind.average(countingPadding: true)
private let averageOfPixels = Pooling2D.Kind.average(countingPadding: false)

@Suite struct Pooling2DTests {
  /// A table with the lecture's results.
  private let lecture = Result {
    try Tensor.table([43, 33, 109, 5], [30, 23, -7, -5], [105, 7, 35, 1], [2, -9, 0, 34])
  }

  @Test func `the lecture's table pools to 43, 109, 105, 35`() throws {
    let pooled = try Pooling2D(.maximum, kernel: Extent(2)).reference(lecture.get())
    #expect(pooled == (try Tensor.table([43, 109], [105, 35])))
  }

  @Test func `the lecture's averages begin with 32.25 and 25.5`() throws {
    let pooled = try Pooling2D(average, kernel: Extent(2)).reference(lecture.get())
    #expect(pooled == (try Tensor.table([32.25, 25.5], [26.25, 17.5])))
  }

  @Test func `the winner is the first of the largest`() throws {
    let explanation = try Pooling2D(.maximum, kernel: Extent(2)).explain(
      Element(row: 0, column: 0), of: Tensor.table([1, 7], [7, 0]))
    #expect(explanation.operation == .maximum(winner: 1))
    #expect(explanation.result == 7)
    #expect(explanation.terms.allSatisfy { $0.weight == nil && $0.product == nil })
  }

  @Test func `NaN wins, because a maximum without it would be a lie`() throws {
    let picture = try Tensor.table([1, .nan], [7, 0])
    let pooling = Pooling2D(.maximum, kernel: Extent(2))
    #expect(try pooling.forward(picture).elements[0].isNaN)
    let explanation = try pooling.explain(Element(row: 0, column: 0), of: picture)
    #expect(explanation.operation == .maximum(winner: 1))
  }

  @Test func `padding never wins a maximum`() throws {
    let pooling = Pooling2D(.maximum, kernel: Extent(2), padding: .all(1))
    let explanation = try pooling.explain(
      Element(row: 0, column: 0), of: Tensor.table([-5, -6], [-7, -8]))
    let padding = -Float.infinity
    #expect(explanation.terms.map(\.input) == [padding, padding, padding, -5])
    #expect(explanation.result == -5)
  }

  @Test func `padding counts in an average, or does not`() throws {
    let picture = Tensor.counting(try Shape(channels: 1, height: 4, width: 4))
    for (kind, divisor) in [(average, Float(9)), (averageOfPixels, 4)] {
      let pooling = Pooling2D(kind, kernel: Extent(3), stride: Extent(2), padding: .all(1))
      let explanation = try pooling.explain(Element(row: 0, column: 0), of: picture)
      #expect(explanation.operation == .average(sum: 10, count: Int(divisor)))
      #expect(explanation.result == 10 / divisor)
    }
  }

  @Test func `rounding up gives what is left over a window of its own`() throws {
    let row = try Tensor.table([1, 2, 3, 4, 5])
    let kernel = Extent(height: 1, width: 2)
    #expect(try Pooling2D(.maximum, kernel: kernel).reference(row).elements == [2, 4])
    #expect(
      try Pooling2D(.maximum, kernel: kernel, rounding: .up).reference(row).elements == [2, 4, 5])
    #expect(
      try Pooling2D(average, kernel: kernel, rounding: .up).reference(row).elements
        == [1.5, 3.5, 5])
  }

  /// The third window begins on the last pixel, and ends behind the padding, which is where counting
  /// stops: (4 + 0) / 2, as PyTorch's divisor min(start + kernel, size + padding) − start says.
  @Test func `what lies behind the padding never counts`() throws {
    let row = try Tensor.table([1, 2, 3, 4])
    func pool(_ kind: Pooling2D.Kind) throws -> [Float] {
      try Pooling2D(
        kind, kernel: Extent(height: 1, width: 3), stride: Extent(height: 1, width: 2),
        padding: .explicit(Edges(top: 0, left: 1, bottom: 0, right: 1)), rounding: .up
      ).reference(row).elements
    }
    #expect(try pool(average) == [1, 3, 2])
    #expect(try pool(averageOfPixels) == [1.5, 3, 4])
    #expect(try pool(.maximum) == [2, 4, 4])
  }

  @Test func `a window that would begin behind the picture is dropped`() throws {
    let pooling = Pooling2D(
      .maximum, kernel: Extent(2), padding: .all(1), rounding: .up)
    #expect(try pooling.outputShape(for: Shape(channels: 1, height: 3, width: 3)).height == 2)
  }

  @Test func `global pooling leaves one number of each channel`() throws {
    let picture = Tensor.counting(try Shape(channels: 2, height: 2, width: 3))
    #expect(
      try Layer.globalPooling(GlobalPooling2D(.maximum)).reference([picture]).elements == [5, 11])
    #expect(
      try Layer.globalPooling(GlobalPooling2D(average)).reference([picture]).elements
        == [2.5, 8.5])
  }
}
