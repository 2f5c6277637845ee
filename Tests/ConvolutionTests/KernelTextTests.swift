import Convolution
import TestSupport
import Testing

/// A text that is no kernel, and the sentence that says so.
struct BadKernel: CustomTestStringConvertible {
  let text: String
  let sentence: String

  var testDescription: String { text.debugDescription }

  init(_ text: String, _ sentence: String) { (self.text, self.sentence) = (text, sentence) }
}

@Suite struct KernelTextTests {
  @Test func `rows end with semicolons, numbers with blanks`() throws {
    #expect(
      try KernelText.parse("1 1 1; 0 0 0; -1 -1 -1")
        == FilterCatalog.entry(named: "horizontal").kernel)
  }

  @Test(arguments: [
    "1 2; 3 4", "1,2;3,4", "1, 2;\n3, 4\n", "1\t2\n3\t4", "  1 2 ;; 3 4 ; ", "1 2\r\n3 4\r\n",
    "+1 2.0; 3e0 40/10",
  ])
  func `blanks, commas and new lines may be mixed`(text: String) throws {
    #expect(try KernelText.parse(text) == Tensor.table([1, 2], [3, 4]))
  }

  @Test func `a bar begins the kernel of the next channel`() throws {
    let filter = try KernelText.parse("1 2; 3 4 | 5 6; 7 8")
    #expect(filter.shape == (try Shape(channels: 2, height: 2, width: 2)))
    #expect(filter.elements == [1, 2, 3, 4, 5, 6, 7, 8])
  }

  static let numbers: [(text: String, value: Float)] = [
    ("2", 2), ("-0.5", -0.5), (".25", 0.25), ("1e-3", 0.001), ("1/9", 1.0 / 9), ("2/4", 0.5),
    ("-1/9", -1.0 / 9), ("−1", -1), ("1/-2", -0.5), ("007", 7), ("1.", 1),
  ]

  @Test(arguments: numbers)
  func `numbers are decimals and fractions`(text: String, value: Float) {
    #expect(KernelText.number(text) == value)
  }

  @Test(arguments: [
    "", "x", "1x", "nan", "inf", "infinity", "0x10", "1/0", "1/2/3", "/2", "1/", "--1", "1e99",
    "1e30/1e-30", "1_000", "٣", "1 2", "e5", "-",
  ])
  func `nothing else is a number`(text: String) {
    #expect(KernelText.number(text) == nil)
  }

  @Test(arguments: ["-0", "0/-5", "-0/5", "-1e-60"])
  func `there is no negative zero`(text: String) throws {
    #expect(try #require(KernelText.number(text)).sign == .plus)
  }

  @Test(arguments: [
    BadKernel("", "the kernel has no numbers; write rows like \"1 1 1; 0 0 0; -1 -1 -1\""),
    BadKernel(" ; \n", "the kernel has no numbers; write rows like \"1 1 1; 0 0 0; -1 -1 -1\""),
    BadKernel("1 2 |", "kernel 2 has no numbers; remove the '|' or write its rows"),
    BadKernel(
      "1 2; 3 a",
      "'a' in row 2, column 2 of the kernel is not a number; "
        + "write decimals or fractions such as 0.5, -2 or 1/9"),
    BadKernel(
      "1 2; 3",
      "row 2 of the kernel has 1 number, the first has 2; all rows need the same length"),
    BadKernel(
      "1 2; 3 4 5",
      "row 2 of the kernel has 3 numbers, the first has 2; all rows need the same length"),
    BadKernel(
      "1 2; 3 4 | 1 2 3",
      "kernel 2 is 1×3, the first is 2×2; the kernels of one filter need the same size"),
  ])
  func `a bad kernel is refused with a sentence`(bad: BadKernel) {
    let error = #expect(throws: KernelTextError.self) { try KernelText.parse(bad.text) }
    #expect(error?.description == bad.sentence)
  }

  @Test func `what is described is parsed back, to the last bit`() throws {
    var generator = SeededGenerator(seed: 11)
    for trial in 0..<300 {
      let shape = try Shape(
        channels: Int.random(in: 1...3, using: &generator),
        height: Int.random(in: 1...5, using: &generator),
        width: Int.random(in: 1...5, using: &generator))
      var filter = Tensor.random(shape, whole: trial % 2 == 0, using: &generator)
      let place = shape.element(at: Int.random(in: 0..<shape.count, using: &generator))
      let extremes: [Float] = [1e30, -1e-30, 1e9, 16_777_216, .leastNonzeroMagnitude, 1 / 9]
      filter[place] = extremes.randomElement(using: &generator) ?? 0
      let text = KernelText.describe(filter)
      #expect(try KernelText.parse(text).bits == filter.bits, "trial \(trial): \(text)")
    }
  }

  static let numerals: [(value: Float, text: String)] = [
    (1, "1"), (-3, "-3"), (0, "0"), (-0.0, "0"), (0.1, "0.1"), (1e9, "1e+09"),
    (999_999_936, "999999936"), (.infinity, "inf"), (.nan, "nan"),
  ]

  @Test(arguments: numerals)
  func `numerals are as short as they can be`(value: Float, text: String) {
    #expect(numeral(value) == text)
  }
}
