import Explorer
import Lessons
import TestSupport
import Testing

@Suite struct `Mistakes in expressions` {
  @Test(arguments: [
    ("", 0, "the expression is empty; write a number or a name such as output[0,1]"),
    ("1 +", 3, "expected a number, a name or a bracket; found the end"),
    ("(1 + 2", 0, "this bracket is not closed; write ')' where it ends"),
    ("output[0,1", 6, "this bracket is not closed; write ']' where it ends"),
    ("1 2", 2, "expected an operator such as + or ==, or the end; found the number 2"),
    ("2x", 1, "'x' follows a number; put an operator between them, such as *"),
    ("1 < 2 < 3", 6, "two comparisons in a row; write them apart, joined by 'and'"),
    (
      "größe $", 2,
      "'ö' means nothing in an expression; write numbers, names such as output[0,1], + - * /, and "
        + "== != < <= > >="
    ),
    (
      "1 = 2", 2,
      "'=' means nothing in an expression; write numbers, names such as output[0,1], + - * /, and "
        + "== != < <= > >="
    ),
    ("maxi(1)", 0, "there is no function 'maxi'; did you mean 'max'?"),
    ("round(1, 2, 3)", 0, "round is written round(sum, 2); found 3 arguments"),
    ("abs()", 0, "abs is written abs(sum); found 0 arguments"),
    ("\"vgg16", 0, "the quotation mark is not closed"),
    ("output.", 7, "expected a name behind the point, such as .size; found the end"),
    ("1e999", 0, "the number is too large; the largest is 1e308"),
    ("and", 0, "expected a number or a name; found 'and'"),
  ])
  func `of writing are told at their place`(source: String, offset: Int, message: String) {
    #expect(throws: ExpressionError(offset: offset, message: message)) { try Expression(source) }
  }

  @Test(arguments: [
    ("outptu[0,1]", 0, "there is no 'outptu' in the scene; did you mean 'output'?"),
    ("1 + foo", 4, "there is no 'foo' in the scene; its layers are conv1 and relu1"),
    ("output[9,9]", 0, "there is no element [9,9] in a tensor of 4×3"),
    ("output[0..9,0]", 0, "there is no element [4,0] in a tensor of 4×3"),
    ("output[1]", 0, "relu1 has rows and columns; name both, as in relu1[0,0]"),
    (
      "output[0.5,0]", 7, "expected a whole number from 0 to 16,777,216; found 0.5"
    ),
    ("output[0-1,0]", 7, "expected a whole number from 0 to 16,777,216; found −1"),
    ("output[2..1,0]", 7, "the range 2..1 runs backwards; write 1..2"),
    ("1 / (2 - 2)", 4, "this is 0, and nothing is divided by 0"),
    ("size + 1", 0, "expected a number here; found the size 4×3"),
    ("output + 1", 0, "expected a number here; found 12 numbers"),
    ("max(size)", 4, "expected numbers here; found the size 4×3"),
    ("not 1", 4, "expected a condition here, such as sum > 0; found the number 1"),
    ("1 and 2 > 1", 0, "expected a condition here, such as sum > 0; found the number 1"),
    (
      "size == 4", 0,
      "the size 4×3 and the number 4 cannot be compared; compare numbers with numbers and sizes with "
        + "sizes"
    ),
    ("size < 4x4", 0, "sizes are equal or not; compare heights, widths or counts by <"),
    (
      "\"vgg61\".parameters", 0, "there is no network 'vgg61'; did you mean 'vgg16'?"
    ),
    (
      "\"vgg16\"", 0,
      "say what you want to know of it, such as .parameters, .size or .multiplications"
    ),
    ("\"vgg16\".pol1.size", 0, "vgg16 has no '.pol1'; did you mean '.pool1'?"),
    (
      "\"lenet5\".x", 0,
      "lenet5 has no '.x'; it has .parameters, .multiplications, .input, .output, .conv1, .tanh1, "
        + ".pool1, .conv2, .tanh2, .pool2, .conv3, .tanh3 and 5 others"
    ),
    ("output.heigth", 0, "output has no '.heigth'; did you mean '.height'?"),
    (
      "input.parameters", 0,
      "input has no '.parameters'; it has .height, .width, .channels, .count and .size"
    ),
    ("sum.size", 0, "the number −30 has no '.size'; only tables and sizes do"),
    ("sum[0]", 0, "this has no cells; name a table, such as output[0,1]"),
    ("product[3,0]", 0, "there is no product[3,0]; the window has 3×3 numbers, counted from 0"),
    ("product[1]", 0, "product takes row and column, as in product[0,0]; found 1 number"),
    (
      "size(2, 3)", 0,
      "the 3×3 kernel does not fit the 2×2 input (padding included); add padding or choose a smaller "
        + "kernel"
    ),
    ("size(28, 0)", 0, "the kernel's height is 0; it has to be at least 1"),
    ("count(output > input)", 6, "12 numbers are compared with 30; take as many, or one"),
  ])
  func `of meaning are told at their place`(source: String, offset: Int, message: String) throws {
    let model = try SceneBuilder.model("picture: stairs\nfilter: horizontal\ncursor: output[0,0]")
    let expression = try Expression(source)
    #expect(throws: ExpressionError(offset: offset, message: message)) {
      try expression.value(in: Stage(model))
    }
  }

  @Test func `some layers have no sum, no bias and no weights`() throws {
    let model = try SceneBuilder.model("picture: stairs\npool: max\ncursor: output[0,0]")
    for (source, message) in [
      ("sum", "pool1 adds nothing up; 'result' is its number"), ("bias", "pool1 has no bias"),
      ("weights", "pool1 has no weights; only window[…] is there"),
    ] {
      #expect(throws: ExpressionError(offset: 0, message: message)) {
        try Expression(source).value(in: Stage(model))
      }
    }
  }

  @Test func `have an end in length and depth`() throws {
    let long = Array(repeating: "1", count: 501).joined(separator: "+")
    #expect(
      throws: ExpressionError(
        offset: 1_000, message: "the expression is longer than 1,000 characters; shorten it")
    ) { try Expression(long) }
    let deep = String(repeating: "(", count: 64) + "1" + String(repeating: ")", count: 64)
    #expect(
      throws: ExpressionError(
        offset: 64, message: "the expression has more than 64 levels of brackets; simplify it")
    ) { try Expression(deep) }
    for sign in ["-", "not ", "(", "max(", "output["] {
      #expect(throws: ExpressionError.self) {
        try Expression(String(repeating: sign, count: 900 / sign.count) + "1")
      }
    }
  }

  @Test(arguments: 0..<40)
  func `garbage is refused, whatever it is`(seed: UInt64) throws {
    let model = try SceneBuilder.model("picture: stairs\nfilter: horizontal\ncursor: output[0,0]")
    let words = [
      "1", "0", "2.5", "1e9", "99999999", "26x26", "output", "input", "conv1", "sum", "weight",
      "size",
      "max", "count", "round", "\"vgg16\"", "pool1", "parameters", "field", "+", "-", "*", "/", "(",
      ")",
      "[", "]", ",", ".", "..", "==", "<", ">=", "and", "or", "not", " ", "é", "\u{0}", "\"", "e",
    ]
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let count = Int.random(in: 1...12, using: &generator)
      let source = (0..<count).map { _ in words.randomElement(using: &generator) ?? "" }.joined()
      do throws(ExpressionError) {
        _ = try Expression(source).value(in: Stage(model)).text(digits: nil)
      } catch {
        #expect(0...source.unicodeScalars.count ~= error.offset, "\(source)")
        #expect(!error.message.isEmpty)
      }
    }
  }
}
