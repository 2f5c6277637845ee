import Classroom
import Drawing
import Explorer
import Lessons
import Networks
import Testing

/// What the scene of a lesson gets of the screen.
struct SceneRoomTests {
  private static let sizes = [(60, 20), (80, 24), (100, 30), (120, 36), (160, 45)]

  private func course(
    _ screen: Screen, words: Int, columns: Int, rows: Int
  ) throws -> Course {
    let text = Prose(Array(repeating: "word", count: words).joined(separator: " "))
    let beat = Lesson.Beat(
      content: .text(.paragraph(text)), scene: Scene(try .card(), screen: screen),
      changesScene: true, place: Place(line: 12, column: 1))
    let lesson = Lesson(
      slug: "room", path: "room.md",
      front: FrontMatter(title: "Room", summary: "How much there is.", minutes: 5),
      steps: [
        Lesson.Step(
          title: Prose("One"), beats: [beat], notes: [], place: Place(line: 9, column: 1))
      ])
    var course = try Course.menu(columns: columns, rows: rows)
    course.perform(.opened(lesson))
    return course
  }

  @Test(arguments: sizes, Screen.allCases.filter { $0 != .layer })
  func `what a lesson opens shows, or how to see it`(
    size: (columns: Int, rows: Int), screen: Screen
  ) throws {
    for words in stride(from: 2, through: 100, by: 7) {
      var course = try course(screen, words: words, columns: size.columns, rows: size.rows)
      for _ in 0..<2 {
        #expect(!course.text.contains("need"))
        #expect(!course.text.contains("a larger terminal shows the scene"))
        #expect(course.text.split { $0 == " " || $0 == "\n" }.count { $0 == "word" } == words)
        course.press("P")
      }
    }
  }

  @Test(arguments: [Screen.network, .maps, .occlusion])
  func `above a short text of a small terminal there is room for a view`(screen: Screen) throws {
    var course = try course(screen, words: 20, columns: 80, rows: 24)
    #expect(!course.text.contains("on the whole screen"))
    course.press("P")
    #expect(!course.text.contains("on a larger terminal"))
  }

  @Test func `a projector with few rows has the tables of a lesson`() throws {
    var course = try course(.layer, words: 60, columns: 60, rows: 20)
    course.press("P")
    #expect(course.text.contains("why output[0,0] = 0"))
  }

  @Test(arguments: [(60, 20), (80, 24), (100, 30)])
  func `tables keep a margin`(columns: Int, rows: Int) throws {
    let canvas = try course(.layer, words: 20, columns: columns, rows: rows).canvas
    for row in 0..<rows {
      #expect(canvas[row, 0].glyph == " ")
      #expect(canvas[row, columns - 1].glyph == " ")
    }
  }
}
