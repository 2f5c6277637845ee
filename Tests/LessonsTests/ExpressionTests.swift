import Convolution
import Explorer
import Lessons
import Networks
import TestSupport
import Testing

@Suite struct `Expressions` {
  /// Stairs of 6×5 under two filters, at a cell whose sum is 11 + 2·17 − 23 + ½.
  private static let filters = Result {
    try SceneBuilder.model(
      "picture: stairs\nfilter: horizontal\nkernel: 1 0 0; 0 2 0; 0 0 -1\nbias: 0.5\n"
        + "cursor: conv1[1,2,1]")
  }

  /// A trained network's shapes with seeded numbers.
  private static let network = Result {
    try SceneBuilder.model("picture: clothes\nnetwork: fashion-mnist\ncursor: dense1[41]")
  }

  @Test(arguments: [
    // Numbers
    ("12", "12"), ("0.5", "0.5"), (".5", "0.5"), ("1/9", "0.11"), ("1e3", "1,000"), ("1e-1", "0.1"),
    ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("7 - 2 - 1", "4"), ("8 / 4 / 2", "1"),
    ("-2 * -3", "6"), ("2 − 3", "−1"), ("3 × 3", "9"), ("--2", "2"),
    ("3024 * 3024 * 3", "27,433,728"), ("100 * 27433728", "2,743,372,800"), ("2.5 * 2", "5"),
    // Functions
    ("max(1, 3, 2)", "3"), ("min(1, 3, 2)", "1"), ("sum(1, 3, 2)", "6"), ("mean(1, 3, 2)", "2"),
    ("abs(-2.5)", "2.5"), ("round(2.567)", "3"), ("round(2.567, 1)", "2.6"), ("floor(-0.5)", "−1"),
    ("ceil(0.5)", "1"), ("count(1, 2, 3)", "3"), ("count(input > 13)", "16"),
    ("count(input[0..1,0..1] == input[0..1,0..1])", "4"),
    // Cells
    ("input[2,3]", "13"), ("input[0,2,3]", "13"), ("input[1+1, 9/3]", "13"),
    ("input[0..1,3..4]", "3, 4, 8, 9"), ("sum(input[0..1,3..4])", "24"), ("max(input)", "29"),
    ("mean(input[0,0..4])", "2"), ("conv1[1,2,1]", "22.5"), ("output[0,0,0]", "0"),
    ("conv1[0,0,0]", "−29.5"), ("output[1,0..1,0]", "0.5, 10.5"),
    // Tables
    ("input.size", "6×5"), ("input.height", "6"), ("input.width", "5"), ("input.channels", "1"),
    ("input.count", "30"), ("output.size", "2×4×3"), ("output.size.width", "3"),
    ("count(weights)", "9"), ("weights", "1, 0, 0, 0, 2, 0, 0, 0, −1"), ("weights.size", "3×3"),
    ("sum(weights)", "2"),
    // The cursor's cell
    ("sum", "22.5"), ("result", "22.5"), ("bias", "0.5"), ("window[0,0]", "11"),
    ("weight[1,1]", "2"),
    ("product[1,1]", "34"), ("product[2,2]", "−23"), ("sum(products) + bias", "22.5"),
    ("window[0,0..2]", "11, 12, 13"),
    // Counts
    ("parameters", "20"), ("conv1.parameters", "20"), ("relu1.parameters", "0"),
    ("multiplications", "216"), ("conv1.multiplications", "216"), ("steps", "24"),
    ("size", "2×4×3"),
    ("conv1.field", "3×3"), ("conv1.steps", "24"),
    // Sizes
    ("size(28, 3)", "26"), ("size(28, 3, 2)", "13"), ("size(28, 3, 2, 1)", "14"),
    // Other networks
    ("\"vgg16\".pool1.size", "64×112×112"), ("\"fashion-mnist\".parameters", "302,026"),
    ("\"vgg16\".parameters", "138,357,544"), ("\"vgg16\".output.size", "1,000"),
    ("\"vgg16\".pool1.height", "112"), ("\"vgg16\".input.size", "3×224×224"),
    ("\"vgg16\".conv2.field", "5×5"),
    // Conditions
    ("1 == 1", "true"), ("1 != 1", "false"), ("1 < 2 and 2 < 3", "true"),
    ("1 > 2 or 2 > 1", "true"),
    ("not 1 > 2", "true"), ("2 <= 2", "true"), ("2 >= 3", "false"), ("size == 2x4x3", "true"),
    ("input.size != 6×5", "false"), ("1/9 == 0.11111112", "true"), ("2 == 2.0000001", "false"),
    ("not 1 > 2 and 2 > 3", "false"), ("1 == 1 or 2 == 3 and 1 == 2", "true"),
  ])
  func `come to values`(source: String, text: String) throws {
    let value = try Expression(source).value(in: Stage(Self.filters.get()))
    #expect(value.text(digits: nil) == text)
  }

  @Test(arguments: [
    ("dense1.size", "256"), ("softmax1.count", "10"), ("parameters", "302,026"), ("steps", "256"),
    ("conv2.field", "5×5"), ("count(window)", "1,152"),
    ("weight[7] * window[7] == product[7]", "true"),
    ("flatten1.size", "1,152"), ("result == max(0, sum)", "true"), ("sum == dense1[41]", "true"),
  ])
  func `know networks`(source: String, text: String) throws {
    let value = try Expression(source).value(in: Stage(Self.network.get()))
    #expect(value.text(digits: nil) == text)
  }

  @Test func `a second condition is asked only where the first one leaves it open`() throws {
    let model = try Self.filters.get()
    for source in ["1 > 2 and output[9,9,9] > 0", "1 < 2 or output[9,9,9] > 0"] {
      #expect(throws: Never.self) { try Expression(source).value(in: Stage(model)) }
    }
  }

  @Test func `sums and results are those of what is shown`() throws {
    let scene = "picture: stairs\nfilter: horizontal\ncursor: output[0,0]"
    func value(_ source: String, _ model: Model) throws -> Value {
      try Expression(source).value(in: Stage(model))
    }
    let joined = try SceneBuilder.model(scene)
    #expect(try value("sum", joined) == .number(-30))
    #expect(try value("result", joined) == .number(0))
    let apart = try SceneBuilder.model(scene + "\napart: true", "cursor: conv1[0,0]")
    #expect(try value("result", apart) == .number(-30))
    let average = try SceneBuilder.model("picture: stairs\npool: average:2x2\ncursor: pool1[0,0]")
    #expect(try value("sum", average) == .number(12))
    #expect(try value("result", average) == .number(3))
    #expect(try value("window", average) == .numbers([0, 1, 5, 6]))
  }

  @Test func `the cell that an expression is about is known`() throws {
    let model = try Self.filters.get()
    func cell(_ source: String) throws -> (place: Explorer.Place, element: Element)? {
      try Expression(source).cell(in: model)
    }
    let named = try #require(try cell("output[1,2,1]"))
    #expect(named.place == .node(1))
    #expect(named.element == Element(channel: 1, row: 2, column: 1))
    #expect(try cell("input[2,3]")?.place == .picture)
    #expect(try cell("sum")?.place == .node(0))
    #expect(try cell("result")?.place == .node(1))
    for source in ["output[1,2,1] + 1", "output[0..1,2,1]", "output[9,9,9]", "size", "weight[0,0]"]
    {
      #expect(try cell(source) == nil, "\(source)")
    }
    #expect(try Expression("dense1[41]").address == Address(node: "dense1", position: [41]))
  }
}

@Suite struct `Values in words` {
  @Test(
    arguments: [
      (0.0, nil, "0"), (-0.0, nil, "0"), (3, nil, "3"), (-3, nil, "−3"), (999, nil, "999"),
      (1000, nil, "1,000"), (302026, nil, "302,026"), (2.616, nil, "2.62"), (2.5, nil, "2.5"),
      (2.9999999, nil, "3"), (-0.25, nil, "−0.25"), (1234.5, nil, "1,234.5"), (0.001, nil, "0.001"),
      (1.5e-12, nil, "1.5e−12"), (1e20, nil, "1e+20"), (.infinity, nil, "∞"),
      (-.infinity, nil, "−∞"),
      (2.616, 3, "2.616"), (2, 3, "2.000"), (2.616, 0, "3"), (-0.001, 2, "0.00"),
      (0.125, 2, "0.13"),
      (1234.5, 1, "1,234.5"),
    ] as [(Double, Int?, String)])
  func `numbers are short and have their commas`(number: Double, digits: Int?, text: String) {
    #expect(Value.number(number).text(digits: digits) == text)
  }

  @Test func `sizes are written with their sign`() {
    #expect(Value.size([26, 26]).text(digits: 2) == "26×26")
    #expect(Value.numbers([1, 0.5]).text(digits: nil) == "1, 0.5")
    #expect(Value.truth(true).text(digits: nil) == "true")
  }
}
