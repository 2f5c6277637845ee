import Convolution
import Explorer
import Lessons
import Networks

/// Lessons for tests: the front matter takes six lines, so that a body begins in line 7.
enum LessonFixtures {
  static let front = """
    ---
    title: Edges
    summary: Where it gets lighter.
    minutes: 5
    format: 1
    ---

    """

  /// A step with a scene, six lines; what is added to it begins in line 13.
  static let scene = """
    ## The first cell

    ```scene
    picture: stripes
    filter: horizontal
    ```

    """

  /// Six equal columns. With `horizontal`, a cell of the output is three times the difference of two
  /// rows: −0.75, −3, −2.25, 1.5.
  @Sendable static func pictures(_ query: PictureQuery) throws -> Exploration.Subject {
    guard query.name == "stripes" else { throw Missing() }
    let rows: [Float] = [0, 0, 0.25, 1, 1, 0.5]
    return Exploration.Subject(
      picture: try Tensor(rows: rows.map { Array(repeating: $0, count: 6) }),
      title: query.name, arguments: [query.name])
  }

  struct Missing: Error, CustomStringConvertible {
    var description: String { "there is no such picture" }
  }

  static func lesson(_ text: String) throws(LessonErrors) -> Lesson {
    try Lesson(bytes: text.utf8, path: "edges.md", pictures: pictures)
  }

  /// The lesson with a body behind its front matter.
  static func lesson(body: String) throws(LessonErrors) -> Lesson { try lesson(front + body) }

  /// The question of a lesson with nothing else in it.
  static func question(_ yaml: String) throws(LessonErrors) -> Question {
    try lesson(body: scene + "```ask\n" + yaml + "\n```\n").questions[0]
  }

  /// What is said about a text, without the file's name; empty where there is nothing to say.
  static func complaints(about text: String) -> [String] {
    do throws(LessonErrors) {
      _ = try lesson(text)
      return []
    } catch {
      return error.description.split(separator: "\n").map {
        String($0).replacing("edges.md:", with: "")
      }
    }
  }

  static func complaints(aboutBody body: String) -> [String] { complaints(about: front + body) }
}
