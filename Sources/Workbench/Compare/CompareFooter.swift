import Drawing
import Explorer
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
    drawHints(on: &canvas)
  }

  private func drawConclusion(on canvas: inout Canvas) {
    let (text, role): (String, Role)
    switch comparison.message {
    case .note(let note): (text, role) = (note, .accent)
    case .problem(let problem): (text, role) = (problem, .warning)
    case nil:
      // Before all seeds are done, what they seem to say may still change.
      let isOver = comparison.study.isFinished
      text = isOver ? comparison.words.conclusion ?? "" : comparison.waysLine
      role = isOver ? .strong : .dim
    }
    let lines = text.wrapped(to: canvas.columns - 2)
    for (offset, line) in lines.prefix(CompareLayout.conclusionRows).enumerated() {
      canvas.write(line, row: layout.conclusionRow + offset, column: 1, style: Style(role))
    }
  }

  private func drawProgress(on canvas: inout Canvas) {
    let (row, study) = (layout.progressRow, comparison.study)
    let sign = study.isFinished ? "■ " : comparison.isRunning ? "▶ " : "❚❚"
    var column = canvas.write(sign, row: row, column: 1, style: Style(.strong))
    column = canvas.write(" \(study.activity) ", row: row, column: column)
    let length = max(0, canvas.columns - 1 - column)
    let done = Int((study.fraction * Double(length)).rounded())
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
  /// What is being compared, while there is no result yet.
  fileprivate var waysLine: String {
    "every point of the curves: \(result.testPictures) test pictures, mean over the seeds so far; "
      + "50 % is guessing"
  }
}
