import Drawing
import Explorer
import Networks
import Training

/// The last lines: what the study shows, how far it is, and the keys that matter now.
struct CompareFooter {
  let comparison: Comparison
  private let layout: CompareLayout

  init(_ comparison: Comparison, _ layout: CompareLayout) {
    (self.comparison, self.layout) = (comparison, layout)
  }

  func draw(on canvas: inout Canvas) {
    drawConclusion(on: &canvas)
    drawProgress(on: &canvas)
    // Who teaches knows the keys; the room need not.
    if !comparison.isPresenting { drawHints(on: &canvas) }
  }

  private func drawConclusion(on canvas: inout Canvas) {
    let (text, role) =
      switch comparison.message {
      case .note(let note): (note, Role.accent)
      case .problem(let problem): (problem, .warning)
      case nil: comparison.standingText
      }
    let region = layout.conclusion
    var lines = text.wrapped(to: region.columns)
    if lines.count > region.rows {
      lines = Array(lines.prefix(region.rows))
      lines[lines.count - 1] = lines[lines.count - 1].prefix(region.columns - 1) + "…"
    }
    for (offset, line) in lines.enumerated() {
      canvas.write(line, row: region.row + offset, column: region.column, style: Style(role))
    }
  }

  private func drawProgress(on canvas: inout Canvas) {
    let row = layout.progressRow
    let sign = comparison.isFinished ? "■ " : comparison.isRunning ? "▶ " : "❚❚"
    var column = canvas.write(sign, row: row, column: 1, style: Style(.strong))
    column = canvas.write(" \(comparison.activity) ", row: row, column: column)
    var end = canvas.columns - 1
    if let seconds = comparison.secondsLeft(of: comparison.fraction) {
      let left = "about \(TrainingFigures.duration(seconds)) left"
      if end - column - left.unicodeScalars.count >= 12 {
        canvas.write(left, row: row, endingAt: end, style: Style(.dim))
        end -= left.unicodeScalars.count + 1
      }
    }
    let length = max(0, end - column)
    let done = Int((comparison.fraction * Double(length)).rounded())
    canvas.drawProgress(done, of: length, row: row, column: column)
  }

  /// As many keys as fit; the way back, help and quitting always do.
  func drawHints(on canvas: inout Canvas) {
    let here = CompareKeyTable.bindings.filter {
      // Where all pages show there is none to turn.
      $0.modes.contains(comparison.situation) && $0.hint != nil
        && !($0.action == .nextPage && layout.tabsRow == nil)
    }
    let line = HintLine(
      here.filter { !CompareKeyTable.isFixed($0) }.compactMap(\.hint),
      fixed: here.filter(CompareKeyTable.isFixed).compactMap(\.hint), columns: canvas.columns - 2)
    canvas.write(line.spans, row: layout.hintRow, column: 1, columns: canvas.columns - 2)
  }
}

extension Comparison {
  /// What there is to say as long as no key has asked for something else.
  var standingText: (text: String, role: Role) {
    // Before all seeds are done, what they seem to say may still change.
    if isFinished { return (words.conclusion ?? "", .strong) }
    guard preparation == nil else { return ("", .dim) }
    return (
      "every point of the curves: \(result.testPictures.grouped) test pictures, mean over the seeds "
        + "so far; 50 % is guessing", .dim
    )
  }
}
