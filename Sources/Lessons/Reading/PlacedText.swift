internal import Networks

/// A text whose every scalar knows where it stands in the file.
///
/// The lines of a paragraph become one text, and yet a mistake in the middle has its line and column.
struct PlacedText {
  private(set) var scalars: [Unicode.Scalar] = []
  private var places: [Place] = []
  /// Whether all scalars stand at one place, because nobody knows better.
  private var isFolded = false
  /// Where the text begins, also where it is empty.
  let start: Place

  init(at start: Place) { self.start = start }

  /// A piece of a line.
  ///
  /// - Parameter place: Where its first scalar stands.
  init(_ text: some StringProtocol, at place: Place) {
    start = place
    append(text, at: place)
  }

  /// A value in YAML.
  ///
  /// Where it stands in the file as it is, perhaps in quotes, its scalars have their own places;
  /// where it is folded or escaped, all of them stand where it begins.
  init(_ text: String, at place: Place, in source: LessonSource) {
    start = place
    let line = source.lines.indices ~= place.line - 1 ? source.lines[place.line - 1] : ""
    let rest = line.unicodeScalars.dropFirst(place.column - 1)
    let quotes = rest.first == "\"" || rest.first == "'" ? 1 : 0
    if rest.dropFirst(quotes).starts(with: text.unicodeScalars) {
      append(text, at: Place(line: place.line, column: place.column + quotes))
    } else {
      // Line ends are blanks, as in a paragraph.
      scalars = text.unicodeScalars.map { $0 == "\n" ? " " : $0 }
      places = Array(repeating: place, count: scalars.count)
      isFolded = true
    }
  }

  /// Adds the next line of a paragraph, a blank between them.
  mutating func appendLine(_ text: some StringProtocol, at place: Place) {
    if !scalars.isEmpty { append(" ", at: place) }
    append(text, at: place)
  }

  mutating func append(_ scalar: Unicode.Scalar, at place: Place) {
    scalars.append(scalar)
    places.append(place)
  }

  private mutating func append(_ text: some StringProtocol, at place: Place) {
    for (offset, scalar) in text.unicodeScalars.enumerated() {
      append(scalar, at: Place(line: place.line, column: place.column + offset))
    }
  }

  /// The place of a scalar, or the one behind the last.
  func place(_ index: Int) -> Place {
    guard let last = places.last else { return start }
    guard index >= places.count else { return places[max(index, 0)] }
    return isFolded ? last : Place(line: last.line, column: last.column + 1)
  }

  func text(_ range: Range<Int>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars[range])
    return text
  }

  /// A part of the text, its scalars at their places.
  func part(_ range: Range<Int>) -> PlacedText {
    var part = PlacedText(at: place(range.lowerBound))
    for index in range { part.append(scalars[index], at: place(index)) }
    part.isFolded = isFolded
    return part
  }
}
