import Convolution
import Drawing
package import Explorer
import Training

/// The one place where the filter's screen changes: an action in, what else has to be done out.
///
/// No clock, no terminal, no file: the runtime performs the effects.
package func update(_ model: inout FilterModel, _ action: FilterAction) -> [Effect] {
  switch action {
  case .tick: return model.tick()
  case .resized(let display):
    model.display = display
    model.explorer?.display = display
    return []
  case _ where model.isBlank:
    model.isBlank = false
    return []
  case .quit: return [.quit]
  case .redraw: return [.redraw]
  default: break
  }
  model.message = nil
  switch (action, model.mode) {
  case (.present, _): model.togglePresenting()
  case (.blank, _): model.blank()
  case (.help, .help): model.closeHelp()
  case (.help, _):
    model.mode = .help(scroll: FilterKeys.helpPage.line(of: model.modeKind.title), over: model.mode)
  case (_, .training): return model.train(action)
  case (_, .why(let term)): model.ask(action, term: term)
  case (_, .editing(let text)): model.edit(action, text: text)
  case (_, .options(let row, let text)): model.setOptions(action, row: row, text: text)
  case (_, .targets(let choice, let before)): model.pick(action, choice: choice, before: before)
  case (_, .painting(let brush)): model.paint(action, brush)
  case (_, .help(let scroll, _)): model.readHelp(action, scroll: scroll)
  }
  return []
}

// MARK: - Updates of the filter

extension FilterModel {
  fileprivate mutating func train(_ action: FilterAction) -> [Effect] {
    let hadDigits = !typed.isEmpty
    let count = takeCount(for: action)
    switch action {
    case .next: return advance(by: count)
    case .previous: goBack(by: count)
    case .wheel(let up): up ? goBack(by: 1) : advanceOnce()
    case .first: show(step: 0)
    case .last where hadDigits: return goToTyped()
    case .last: show(step: learning.steps.count - 1)
    case .digit(let digit): typed.append(digit)
    case .go: return goToTyped()
    case .play: return togglePlay()
    case .faster: speed.change(by: 1)
    case .slower: typed.isEmpty ? speed.change(by: -1) : typed.append(",")
    case .lowerRate: changeRate(up: false)
    case .raiseRate: changeRate(up: true)
    case .nextSeed: changeSeed(by: count)
    case .previousSeed: changeSeed(by: -count)
    case .up: move(rows: -count, columns: 0)
    case .down: move(rows: count, columns: 0)
    case .left: move(rows: 0, columns: -count)
    case .right: move(rows: 0, columns: count)
    case .moveFocus: focus = focus == .window ? .steps : .window
    case .ask: openWhy()
    case .curveScale: curve = curve.following
    case .nextPalette: palette = palette.following
    case .explore: openExplorer()
    case .edit: openEditor()
    case .options: openOptions()
    case .targets: openTargets()
    case .paint: openPainting()
    case .click(let row, let column): click(row: row, column: column)
    case .cancel: if !hadDigits { cancel() }
    case .pageUp, .pageDown, .accept, .type, .erase, .negate, .pen, .undo, .redo, .help, .quit,
      .present, .blank, .redraw, .tick, .resized:
      break
    }
    return []
  }

  /// The number typed before a movement, which repeats it; 1 without one.
  private mutating func takeCount(for action: FilterAction) -> Int {
    switch action {
    case .digit, .go, .last, .slower: return 1
    default:
      defer { typed = "" }
      guard !typed.isEmpty, !typed.contains(",") else { return 1 }
      return min(max(1, Int(typed) ?? .max), FilterLearning.mostSteps)
    }
  }

  private mutating func cancel() {
    if run != nil {
      run = nil
    } else if focus == .window {
      focus = .steps
    } else if isPresenting {
      togglePresenting()
    } else {
      message = .note("q quits, ? helps")
    }
  }

  /// Goes to a step that is kept.
  mutating func show(step: Int) {
    run = nil
    learning.go(to: step)
  }

  private mutating func goBack(by count: Int) {
    run = nil
    guard learning.position > 0 else {
      message = .note("these are the first numbers; → makes the first update")
      return
    }
    learning.go(to: learning.position - count)
  }

  private mutating func advanceOnce() {
    run = nil
    if !learning.advance() { explainEnding() }
  }

  private mutating func advance(by count: Int) -> [Effect] {
    guard count > 1 else {
      advanceOnce()
      return []
    }
    return go(to: learning.position + count)
  }

  /// To a step, which may have to be computed: that is done a little at a time.
  package mutating func go(to step: Int) -> [Effect] {
    let step = min(max(0, step), FilterLearning.mostSteps)
    if step < learning.steps.count {
      show(step: step)
      return []
    }
    show(step: learning.steps.count - 1)
    run = .going(to: step)
    return [.scheduleTick(after: 0)]
  }

  private mutating func goToTyped() -> [Effect] {
    defer { typed = "" }
    let parts = typed.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
    guard let first = parts.first else {
      message = .note("type a step first: 100g goes to step 100; 5,7g lays the window at 5,7")
      return []
    }
    guard parts.count > 1 else { return go(to: max(0, first)) }
    let place = Element(row: parts[0], column: parts[1])
    guard parts.count == 2, task.target.shape.contains(place) else {
      message = .problem("the maps are \(task.target.shape), counted from 0")
      return []
    }
    window = place
    return []
  }

  // MARK: Going on by itself

  private mutating func togglePlay() -> [Effect] {
    guard run == nil else {
      run = nil
      return []
    }
    run = .playing
    return [.scheduleTick(after: speed.interval)]
  }

  /// Multiplications that are done before the next frame while going to a step.
  private static let workPerTick = 4_000_000

  mutating func tick() -> [Effect] {
    let cost = max(1, 2 * task.positions * task.count)
    switch run {
    case nil: return []
    case .playing:
      // However fast it should go, keys must not wait.
      let most = min(speed.stepsPerFrame, max(1, 10 * Self.workPerTick / cost))
      for _ in 0..<most where run != nil { playOn() }
      return run == nil ? [] : [.scheduleTick(after: speed.interval)]
    case .going(let step):
      for _ in 0..<max(1, Self.workPerTick / cost) where learning.position < step {
        guard learning.advance() else {
          run = nil
          explainEnding()
          return []
        }
      }
      guard learning.position < step else {
        run = nil
        return []
      }
      return [.scheduleTick(after: 0)]
    }
  }

  private mutating func playOn() {
    let wasNear = isNear
    guard learning.advance() else {
      run = nil
      explainEnding()
      return
    }
    if isNear, !wasNear {
      run = nil
      message = .note("found: every number is the target's in two decimals; space goes on")
    }
  }

  private var isNear: Bool { largestMiss.map { $0 <= Self.near } ?? false }

  /// Says why there is no next step, and which key helps.
  mutating func explainEnding() {
    guard let ending = learning.ending, let text = endingText else { return }
    switch ending {
    case .diverged: message = .problem(text + "; r lowers it, ← goes back")
    case .dead: message = .problem(text + "; S begins elsewhere")
    case .settled, .full: message = .note(text)
    }
  }

  /// Why there is no next step; nil unless that was tried.
  package var endingText: String? {
    guard let ending = learning.ending else { return nil }
    switch ending {
    case .diverged:
      let rate = Figures.short(Double(learning.optimizer.rate))
      let limit = learning.curvature.largestRate(for: learning.optimizer).map(Figures.limit)
      guard learning.exceedsLargestRate, let limit else {
        return "the next step has no numbers: rate \(rate) is too high"
      }
      return "the next step has no numbers: rate \(rate) is above \(limit)"
    case .settled: return "no number changes any more: nearer than this it does not get"
    case .dead: return "the ReLU cuts every output off, so there is no gradient"
    case .full: return "\(FilterLearning.mostSteps) steps are kept, and no more"
    }
  }
}
