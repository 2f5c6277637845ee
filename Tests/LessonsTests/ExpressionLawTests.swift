import Convolution
import Explorer
import Lessons
import Networks
import TestSupport
import Testing

@Suite struct `Laws of expressions` {
  /// An expression and what Swift makes of it; nil where something is divided by 0.
  private struct Sample {
    var source: String
    var value: Double?
    /// How strongly its weakest operator binds.
    var strength: Int

    static func random(depth: Int, using generator: inout some RandomNumberGenerator) -> Sample {
      let kind = depth == 0 ? 0 : Int.random(in: 0...5, using: &generator)
      guard kind > 0 else {
        let number = Int.random(in: 0...9, using: &generator)
        return Sample(source: "\(number)", value: Double(number), strength: 3)
      }
      let left = random(depth: depth - 1, using: &generator)
      guard kind < 5 else {
        return Sample(
          source: "-" + left.bracketed(below: 3), value: left.value.map { -$0 }, strength: 2)
      }
      let right = random(depth: depth - 1, using: &generator)
      let (sign, strength) = [("+", 1), ("-", 1), ("*", 2), ("/", 2)][kind - 1]
      var value: Double?
      if let first = left.value, let second = right.value {
        value =
          switch sign {
          case "+": first + second
          case "-": first - second
          case "*": first * second
          default: second == 0 ? nil : first / second
          }
      }
      // Equal operators go from left to right: only on the right side they need brackets.
      return Sample(
        source:
          "\(left.bracketed(below: strength)) \(sign) \(right.bracketed(below: strength + 1))",
        value: value, strength: strength)
    }

    private func bracketed(below least: Int) -> String {
      strength < least ? "(\(source))" : source
    }
  }

  @Test(arguments: 0..<20)
  func `operators bind as in Swift`(seed: UInt64) throws {
    let model = try SceneBuilder.model("picture: stairs\nfilter: horizontal")
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let sample = Sample.random(depth: 5, using: &generator)
      guard sample.source.unicodeScalars.count <= 1_000 else { continue }
      let expression = try Expression(sample.source)
      if let value = sample.value {
        #expect(try expression.value(in: Stage(model)) == .number(value), "\(sample.source)")
      } else {
        #expect(throws: ExpressionError.self) { try expression.value(in: Stage(model)) }
      }
    }
  }

  @Test func `cells are the tensors' numbers, and they add up`() throws {
    let model = try SceneBuilder.model(
      "picture: colors\nfilter: [sobel-x, emboss]\nbias: 0.25\npadding: same\ncursor: conv1[1,3,2]")
    func number(_ source: String) throws -> Value { try Expression(source).value(in: Stage(model)) }
    for (name, tensor) in [
      ("input", model.exploration.subject.picture), ("conv1", model.exploration.outputs[0]),
      ("relu1", model.exploration.outputs[1]), ("output", model.exploration.outputs[1]),
    ] {
      #expect(try number(name) == .numbers(tensor.elements.map(Double.init)))
      for index in 0..<tensor.shape.count {
        #expect(
          try number(name + tensor.shape.element(at: index).description)
            == .number(Double(tensor.elements[index])))
      }
      let all =
        "0..\(tensor.shape.channels - 1),0..\(tensor.shape.height - 1),0..\(tensor.shape.width - 1)"
      #expect(try number("\(name)[\(all)]") == number(name))
    }
    #expect(try number("sum == sum(products) + bias") == .truth(true))
    #expect(try number("sum == conv1[1,3,2]") == .truth(true))
    #expect(try number("result == max(0, sum)") == .truth(true))
    for (index, term) in model.explanation.terms.enumerated() {
      let place = "[\(index / 9),\(index / 3 % 3),\(index % 3)]"
      #expect(try number("window\(place)") == .number(Double(term.input)))
      #expect(try number("weight\(place) * window\(place) == product\(place)") == .truth(true))
    }
  }

  @Test func `sizes follow the size formula`() throws {
    let model = try SceneBuilder.model("picture: stairs\nfilter: horizontal")
    for (length, kernel, stride, padding) in [
      (28, 3, 1, 0), (5, 2, 2, 1), (7, 7, 3, 0), (224, 11, 4, 2),
    ] {
      let axis = try SlidingWindow(
        kernel: Extent(kernel), stride: Extent(stride), padding: .all(padding)
      ).grid(over: Extent(length)).rows
      #expect(
        try Expression("size(\(length), \(kernel), \(stride), \(padding))").value(in: Stage(model))
          == .number(Double(axis.output)))
    }
  }

  @Test(arguments: NetworkCatalog.names)
  func `counts are the blueprint's`(name: String) throws {
    let model = try SceneBuilder.model("picture: stairs\nfilter: horizontal")
    let blueprint = try NetworkCatalog.blueprint(named: name)
    func number(_ part: String) throws -> Value {
      try Expression("\"\(name)\".\(part)").value(in: Stage(model))
    }
    #expect(try number("parameters") == .number(Double(blueprint.parameterCount)))
    #expect(try number("multiplications") == .number(Double(blueprint.multiplyAdds)))
    // Each expression builds the network anew, so long ones are sampled.
    for node in blueprint.nodes.enumerated().filter({ $0.offset % 10 < 2 }).map(\.element) {
      #expect(try number("\(node.name).parameters") == .number(Double(node.parameters.counted)))
      #expect(try number("\(node.name).count") == .number(Double(node.output.count)))
      let field = node.receptiveField.size
      #expect(try number("\(node.name).field") == .size([field.height, field.width]))
    }
  }

  @Test func `an explored network knows what its blueprint knows`() throws {
    let stage = Stage(try SceneBuilder.model("picture: clothes\nnetwork: fashion-mnist"))
    for node in try NetworkCatalog.blueprint(named: "fashion-mnist").nodes {
      for part in ["parameters", "multiplications", "field", "size", "steps"] {
        let (explored, catalog) = ("\(node.name).\(part)", "\"fashion-mnist\".\(node.name).\(part)")
        #expect(
          try Expression(explored).value(in: stage) == Expression(catalog).value(in: stage),
          "\(explored)")
      }
    }
  }
}
