import Classroom
import Drawing
import Explorer
import Lessons
import Testing

/// A teacher with a clicker.
struct PresentingTests {
  private func presenting(rows: Int = 36) throws -> Course {
    var course = try Course.reading(columns: 120, rows: rows)
    course.press(.function(5))
    return course
  }

  @Test func `every press has its way back, to the very frame`() throws {
    var course = try presenting()
    var frames = [course.canvas]
    for _ in 0..<40 where course.messageText.isEmpty {
      course.press(.pageDown)
      frames.append(course.canvas)
    }
    #expect(course.messageText == "this is the end of the lesson")
    frames.removeLast()
    // Ten beats, three of them asked and answered.
    #expect(frames.count == 13)
    for frame in frames.reversed().dropFirst() {
      course.press(.pageUp)
      #expect(course.canvas == frame)
    }
  }

  @Test func `a question is one press, its answer the next`() throws {
    var course = try presenting()
    course.press("n", "n", "n")
    #expect(course.text.contains("larger"))
    #expect(!course.text.contains("the answer"))
    course.press(" ")
    #expect(course.text.contains("the answer  smaller"))
    #expect(course.reading?.model.veil.isEmpty == true)
  }

  @Test func `nothing is written but the place`() throws {
    var course = try presenting()
    for _ in 0..<13 { course.press(.right) }
    #expect(course.lessonProgress.answers.isEmpty)
    #expect(course.lessonProgress.furthest == BeatIndex(step: 0, beat: 0))
    #expect(!course.lessonProgress.isFinished)
    #expect(course.lessonProgress.place == BeatIndex(step: 2, beat: 1))
  }

  @Test func `answers that a student gave are asked again`() throws {
    var course = try Course.reading()
    course.press("n", "n", "n", "2", .enter, "P")
    #expect(!course.text.contains("the answer"))
    course.press(.escape)
    #expect(course.text.contains("right  smaller"))
  }

  @Test(arguments: [Key.escape, .function(5), "P", "b", "."])
  func `no key of a clicker quits or loses the place`(key: Key) throws {
    var course = try presenting()
    course.press("n")
    for _ in 0..<4 {
      #expect(!course.press(key).contains(.quit))
      course.press(.function(5))
    }
    #expect(course.place == BeatIndex(step: 0, beat: 1))
  }

  @Test func `blank until the next key`() throws {
    var course = try presenting()
    let frame = course.canvas
    course.press(".")
    #expect(course.text.allSatisfy { $0 == "\n" })
    course.press("n")
    #expect(course.canvas == frame)
  }

  @Test func `a number and G go to a step`() throws {
    var course = try presenting()
    course.type("2")
    #expect(course.text.contains("go to 2_  G goes to the step"))
    course.type("G")
    #expect(course.place == BeatIndex(step: 1, beat: 0))
  }

  @Test(arguments: [(80, 24), (120, 36)], [Screen.network, .maps, .strongest, .occlusion])
  func `every screen of a scene has room, and shows no keys`(
    size: (Int, Int), screen: Screen
  ) throws {
    var course = try Course.menu(columns: size.0, rows: size.1)
    course.perform(.opened(try Lesson.sample(showing: screen)))
    course.press(.function(5))
    #expect(!course.text.contains("need") && !course.text.contains("q quit"))
    #expect(course.text.contains("of 3"))
    #expect(course.text.contains("Nine products"))
  }

  @Test(arguments: [24, 36, 50])
  func `the newest text is never cut`(rows: Int) throws {
    var course = try presenting(rows: rows)
    for _ in 0..<4 { course.press("n") }
    #expect(course.text.contains("it is subtracted"))
  }
}
