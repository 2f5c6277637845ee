/// A block of a lesson's text; what was to be computed in it is computed.
package enum TextBlock: Hashable, Sendable {
  case paragraph(Prose)
  case list([Prose], isNumbered: Bool)
  /// Lines that are shown as they are.
  case code([String])
  /// Rows of cells; the first row is the heading.
  case table([[Prose]])
}

/// Text with some words that stand out.
package struct Prose: Hashable, Sendable {
  package var runs: [Run]

  package init(_ runs: [Run]) { self.runs = runs }
  package init(_ text: String) { runs = [Run(text)] }

  package struct Run: Hashable, Sendable {
    package let text: String
    package let emphasis: Emphasis

    package init(_ text: String, _ emphasis: Emphasis = .plain) {
      (self.text, self.emphasis) = (text, emphasis)
    }
  }

  package enum Emphasis: Hashable, Sendable {
    case plain, strong, emphasized, code
    /// A number that the engine computed.
    case computed
  }

  /// The words alone.
  package var plain: String { runs.map(\.text).joined() }
}
