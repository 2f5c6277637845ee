import Convolution
import Drawing
import Explorer
import Foundation
import TestSupport
import Testing

/// Figures may be rounded; what is said about them may not be wrong.
struct FiguresTests {
  // MARK: Decimals

  @Test(arguments: 1...20)
  func `a number's shortest decimal reads back as the same number`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<200 {
      let magnitude = Float.random(in: 1e-6...1e6, using: &generator)
      for value in [magnitude, -magnitude, magnitude.rounded(), 1 / magnitude] {
        let fixed = try #require(Fixed(exactly: value), "\(value)")
        #expect(Float(fixed.text) == value)
        #expect(fixed.stands(for: value))
        #expect(Decimal(figure: fixed.text) == Decimal(figure: value.description))
      }
    }
  }

  @Test(
    arguments: [
      (0, 2, "0.00"), (0.12, 2, "0.12"), (-0.05, 2, "-0.05"), (12.5, 2, "12.50"),
      (-3, 0, "-3"), (0.005, 3, "0.005"), (1e9, 0, "1000000000"), (-0.001, 2, "0.00"),
    ] as [(Float, Int, String)])
  func `decimals are written with all their digits`(value: Float, decimals: Int, text: String) {
    #expect(Fixed(value, decimals: decimals)?.text == text)
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity, 1e30])
  func `what cannot be counted has no decimal`(value: Float) {
    #expect(Fixed(value, decimals: 2) == nil)
    #expect(Fixed(exactly: value) == nil)
    #expect(Fixed.shortest(value) == nil)
  }

  @Test(arguments: 1...20)
  func `decimals add up when their exact sum is the total`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<100 {
      let numbers = (0..<5).compactMap { _ in
        Fixed(
          .random(in: -9...9, using: &generator), decimals: .random(in: 0...4, using: &generator))
      }
      let sum = try numbers.map { try #require(Decimal(figure: $0.text)) }.reduce(0, +)
      let total = try #require(Fixed(Float("\(sum)") ?? 0, decimals: 4))
      #expect(Decimal(figure: total.text) == sum)
      #expect(Fixed.adds(numbers, upTo: total))
      let other = try #require(Fixed(Float("\(sum + 0.01)") ?? 0, decimals: 4))
      #expect(!Fixed.adds(numbers, upTo: other))
      #expect(!Fixed.adds(numbers + [nil], upTo: total), "what is not known adds up to nothing")
    }
  }

  @Test(
    arguments: [
      (0.5, "= 0.5"), (0.25, "= 0.25"), (3, "= 3"), (-3, "= −3"), (0, "= 0"),
      (0.1, "= 0.1"), (0.125, "≈ 0.13"), (1 / 3, "≈ 0.33"), (-2 / 3, "≈ −0.67"),
      (0.001, "= 0.001"), (-0.0024999995, "≈ −0.0025"), (0.0005555, "≈ 0.00056"),
      (1e20, "= 1e+20"), (-1e-12, "= −1e-12"),
    ] as [(Float, String)])
  func `equals stands only where two decimals are all of the number`(value: Float, text: String) {
    #expect(relation(value) == text)
  }

  // MARK: Cells

  /// Ranges of every size, signed and not, whole and not.
  private func randomRange(_ generator: inout SeededGenerator) -> ValueRange {
    func reach() -> Float {
      let power = Int.random(in: -9...12, using: &generator)
      let size = Float(sign: .plus, exponent: power * 3, significand: 1)
      return .random(in: 0...size, using: &generator)
    }
    let isWhole = Bool.random(using: &generator)
    let low = Bool.random(using: &generator) ? 0 : -reach()
    let high = reach()
    return ValueRange(
      minimum: isWhole ? low.rounded() : low, maximum: isWhole ? high.rounded() : high,
      isWhole: isWhole)
  }

  private func value(in range: ValueRange, _ generator: inout SeededGenerator) -> Float {
    let wide = Float.random(in: range.minimum...range.maximum, using: &generator)
    // Near zero is where signs and digits get lost.
    let value =
      Bool.random(using: &generator)
      ? wide : wide * .random(in: 0...0.01, using: &generator)
    return range.isWhole ? value.rounded() : value
  }

  @Test(arguments: 1...40)
  func `every number of a range fits its cell and leaves a blank`(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<50 {
      let range = randomRange(&generator)
      let format = CellFormat(range)
      for _ in 0..<40 {
        let value = value(in: range, &generator)
        let text = format.text(value)
        #expect(text.count < format.width, "\(text) for \(value) in \(range)")
      }
      for text in [format.text(range.minimum), format.text(range.maximum), format.text(.nan)] {
        #expect(text.count < format.width, "\(text) in \(range)")
      }
      #expect(format.text(-.infinity).count < format.width)
    }
  }

  @Test(arguments: 1...40)
  func `cells show the sign of every negative number, and 0 only for zero`(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<50 {
      let range = randomRange(&generator)
      let format = CellFormat(range)
      #expect(format.text(0) == "0")
      #expect(format.text(-0.0) == "0")
      for _ in 0..<40 {
        let value = value(in: range, &generator)
        let text = format.text(value)
        #expect(text.hasPrefix("-") == (value < 0), "\(text) for \(value) in \(range)")
        #expect((text == "0") == (value == 0), "\(text) for \(value) in \(range)")
      }
    }
  }

  @Test(arguments: 1...40)
  func `a larger number never shows as a smaller one, and none is further off than half a digit`(
    seed: Int
  ) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<50 {
      let range = randomRange(&generator)
      let format = CellFormat(range)
      let values = (0..<20).map { _ in value(in: range, &generator) }.sorted()
      let shown = try values.map { try #require(Float(format.text($0)), "\(format.text($0))") }
      #expect(shown == shown.sorted(), "\(values) in \(range)")
      for (value, shown) in zip(values, shown) where !format.text(value).contains("e") {
        let unit = Float("1e-\(format.decimals)") ?? 1
        #expect(abs(value - shown) <= unit * 0.501 + abs(value) * 1e-6)
      }
    }
  }

  // MARK: Why

  /// Explorers whose numbers are whole, halves or arbitrary, small and large, at any cell and stage.
  private func randomModel(_ generator: inout SeededGenerator) throws -> Model {
    while true {
      var model = try Model.random(using: &generator)
      let scale = ([1, 1, 0.5, 0.25, 1 / 255, 0.01, 0.001] as [Float])
        .randomElement(using: &generator)
      let picture = try model.exploration.subject.picture.scaled(by: scale ?? 1)
      var settings = model.exploration.settings
      settings.bias = ([0, 1, -0.5, 0.3, 0.001] as [Float]).randomElement(using: &generator) ?? 0
      guard let scaled = try? Model.exploring(picture, { $0 = settings }) else { continue }
      model = scaled
      model.perform(.nextNode, times: .random(in: 0...2, using: &generator))
      if Bool.random(using: &generator) { model.perform(.takeApart) }
      model.type("\(Int.random(in: 1...model.shape.count, using: &generator))g")
      if Bool.random(using: &generator) {
        model.perform(.subSteps)
        model.perform(.next, times: .random(in: 0...12, using: &generator))
      }
      return model
    }
  }

  @Test(arguments: 1...60)
  func `in a why line equals stands only where the figures shown give the one behind it`(
    seed: Int
  ) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<20 {
      let model = try randomModel(&generator)
      let why = WhyText(model)
      let terms = why.terms.map { Decimal.sum(ofFigures: $0.plainText) }
      for line in why.results.map(\.plainText) {
        guard let (left, sign, right) = line.relation else { continue }
        if sign == "≈" { continue }
        let comment = Comment("seed \(seed): \(why.terms.map(\.plainText)) → \(line)")
        let total = try #require(Decimal(figure: right), comment)
        if left.hasPrefix("max(0, ") {
          let inner = try #require(Decimal(figure: String(left.dropFirst(7).dropLast())), comment)
          #expect(max(0, inner) == total, comment)
        } else if left.isEmpty {
          // The figure behind it is the largest of those above: max(…) = it.
          let figures = why.terms.joined().map { span in
            span.text.contains("∞")
              ? nil : Decimal(figure: span.text.filter { "0123456789.−".contains($0) })
          }
          #expect(figures.compactMap { $0 }.max() == total, comment)
        } else if left.hasPrefix("sum") || left.hasPrefix("product") {
          #expect(terms.allSatisfy { $0 != nil }, comment)
          #expect(terms.compactMap { $0 }.reduce(0, +) == total, comment)
        } else if left.contains(" / ") {
          let parts = left.split(separator: " / ").map { Decimal(figure: String($0)) }
          let (sum, count) = try (#require(parts[0]), #require(parts[1]))
          #expect(sum == total * count, comment)
        } else {
          #expect(Decimal.sum(ofFigures: left) == total, comment)
          guard line == why.results.first?.plainText else { continue }
          // The first line adds up rows, which stand above it.
          let rows = left.replacing(" − ", with: " + −").split(separator: " + ")
          #expect(rows.map { Decimal(figure: String($0)) } == terms, comment)
        }
      }
    }
  }

  @Test(arguments: 1...20)
  func `with whole numbers and halves everything is equal`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<20 {
      let picture = try Tensor.random(
        Shape(channels: 1, height: 5, width: 5), whole: true, using: &generator
      ).scaled(by: 0.5)
      let filter = try Tensor.random(
        Shape(channels: 1, height: .random(in: 1...5, using: &generator), width: 3), whole: true,
        using: &generator)
      var model = try Model.exploring(picture) {
        $0.filters = [FilterChoice(filter)]
        $0.bias = 1.5
      }
      let why = WhyText(model)
      for line in [why.title] + why.results {
        #expect(!line.plainText.contains("≈"), "\(line.plainText)")
      }
      model.perform(.ask)
      for line in TermList(model).lines + TermList(model).results {
        #expect(!line.plainText.contains("≈"), "\(line.plainText)")
      }
    }
  }

  @Test(arguments: 1...60)
  func `the title says the value that the table holds, and how exactly`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<20 {
      let model = try randomModel(&generator)
      let title = WhyText(model).title.plainText
      let value = model.exploration.tensor(at: model.outputPlace)[model.cursor.element]
      let (_, sign, right) = try #require(title.relation)
      guard right != "?" else { continue }
      let shown = try #require(Float(right.replacing("−", with: "-")))
      #expect((shown == value) == (sign == "="), "\(title) for \(value)")
      #expect(abs(shown - value) <= 0.00501)
      #expect(shown != 0 || value == 0, "\(title) for \(value)")
    }
  }

  @Test(arguments: 1...60)
  func `in the list of terms equals stands only where the product is exact as shown`(
    seed: Int
  ) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<10 {
      let model = try randomModel(&generator)
      let list = TermList(model)
      let explanation = model.explanation
      #expect(list.lines.count == explanation.terms.count)
      for (line, term) in zip(list.lines.map(\.plainText), explanation.terms) {
        guard let weight = term.weight, let product = term.product else { continue }
        let (left, sign, right) = try #require(line.relation, "\(line)")
        let figures = left.split(separator: " ").suffix(3).map(String.init)
        let (one, two) = try (
          #require(Decimal(figure: figures[0])), #require(Decimal(figure: figures[2]))
        )
        #expect(Float("\(one)") == term.input)
        #expect(Float("\(two)") == weight)
        let shown = String(right.split(separator: " ")[0])
        let result = try #require(Decimal(figure: shown))
        #expect(Float("\(result)") == product)
        if sign == "=" { #expect(one * two == result, "\(line)") }
      }
    }
  }

  @Test func `a sum of rounded figures is not called equal to them`() throws {
    var model = try Model.exploring(try Tensor(rows: [[0.335, 0.165, 0]])) {
      $0.filters = [try .rows([[1, 1, 1]])]
    }
    model.perform(.subSteps, .next)
    #expect(WhyText(model).terms.map(\.plainText) == ["1×0.34 + 1×0.17      "])
    #expect(WhyText(model).results.map(\.plainText) == ["sum of 2 terms ≈ 0.50"])
  }

  @Test func `a weight too small for two decimals does not show as nothing`() throws {
    let model = try Model.exploring(try Tensor(rows: [[0.5, 0.25]])) {
      $0.filters = [try .rows([[0.004, -0.003]])]
    }
    #expect(WhyText(model).terms.map(\.plainText) == ["0.004×0.50 − 0.003×0.25"])
  }
}

// MARK: - Reading figures

extension [Drawing.Span] {
  var plainText: String { map(\.text).joined() }
}

extension String {
  /// What stands before and behind the line's first `=` or `≈`.
  var relation: (left: String, sign: Character, right: String)? {
    guard let place = firstIndex(where: { $0 == "=" || $0 == "≈" }) else { return nil }
    let right = self[index(after: place)...].split(separator: "  ")[0]
    return (
      self[..<place].trimmingCharacters(in: .whitespaces), self[place],
      right.trimmingCharacters(in: .whitespaces)
    )
  }
}

extension Decimal {
  /// A number as the screen writes it.
  init?(figure: String) {
    self.init(string: figure.replacing("−", with: "-").replacing("e+", with: "e"))
  }

  /// `1×0.03 − 2×0.35 + 1`, added up exactly; nil when there is something else in it.
  static func sum(ofFigures text: String) -> Decimal? {
    var sum = Decimal(0)
    var sign = Decimal(1)
    for word in text.split(separator: " ") {
      switch word {
      case "+": sign = 1
      case "−": sign = -1
      default:
        var factors = word.split(separator: "×").map { Decimal(figure: String($0)) }
        let first = factors.removeFirst()
        guard
          let product = factors.reduce(
            first,
            { product, factor in
              product.flatMap { one in factor.map { one * $0 } }
            })
        else { return nil }
        sum += sign * product
        sign = 1
      }
    }
    return sum
  }
}

extension Tensor {
  fileprivate func scaled(by factor: Float) throws -> Tensor {
    try Tensor(shape: shape, elements: elements.map { $0 * factor })
  }
}
