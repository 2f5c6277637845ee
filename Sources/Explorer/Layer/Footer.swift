import Convolution
import Drawing

/// The last three lines: what there is to say, where the cursor is, which keys matter now.
struct Footer {
  let model: Model

  func draw(on canvas: inout Canvas) {
    canvas.write(note, row: canvas.rows - 3, column: 1, columns: canvas.columns - 1)
    drawProgress(row: canvas.rows - 2, on: &canvas)
    drawHints(on: &canvas)
  }

  /// In a scene: a line over the lowest row, only while there is something to say.
  func drawMessage(on canvas: inout Canvas) {
    guard let words = message ?? editing else { return }
    let row = canvas.rows - 1
    canvas.fill(Region(row: row, column: 0, rows: 1, columns: canvas.columns))
    canvas.write(words, row: row, column: 1, columns: canvas.columns - 1)
  }

  func drawHints(on canvas: inout Canvas) {
    guard model.showsHints else { return }
    canvas.write(hints(width: canvas.columns - 1), row: canvas.rows - 1, column: 1)
  }

  // MARK: Note

  /// What the last key had to say, or the digits that wait for `g`; nil without any.
  var message: [Span]? {
    if let message = model.message { return [message.span] }
    guard !model.typed.isEmpty else { return nil }
    return [
      Span("go to ", .accent), Span(model.typed + "_", .strong), Span("  g goes there", .dim),
    ]
  }

  private var note: [Span] {
    if let words = message ?? editing { return words }
    if !model.trail.isEmpty { return trail(width: model.display.columns - 2) }
    return chain
  }

  /// Which weight is edited, and what has been typed for it; nil while none is.
  private var editing: [Span]? {
    guard case .editing(let edit) = model.mode else { return nil }
    let isFlat = model.choice?.filter.shape.channels == 1
    let channel = model.shownChannel(of: model.explanation)
    let label =
      model.isCube && !isFlat
      ? model.exploration.labels(ofChannel: channel, at: model.inputPlace)[0] + " " : ""
    let place = "weight \(label)[\(edit.cell.row),\(edit.cell.column)]"
    return edit.text.isEmpty
      ? [Span("\(place): type a number such as 2, -0.5 or 1/9", .dim)]
      : [Span("\(place) ▸ ", .accent), Span(edit.text + "_", .strong)]
  }

  /// `pool1[3,7] ← relu1[6,14] ← …`, the newest last.
  func trail(width: Int) -> [Span] {
    let exploration = model.exploration
    var stops = model.trail.map { stop in
      stop.focus == .input
        ? exploration.address(stop.inputCell, at: exploration.input(ofNode: stop.cursor.node))
        : exploration.address(stop.cursor.element, at: .node(stop.cursor.node))
    }
    let present =
      model.focus == .input
      ? exploration.address(model.inputCell, at: model.inputPlace)
      : exploration.address(model.cursor.element, at: .node(model.cursor.node))
    // The first stop is what was asked, the last ones are where it came from: those stay.
    var isCut = false
    func text() -> String {
      stops.enumerated().map { $1 + ($0 == 0 && isCut ? " ← … ← " : " ← ") }.joined()
    }
    while stops.count > 1,
      text().unicodeScalars.count + present.unicodeScalars.count > width
    {
      stops.remove(at: 1)
      isCut = true
    }
    return [Span(text(), .dim), Span(present, .accent)]
  }

  /// `input 28×28 → conv1 26×26 → relu1 26×26`, and what the windows leave over, which comes first
  /// where there is not room for both.
  private var chain: [Span] {
    let exploration = model.exploration
    let spans = chainAroundCursor
    guard let notes = exploration.grid(ofNode: model.cursor.node)?.leftoverNote else {
      return spans
    }
    let width = spans.reduce(0) { $0 + $1.width } + 3 + notes.unicodeScalars.count
    return (width < model.display.columns ? spans + [Span("   ")] : []) + [Span(notes)]
  }

  /// As many nodes as there is room for, the present one among them.
  private var chainAroundCursor: [Span] {
    let exploration = model.exploration
    let nodes = exploration.network.nodes
    let texts =
      ["input \(exploration.subject.picture.shape)"]
      + nodes.indices.map { "\(nodes[$0].name) \(exploration.outputs[$0].shape)" }
    // Places count from the picture; 4 columns on either side say that there is more.
    let present = model.cursor.node + 1
    let whole = texts.reduce(0) { $0 + $1.unicodeScalars.count + 3 } - 3
    var shown = whole < model.display.columns ? texts.indices : present..<present + 1
    var width = texts[present].unicodeScalars.count + 8
    func fits(_ place: Int) -> Bool {
      guard texts.indices ~= place else { return false }
      return width + texts[place].unicodeScalars.count + 3 < model.display.columns
    }
    while fits(shown.lowerBound - 1) || fits(shown.upperBound) {
      let goesLeft =
        fits(shown.lowerBound - 1)
        && (!fits(shown.upperBound) || present - shown.lowerBound <= shown.upperBound - present)
      let place = goesLeft ? shown.lowerBound - 1 : shown.upperBound
      width += texts[place].unicodeScalars.count + 3
      shown = min(shown.lowerBound, place)..<max(shown.upperBound, place + 1)
    }
    var spans = shown.lowerBound > 0 ? [Span("… → ", .dim)] : []
    for place in shown {
      let isPresent = place == present || place - 1 == model.joinedReLU
      if place > shown.lowerBound { spans.append(Span(" → ", .dim)) }
      spans.append(Span(texts[place], isPresent ? .accent : .dim))
    }
    if shown.upperBound < texts.count { spans.append(Span(" → …", .dim)) }
    return spans
  }

  // MARK: Progress

  private func drawProgress(row: Int, on canvas: inout Canvas) {
    let (step, count) = (model.step, model.shape.count)
    var column = canvas.write(
      model.isPlaying ? "▶ " : "❚❚", row: row, column: 1, style: Style(.strong))
    column = canvas.write(" \(step)/\(count) ", row: row, column: column, style: Style(.text))
    let stages = model.stages(of: model.explanation)
    if let stage = model.cursor.stage {
      column = canvas.write(
        "sub-step \(stage)/\(stages.count) ", row: row, column: column, style: Style(.accent))
    }
    let speed = "\(model.speed.cellsPerSecond) \(model.hasSubSteps ? "steps" : "cells")/s"
    let end = canvas.columns - speed.count - 2
    let length = max(0, end - column - 1)
    let done = count > 1 ? (step - 1) * length / (count - 1) : length
    canvas.drawProgress(done, of: length, row: row, column: column)
    canvas.write(speed, row: row, endingAt: canvas.columns - 1, style: Style(.dim))
  }

  // MARK: Hints

  /// The keys of the present mode, as many as fit; those that work everywhere, help, the way back and
  /// quitting, always do.
  private func hints(width: Int) -> [Span] {
    let isLoaded = model.exploration.named != nil
    let here = KeyTable.bindings.filter {
      $0.modes.contains(model.mode.kind) && $0.hint != nil && !(isLoaded && $0.changesChain)
    }
    let isFixed = { (binding: KeyBinding) in binding.modes.count >= ModeKind.allCases.count - 1 }
    let hints = here.filter { !isFixed($0) }.compactMap(\.hint)
    // In a lesson these are the lesson's.
    let fixed = model.isEmbedded && model.isView ? [] : here.filter(isFixed).compactMap(\.hint)
    return HintLine(hints, fixed: fixed, columns: width, gap: 2).spans
  }
}
