import ArgumentParser
import Explorer
import ImageFiles

/// `explore lesson new`: a small lesson that works, to be written on.
struct NewLessonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a small lesson that works, as a beginning for yours.",
    discussion: """
      It becomes a file in the present folder, and never replaces one. The first digits of its name, \
      as in 16-my-lesson, are its number in the menu.

      Examples:
        explore lesson new my-lesson
        explore lesson my-lesson.md
      """)

  @Argument(
    help: "The name: small letters, digits and hyphens.", transform: LessonName.init(argument:))
  var name: LessonName

  func run() throws {
    let path = name.slug + LessonSource.ending
    guard !FileSystem.hasEntry(path) else {
      throw Failure(.cannotCreate, "\(path): is there already; choose another name")
    }
    var file = try OutputFile(path: path)
    try file.write(Self.text(title: name.title))
    try file.commit()
    try StandardOutput.write("explore lesson \(path)\n")
  }

  static func text(title: String) -> String {
    """
    ---
    title: \(title)
    summary: What a learner will be able to do afterwards.
    minutes: 5
    format: 1
    ---

    <!-- 'explore lesson check' finds mistakes; Lessons/README.md describes everything there is. -->

    ## The first cell

    ```scene
    picture: square
    filter: horizontal
    cursor: output[7,2]
    hide: [sum, result, outputs]
    ```

    The filter lies on **nine** pixels. Each is multiplied by the weight above it, and the products
    are added.

    ```ask
    question: What is the sum of the nine products?
    answer: sum
    hint: Add the nine products in the middle.
    ```

    The sum is {{sum}}; what comes out is {{result}}.

    ```note
    Let somebody in the room add the numbers aloud.
    ```

    ## One step on

    ```scene
    cursor: output[7,3]
    ```

    The window moves by one pixel, and with it the cell that it makes: {{output[7,3]}}.

    """
  }
}

/// A name that suits a file and the command line alike.
struct LessonName: Hashable, Sendable {
  let slug: String

  init(argument text: String) throws(ArgumentError) {
    let slug = text.hasSuffix(LessonSource.ending) ? String(text.dropLast(3)) : text
    let isGood = slug.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "-") || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
        || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }
    guard isGood, !slug.isEmpty, !slug.hasPrefix("-") else {
      throw .expected("small letters, digits and hyphens, such as my-lesson")
    }
    self.slug = slug
  }

  /// `My lesson` for `16-my-lesson`.
  var title: String {
    let words = LessonSource(path: slug + LessonSource.ending).name
      .split(separator: "-").joined(separator: " ")
    return words.isEmpty ? "A lesson" : words.prefix(1).uppercased() + words.dropFirst()
  }
}
