/// What a cell looks like on a terminal: its colors, nil where they are the terminal's own, and its
/// attributes.
package struct Appearance: Hashable, Sendable {
  package var foreground: Color?
  package var background: Color?
  package var attributes: Attributes

  package init(
    _ attributes: Attributes = [], foreground: Color? = nil, background: Color? = nil
  ) {
    self.attributes = attributes
    self.foreground = foreground
    self.background = background
  }

  package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let reverse = Attributes(rawValue: 4)
    package static let underline = Attributes(rawValue: 8)
  }
}

/// Whether the terminal itself is light or dark.
package enum Background: String, CaseIterable, Sendable {
  case dark
  case light
}

/// Turns what a cell is for into what it looks like.
///
/// The chrome keeps the terminal's own colors, whatever they are; cells of the sheet always paint both
/// foreground and background. Nothing relies on color alone.
package struct Theme: Hashable, Sendable {
  package var colors: ColorTier
  package var background: Background

  package init(colors: ColorTier, background: Background = .dark) {
    self.colors = colors
    self.background = background
  }

  package func appearance(of style: Style) -> Appearance {
    switch colors {
    case .monochrome: Appearance(monochromeAttributes(of: style.role))
    case .basic: basicAppearance(of: style)
    case .extended: extendedAppearance(of: style)
    }
  }

  // MARK: Without colors

  /// Marks of the sheet share attributes only with marks of the chrome that cannot be taken for them.
  private func monochromeAttributes(of role: Role) -> Appearance.Attributes {
    switch role {
    case .text, .sheet: []
    case .dim, .sheetDim: .dim
    case .strong, .frame: .bold
    case .accent: .underline
    case .sheetStrong: .reverse
    // Stands out among reversed cells by not being reversed.
    case .present: [.bold, .underline]
    // Its cell has a glyph of its own as well.
    case .marked: .underline
    case .selection: [.reverse, .bold]
    case .warning: [.bold, .underline]
    }
  }

  // MARK: The 240 fixed colors

  private func extendedAppearance(of style: Style) -> Appearance {
    let isDark = background == .dark
    var result: Appearance
    switch style.role {
    case .text: result = Appearance()
    case .dim: result = Appearance(foreground: Color(isDark ? 244 : 242))
    case .accent: result = Appearance(.bold, foreground: Color(isDark ? 75 : 25))
    case .strong: result = Appearance(.bold)
    case .frame: result = Appearance(.bold, foreground: frameInk(on: style.background))
    case .sheet, .sheetStrong: result = sheetAppearance(of: style, paper: .white)
    case .sheetDim:
      // Without a color of its own it is not on the sheet at all.
      result =
        style.background == nil
        ? Appearance(foreground: Color(isDark ? 244 : 242))
        : sheetAppearance(of: style, paper: .white)
    case .present:
      let paint = Color(226)
      result = Appearance(.bold, foreground: paint.readableInk, background: paint)
    case .marked:
      // No scale of colors has this violet.
      let paint = Color(213)
      result = Appearance(.bold, foreground: paint.readableInk, background: paint)
    case .selection:
      let paint = Color(isDark ? 75 : 25)
      result = Appearance(.bold, foreground: paint.readableInk, background: paint)
    case .warning: result = Appearance(.bold, foreground: Color(isDark ? 214 : 130))
    }
    if let color = style.background { result.background = color }
    if let color = style.foreground { result.foreground = color }
    return result
  }

  /// A blue that shows on the paper: strong on white, darker on red, lighter on what is dark.
  private func frameInk(on paper: Color?) -> Color {
    let blues: [Color] = [Color(27), Color(20), Color(18), Color(75), Color(159)]
    guard let paper else { return blues[0] }
    return blues.first { paper.contrast(with: $0) >= 3 } ?? paper.readableInk
  }

  private func sheetAppearance(of style: Style, paper: Color) -> Appearance {
    let paper = style.background ?? paper
    let ink = style.role == .sheetDim ? paper.faintInk : paper.readableInk
    return Appearance(
      style.role == .sheetStrong ? .bold : [], foreground: ink, background: paper)
  }

  // MARK: The eight colors of every terminal

  /// Bold is avoided on colored paper: many terminals make it another color.
  private func basicAppearance(of style: Style) -> Appearance {
    let isDark = background == .dark
    var result: Appearance
    switch style.role {
    case .text: result = Appearance()
    case .dim: result = Appearance(.dim)
    case .accent: result = Appearance(.bold, foreground: Color(isDark ? 6 : 4))
    case .strong: result = Appearance(.bold)
    case .frame: result = Appearance(.bold, foreground: Color(isDark ? 6 : 4))
    case .sheetDim where style.background == nil: result = Appearance(.dim)
    case .present:
      let paper = Color(5)
      result = Appearance(foreground: paper.readableInk.nearestBasic, background: paper)
    case .marked:
      let paper = Color(2)
      result = Appearance(.underline, foreground: paper.readableBasicInk, background: paper)
    case .sheet, .sheetStrong, .sheetDim:
      let paper = (style.background ?? .white).nearestBasic
      result = Appearance(foreground: paper.readableBasicInk, background: paper)
      if style.role == .sheetStrong { result.attributes = .underline }
      if style.role == .sheetDim { result.attributes = .dim }
    case .selection:
      let paint = Color(isDark ? 6 : 4)
      result = Appearance(foreground: paint.readableBasicInk, background: paint)
    case .warning: result = Appearance(.bold, foreground: Color(1))
    }
    if let color = style.background { result.background = color.nearestBasic }
    if let color = style.foreground { result.foreground = color.nearestBasic }
    if style.role == .frame, let paper = result.background, style.foreground == nil {
      result = Appearance(foreground: paper.readableBasicInk, background: paper)
    }
    return result
  }
}

extension Color {
  /// Black or white of the eight colors, whichever is easier to read on this one.
  fileprivate var readableBasicInk: Color {
    contrast(with: Color(0)) >= contrast(with: Color(7)) ? Color(0) : Color(7)
  }

  /// The gray that recedes furthest on this color and can still be read.
  fileprivate var faintInk: Color { Self.faintInks[Int(index)] }

  private static let faintInks = (UInt8.min...UInt8.max).map { index in
    let paper = Color(index)
    return (232...255).map { Color($0) }
      .filter { paper.contrast(with: $0) >= 4.5 }
      .min { paper.contrast(with: $0) < paper.contrast(with: $1) } ?? paper.readableInk
  }
}
