import Drawing
import Explorer

/// The one place where the screen of a training changes: an action in, what else has to be done out.
///
/// No clock, no terminal, no file: the runtime performs the effects.
package func update(
  _ training: inout NetworkTraining, _ action: NetworkAction
) -> [NetworkEffect] {
  training.hear(action) ?? training.answer(action)
}

extension NetworkTraining {
  /// What the loop has to say, whatever is on the screen; nil for what a user does.
  fileprivate mutating func hear(_ action: NetworkAction) -> [NetworkEffect]? {
    switch action {
    case .advance: advance()
    case .worked(let seconds): measure(seconds)
    case .tick: return hasWork ? work : tickExplorer()
    case .resized(let display):
      resize(display)
      return work
    case .saved(let path):
      saved = savePoint
      message = .note("saved as \(path)")
    case .say(let text): message = .problem(text)
    case .redraw: return [.redraw]
    case .pause, .oneBatch, .stop, .save, .quit, .page, .nextPage, .previousPage, .earlierEpoch,
      .laterEpoch, .firstEpoch, .lastEpoch, .up, .down, .pageUp, .pageDown, .nextPicture,
      .previousPicture, .nextNode, .previousNode, .zoomIn, .zoomOut, .running, .logarithmic,
      .nextPalette, .ask, .openNetwork, .present, .blank, .help, .cancel, .click, .wheel,
      .explorer:
      return nil
    }
    return []
  }

  /// What a user does, on whatever is on the screen.
  fileprivate mutating func answer(_ action: NetworkAction) -> [NetworkEffect] {
    message = nil
    if isBlank {
      // Whatever the teacher presses, first of all the room sees again.
      isBlank = false
      return []
    }
    let confirmation = confirmation
    self.confirmation = nil
    if action == .quit { return leave() }
    if action == .help, !screen.isHelp {
      openHelp()
      return []
    }
    switch screen {
    case .training: return perform(action, confirmed: confirmation)
    case .weight(let question): return explainWeight(action, question)
    case .explorer(let model): return explore(action, model)
    case .help(let scroll, let behind):
      readHelp(action, scroll: scroll, over: behind)
      return []
    }
  }
}

extension NetworkTraining {
  /// What the loop has to do next.
  var work: [NetworkEffect] { hasWork ? [.scheduleTick(after: 0)] : [] }

  fileprivate mutating func perform(
    _ action: NetworkAction, confirmed: Confirmation?
  ) -> [NetworkEffect] {
    switch action {
    case .pause: return togglePause()
    case .oneBatch: trainOneBatch()
    case .stop: return stop(confirmed: confirmed)
    case .save: return save()
    case .page(let page): self.page = page
    case .nextPage: turnPage(by: 1)
    case .previousPage: turnPage(by: -1)
    case .earlierEpoch: return walk(by: -1)
    case .laterEpoch: return walk(by: 1)
    case .firstEpoch: return walk(by: -.max)
    case .lastEpoch: return walk(by: .max)
    case .up, .wheel(up: true): choose(by: -1)
    case .down, .wheel(up: false): choose(by: 1)
    case .pageUp: choose(by: -10)
    case .pageDown: choose(by: 10)
    case .nextPicture: changePicture(by: 1)
    case .previousPicture: changePicture(by: -1)
    case .nextNode: changeNode(by: 1)
    case .previousNode: changeNode(by: -1)
    case .zoomIn: choice.zoom = min(choice.zoom + 1, 2)
    case .zoomOut: choice.zoom = max(choice.zoom - 1, -2)
    case .running: choice.showsRunning.toggle()
    case .logarithmic: choice.isLogarithmic.toggle()
    case .nextPalette: choice.palette = choice.palette.following
    case .ask: return ask()
    case .openNetwork: return openNetwork()
    case .present: isPresenting.toggle()
    case .blank: if isPresenting { isBlank = true }
    case .cancel: return backOut()
    case .click(let row, let column): click(row: row, column: column)
    case .quit, .help, .redraw, .explorer, .advance, .worked, .tick, .resized, .saved, .say: break
    }
    return []
  }

  /// One thing after the other, the innermost first; never out of the program.
  private mutating func backOut() -> [NetworkEffect] {
    if isPresenting {
      isPresenting = false
    } else if shownEpoch != nil {
      return walk(by: .max)
    }
    return []
  }

  fileprivate mutating func resize(_ display: DisplayProperties) {
    self.display = display
    if case .explorer(var model) = screen {
      _ = update(&model, .resized(explorerDisplay))
      screen = .explorer(model)
    }
  }
}

// MARK: - Leaving

extension NetworkTraining {
  /// What there is would be lost: it is saved before.
  mutating func leave() -> [NetworkEffect] {
    hasUnsavedWeights ? [.save, .quit] : [.quit]
  }

  mutating func save() -> [NetworkEffect] {
    guard trainer != nil else {
      message = .problem("there are no weights here, only the record of a training")
      return []
    }
    return [.save]
  }

  private mutating func stop(confirmed: Confirmation?) -> [NetworkEffect] {
    guard trainer != nil, !isOver else {
      message = .note("the training is over")
      return []
    }
    guard confirmed == .stop else {
      confirmation = .stop
      message = .note("press x once more to stop here, keep these weights and test them")
      return work
    }
    (isRunning, isStopped, shownEpoch) = (false, true, nil)
    refreshProbe()
    examineIfNeeded()
    return work
  }
}

// MARK: - Help

extension NetworkScreen {
  var isHelp: Bool { if case .help = self { true } else { false } }
}

extension NetworkTraining {
  fileprivate mutating func openHelp() {
    screen = .help(scroll: 0, over: screen)
  }

  fileprivate mutating func readHelp(
    _ action: NetworkAction, scroll: Int, over behind: NetworkScreen
  ) {
    let page = NetworkKeyTable.helpPage
    func scrolled(by lines: Int) -> NetworkScreen {
      .help(scroll: page.scroll(scroll + lines, in: display), over: behind)
    }
    switch action {
    case .up, .wheel(up: true): screen = scrolled(by: -1)
    case .down, .wheel(up: false): screen = scrolled(by: 1)
    case .pageUp, .previousPage: screen = scrolled(by: 3 - display.rows)
    case .pageDown, .nextPage: screen = scrolled(by: display.rows - 3)
    case .firstEpoch: screen = scrolled(by: -scroll)
    case .lastEpoch: screen = scrolled(by: page.lastScroll(in: display))
    case .cancel, .ask, .help, .click: screen = behind
    case .pause, .oneBatch, .stop, .save, .quit, .page, .earlierEpoch, .laterEpoch, .nextPicture,
      .previousPicture, .nextNode, .previousNode, .zoomIn, .zoomOut, .running, .logarithmic,
      .nextPalette, .openNetwork, .present, .blank, .redraw, .explorer, .advance, .worked, .tick,
      .resized, .saved, .say:
      break
    }
  }
}
