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
    for place in 0..<length {
      canvas[row, column + place] =
        place < done ? Cell("━", Style(.accent)) : Cell("─", Style(.dim))
    }
  }

  /// As many keys as fit; the way back, help and quitting always do.
  func drawHints(on canvas: inout Canvas) {
    let here = CompareKeyTable.bindings.filter {
      // Where all pages show there is none to turn.
      $0.situations.contains(comparison.situation) && $0.hint != nil
        && !($0.action == .nextPage && layout.tabsRow == nil)
    }
    let fixed = here.filter(CompareKeyTable.isFixed).compactMap(\.hint)
    var room = canvas.columns - 2 - fixed.reduce(0) { $0 + $1.unicodeScalars.count + 3 }
    var shown: [String] = []
    for hint in here.filter({ !CompareKeyTable.isFixed($0) }).compactMap(\.hint)
    where hint.unicodeScalars.count + 3 <= room {
      room -= hint.unicodeScalars.count + 3
      shown.append(hint)
    }
    let spans = (shown + fixed).flatMap { hint in
      let parts = hint.split(separator: " ", maxSplits: 1)
      return [Span(String(parts[0]), .accent), Span(" \(parts[1])   ", .dim)]
    }
    canvas.write(spans, row: layout.hintRow, column: 1, columns: canvas.columns - 2)
  }
}

extension Comparison {
  /// What is being compared, while there is no result yet.
  fileprivate var waysLine: String {
    "every point of the curves: \(result.testPictures) test pictures, mean over the seeds so far; "
      + "50 % is guessing"
  }
}

/// All keys of the screen on one page, from the table that the program runs on.
enum CompareHelp {
  private static let lines = CompareKeyTable.bindings.filter { !$0.help.isEmpty }

  static func lastScroll(in display: DisplayProperties) -> Int {
    max(0, lines.count - (display.rows - 3))
  }

  static func draw(scroll: Int, on canvas: inout Canvas) {
    canvas.write("explore", row: 0, column: 1, style: Style(.accent))
    canvas.write("keys while ways to learn are compared", row: 0, column: 10, style: Style(.dim))
    let room = max(0, canvas.rows - 3)
    for (offset, line) in lines.dropFirst(scroll).prefix(room).enumerated() {
      canvas.write(line.label, row: offset + 1, column: 3, style: Style(.accent))
      canvas.write(
        line.help, row: offset + 1, column: 15, columns: max(0, canvas.columns - 16))
    }
  }
}
