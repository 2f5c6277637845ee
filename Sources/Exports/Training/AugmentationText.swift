package import Convolution
internal import Explorer
package import Training

/// A picture, what an augmentation makes of it, side by side, the numbers that were drawn, and what
/// to take care of.
package struct AugmentationText: Sendable {
  /// What the picture is called.
  package var title: String
  package var picture: Tensor
  /// The number that stands for white.
  package var fullScale: Float
  package var augmentation: Augmentation
  package var draws: [Augmentation.Draw]

  package init(
    title: String, picture: Tensor, fullScale: Float, augmentation: Augmentation,
    draws: [Augmentation.Draw]
  ) {
    self.title = title
    self.picture = picture
    self.fullScale = fullScale
    self.augmentation = augmentation
    self.draws = draws
  }

  private static let gap = "  "
  /// The widest that one picture is shown.
  private static let mostPictureWidth = 32

  /// The whole text, lines that each end with a line feed.
  ///
  /// - Parameter columns: How wide it may be.
  package func text(columns: Int, ink: TextPicture.Ink) -> String {
    var lines = ["\(title), \(picture.shape.extent): \(augmentation)", ""]
    lines += pictures(columns: columns, ink: ink)
    lines += table.lines
    let warnings = AugmentationWarning.all(for: augmentation, draws, of: scaled)
    if !warnings.isEmpty { lines.append("") }
    lines += warnings.flatMap { warning in
      Self.wrapped("Take care: \(warning).", columns: columns)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The pictures themselves, the original first.
  package var pictures: [Tensor] {
    [picture]
      + draws.map { draw in
        var draw = draw
        draw.noise *= fullScale
        return draw.applied(to: picture, border: augmentation.border)
      }
  }

  /// White is 1, as noise is measured.
  private var scaled: Tensor {
    Tensor(shape: picture.shape) { elements in
      for index in 0..<elements.count { elements[index] = picture.elements[index] / fullScale }
    }
  }

  // MARK: Parts

  private func pictures(columns: Int, ink: TextPicture.Ink) -> [String] {
    let width = max(1, min(Self.mostPictureWidth, columns))
    let tiles = pictures.map {
      TextPicture($0, fullScale: fullScale, mostWidth: width, ink: ink)
    }
    let tileWidth = max(tiles[0].width, Self.originalTitle.count)
    let tilesInRow = max(1, (columns + Self.gap.count) / (tileWidth + Self.gap.count))
    return stride(from: 0, to: tiles.count, by: tilesInRow).flatMap { first -> [String] in
      let row = tiles[first..<min(tiles.count, first + tilesInRow)]
      let titles = row.indices.map { $0 == 0 ? Self.originalTitle : "\($0)" }
      var lines = [titles.map { $0.padding(to: tileWidth) }.joined(separator: Self.gap)]
      for index in tiles[0].lines.indices {
        lines.append(
          row.map { tile in
            tile.lines[index] + String(repeating: " ", count: tileWidth - tile.width)
          }.joined(separator: Self.gap))
      }
      return lines.map(\.trimmedEnd) + [""]
    }
  }

  private static let originalTitle = "as it is"

  /// A row for each draw. What leaves the frame is counted, not estimated.
  private var table: TextTable {
    let prominence = Prominence(of: picture)
    return TextTable(columns: [
      TextTable.Column("draw", numeric: true, draws.indices.map { "\($0 + 1)" }),
      TextTable.Column(
        "out of the frame", numeric: true,
        draws.map { "\(Int((100 * $0.shareLost(of: prominence)).rounded())) %" }),
      TextTable.Column("what was drawn", draws.map(\.description)),
    ])
  }

  /// Lines no longer than the screen is wide, parted between words.
  private static func wrapped(_ text: String, columns: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.unicodeScalars.count + 1 + word.unicodeScalars.count <= columns
      {
        lines[lines.count - 1] += " \(word)"
      } else {
        lines.append(lines.isEmpty ? String(word) : "  \(word)")
      }
    }
    return lines
  }
}
