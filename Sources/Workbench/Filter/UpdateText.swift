import Convolution
package import Drawing
import Explorer
import Training

/// The lines about the chosen number: its gradient, its update, and how far it has to go.
package struct UpdateText {
  private let model: FilterModel
  private let update: UpdateExplanation

  package init(_ model: FilterModel) {
    self.model = model
    update = model.learning.updates[model.chosen]
  }

  func lines(room: Int) -> [[Span]] {
    guard room > 0 else { return [] }
    let isAtWindow = model.focus == .window
    guard room > 1 else {
      // What the optimizer does comes last: it may be cut.
      return [[name, Span(" ")] + (isAtWindow ? termLine : equation + shortGoal + how)]
    }
    let lines = [
      [name, Span(" ")] + gradientLine, indent + updateLine,
      indent + (isAtWindow ? termLine : goalLine),
    ]
    return Array(lines.prefix(room))
  }

  /// What the window's position has to say about the number: `at [4,7] lies input[4,8] 0.804 …`.
  private var termLine: [Span] {
    let term = model.task.term(
      ofNumber: model.chosen, at: model.window, in: model.learning.evaluation)
    let shape = model.task.target.shape
    let difference = Figures.term(Double(term.difference))
    let product = Figures.term(term.product)
    let place = "at \(term.position.address(in: shape)) "
    guard let source = term.source else {
      return [Span(place), Span("difference \(difference.text)", .strong), terms]
    }
    let pixel = "input" + source.address(in: model.task.picture.shape)
    let input = Figures.term(Double(term.input))
    return [
      Span(place + "\(pixel) \(input.text) × \(difference.enclosed) "),
      Span("\(term.relation(input, difference, product)) \(product.text)", .strong), terms,
    ]
  }

  private var terms: Span { Span(", one of \(model.task.positions) terms", .dim) }

  private var name: Span { Span(model.name(ofNumber: model.chosen), .accent) }

  private var indent: [Span] { [Span(String(repeating: " ", count: name.width + 1))] }

  /// `gradient −0.837 = 2 × mean of input × difference over 676 positions`.
  private var gradientLine: [Span] {
    let gradient = Figures.term(Double(update.gradient)).text
    let input = model.place(ofNumber: model.chosen) == nil ? "" : "input × "
    return [
      Span("gradient "), Span(gradient, .strong),
      Span(": twice the mean of \(input)difference over \(model.task.positions) positions", .dim),
    ]
  }

  /// `0.412 − 0.5 × (−0.837) ≈ 0.8305`, with what the optimizer makes of the gradient before it.
  package var updateLine: [Span] { equation + how }

  private var equation: [Span] {
    let direction = Figures.term(Double(update.direction))
    let rate = Figures.exact(update.rate)
    let (old, new) = (Figures.term(Double(update.weight)), Figures.term(Double(update.newWeight)))
    let relation = addsUp(old, direction, new) ? "=" : "≈"
    return [
      Span("next "), Span("\(old.text) − \(rate) × \(direction.enclosed) \(relation) "),
      Span(new.text, .strong),
    ]
  }

  /// Where the direction is not the gradient itself, how it comes about.
  private var how: [Span] {
    switch update.method {
    case .gradientDescent(momentum: 0, _, _): return []
    case .gradientDescent(let momentum, let before, let velocity):
      let terms = [before, update.gradient, velocity].map { Figures.term(Double($0)) }
      let sum = "\(Figures.short(Double(momentum))) × \(terms[0].enclosed) + \(terms[1].enclosed)"
      return [Span("   velocity \(terms[2].text) ≈ \(sum)", .dim)]
    case .adam(let moments):
      let root = Figures.term(Double(moments.root)).text
      return [Span("   mean \(Figures.term(Double(moments.mean)).text) / size \(root)", .dim)]
    }
  }

  /// Whether the figures add up exactly as they stand there.
  private func addsUp(_ old: Figures.Term, _ direction: Figures.Term, _ new: Figures.Term) -> Bool {
    guard let rate = Fixed(exactly: update.rate), let old = old.fixed, let new = new.fixed,
      let direction = direction.fixed, let product = rate * direction
    else { return false }
    return Fixed.adds([new, product], upTo: old) || Fixed.adds([product, new], upTo: old)
  }

  private var goalLine: [Span] {
    guard model.showsGoal, let goal = model.goal else {
      let way = update.gradient == 0 ? "nothing is gained either way" : direction
      return [Span(way, .dim)]
    }
    let target = goal[model.chosen]
    let rest = Figures.term(Double(abs(target - update.weight))).text
    return [
      Span("target ", .dim), Span(FilterView.goalText(target).minus, .text),
      Span(", \(rest) to go. \(direction.capitalizedFirst)", .dim),
    ]
  }

  private var direction: String {
    update.gradient == 0
      ? "a little more or less would change nothing"
      : "a \(update.gradient < 0 ? "larger" : "smaller") number would make the loss smaller"
  }

  private var shortGoal: [Span] {
    guard model.showsGoal, let goal = model.goal else { return [] }
    return [Span("   target \(FilterView.goalText(goal[model.chosen]).minus)", .dim)]
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
