import Convolution
import Drawing
package import Explorer
package import Training

// What the screen is about: a number, a position, a term of a gradient.

extension FilterModel {
  /// The chosen number, or the window.
  mutating func move(rows: Int, columns: Int) {
    guard focus == .window else {
      chosen = min(max(chosen + rows, 0), task.count - 1)
      return
    }
    let shape = task.target.shape
    window.row = min(max(window.row + rows, 0), shape.height - 1)
    window.column = min(max(window.column + columns, 0), shape.width - 1)
  }

  // MARK: Why

  /// Terms that are listed.
  static let listedTerms = 100

  /// Why the loss changes with the chosen number as it does.
  package var gradientExplanation: FilterGradient {
    task.explainGradient(ofNumber: chosen, in: learning.evaluation, most: Self.listedTerms)
  }

  mutating func openWhy() {
    run = nil
    mode = .why(term: 0)
    followTerm(0)
  }

  mutating func ask(_ action: FilterAction, term: Int) {
    let count = min(Self.listedTerms, task.positions)
    func choose(_ term: Int) { mode = .why(term: min(max(term, 0), count - 1)) }
    switch action {
    case .up: choose(term - 1)
    case .down: choose(term + 1)
    case .pageUp: choose(term - 10)
    case .pageDown: choose(term + 10)
    case .first: choose(0)
    case .last: choose(count - 1)
    case .wheel(let up): choose(term + (up ? -1 : 1))
    case .left: chosen = (chosen + task.count - 1) % task.count
    case .right: chosen = (chosen + 1) % task.count
    case .next: if !learning.advance() { explainEnding() }
    case .previous: learning.go(to: learning.position - 1)
    case .accept:
      focus = .window
      mode = .training
      return
    case .cancel:
      mode = .training
      return
    case .click(let row, let column): click(row: row, column: column)
    case .digit, .go, .play, .faster, .slower, .lowerRate, .raiseRate, .nextSeed,
      .previousSeed, .moveFocus, .ask, .curveScale, .nextPalette, .explore, .edit, .options,
      .targets, .paint, .type, .erase, .negate, .pen, .undo, .redo, .help, .quit, .present, .blank,
      .redraw, .tick, .resized:
      return
    }
    guard case .why(let term) = mode else { return }
    followTerm(term)
  }

  /// Lays the window where a term comes from.
  private mutating func followTerm(_ term: Int) {
    let terms = gradientExplanation.largest
    if terms.indices ~= term { window = terms[term].position }
  }

  // MARK: Clicks

  /// A click on a number asks why it changes, one on a map lays the window there.
  mutating func click(row: Int, column: Int) {
    switch FilterLayout(self).target(row: row, column: column, in: self) {
    case .number(let index):
      let isAsked = index == chosen && mode.kindIsTraining
      chosen = index
      if isAsked { openWhy() }
    case .position(let position): window = position
    case .step(let share):
      show(step: Int((share * Double(learning.steps.count - 1)).rounded()))
    case nil: break
    }
  }

  // MARK: The explorer

  /// The learned filter over the same picture, as if somebody had typed its numbers.
  mutating func openExplorer() {
    run = nil
    var settings = ChainSettings()
    settings.filters = [FilterChoice(learning.filter)]
    settings.bias = learning.bias
    settings.hasReLU = task.hasReLU
    do {
      var model = Model(try Exploration(subject, settings: settings), display: display)
      try model.go(to: window, ofNode: 0)
      if isPresenting { model.chrome = .projector } else { model.chrome = chrome }
      model.message = .note(
        "the filter of step \(learning.position); Esc goes back to its training")
      explorer = model
    } catch {
      message = .problem(error.description)
    }
  }

  /// Whether Esc has nothing left to back out of in the explorer, and so leaves it.
  package var leavesExplorerOnEscape: Bool {
    guard let explorer else { return false }
    return explorer.mode == .exploring && explorer.focus == .output && !explorer.isPlaying
      && explorer.typed.isEmpty && explorer.isPresenting == isPresenting
  }

  package mutating func leaveExplorer() { explorer = nil }

  /// What keys and clicks do to the explorer while it is open.
  package mutating func updateExplorer(_ action: Action) -> [Effect] {
    guard var explorer else { return [] }
    if action == .cancel, leavesExplorerOnEscape {
      leaveExplorer()
      return []
    }
    let effects = update(&explorer, action)
    self.explorer = explorer
    return effects
  }

  // MARK: Presenting

  mutating func togglePresenting() {
    if isPresenting {
      chrome = chromeBehind
    } else {
      (chromeBehind, chrome) = (chrome, .projector)
    }
  }

  mutating func blank() {
    guard isPresenting else { return }
    run = nil
    isBlank = true
  }

  // MARK: Help

  mutating func closeHelp() {
    if case .help(_, let mode) = mode { self.mode = mode }
  }

  mutating func readHelp(_ action: FilterAction, scroll: Int) {
    guard case .help(_, let behind) = mode else { return }
    let page = FilterKeys.helpPage
    func show(_ line: Int) { mode = .help(scroll: page.scroll(line, in: display), over: behind) }
    switch action {
    case .up: show(scroll - 1)
    case .down: show(scroll + 1)
    case .pageUp: show(scroll - 10)
    case .pageDown: show(scroll + 10)
    case .wheel(let up): show(scroll + (up ? -3 : 3))
    case .first: show(0)
    case .last: show(page.lastScroll(in: display))
    case .cancel, .accept: closeHelp()
    default: break
    }
  }
}

extension FilterMode {
  fileprivate var kindIsTraining: Bool { self == .training }
}
