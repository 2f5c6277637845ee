import Convolution
import TestSupport
import Testing

@Suite struct ReLUTests {
  static let examples: [(input: Float, expected: Float)] = [
    (3.5, 3.5), (-2, 0), (0, 0), (-0.0, 0), (.infinity, .infinity), (-.infinity, 0),
    (.leastNonzeroMagnitude, .leastNonzeroMagnitude),
  ]

  @Test(arguments: examples)
  func `what is not positive becomes 0`(input: Float, expected: Float) throws {
    let output = ReLU().reference(try Tensor.table([input])).elements[0]
    #expect(output.bitPattern == expected.bitPattern)
  }

  @Test func `NaN stays NaN`() throws {
    #expect(ReLU().reference(try Tensor.table([.nan])).elements[0].isNaN)
    #expect(ReLU().forward(try Tensor.table([.nan])).elements[0].isNaN)
  }

  @Test func `an explanation has the number before as its only term`() throws {
    let place = Element(row: 0, column: 1)
    let explanation = try ReLU().explain(place, of: Tensor.table([1, -2]))
    #expect(
      explanation.terms == [Explanation.Term(element: place, source: place, input: -2)])
    #expect(explanation.operation == .rectification)
    #expect(explanation.result == 0)
  }

  @Test func `rectifying twice is rectifying once`() throws {
    let once = ReLU().forward(try Tensor.table([1, -2, 3], [-4, 5, -6]))
    #expect(ReLU().forward(once) == once)
  }
}
