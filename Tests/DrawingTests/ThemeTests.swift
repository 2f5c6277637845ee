import Drawing
import Testing

struct ThemeTests {
  /// Red, green, blue of a few indices, from the table in xterm's own `256colres.h`.
  @Test(
    arguments: [
      (16, RGB(0, 0, 0)), (27, RGB(0, 95, 255)), (75, RGB(95, 175, 255)),
      (203, RGB(255, 95, 95)), (231, RGB(255, 255, 255)), (232, RGB(8, 8, 8)),
      (244, RGB(128, 128, 128)), (255, RGB(238, 238, 238)),
    ] as [(UInt8, RGB)])
  func `the fixed colors follow from their index`(index: UInt8, rgb: RGB) {
    #expect(Color(index).rgb == rgb)
  }

  @Test func `black on white has the greatest contrast`() {
    #expect(abs(Color.black.contrast(with: .white) - 21) < 1e-9)
    // The example of the accessibility guidelines' own tools: 118 is the lightest gray on white.
    #expect(abs(Color(243).contrast(with: .white) - 4.54) < 0.01)
  }

  @Test(arguments: [Role.sheet, .sheetStrong, .sheetDim], UInt8(16)...255)
  func `numbers can be read on every color of the palette`(role: Role, paper: UInt8) throws {
    for tier in [ColorTier.extended, .basic] {
      let style = Style(role, background: Color(paper))
      let shown = Theme(colors: tier).appearance(of: style)
      let foreground = try #require(shown.foreground)
      let background = try #require(shown.background)
      // Black on the basic magenta is 4.47, and its user may have changed it anyway.
      let least = tier == .extended ? 4.5 : 4.4
      #expect(foreground.contrast(with: background) >= least, "\(tier): \(shown)")
    }
  }

  @Test(arguments: [231, 224, 217, 210, 203].map { UInt8($0) })
  func `digits on the white-to-red scale are black`(paper: UInt8) {
    let style = Style(.sheet, background: Color(paper))
    #expect(Theme(colors: .extended).appearance(of: style).foreground == .black)
  }

  @Test(arguments: Background.allCases)
  func `colored chrome can be read on its background`(background: Background) {
    let theme = Theme(colors: .extended, background: background)
    let screen: Color = background == .dark ? .black : .white
    for role in [Role.dim, .accent, .warning, .selection] {
      let shown = theme.appearance(of: Style(role))
      let contrast = (shown.foreground ?? .black).contrast(with: shown.background ?? screen)
      #expect(contrast >= 4.5, "\(role) has a contrast of \(contrast)")
    }
  }

  @Test func `the frame shows on both backgrounds and on every paper`() {
    let theme = Theme(colors: .extended)
    for paper in UInt8(16)...255 {
      let shown = theme.appearance(of: Style(.frame, background: Color(paper)))
      #expect((shown.foreground ?? .black).contrast(with: Color(paper)) >= 3)
    }
    #expect(theme.appearance(of: Style(.frame)) == Appearance(.bold, foreground: Color(27)))
  }

  @Test(arguments: [
    [Role.text, .dim, .accent, .strong, .selection, .warning],
    [Role.sheet, .sheetStrong, .sheetDim, .frame, .selection],
  ])
  func `roles that meet on the screen differ, with colors and without`(roles: [Role]) {
    for tier in ColorTier.allCases {
      for background in Background.allCases {
        let theme = Theme(colors: tier, background: background)
        #expect(Set(roles.map { theme.appearance(of: Style($0)) }).count == roles.count)
      }
    }
  }

  @Test(arguments: Role.allCases)
  func `monochrome uses no color whatever a cell asks for`(role: Role) {
    let style = Style(role, foreground: Color(203), background: Color(27))
    let shown = Theme(colors: .monochrome).appearance(of: style)
    #expect(shown.foreground == nil && shown.background == nil)
  }

  @Test(arguments: Role.allCases, [nil, Color(16), Color(203), Color(231)])
  func `the basic tier asks for eight colors only`(role: Role, paper: Color?) {
    for foreground in [nil, Color(75)] {
      let style = Style(role, foreground: foreground, background: paper)
      let shown = Theme(colors: .basic).appearance(of: style)
      #expect((shown.foreground?.index ?? 0) < 8 && (shown.background?.index ?? 0) < 8)
    }
  }

  @Test(arguments: [ColorTier.basic, .extended])
  func `cells that bring both colors keep them apart`(tier: ColorTier) {
    let style = Style(.sheet, foreground: Color(231), background: Color(16))
    let shown = Theme(colors: tier).appearance(of: style)
    #expect(shown.foreground != shown.background)
  }

  @Test func `the sheet paints both colors without being told any`() {
    for tier in [ColorTier.basic, .extended] {
      let shown = Theme(colors: tier).appearance(of: Style(.sheet))
      #expect(shown.foreground != nil && shown.background != nil)
    }
  }
}
