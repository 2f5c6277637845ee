import TestSupport

/// What a terminal shows, glyph by glyph with its looks, however it came about.
///
/// tmux tells the same picture in different sequences, depending on how its blanks were made: the
/// ink of a blank does not count here, nor do plain blanks at a line's end.
struct Painting: Hashable, CustomStringConvertible {
  struct Glyph: Hashable {
    let character: Character
    let looks: Looks
  }

  struct Looks: Hashable {
    var ink = ""
    var paper = ""
    var attributes: Set<String> = []

    /// Of a blank only the paper can be seen, and what is drawn over it.
    var ofBlank: Looks {
      let visible = attributes.intersection(["4", "7"])
      return Looks(ink: visible.isEmpty ? "" : ink, paper: paper, attributes: visible)
    }

    /// Obeys "select graphic rendition" (ECMA-48), as far as tmux uses it.
    mutating func obey(_ parameters: [String]) {
      var rest = parameters[...]
      while let code = rest.popFirst() {
        switch Int(code) ?? 0 {
        case 0: self = Looks()
        case 38:
          ink = rest.prefix(2).joined(separator: ";")
          rest = rest.dropFirst(2)
        case 48:
          paper = rest.prefix(2).joined(separator: ";")
          rest = rest.dropFirst(2)
        case 39: ink = ""
        case 49: paper = ""
        case 30...37, 90...97: ink = code
        case 40...47, 100...107: paper = code
        default: attributes.insert(code)
        }
      }
    }
  }

  let lines: [[Glyph]]

  /// - Parameter sequences: What `TmuxSession.paintedScreen` says.
  init(_ sequences: String) {
    var looks = Looks()
    lines = sequences.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var glyphs: [Glyph] = []
      var rest = line[...]
      while let character = rest.popFirst() {
        if character == "\u{1B}", let match = rest.prefixMatch(of: /\[([0-9;]*)m/) {
          looks.obey(match.1.split(separator: ";").map(String.init))
          if match.1.isEmpty { looks = Looks() }
          rest = rest[match.range.upperBound...]
        } else if character != "\u{E}", character != "\u{F}" {
          glyphs.append(
            Glyph(character: character, looks: character == " " ? looks.ofBlank : looks))
        }
      }
      while glyphs.last == Glyph(character: " ", looks: Looks()) { glyphs.removeLast() }
      return glyphs
    }
  }

  var description: String {
    lines.map { String($0.map(\.character)) }.joined(separator: "\n")
  }

  func contains(_ text: String) -> Bool { description.contains(text) }
}

extension TmuxSession {
  func painting() throws -> Painting { Painting(try paintedScreen()) }

  /// Looks at the screen until it is as wanted; returns what it shows, then or at the deadline.
  func painting(
    seconds: Double = 20, once isWanted: (Painting) -> Bool
  ) throws -> Painting {
    let deadline = ContinuousClock.now + .seconds(seconds)
    var painting = try painting()
    while !isWanted(painting), ContinuousClock.now < deadline { painting = try self.painting() }
    return painting
  }
}
