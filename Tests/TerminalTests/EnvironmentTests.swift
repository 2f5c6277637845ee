import Drawing
import Testing

@testable import Terminal

struct EnvironmentTests {
  @Test(
    arguments: [
      (ColorRequest.automatic, 256, nil, ColorTier.extended),
      (.automatic, 65536, nil, .extended),
      (.automatic, 8, nil, .basic), (.automatic, 16, nil, .basic),
      (.automatic, 0, nil, .monochrome),
      (.automatic, 256, "1", .monochrome), (.automatic, 256, "", .extended),
      (.always, 256, "1", .extended), (.always, 8, "1", .basic), (.always, 0, nil, .monochrome),
      (.extended, 256, "1", .extended), (.extended, 8, nil, .basic),
      (.basic, 256, nil, .basic), (.basic, 0, nil, .monochrome), (.never, 256, nil, .monochrome),
    ] as [(ColorRequest, Int, String?, ColorTier)])
  func `the request comes before the environment, and the terminal limits both`(
    request: ColorRequest, count: Int, noColor: String?, tier: ColorTier
  ) {
    #expect(request.tier(terminalColors: count, noColor: noColor) == tier)
  }

  @Test(
    arguments: [
      ("15;0", Background.dark), ("0;15", .light), ("0;default;15", .light), ("7;8", .dark),
      ("0;7", .light), ("default", nil), ("", nil), ("15;", nil), ("1;99", nil),
    ] as [(String, Background?)])
  func `some terminals say whether they are light`(value: String, background: Background?) {
    #expect(Background(colorFGBG: value) == background)
  }

  @Test func `relatives of xterm fall back to it`() throws {
    for name in ["xterm-kitty", "xterm-ghostty", "foot", "alacritty", "wezterm", "kitty"] {
      let candidates = try TerminalType.candidates(for: name, request: .automatic)
      #expect(candidates == [name, "xterm-256color", "vt100"])
    }
    #expect(try TerminalType.candidates(for: "wy60", request: .automatic) == ["wy60"])
  }

  @Test func `asking for 256 colors looks for a type that has them`() throws {
    #expect(
      try TerminalType.candidates(for: "linux", request: .extended) == ["linux-256color", "linux"])
    let unchanged = try TerminalType.candidates(for: "tmux-256color", request: .extended)
    #expect(unchanged.first == "tmux-256color")
  }

  @Test(arguments: [nil, ""] as [String?])
  func `a missing type is an error that says so`(name: String?) {
    #expect(throws: TerminalError.typeIsMissing) {
      try TerminalType.candidates(for: name, request: .automatic)
    }
  }

  @Test func `errors are sentences that say what to do`() {
    #expect(
      TerminalError.typeIsUnusable("dumb").description
        == "TERM is \"dumb\", which cannot place its cursor or is not described on this system; "
        + "set another, as in TERM=xterm-256color, or add --plain for text.")
    let errors: [TerminalError] = [.noTerminal, .typeIsMissing, .cannotOpen("xterm")]
    #expect(errors.allSatisfy { $0.description.contains("--plain") })
  }

  @Test func `locales without a name are UTF-8`() {
    #expect(Characters.locales { _ in nil }.first == "C.UTF-8")
    #expect(Characters.locales { _ in "" }.first == "C.UTF-8")
  }

  @Test func `locales that are named are obeyed`() {
    #expect(Characters.locales { $0 == "LC_ALL" ? "C" : "de_DE.UTF-8" } == [""])
    // Named, but perhaps not installed.
    let german = Characters.locales { $0 == "LANG" ? "de_DE.utf8" : nil }
    #expect(german.prefix(2) == ["", "C.UTF-8"])
  }

  @Test(arguments: [
    ([:], true), (["LANG": ""], true), (["LANG": "C"], false), (["LANG": "de_DE.UTF-8"], true),
    (["LC_ALL": "C", "LANG": "C.UTF-8"], false), (["LC_ALL": "", "LC_CTYPE": "POSIX"], false),
    (["LC_ALL": "C.utf8", "LANG": "C"], true), (["LANG": "de_DE.UTF-8@euro"], true),
    (["LANG": "de_DE.ISO-8859-1"], false), (["LC_MESSAGES": "C"], true),
  ])
  func `text is in ASCII where the locale has no more`(
    environment: [String: String], isUniversal: Bool
  ) {
    #expect(Characters.isUniversal { environment[$0] } == isUniversal)
  }

  @Test func `glyphs are as many as the codeset, the font and their widths allow`() {
    func glyphs(_ codeset: String, _ type: String, width: Int = 1) -> GlyphSet {
      Characters.glyphs(codeset: codeset, type: type) { _ in width }
    }
    #expect(glyphs("UTF-8", "xterm-256color") == .unicode)
    #expect(glyphs("ANSI_X3.4-1968", "xterm-256color") == .ascii)
    #expect(glyphs("UTF-8", "linux") == .ascii)
    #expect(glyphs("UTF-8", "xterm-256color", width: 2) == .ascii)
    #expect(glyphs("UTF-8", "xterm-256color", width: -1) == .ascii)
  }
}
