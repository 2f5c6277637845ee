internal import Networks

/// What a lesson's file is made of, before anything of it is computed.
struct LessonBlock {
  let place: Place
  let content: Content

  enum Content {
    /// What stands behind `##`.
    case heading(PlacedText)
    case text(TextDraft)
    case scene(EmbeddedText)
    case ask(EmbeddedText)
    case note([TextDraft])
  }

  /// The lines of a fenced block, to be read as something else.
  struct EmbeddedText {
    let lines: ArraySlice<String>
    /// How many lines of the file stand before them.
    let linesBefore: Int
  }
}

/// A block of text whose words are still to be read, and whose numbers are still to be computed.
enum TextDraft {
  case paragraph(PlacedText)
  case list([PlacedText], isNumbered: Bool)
  case code([String])
  /// The first row is the heading.
  case table([[PlacedText]])
}
