import Convolution
import Drawing

/// Asking why: the list of a cell's terms, and the way along them, back to the pixels.
extension Model {
  /// Opens the list of terms; an input cell is asked where it went, and so leads to its output.
  mutating func openWhy() {
    isPlaying = false
    if focus == .input, inputPlace == .picture, trail.last?.cursor == cursor {
      message = .note("a pixel of the picture: nothing comes before it; u goes back")
      return
    }
    if focus == .input, let use = usesOfInputCell.first {
      remember()
      focus = .output
      cursor.element = use.output
      mode = .why(term: use.term)
      return
    }
    guard focus != .input else {
      message = .note(
        "\(exploration.address(inputCell, at: inputPlace)) goes into no cell of \(node.name)")
      return
    }
    let explanation = explanation
    // The term that decides would give away what is kept back.
    let first = veil.isEmpty ? mostTelling(in: explanation) : termOrder(of: explanation)[0]
    mode = .why(term: presentTerm(of: explanation) ?? first)
  }

  /// The term that decides: the winner, else the largest product.
  func mostTelling(in explanation: Explanation) -> Int {
    if case .maximum(let winner) = explanation.operation { return winner }
    if case .softmax(let shares) = explanation.operation { return shares.position }
    let sizes = explanation.terms.map { abs($0.product ?? $0.input) }
    return sizes.indices.max { sizes[$0] < sizes[$1] } ?? 0
  }

  mutating func ask(_ action: Action, term: Int) {
    let explanation = explanation
    let terms = explanation.terms
    func choose(_ wanted: Int) { mode = .why(term: min(max(wanted, 0), terms.count - 1)) }
    func move(by lines: Int) {
      let order = termOrder(of: explanation)
      let place = (order.firstIndex(of: term) ?? 0) + lines
      choose(order[min(max(place, 0), order.count - 1)])
    }
    switch action {
    case .up: move(by: -1)
    case .down: move(by: 1)
    case .pageUp: move(by: -8)
    case .pageDown: move(by: 8)
    case .wheel(let up): move(by: up ? -1 : 1)
    case .sort: sortsTermsChoice = !sortsTerms
    case .accept: follow(terms[min(term, terms.count - 1)])
    case .back: goBack()
    case .cancel: mode = .exploring
    case .click(let row, let column):
      if case .term(let clicked) = ScreenLayout(self).target(row: row, column: column, in: self) {
        choose(clicked)
      } else if ScreenLayout(self).terms?.contains(row: row, column: column) != true {
        mode = .exploring
        click(row: row, column: column)
      }
    default: break
    }
  }

  /// Goes to the cell that a term comes from.
  private mutating func follow(_ term: Explanation.Term) {
    guard let source = term.source else {
      message = .note("this is padding; it comes from nowhere")
      return
    }
    let place = exploration.input(ofNode: cursor.node, index: term.inputIndex)
    remember()
    switch place {
    case .picture:
      // The end of the way: a pixel, and everything that it went into.
      mode = .exploring
      focus = .input
      inputCell = source
    case .node(let node):
      remembered[cursor.node] = cursor.element
      cursor = Cursor(node: node, element: source)
      if hasSubSteps { cursor.stage = stages(of: explanation).count }
      slice = 0
      mode = .why(term: mostTelling(in: explanation))
    }
  }

  private mutating func remember() {
    let term: Int? = if case .why(let term) = mode { term } else { nil }
    trail.append(TrailStop(cursor: cursor, focus: focus, inputCell: inputCell, term: term))
  }

  /// Back to where the last term was followed.
  mutating func goBack() {
    guard let stop = trail.popLast() else {
      message = .note("no term has been followed; Enter asks why")
      return
    }
    cursor = stop.cursor
    // Sub-steps may have been switched, or the ReLU taken apart, since.
    let stages = stages(of: explanation).count
    cursor.stage = hasSubSteps ? min(stop.cursor.stage ?? stages, stages) : nil
    focus = stop.focus
    inputCell = stop.inputCell
    isPlaying = false
    mode = stop.term.map { .why(term: $0) } ?? .exploring
  }

  /// A click on a table or on a whole picture chooses the cell under it.
  mutating func click(row: Int, column: Int) {
    let target =
      showsProjector
      ? ProjectorLayout(self).target(row: row, column: column, in: self)
      : ScreenLayout(self).target(row: row, column: column, in: self)
    switch target {
    case .output(let element):
      focus = .output
      goTo(element)
    case .input(let element):
      focus = .input
      inputCell = element
    case .weight(let element):
      guard choice != nil else { return }
      focus = .filter
      weightCell = Element(row: element.row, column: element.column)
      slice = element.channel
    case .term(let term):
      isPlaying = false
      mode = .why(term: term)
    case nil: break
    }
  }
}
