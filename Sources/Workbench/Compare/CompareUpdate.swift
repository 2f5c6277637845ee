import Drawing
import Explorer
import Training

/// The one place where the screen of a comparison changes: an action in, what else has to be done out.
package func update(_ comparison: inout Comparison, _ action: CompareAction) -> [CompareEffect] {
  switch action {
  case .advance:
    comparison.advance()
    return []
  case .tick: return comparison.work
  case .resized(let display):
    comparison.display = display
    return comparison.work
  case .redraw: return [.redraw]
  case .quit: return [.quit]
  case .pause, .nextTask, .previousTask, .moreExamples, .fewerExamples, .restart, .way, .nextPage,
    .previousPage, .nextSeed, .previousSeed, .up, .down, .pageUp, .pageDown, .first, .last,
    .present, .blank, .help, .cancel, .click, .wheel:
    break
  }
  comparison.message = nil
  if comparison.isBlank {
    // Whatever the teacher presses, first of all the room sees again.
    comparison.isBlank = false
  } else if let scroll = comparison.helpScroll {
    comparison.readHelp(action, scroll: scroll)
  } else {
    comparison.perform(action)
  }
  return comparison.work
}

extension Comparison {
  /// What the loop has to do next.
  fileprivate var work: [CompareEffect] { hasWork ? [.scheduleTick(after: 0)] : [] }

  fileprivate mutating func perform(_ action: CompareAction) {
    switch action {
    case .pause:
      if isRecord {
        message = .note("recorded: nothing is left to compute; t and e go to other records")
      } else if isFinished {
        message = .note("all seeds are done; r begins again with other pictures")
      } else {
        isRunning.toggle()
      }
    case .nextTask: changeTask(by: 1)
    case .previousTask: changeTask(by: -1)
    case .moreExamples: changeExamples(by: 1)
    case .fewerExamples: changeExamples(by: -1)
    case .restart: begin(task) { $0.seed &+= 1 }
    case .way(let index): toggleWay(index)
    case .nextPage: page = page.following(by: 1)
    case .previousPage: page = page.following(by: -1)
    case .nextSeed, .wheel(up: false): showSeed(shownSeed + 1)
    case .previousSeed, .wheel(up: true): showSeed(shownSeed - 1)
    case .first: showSeed(0)
    case .last: showSeed(plan.seeds - 1)
    case .present: isPresenting.toggle()
    case .blank: isBlank = isPresenting
    case .help: helpScroll = 0
    case .cancel: isPresenting = false
    case .click(let row, let column):
      let layout = CompareLayout(self)
      if let page = layout.page(row: row, column: column) { self.page = page }
      if let way = layout.way(row: row, column: column) { toggleWay(way) }
    case .up, .down, .pageUp, .pageDown, .advance, .tick, .resized, .redraw, .quit: break
    }
  }

  private mutating func changeTask(by step: Int) {
    let all = StudyTask.all
    let place = all.firstIndex(of: task) ?? 0
    begin(all[(place + step + all.count) % all.count]) { _ in }
  }

  private mutating func changeExamples(by step: Int) {
    let counts = counts
    let place = (counts.firstIndex(of: plan.examples) ?? 0) + step
    guard counts.indices.contains(place) else {
      let (fewer, more) =
        isRecord
        ? ("no run with fewer is recorded", "no run with more is recorded")
        : ("with fewer there is nothing to learn from", "more are for the whole training")
      message = .note(step < 0 ? fewer : more)
      return
    }
    begin(task) { $0.examples = counts[place] }
  }

  private mutating func toggleWay(_ index: Int) {
    guard plan.ways.indices.contains(index) else { return }
    let way = plan.ways[index]
    if shownWays.remove(way) == nil { shownWays.insert(way) }
  }

  fileprivate mutating func readHelp(_ action: CompareAction, scroll: Int) {
    let page = CompareKeyTable.helpPage
    func scrolled(by lines: Int) -> Int { page.scroll(scroll + lines, in: display) }
    switch action {
    case .up, .wheel(up: true): helpScroll = scrolled(by: -1)
    case .down, .wheel(up: false): helpScroll = scrolled(by: 1)
    case .pageUp, .previousPage: helpScroll = scrolled(by: 3 - display.rows)
    case .pageDown, .nextPage: helpScroll = scrolled(by: display.rows - 3)
    case .first: helpScroll = 0
    case .last: helpScroll = page.lastScroll(in: display)
    case .cancel, .help, .click: helpScroll = nil
    case .pause, .nextTask, .previousTask, .moreExamples, .fewerExamples, .restart, .way,
      .nextSeed, .previousSeed, .present, .blank, .redraw, .quit, .advance, .tick, .resized:
      break
    }
  }
}
