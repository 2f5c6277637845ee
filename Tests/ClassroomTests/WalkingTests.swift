import Classroom
import Convolution
import Drawing
import Explorer
import Lessons
import Testing

/// From beat to beat and from step to step.
struct WalkingTests {
  private func beat(_ step: Int, _ beat: Int) -> BeatIndex { BeatIndex(step: step, beat: beat) }

  /// Goes on to the next beat, whatever is asked on the way.
  private func goOn(_ course: inout Course) {
    let place = course.place
    for _ in 0..<3 where course.place == place && course.reading?.isAtEnd != true {
      course.press("n")
    }
  }

  @Test func `next and back lead to the same place and the same scene`() throws {
    var course = try Course.reading()
    while course.reading?.isAtEnd != true {
      // A question is answered by going on, which changes what shows.
      if course.hasOpenQuestion { course.press("n", "n") }
      let (place, frame) = (course.place, course.textAndScene)
      course.press("n", "p")
      #expect(course.place == place)
      #expect(course.textAndScene == frame)
      goOn(&course)
    }
  }

  @Test func `a lesson goes on where it was left`() throws {
    var course = try Course.reading()
    course.press("n", "n")
    let again = try Course.reading(progress: course.progress)
    #expect(again.place == beat(0, 2))
  }

  @Test func `what the world has to say shows until the next key`() throws {
    var course = try Course.reading()
    course.perform(.say("your progress is not saved"))
    course.perform(.tick)
    #expect(course.message == .problem("your progress is not saved"))
    course.press("n")
    #expect(course.message == nil)
  }

  @Test func `a finished lesson begins at the beginning`() throws {
    var course = try Course.reading()
    while course.reading?.isAtEnd != true { goOn(&course) }
    #expect(course.lessonProgress.isFinished)
    #expect(try Course.reading(progress: course.progress).place == beat(0, 0))
  }

  @Test func `a place that is not in the lesson any more becomes the nearest`() throws {
    var progress = Progress()
    progress.lessons[Lesson.sampleSlug] = LessonProgress()
    progress.lessons[Lesson.sampleSlug]?.place = beat(7, 3)
    #expect(try Course.reading(progress: progress).place == beat(2, 1))
  }

  @Test func `a number and G go to a step`() throws {
    var course = try Course.reading()
    course.type("3G")
    #expect(course.place == beat(2, 0))
    course.type("9G")
    #expect(course.place == beat(2, 0))
    #expect(course.messageText == "there is no step 9, the last one is 3")
  }

  @Test func `what was changed in the scene is put back by R`() throws {
    var course = try Course.reading()
    let cursor = course.reading?.model.cursor
    course.press(.right, .down)
    #expect(course.reading?.model.cursor != cursor)
    course.press("R")
    #expect(course.reading?.model.cursor == cursor)
  }

  @Test func `the next text leaves the scene as the learner made it`() throws {
    var course = try Course.reading()
    course.press(.right)
    let cursor = course.reading?.model.cursor
    course.press("n")
    #expect(course.reading?.model.cursor == cursor)
    // The beat behind it has a scene of its own.
    course.press("n")
    #expect(course.reading?.model.cursor != cursor)
  }

  @Test func `what is open in the scene has the keys until it is closed`() throws {
    var course = try Course.reading(columns: 120, rows: 36)
    course.press("f")
    #expect(course.mode == .scene)
    course.press("n")
    #expect(course.place == beat(0, 0))
    course.press(.escape)
    #expect(course.mode == .lesson)
  }

  @Test func `the whole terminal for the scene, and back`() throws {
    var course = try Course.reading()
    course.press("F")
    #expect(course.text.contains("esc goes back to 3 · The spreadsheet, step 1 of 3"))
    course.press("n", .enter, .escape, .escape)
    #expect(course.mode == .lesson)
    #expect(course.place == beat(0, 0))
  }

  @Test func `Esc leads to the contents and from there to the menu and back`() throws {
    var course = try Course.reading()
    course.press(.escape)
    #expect(course.screen == .contents)
    course.press(.escape)
    #expect(course.screen == .menu)
    course.press(.escape)
    #expect(course.screen == .lesson)
  }

  @Test func `the contents lead to a step, and back to where the present one was left`() throws {
    var course = try Course.reading()
    course.press("n", .escape, .enter)
    #expect(course.place == beat(0, 1))
    course.press(.escape, .down, .down, .enter)
    #expect(course.place == beat(2, 0))
  }

  @Test func `the search finds words in the text and goes to their beat`() throws {
    var course = try Course.reading()
    course.press("/")
    course.type("dark BELOW")
    #expect(course.text.contains("dark below"))
    course.press(.enter)
    #expect(course.place == beat(0, 4))
  }

  @Test func `the end says how it went and leads to the next lesson`() throws {
    var course = try Course.reading()
    while course.reading?.isAtEnd != true { goOn(&course) }
    #expect(course.text.contains("You predicted 0 of 3."))
    #expect(course.press("n") == [.open(slug: "4-lesson")])
  }

  @Test func `r begins the lesson anew when it is pressed twice`() throws {
    var course = try Course.reading()
    course.press("n", "r", .right, "r")
    #expect(course.place == beat(0, 1))
    #expect(course.press("r") == [.save])
    #expect(course.place == beat(0, 0))
    #expect(course.lessonProgress.round == 1)
  }

  @Test func `everything is saved that changes the progress`() throws {
    var course = try Course.reading()
    #expect(course.press("n") == [.save])
    #expect(course.press(.right) == [])
    #expect(course.press("p") == [.save])
    #expect(course.lessonProgress.moves == 2)
    #expect(course.lessonProgress.furthest == beat(0, 1))
  }

  @Test func `the wheel steps beats beside the scene and cells in it`() throws {
    var course = try Course.reading(columns: 120, rows: 36)
    course.perform(.wheel(up: false, row: 20, column: 10))
    #expect(course.place == beat(0, 1))
    course.perform(.wheel(up: false, row: 20, column: 100))
    #expect(course.place == beat(0, 1))
    #expect(course.reading?.model.cursor.element.column == 1)
  }
}

extension Course {
  /// The frame without the line that says how far the learner has been.
  fileprivate var textAndScene: [Cell] {
    let canvas = canvas
    return Array(canvas.cells.dropLast(2 * canvas.columns))
  }
}
