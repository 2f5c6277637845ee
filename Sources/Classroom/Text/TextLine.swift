import Drawing

/// A line of a lesson's text on the screen.
struct TextLine: Hashable {
  var spans: [Span] = []
  /// The choices of a question that stand in it, for who clicks them.
  var choices: [ChoicePlace] = []

  struct ChoicePlace: Hashable {
    let columns: Range<Int>
    let choice: Int
  }

  var width: Int { spans.reduce(0) { $0 + $1.width } }

  func indented(by columns: Int) -> TextLine {
    guard columns > 0, !spans.isEmpty else { return self }
    return TextLine(
      spans: [Span(String(repeating: " ", count: columns))] + spans,
      choices: choices.map { place in
        let range = place.columns.lowerBound + columns..<place.columns.upperBound + columns
        return ChoicePlace(columns: range, choice: place.choice)
      })
  }
}

/// How bright a text is: the newest one stands out from those before it.
enum Ink: Hashable {
  case bright, dim
}
