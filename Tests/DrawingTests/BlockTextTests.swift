import Drawing
import Testing

struct BlockTextTests {
  @Test func `a number in the smallest whole blocks`() {
    var canvas = Canvas(columns: 25, rows: 5)
    BlockText("−2.04?", size: BlockText.PixelSize.all[1]).draw(
      row: 0, column: 0, style: Style(.strong), on: &canvas)
    #expect(
      canvas.text == """
            ███   ███ █ █ ███
              █   █ █ █ █   █
        ███ ███   █ █ ███  ██
            █     █ █   █
            ███ █ ███   █  █
        """)
  }

  @Test func `half blocks take three rows, and blanks stay blank`() {
    var canvas = Canvas(columns: 7, rows: 3)
    BlockText("17", size: .half).draw(row: 0, column: 0, style: Style(), on: &canvas)
    #expect(
      canvas.text == """
        ▄█  ▀▀█
         █    █
        ▀▀▀   ▀
        """)
  }

  @Test(arguments: GlyphSet.allCases, ["0", "-12.5", "×", "1e-9", "≈ 0.03"])
  func `what fits is drawn inside, and never smaller than it could be`(
    glyphs: GlyphSet, text: String
  ) {
    for columns in stride(from: 1, through: 120, by: 7) {
      for rows in 1...30 {
        guard let digits = BlockText(text, columns: columns, rows: rows, glyphs: glyphs) else {
          continue
        }
        #expect(digits.columns <= columns && digits.rows <= rows)
        var canvas = Canvas(columns: columns + 4, rows: rows + 4)
        digits.draw(row: 1, column: 1, style: Style(.strong), on: &canvas)
        for row in 0..<canvas.rows {
          for column in 0..<canvas.columns where canvas[row, column].glyph != " " {
            #expect(1...digits.rows ~= row && 1...digits.columns ~= column)
          }
        }
      }
    }
  }

  @Test func `more room never makes them smaller`() {
    var last = 0
    for size in 1...60 {
      let digits = BlockText("2.62", columns: 3 * size, rows: size, glyphs: .unicode)
      #expect((digits?.columns ?? 0) >= last)
      last = digits?.columns ?? 0
    }
    #expect(last > 100)
  }

  @Test func `in ASCII there are no half blocks`() {
    #expect(BlockText("0", columns: 9, rows: 4, glyphs: .ascii) == nil)
    #expect(BlockText("0", columns: 9, rows: 4, glyphs: .unicode)?.size == .half)
  }

  @Test func `every letter is drawn, and no two are alike`() {
    let letters = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map { String(UnicodeScalar($0)) }
    let drawings = letters.map { letter in
      let block = BlockText(letter, size: .half)
      var canvas = Canvas(columns: block.columns, rows: block.rows)
      block.draw(row: 0, column: 0, style: Style(), on: &canvas)
      return canvas.text
    }
    #expect(Set(drawings).count == letters.count)
    #expect(BlockText.canWrite(letters.joined()))
    #expect(!BlockText.canWrite("É") && !BlockText.canWrite("shoe"))
  }
}
