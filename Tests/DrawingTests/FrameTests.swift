import Drawing
import Testing

/// What is around every screen.
struct FrameTests {
  private static func display(
    _ columns: Int, _ rows: Int, glyphs: GlyphSet = .unicode
  ) -> DisplayProperties {
    DisplayProperties(columns: columns, rows: rows, colors: .extended, glyphs: glyphs)
  }

  // MARK: Frames

  @Test func `a blank frame draws nothing`() {
    let frame = Canvas(for: Self.display(4, 1), isBlank: true) { canvas in
      canvas.write("loss", row: 0, column: 0)
    }
    #expect(frame == Canvas(columns: 4, rows: 1))
  }

  @Test(arguments: [GlyphSet.unicode, .ascii], [false, true])
  func `a frame has the terminal's characters, and paper where it is projected`(
    glyphs: GlyphSet, isOnPaper: Bool
  ) {
    let frame = Canvas(for: Self.display(4, 1, glyphs: glyphs), isOnPaper: isOnPaper) { canvas in
      canvas.write("a → b", row: 0, column: 0)
    }
    #expect(frame.text == (glyphs == .ascii ? "a >" : "a →"))
    #expect(frame == (isOnPaper ? frame.onPaper(.extended) : frame))
    #expect((frame[0, 0].style.background == Paper(.extended)?.color) == isOnPaper)
  }

  @Test(arguments: [(0, 0), (1, 1), (20, 6), (200, 3)])
  func `too little room is told in as much of it as there is`(columns: Int, rows: Int) {
    let frame = Canvas(for: Self.display(columns, rows)) { canvas in
      canvas.drawTooSmall(needsColumns: 60, rows: 20)
    }
    #expect(frame.columns == columns && frame.rows == rows)
    if columns >= 20, rows >= 4 {
      #expect(frame.text.contains("rows \(rows), need 20\ncolumns \(columns), need 60\nq quits"))
    }
  }

  @Test func `another frame is cut where its region ends`() {
    let inner = Canvas(for: Self.display(3, 3)) { canvas in
      for row in 0..<3 { canvas.write("abc", row: row, column: 0) }
    }
    var canvas = Canvas(columns: 6, rows: 4)
    canvas.draw(inner, in: Region(row: 1, column: 2, rows: 2, columns: 2))
    #expect(canvas.text == "\n  ab\n  ab\n")
  }

  @Test func `the way back stands below the frame that it leads from`() {
    let inner = Canvas(for: Self.display(8, 2)) { canvas in
      canvas.write("network", row: 0, column: 0)
    }
    var canvas = Canvas(columns: 8, rows: 3)
    canvas.draw(inner, wayBack: [Span("esc", .accent), Span(" back", .dim)])
    #expect(canvas.text == "network\n\n esc ba")
  }

  @Test(arguments: -1...6)
  func `progress fills from the left and never leaves its line`(done: Int) {
    var canvas = Canvas(columns: 7, rows: 1)
    canvas.drawProgress(done, of: 5, row: 0, column: 1)
    let filled = min(max(0, done), 5)
    #expect(
      canvas.text == " " + String(repeating: "━", count: filled)
        + String(repeating: "─", count: 5 - filled))
  }

  // MARK: The line of keys

  private static let hints = ["space play", "enter why", "←→ step"]
  private static let fixed = ["? help", "q quit"]

  @Test(arguments: 0...60, [2, 3])
  func `as many keys fit as there is room for, and the fixed ones always show`(
    columns: Int, gap: Int
  ) {
    let line = HintLine(Self.hints, fixed: Self.fixed, columns: columns, gap: gap)
    let blank = String(repeating: " ", count: gap)
    let text = line.spans.map(\.text).joined()
    let shown = text.split(separator: blank).map(String.init)
    #expect(Array(shown.suffix(2)) == Self.fixed)
    #expect(shown.dropLast(2).allSatisfy(Self.hints.contains))
    let always = Self.fixed.reduce(0) { $0 + $1.count + gap }
    #expect(text.count <= max(columns, always))
    // What is left out would not have fitted.
    for hint in Self.hints where !shown.contains(hint) {
      #expect(text.count + hint.count + gap > columns)
    }
  }

  // MARK: Pages

  @Test func `a click on a name finds its page`() {
    let tabs = TabLine(["curves", "maps"]) { " \($0) " }
    var canvas = Canvas(columns: 20, rows: 1)
    tabs.draw("maps", row: 0, on: &canvas)
    #expect(canvas.text == "  curves   maps")
    for column in 0..<canvas.columns {
      let isPresent = canvas[0, column].style.role == .selection
      #expect((tabs.page(at: column) == "maps") == isPresent)
    }
    #expect(tabs.page(at: 0) == nil)
    #expect(tabs.page(at: 1) == "curves")
  }

  private static let page = HelpPage(
    "keys",
    [.heading("moving"), .keys("→", help: "right"), .gap, .heading("asking")]
      + (1...9).map { .keys("\($0)", help: "number \($0)") })

  @Test(arguments: 0...30)
  func `the end of the help can be reached and not be passed`(rows: Int) {
    let display = Self.display(40, rows)
    let last = Self.page.lastScroll(in: display)
    #expect(Self.page.scroll(100, in: display) == last)
    #expect(Self.page.scroll(-1, in: display) == 0)
    var canvas = Canvas(columns: 40, rows: rows)
    Self.page.draw(scroll: last, on: &canvas)
    #expect(canvas.text.contains("number 9") == (rows > 3))
    #expect(canvas.text.contains("moving") == (rows - 3 >= 13))
  }

  @Test func `the help page says how many lines are still to come`() {
    var canvas = Canvas(columns: 40, rows: 8)
    Self.page.draw(scroll: 2, on: &canvas)
    Self.page.drawHints(scroll: 2, on: &canvas)
    #expect(
      canvas.text == """
         explore  keys

         asking
           1             number 1
           2             number 2
           3             number 3

         ↑↓ scroll   esc back   6 more lines
        """)
    #expect(Self.page.line(of: "asking") == 3)
    #expect(Self.page.line(of: "elsewhere") == 0)
  }
}
