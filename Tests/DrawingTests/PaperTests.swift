import Drawing
import Testing

/// What a projector shows has to be read in a lit room.
struct PaperTests {
  private static let colored = [ColorTier.basic, .extended]

  /// How a cell looks on paper; the terminal's own colors would show as nil.
  private func appearance(
    _ style: Style, _ tier: ColorTier, _ background: Background, glyph: Unicode.Scalar = "x"
  ) -> Appearance {
    var canvas = Canvas(columns: 1, rows: 1)
    canvas[0, 0] = Cell(glyph, style)
    let cell = canvas.onPaper(tier)[0, 0]
    return Theme(colors: tier, background: background).appearance(of: cell.style)
  }

  @Test(arguments: colored, Background.allCases)
  func `every role has ink on something, whatever the terminal is`(
    tier: ColorTier, background: Background
  ) throws {
    for role in Role.allCases {
      let appearance = appearance(Style(role), tier, background)
      let ink = try #require(appearance.foreground, "\(role)")
      let paper = try #require(appearance.background, "\(role)")
      // Of eight colors there is none left for the present cell that the sheet does not use.
      let least = role == .present && tier == .basic ? 3.5 : 4.5
      #expect(ink.contrast(with: paper) >= least, "\(role)")
    }
  }

  @Test(arguments: colored, [Role.text, .accent, .strong, .frame, .warning])
  func `what matters has a contrast of at least 7 on light paper`(tier: ColorTier, role: Role)
    throws
  {
    let appearance = appearance(Style(role), tier, .dark)
    let ink = try #require(appearance.foreground)
    let paper = try #require(Paper(tier)).color
    #expect(appearance.background == paper)
    #expect(ink.contrast(with: paper) >= 7)
  }

  @Test(arguments: Background.allCases)
  func `the paper does not depend on the terminal`(background: Background) throws {
    let paper = try #require(Paper(.extended)).color
    #expect(paper.luminance > 0.8)
    #expect(appearance(Style(), .extended, background, glyph: " ").background == paper)
  }

  @Test(arguments: UInt8.min...UInt8.max)
  func `text in a color of its own can be read`(index: UInt8) throws {
    let appearance = appearance(Style(.text, foreground: Color(index)), .extended, .dark)
    let ink = try #require(appearance.foreground)
    let paper = try #require(appearance.background)
    #expect(ink.contrast(with: paper) >= 4.5)
  }

  @Test func `a picture keeps its colors`() {
    let style = Style(.text, foreground: Color(217), background: Color(203))
    #expect(appearance(style, .extended, .dark, glyph: "▀").foreground == Color(217))
    let upper = appearance(Style(.text, foreground: Color(217)), .extended, .dark, glyph: "▀")
    #expect(upper.foreground == Color(217))
    #expect(upper.background == Paper(.extended)?.color)
  }

  @Test(arguments: ColorTier.allCases)
  func `twice is the same as once, and without colors nothing changes`(tier: ColorTier) {
    var canvas = Canvas(columns: Role.allCases.count, rows: 2)
    for (column, role) in Role.allCases.enumerated() {
      canvas[0, column] = Cell("x", Style(role))
      canvas[1, column] = Cell("▀", Style(role, foreground: Color(34), background: Color(217)))
    }
    let paper = canvas.onPaper(tier)
    #expect(paper.onPaper(tier) == paper)
    #expect((paper == canvas) == (tier == .monochrome))
    #expect(paper.text == canvas.text)
  }
}
