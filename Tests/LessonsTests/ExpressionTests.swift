import Convolution
import Explorer
import Lessons
import Testing

@Suite struct `Expressions` {
  /// 6×5 stairs under `horizontal`: every sum is −30.
  private static let model = Result {
    try SceneBuilder.model(
      "picture: stairs\nfilter: horizontal\nkernel: 1 0 0; 0 2 0; 0 0 -1\nbias: 0.5\ncursor: conv1[1,2,1]"
    )
  }

  @Test(arguments: [
    ("1 + 2 * 3", "7"), ("-2 * -3", "6"), ("(1 + 2) * 3", "9"), ("1/9", "0.11"), ("7 - 2 - 1", "4"),
    ("input[2,3]", "13"), ("input.size", "6×5"), ("output.size", "2×4×3"), ("sum", "22.5"),
  ])
  func `come to values`(source: String, text: String) throws {
    let expression = try Expression(source)
    #expect(try expression.value(in: Self.model.get()).text(digits: nil) == text)
  }
}
