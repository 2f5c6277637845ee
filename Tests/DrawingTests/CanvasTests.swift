import Drawing
import TestSupport
import Testing

struct CanvasTests {
  @Test(arguments: [(0, 0), (1, 1), (80, 24), (-3, 5), (5, -3)])
  func `a canvas is blank and as large as it was asked to be`(columns: Int, rows: Int) {
    let canvas = Canvas(columns: columns, rows: rows)
    #expect(canvas.columns == max(0, columns))
    #expect(canvas.rows == max(0, rows))
    #expect(canvas.cells.count == canvas.columns * canvas.rows)
    #expect(canvas.cells.allSatisfy { $0 == Cell() })
  }

  @Test(arguments: [(-1, 0), (0, -1), (3, 0), (0, 4), (.max, .max), (.min, .min)])
  func `outside of it reading gives a blank and writing does nothing`(row: Int, column: Int) {
    var canvas = Canvas(columns: 4, rows: 3)
    canvas[row, column] = Cell("x")
    #expect(canvas[row, column] == Cell())
    #expect(canvas == Canvas(columns: 4, rows: 3))
  }

  @Test func `what is written is read, and nothing else changes`() {
    var canvas = Canvas(columns: 4, rows: 3)
    canvas[1, 2] = Cell("x", Style(.accent))
    #expect(canvas[1, 2] == Cell("x", Style(.accent)))
    #expect(canvas.cells.count { $0 != Cell() } == 1)
  }

  @Test func `text is cut at its columns and at the edges`() {
    var canvas = Canvas(columns: 8, rows: 3)
    #expect(canvas.write("abcdef", row: 0, column: 1, columns: 3) == 4)
    canvas.write("abcdef", row: 1, column: 5)
    canvas.write("abcdef", row: 2, column: -2)
    #expect(
      canvas.text == """
         abc
             abc
        cdef
        """)
    #expect(canvas.write("abc", row: 0, column: 1, columns: 0) == 1)
  }

  @Test func `text can be set to end at a column`() {
    var canvas = Canvas(columns: 8, rows: 1)
    canvas.write("12.5", row: 0, endingAt: 7)
    #expect(canvas.text == "   12.5")
    #expect(canvas[0, 7] == Cell())
  }

  @Test func `pieces stand one behind the other in their own styles, within their columns`() {
    var canvas = Canvas(columns: 12, rows: 1)
    let end = canvas.write(
      [Span("why ", .accent), Span("out", .strong), Span("put", .dim)], row: 0, column: 1,
      columns: 9)
    #expect(end == 10)
    #expect(canvas.text == " why outpu")
    #expect(canvas[0, 1].style.role == .accent)
    #expect(canvas[0, 7].style.role == .strong)
    #expect(canvas[0, 9].style.role == .dim)
  }

  @Test func `filling stays inside its region and the canvas`() {
    var canvas = Canvas(columns: 5, rows: 3)
    canvas.fill(Region(row: 1, column: 3, rows: 9, columns: 9), with: Cell("#"))
    #expect(canvas.text == "\n   ##\n   ##")
    canvas.fill(Region(row: 0, column: 0, rows: -1, columns: 5), with: Cell("#"))
    #expect(canvas[0, 0] == Cell())
  }

  @Test(arguments: 1...10)
  func `a region contains the cells that filling it changes`(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    func number() -> Int { .random(in: -2...6, using: &generator) }
    let region = Region(row: number(), column: number(), rows: number(), columns: number())
    var canvas = Canvas(columns: 6, rows: 5)
    canvas.fill(region, with: Cell("#"))
    for row in 0..<5 {
      for column in 0..<6 {
        #expect(
          (canvas[row, column].glyph == "#") == region.contains(row: row, column: column),
          "\(region), seed \(seed)")
      }
    }
    #expect(region.isEmpty == (region.rows * region.columns == 0))
  }

  // MARK: ASCII

  @Test func `in ASCII every cell keeps its place and its style`() {
    var canvas = Canvas(columns: 20, rows: 2)
    canvas.write("┏━ 28×28 → ≈ −½ ⌊7⌋", row: 0, column: 0, style: Style(.frame))
    let ascii = canvas.ascii
    #expect(ascii.text == "+= 28x28 > ~ -? [7]\n")
    #expect(zip(canvas.cells, ascii.cells).allSatisfy { $0.style == $1.style })
    #expect(ascii.ascii == ascii)
  }

  @Test func `in ASCII what is done can be told from what is to do`() {
    #expect(Unicode.Scalar("━").asciiStandIn != Unicode.Scalar("─").asciiStandIn)
    #expect(Unicode.Scalar("▶").asciiStandIn != Unicode.Scalar("❚").asciiStandIn)
  }
}
