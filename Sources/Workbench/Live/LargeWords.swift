import Drawing

/// Words in the largest letters that fit, on one line or broken between words.
struct LargeWords {
  private let lines: [String]
  /// nil where the words have ordinary letters.
  private let size: BlockText.PixelSize?
  private let region: Region

  /// Rows between lines of large letters.
  private static let gap = 1

  init(_ text: String, in region: Region, glyphs: GlyphSet) {
    self.region = region
    let capitals = text.uppercased()
    let choices = BlockText.canWrite(capitals) ? Self.breaks(of: capitals) : []
    let fitting = choices.compactMap { lines -> (lines: [String], size: BlockText.PixelSize)? in
      let rows = (region.rows - Self.gap * (lines.count - 1)) / lines.count
      return BlockText.PixelSize.largest(
        for: lines, columns: region.columns, rows: rows, glyphs: glyphs
      ).map { (lines, $0) }
    }
    // Of equally large ones the first, which has the fewest lines.
    var best: (lines: [String], size: BlockText.PixelSize)?
    for choice in fitting where choice.size.rank > best?.size.rank ?? -1 { best = choice }
    lines = best?.lines ?? [text]
    size = best.map { best in
      let rows = (region.rows - Self.gap * (best.lines.count - 1)) / best.lines.count
      return best.size.stretched(toFill: rows)
    }
  }

  /// The text on one line, on two, and so on: as even as words allow.
  private static func breaks(of text: String) -> [[String]] {
    var words: [String] = []
    var word = ""
    for character in text {
      if character == " " {
        words.append(word)
        word = ""
      } else {
        word.append(character)
        if character == "/" {
          words.append(word)
          word = ""
        }
      }
    }
    words = (words + [word]).filter { !$0.isEmpty }
    guard words.count > 1 else { return [[text]] }
    func joined(_ words: ArraySlice<String>) -> String {
      words.reduce("") { $0.isEmpty || $0.hasSuffix("/") ? $0 + $1 : $0 + " " + $1 }
    }
    let halves = (1..<words.count).map { [joined(words[..<$0]), joined(words[$0...])] }
    let even = halves.min { width(of: $0) < width(of: $1) } ?? [text]
    return [[text], even] + (words.count > 2 ? [words] : [])
  }

  private static func width(of lines: [String]) -> Int {
    lines.map(\.unicodeScalars.count).max() ?? 0
  }

  /// Draws them in the middle of the region's height.
  func draw(style: Style, on canvas: inout Canvas) {
    guard let size else {
      for (offset, line) in lines.enumerated() {
        canvas.write(
          line, row: region.row + region.rows / 2 + offset, column: region.column,
          columns: region.columns, style: style)
      }
      return
    }
    let blocks = lines.map { BlockText($0, size: size) }
    let height = blocks.reduce(0) { $0 + $1.rows } + Self.gap * (blocks.count - 1)
    var row = region.row + max(0, region.rows - height) / 2
    for block in blocks {
      block.draw(row: row, column: region.column, style: style, on: &canvas)
      row += block.rows + Self.gap
    }
  }
}

extension BlockText.PixelSize {
  /// Its place among the sizes.
  fileprivate var rank: Int { Self.all.firstIndex(of: self) ?? -1 }
}
