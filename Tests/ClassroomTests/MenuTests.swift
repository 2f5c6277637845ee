import Classroom
import Convolution
import Drawing
import Explorer
import Lessons
import Testing

/// The list of lessons.
struct MenuTests {
  @Test func `Enter asks for the chosen lesson`() throws {
    var course = try Course.menu()
    #expect(course.press(.down, .enter) == [.open(slug: "2-lesson")])
    #expect(course.text.contains("opening …"))
  }

  @Test func `digits choose by number`() throws {
    var course = try Course.menu()
    course.type("12")
    #expect(course.chosenSlug == "12-lesson")
    course.type("3")
    #expect(course.chosenSlug == Lesson.sampleSlug)
  }

  @Test func `the search leaves what has the words, and Esc brings all back`() throws {
    var course = try Course.menu()
    course.press("/")
    course.type("POOL")
    #expect(course.chosenSlug == "8-lesson")
    #expect(!course.text.contains("Transfer"))
    course.press(.escape)
    #expect(course.text.contains("What flattening forgets"))
    #expect(course.chosenSlug == "8-lesson")
  }

  @Test func `a search without results opens nothing`() throws {
    var course = try Course.menu()
    course.press("/")
    course.type("nowhere")
    #expect(course.text.contains("no lesson has these words"))
    #expect(course.press(.enter).isEmpty)
  }

  @Test func `a file that cannot be read says why`() throws {
    var course = try Course.menu()
    course.type("14")
    course.press(.end, .up)
    #expect(course.press(.enter).isEmpty)
    #expect(course.messageText == "14-lesson.md:3:1: there is no key minuets; minutes?")
  }

  @Test func `a lesson that turns out to be broken leads back to the menu`() throws {
    var course = try Course.menu()
    course.press(.enter)
    course.perform(.failed(slug: "1-lesson", errors: ["1-lesson.md:9:1: no"]))
    #expect(course.screen == .menu)
    #expect(course.messageText == "1-lesson.md:9:1: no")
    #expect(course.opening == nil)
  }

  @Test func `the state of each lesson`() throws {
    var progress = Progress()
    progress.lessons["1-lesson"] = LessonProgress()
    progress.lessons["1-lesson"]?.isFinished = true
    var right = AnswerRecord()
    right.isRight = true
    var shown = AnswerRecord()
    shown.wasShown = true
    progress.lessons["1-lesson"]?.answers = [0: right, 1: shown]
    progress.lessons["2-lesson"] = LessonProgress()
    progress.lessons["2-lesson"]?.place = BeatIndex(step: 3, beat: 0)
    progress.lessons["2-lesson"]?.furthest = BeatIndex(step: 3, beat: 0)
    let course = try Course.menu(progress: progress)
    #expect(course.text.contains("done, predicted 1 of 2"))
    #expect(course.text.contains("at step 4"))
    // Where a learner will want to go on.
    #expect(course.chosenSlug == "2-lesson")
  }

  @Test func `how much of a lesson was seen is known once it was opened`() throws {
    var course = try Course.reading()
    course.press("n", "n", "n", .escape, .escape)
    #expect(course.text.contains("30 %"))
  }

  @Test func `R forgets everything when it is pressed twice`() throws {
    var course = try Course.reading()
    course.press("n", .escape, .escape)
    #expect(course.press("R").isEmpty)
    #expect(course.messageText.contains("once more"))
    #expect(course.press("R") == [.save])
    #expect(course.lessonProgress.round == 1)
    #expect(course.lessonProgress.moves == 0)
  }

  @Test func `the free explorer stays as it was left`() throws {
    var course = try Course.menu()
    course.press("F", .right, .right)
    #expect(course.text.contains("esc goes back to the menu"))
    course.press(.escape)
    #expect(course.screen == .menu)
    course.press("F")
    #expect(course.playground.cursor.element.column == 2)
  }

  @Test func `the help page shows every key of the table and leads back`() throws {
    var course = try Course.menu(columns: 100, rows: 90)
    course.press("?")
    let text = course.text
    for binding in CourseKeyTable.bindings where !binding.help.isEmpty {
      #expect(text.contains(binding.help), "\(binding.label)")
    }
    course.press(.escape)
    #expect(course.screen == .menu)
  }
}

extension Course {
  /// The lesson that Enter would open.
  fileprivate var chosenSlug: String { shelf[menu.choice].slug }
}
