/// All keys of a screen on one page that can be scrolled.
package struct HelpPage: Sendable {
  /// What the page is headed with, beside the program's name.
  private let title: String
  private let lines: [Line]
  /// Where the explanations begin.
  private let column: Int

  package enum Line: Hashable, Sendable {
    case heading(String)
    case keys(String, help: String)
    case gap
  }

  package init(_ title: String, _ lines: [Line], column: Int = 17) {
    (self.title, self.lines, self.column) = (title, lines, column)
  }

  /// The line at which a section begins; the first where there is none of that name.
  package func line(of heading: String) -> Int { lines.firstIndex(of: .heading(heading)) ?? 0 }

  /// How far the page can be scrolled.
  package func lastScroll(in display: DisplayProperties) -> Int {
    max(0, lines.count - (display.rows - Self.margin))
  }

  /// The scroll nearest to a wanted one.
  package func scroll(_ wanted: Int, in display: DisplayProperties) -> Int {
    min(max(0, wanted), lastScroll(in: display))
  }

  /// Rows of the heading, of the keys and of the blank between.
  private static let margin = 3

  package func draw(scroll: Int, on canvas: inout Canvas) {
    canvas.write("explore", row: 0, column: 1, style: Style(.accent))
    canvas.write(title, row: 0, column: 10, style: Style(.dim))
    let shown = lines.dropFirst(scroll).prefix(max(0, canvas.rows - Self.margin))
    for (row, line) in zip(1..., shown) {
      switch line {
      case .heading(let title):
        canvas.write(title, row: row, column: 1, style: Style(.strong))
      case .keys(let label, let help):
        canvas.write(label, row: row, column: 3, style: Style(.accent))
        canvas.write(help, row: row, column: column, columns: canvas.columns - column - 1)
      case .gap: break
      }
    }
  }

  /// Draws the page's own keys, for screens that have no line of keys below it.
  package func drawHints(scroll: Int, on canvas: inout Canvas) {
    let more = lines.count - scroll - (canvas.rows - Self.margin)
    let hint = more > 0 ? "↑↓ scroll   esc back   \(more) more lines" : "↑↓ scroll   esc back"
    canvas.write(hint, row: canvas.rows - 1, column: 1, style: Style(.dim))
  }
}
