internal import Explorer
internal import Networks

extension TextDraft {
  /// The block with its words read and its numbers computed.
  ///
  /// - Parameter stage: The scene; nil where it could not be built, which has been complained about.
  func block(over stage: Stage?, path: String, errors: inout [LocatedError]) -> TextBlock {
    func prose(_ text: PlacedText) -> Prose {
      ProseReader.draft(of: text, path: path, errors: &errors).prose(over: stage, errors: &errors)
    }
    return switch self {
    case .paragraph(let text): .paragraph(prose(text))
    case .list(let items, let isNumbered): .list(items.map(prose), isNumbered: isNumbered)
    case .code(let lines): .code(lines)
    case .table(let rows): .table(rows.map { $0.map(prose) })
    }
  }
}
