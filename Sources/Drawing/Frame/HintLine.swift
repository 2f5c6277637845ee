/// The line of keys that matter now, each with a word: `space play   ? help   q quit`.
package struct HintLine: Hashable, Sendable {
  package let spans: [Span]

  /// - Parameters:
  ///   - hints: A key and a word each, the most useful first; as many as fit.
  ///   - fixed: Those that show in any case, at the end.
  ///   - columns: The room for all of them, the gap behind the last included.
  ///   - gap: Columns between two of them.
  package init(_ hints: [String], fixed: [String], columns: Int, gap: Int = 3) {
    func width(_ hint: String) -> Int { hint.unicodeScalars.count + gap }
    var room = columns - fixed.reduce(0) { $0 + width($1) }
    let shown = hints.filter { hint in
      guard width(hint) <= room else { return false }
      room -= width(hint)
      return true
    }
    let blank = String(repeating: " ", count: gap)
    spans = (shown + fixed).flatMap { hint in
      let parts = hint.split(separator: " ", maxSplits: 1)
      return [Span(String(parts[0]), .accent), Span(" \(parts[1])\(blank)", .dim)]
    }
  }
}
