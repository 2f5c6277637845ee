/// What a projector needs: dark ink on light paper, whatever the terminal's own colors are.
extension Canvas {
  /// The same frame on light paper.
  ///
  /// Cells with a background of their own keep it, so that doing it twice changes nothing. Without
  /// colors there is no paper, and the frame stays as it is.
  package func onPaper(_ tier: ColorTier) -> Canvas {
    guard let paper = Paper(tier) else { return self }
    var canvas = self
    for row in 0..<rows {
      for column in 0..<columns { canvas[row, column] = paper.cell(self[row, column]) }
    }
    return canvas
  }
}

/// The colors of a projected frame.
package struct Paper: Hashable, Sendable {
  package let color: Color
  /// Ordinary text.
  let ink: Color
  /// What only says something: lighter, and still at least 4.5 : 1.
  let faintInk: Color
  /// What can be acted on: dark blue, at least 7 : 1.
  package let accent: Color
  let warning: Color
  private let tier: ColorTier

  /// - Returns: nil without colors.
  package init?(_ tier: ColorTier) {
    self.tier = tier
    switch tier {
    case .monochrome: return nil
    case .basic:
      (color, ink, faintInk) = (Color(7), Color(0), Color(0))
      (accent, warning) = (Color(4), Color(0))
    case .extended:
      (color, ink, faintInk) = (Color(255), .black, Color(240))
      (accent, warning) = (Color(18), Color(88))
    }
  }

  func cell(_ cell: Cell) -> Cell {
    var cell = cell
    cell.style = style(cell.style, isBlock: cell.glyph.isBlock)
    return cell
  }

  private func style(_ style: Style, isBlock: Bool) -> Style {
    switch style.role {
    // The theme paints these, also where they have no color of their own.
    case .sheet, .sheetStrong, .present, .marked: return style
    case .sheetDim where style.background != nil: return style
    case .frame where style.background != nil: return style
    case .selection:
      guard style.background == nil else { return style }
      return painted(style, foreground: tier == .basic ? Color(7) : .white, background: accent)
    case .text, .strong: return written(style, ink, isBlock: isBlock)
    case .dim, .sheetDim: return written(style, faintInk, isBlock: isBlock)
    case .accent, .frame: return written(style, accent, isBlock: isBlock)
    case .warning: return written(style, warning, isBlock: isBlock)
    }
  }

  /// Ink on the paper, or on what lies there instead.
  private func written(_ style: Style, _ ink: Color, isBlock: Bool) -> Style {
    if let background = style.background {
      guard style.foreground == nil else { return style }
      return painted(style, foreground: background.readableInk, background: background)
    }
    let own = style.foreground.map { isBlock ? $0 : $0.darkened(for: color) }
    return painted(style, foreground: own ?? ink, background: color)
  }

  private func painted(_ style: Style, foreground: Color, background: Color) -> Style {
    // Many terminals make bold and dim text another color where they have only eight.
    Style(
      tier == .basic ? .text : style.role, foreground: foreground, background: background)
  }
}

extension Color {
  /// The same hue, dark enough to be read on light paper.
  fileprivate func darkened(for paper: Color) -> Color {
    guard 16..<232 ~= index else { return contrast(with: paper) >= 4.5 ? self : .black }
    var color = self
    while color.contrast(with: paper) < 4.5 {
      let place = color.index - 16
      func step(_ level: UInt8) -> UInt8 { level > 0 ? level - 1 : 0 }
      let levels = [place / 36, place / 6 % 6, place % 6].map(step)
      color = Color(16 + 36 * levels[0] + 6 * levels[1] + levels[2])
    }
    return color
  }
}

extension Unicode.Scalar {
  /// Whether it fills a part of its cell: then its color is a picture's, not a text's.
  fileprivate var isBlock: Bool { ("▀"..."▟").contains(self) }
}
