internal import Convolution
internal import Networks

/// Finds the blocks of a lesson: headings, text and fenced blocks.
///
/// After a mistake it goes on with the next line, so that one run finds them all.
struct BlockReader {
  let path: String
  let lines: ArraySlice<String>
  /// How many lines of the file stand before the first of `lines`.
  let linesBefore: Int
  /// Whether it is a note, which is text and nothing else.
  let isNote: Bool

  private(set) var errors: [LocatedError] = []
  private var position: Int

  /// The words that a fence may have.
  static let fenceWords = ["scene", "ask", "note"]

  init(_ text: LessonBlock.EmbeddedText, path: String, isNote: Bool = false) {
    (lines, linesBefore, self.path, self.isNote) = (text.lines, text.linesBefore, path, isNote)
    position = lines.startIndex
  }

  mutating func blocks() -> [LessonBlock] {
    var blocks: [LessonBlock] = []
    while let line {
      if let block = block(line) { blocks.append(block) }
    }
    return blocks
  }

  private mutating func block(_ line: String) -> LessonBlock? {
    let start = place()
    switch LineKind(line) {
    case .blank:
      advance()
      return nil
    case .comment:
      skipComment()
      return nil
    case .heading(let level):
      return heading(line, level: level)
    case .fence(let length, let word):
      return fence(length: length, word: word)
    case .bullet, .numbered:
      return list(line).map { LessonBlock(place: start, content: .text($0)) }
    case .tableRow:
      return table().map { LessonBlock(place: start, content: .text($0)) }
    case .unsupported(let message):
      complain(message)
      advance()
      return nil
    case .indented:
      complain(
        "text begins at the left edge; delete the blanks, or use a fenced block for what is shown "
          + "as it is")
      advance()
      return nil
    case .text:
      return LessonBlock(place: start, content: .text(paragraph()))
    }
  }

  // MARK: Lines

  var line: String? { position < lines.endIndex ? lines[position] : nil }

  /// A column of the present line.
  func place(column: Int = 1) -> Place {
    Place(line: linesBefore + position - lines.startIndex + 1, column: column)
  }

  mutating func advance() { position += 1 }

  mutating func complain(_ message: String, at place: Place? = nil) {
    errors.append(LocatedError(path: path, place: place ?? self.place(), message: message))
  }

  private mutating func skipComment() {
    let start = place()
    while let line {
      advance()
      if let end = line.firstRange(of: "-->") {
        if !line[end.upperBound...].isBlank {
          complain(
            "a comment stands on lines of its own; put what follows '-->' on the next line",
            at: start)
        }
        return
      }
    }
    complain("the comment that begins here is never closed; end it with '-->'", at: start)
  }

  // MARK: Headings and fences

  private mutating func heading(_ line: String, level: Int) -> LessonBlock? {
    defer { advance() }
    guard !isNote else {
      complain("a note has no headings; write a paragraph")
      return nil
    }
    guard level == 2 else {
      complain(
        "there is a heading with \(level) '#'; only '##' is supported, which begins a step")
      return nil
    }
    let title = line.dropFirst(2).drop { $0 == " " }
    guard !title.isBlank else {
      complain("the heading is empty; name the step, as in '## The first cell'")
      return nil
    }
    let column = line.unicodeScalars.count - title.unicodeScalars.count + 1
    return LessonBlock(
      place: place(), content: .heading(PlacedText(title.trimmedEnd, at: place(column: column))))
  }

  private mutating func fence(length: Int, word: String) -> LessonBlock? {
    let start = place()
    advance()
    let first = position
    while let line, !line.closesFence(length: length) { advance() }
    let content = lines[first..<position]
    guard line != nil else {
      complain(
        "the block that begins here is never closed; put "
          + "\(String(repeating: "`", count: length)) on a line of its own below it", at: start)
      return nil
    }
    advance()
    let text = LessonBlock.EmbeddedText(
      lines: content, linesBefore: linesBefore + first - lines.startIndex)
    switch word {
    case "": return LessonBlock(place: start, content: .text(.code(Array(content))))
    case _ where isNote:
      complain("a note holds text only; put the '\(word)' block behind it", at: start)
      return nil
    case "scene": return LessonBlock(place: start, content: .scene(text))
    case "ask": return LessonBlock(place: start, content: .ask(text))
    case "note": return LessonBlock(place: start, content: .note(note(text)))
    default:
      let nearest = nearestName(to: word, among: Self.fenceWords)
      complain(
        "there is no block '\(word)'; "
          + (nearest.map { "did you mean '\($0)'?" }
            ?? "blocks are scene, ask and note, or without a word, which are shown as they are"),
        at: start)
      return nil
    }
  }

  private mutating func note(_ text: LessonBlock.EmbeddedText) -> [TextDraft] {
    var reader = BlockReader(text, path: path, isNote: true)
    let blocks = reader.blocks()
    errors += reader.errors
    return blocks.compactMap { block in
      if case .text(let draft) = block.content { draft } else { nil }
    }
  }
}
