import Drawing
import Lessons

extension Prose {
  /// Lines of at most so many columns, broken between words.
  ///
  /// - Parameter lead: What stands before the first word; further lines begin below that word.
  func wrapped(to width: Int, _ ink: Ink = .bright, lead: [Span] = []) -> [TextLine] {
    let indent = lead.reduce(0) { $0 + $1.width }
    var lines: [TextLine] = []
    var line = TextLine(spans: lead)
    var isEmpty = true
    for word in words(ink, width: max(1, width - indent)) {
      let length = word.reduce(0) { $0 + $1.width }
      if !isEmpty {
        if line.width + 1 + length <= width {
          line.spans.append(Span(" "))
        } else {
          lines.append(line)
          line = TextLine(spans: indent > 0 ? [Span(String(repeating: " ", count: indent))] : [])
        }
      }
      line.spans += word
      isEmpty = false
    }
    return isEmpty && lead.isEmpty ? [] : lines + [line]
  }

  /// On one line, as it is.
  func spans(_ ink: Ink) -> [Span] { runs.map { Span($0.text, $0.emphasis.role(ink)) } }

  /// Words that can stand on a line of their own; a word may have several emphases.
  private func words(_ ink: Ink, width: Int) -> [[Span]] {
    var words: [[Span]] = []
    var isGlued = false
    for run in runs {
      let role = run.emphasis.role(ink)
      let pieces = run.text.split(omittingEmptySubsequences: false) { $0 == " " || $0 == "\n" }
      for (index, piece) in pieces.enumerated() {
        if index > 0 { isGlued = false }
        var rest = piece.unicodeScalars[...]
        while !rest.isEmpty {
          // Only what is longer than a line is broken within the word.
          let part = Span(String(String.UnicodeScalarView(rest.prefix(width))), role)
          rest = rest.dropFirst(width)
          let last = isGlued ? words.last?.reduce(0) { $0 + $1.width } ?? 0 : 0
          if isGlued, last + part.width <= width {
            words[words.count - 1].append(part)
          } else {
            words.append([part])
          }
          isGlued = rest.isEmpty
        }
      }
    }
    return words
  }
}

extension Prose.Emphasis {
  fileprivate func role(_ ink: Ink) -> Role {
    guard ink == .bright else { return .dim }
    return switch self {
    case .plain: .text
    case .strong, .computed: .strong
    case .emphasized, .code: .accent
    }
  }
}
