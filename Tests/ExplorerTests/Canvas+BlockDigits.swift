import Drawing

/// Reads block digits off the screen, as somebody in the last row would.
extension Canvas {
  /// The number written in a region; nil when something in it is no character that is known.
  func blockText(in region: Region) -> String? {
    let pixels = blockPixels(in: region)
    guard let top = pixels.firstIndex(where: { $0.contains(true) }),
      let bottom = pixels.lastIndex(where: { $0.contains(true) })
    else { return nil }
    // The height says how large a pixel is; half blocks were counted as two rows.
    for height in Self.heights(of: bottom - top + 1) {
      for start in max(0, bottom + 1 - 5 * height)...top {
        let rows = (0..<5).map { index in
          let row = start + index * height
          return row < pixels.count ? pixels[row] : []
        }
        for width in 1...10 {
          if let text = Self.read(rows, width: width) { return text }
        }
      }
    }
    return nil
  }

  /// Pixels as high as half a row, so that half blocks are pixels, too.
  private func blockPixels(in region: Region) -> [[Bool]] {
    (region.row..<region.endRow).flatMap { row in
      let glyphs = (region.column..<region.endColumn).map { self[row, $0].glyph }
      return [
        glyphs.map { "█▀#".unicodeScalars.contains($0) },
        glyphs.map { "█▄#".unicodeScalars.contains($0) },
      ]
    }
  }

  /// How many half rows a pixel may have when a text is so many high; a minus alone is lower than five.
  private static func heights(of rows: Int) -> [Int] {
    [1, 2, 4, 6, 8, 10].filter { rows <= 5 * $0 }
  }

  private static func read(_ rows: [[Bool]], width: Int) -> String? {
    let columns = rows.map { row in stride(from: 0, to: row.count, by: width).map { row[$0] } }
    let count = columns.map(\.count).min() ?? 0
    var text = ""
    var glyph: [[Bool]] = []
    for column in 0...count {
      let slice = column < count ? columns.map { $0[column] } : []
      if slice.contains(true) {
        glyph.append(slice)
      } else if !glyph.isEmpty {
        let lines = (0..<5).map { row in String(glyph.map { $0[row] ? "#" : "." }) }
        guard let character = known[lines.joined(separator: "/")] else { return nil }
        text.append(character)
        glyph = []
      }
    }
    return text.isEmpty ? nil : text
  }

  private static let known: [String: Character] = [
    "###/#.#/#.#/#.#/###": "0", ".#./##./.#./.#./###": "1", "###/..#/###/#../###": "2",
    "###/..#/###/..#/###": "3", "#.#/#.#/###/..#/..#": "4", "###/#../###/..#/###": "5",
    "###/#../###/#.#/###": "6", "###/..#/..#/..#/..#": "7", "###/#.#/###/#.#/###": "8",
    "###/#.#/###/..#/###": "9", ".../.../###/.../...": "-", "./././#": ".", "././././#": ".",
    "###/..#/.##/.../.#.": "?",
  ]
}
