import Classroom
import Convolution
import Drawing
import Explorer
import Lessons
import Testing

/// Predicting before seeing.
struct QuestionTests {
  /// At the question about larger and smaller.
  private func choosing() throws -> Course {
    var course = try Course.reading()
    course.press("n", "n", "n")
    return course
  }

  /// At the question about the sum.
  private func typing() throws -> Course {
    var course = try choosing()
    course.press("2", .enter, "n", "n")
    return course
  }

  @Test func `a right choice is explained`() throws {
    var course = try choosing()
    #expect(!course.text.contains("it is subtracted"))
    course.press("2", .enter)
    #expect(course.text.contains("right  smaller"))
    #expect(course.text.contains("it is subtracted"))
    #expect(course.lessonProgress.answers[0]?.isRight == true)
    #expect(course.text.contains("you predicted 1 of 1 so far"))
  }

  @Test func `a wrong choice gets its reply and the hint, a second one the answer`() throws {
    var course = try choosing()
    course.press("1", .enter)
    #expect(course.text.contains("not quite  Look at the row below the window."))
    #expect(course.text.contains("hint  What lies under the minus ones then?"))
    #expect(course.hasOpenQuestion)
    course.press("3", .enter)
    #expect(course.text.contains("the answer  smaller"))
    #expect(course.text.contains("it is subtracted"))
    let record = course.lessonProgress.answers[0]
    #expect(record?.tries == ["1", "3"])
    #expect(record?.isRight == false)
    #expect(record?.isOver == true)
    course.press("n")
    #expect(course.place == BeatIndex(step: 0, beat: 4))
  }

  @Test func `n asks to predict first, and pressed once more shows the answer`() throws {
    var course = try choosing()
    course.press("n")
    #expect(course.messageText == "predict first: choose an answer; n once more shows it")
    // Anything in between takes it back.
    course.press("i", "n")
    #expect(course.hasOpenQuestion)
    course.press("n")
    #expect(course.text.contains("the answer  smaller"))
    #expect(course.lessonProgress.answers[0]?.wasShown == true)
  }

  @Test func `a number is typed, erased and answered, and its terms are shown`() throws {
    var course = try typing()
    course.press("1", "3", .backspace)
    #expect(course.text.contains("your answer ▸ 1_"))
    course.press("2", .enter)
    #expect(course.text.contains("right"))
    #expect(course.text.contains("7 · 1 = 7"))
  }

  @Test func `a typical mistake gets a reply of its own`() throws {
    var course = try typing()
    course.press("-", "1", "2", .enter)
    #expect(course.text.contains("The sign is the other way round."))
  }

  @Test func `what cannot be read costs nothing`() throws {
    var course = try typing()
    course.press("x", .enter)
    #expect(course.messageText == "type a number, such as 2.5, −3 or 1/9")
    #expect(course.lessonProgress.answers[1] == nil)
  }

  @Test func `Enter asks why in the scene when nothing was typed`() throws {
    var course = try typing()
    course.press(.enter)
    #expect(course.mode == .scene)
  }

  @Test func `Enter goes on from a question that is over`() throws {
    var course = try Course.reading()
    course.press("n", "n", "n", "1", .enter, "3", .enter)
    #expect(!course.hasOpenQuestion)
    let place = course.place
    course.press(.enter)
    #expect(course.place == course.reading?.lesson.index(after: place))
  }

  @Test func `Esc takes the typed answer back before anything else`() throws {
    var course = try typing()
    course.press("1", .escape)
    #expect(course.screen == .lesson)
    #expect(course.reading?.typed.isEmpty == true)
  }

  @Test func `an answered question stays answered`() throws {
    var course = try choosing()
    course.press("1", .enter)
    let open = try Course.reading(progress: course.progress)
    #expect(open.text.contains("not quite  Look at the row below the window."))
    course.press("2", .enter)
    let over = try Course.reading(progress: course.progress)
    #expect(over.text.contains("right  smaller"))
  }

  @Test func `what was kept back shows when the question is over`() throws {
    var course = try choosing()
    #expect(course.reading?.model.veil.hidesResult == true)
    course.press("2", .enter)
    #expect(course.reading?.model.veil.isEmpty == true)
    // Also in the text before the question, which is about the same scene.
    course.press("p")
    #expect(course.reading?.model.veil.isEmpty == true)
  }

  @Test func `a click on a choice answers`() throws {
    var course = try choosing()
    let lines = course.text.split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(lines.firstIndex { $0.contains("2  smaller") })
    let before = try #require(lines[row].firstIndex(of: "2"))
    let column = lines[row].distance(from: lines[row].startIndex, to: before)
    course.perform(.click(row: row, column: column + 4))
    #expect(course.lessonProgress.answers[0]?.isRight == true)
  }

  @Test func `a hint shows on demand`() throws {
    var course = try choosing()
    course.press("i")
    #expect(course.text.contains("hint  What lies under the minus ones then?"))
  }

  // MARK: Goals

  /// At the question for something that is made in the scene.
  private func making() throws -> Course {
    var course = try Course.reading(columns: 120, rows: 36)
    course.type("2G")
    course.press("n")
    return course
  }

  @Test func `a goal is reached in the scene, and says what is missing until then`() throws {
    var course = try making()
    course.press("e", "5", .enter)
    #expect(!course.text.contains("not yet"), "a filter that is half typed is not judged")
    course.press(.enter)
    #expect(course.text.contains("not yet  It is not 0 yet."))
    course.press("e")
    for _ in 0..<9 { course.press("0", .enter) }
    #expect(course.hasOpenQuestion)
    course.press(.escape)
    #expect(!course.hasOpenQuestion)
    #expect(course.lessonProgress.answers[2]?.isRight == true)
  }

  @Test func `giving a goal up shows a way to reach it`() throws {
    var course = try making()
    course.press("n")
    #expect(course.messageText == "predict first: try it in the scene; n once more shows it")
    course.press("n")
    #expect(course.reading?.model.cursor.element == Element(row: 0, column: 0))
    #expect(course.text.contains("one way"))
    #expect(course.lessonProgress.answers[2]?.wasShown == true)
  }
}
