import Classroom
import Drawing
import Explorer
import Lessons
import TestSupport
import Testing
import Training
import Workbench

/// Scenes in which something is trained, as a learner meets them.
@Suite struct `Training in a lesson` {
  private static let text = """
    ---
    title: Training
    summary: Everything that trains.
    minutes: 5
    format: 1
    ---

    ## A filter

    ```scene
    grid: [[0, 0, 0, 0, 0], [0, 1, 1, 1, 0], [0, 1, 1, 1, 0], [0, 1, 1, 1, 0], [0, 0, 0, 0, 0]]
    filter: horizontal
    learn: {from: zeros, rate: 0.1}
    hide: updated
    ```

    It begins with zeros.

    ```ask
    question: "What will the first weight be?"
    answer: updated[0,0]
    tolerance: 0.001
    ```

    ```ask
    question: "Let it learn."
    goal:
      - {when: "learning.loss < 0.1", say: "The loss is {{learning.loss}}."}
    solution: {learn: {steps: 400}}
    ```

    ## A training

    ```scene
    training: fashion-mnist-sample
    ```

    Recorded.

    ```scene
    train: {network: fashion-mnist, epochs: 40}
    ```

    Live.

    ## A study

    ```scene
    study: sandal-sneaker-16
    ```

    Compared.
    """

  private struct NoPicture: Error {}

  /// Read once: it makes a network that is ready to be trained.
  private static let lesson = Result {
    try Lesson(bytes: Array(text.utf8), path: "bench.md") { _ in throw NoPicture() }
  }

  private static func course(
    columns: Int = 80, rows: Int = 24, colors: ColorTier = .extended, glyphs: GlyphSet = .unicode
  ) throws -> Course {
    var course = try Course.menu(columns: columns, rows: rows, colors: colors, glyphs: glyphs)
    course.perform(.opened(try lesson.get()))
    return course
  }

  private static func learning(_ course: Course) throws -> FilterLearning {
    guard case .filter(let model) = course.reading?.bench else { throw NoPicture() }
    return model.learning
  }

  private static func training(_ course: Course) throws -> NetworkTraining {
    guard case .training(let training) = course.reading?.bench else { throw NoPicture() }
    return training
  }

  // MARK: Keys

  @Test func `arrows make updates and take them back`() throws {
    var course = try Self.course()
    let first = try Self.learning(course).numbers
    course.press(.right, .right, .right)
    #expect(try Self.learning(course).position == 3)
    #expect(try Self.learning(course).numbers != first)
    course.press(.left, .left, .left)
    #expect(try Self.learning(course).numbers == first)
  }

  @Test func `space plays, and ticks go on until it is pressed again`() throws {
    var course = try Self.course()
    #expect(course.press(" ").contains { if case .scheduleTick = $0 { true } else { false } })
    #expect(!course.perform(.tick).isEmpty)
    #expect(!course.perform(.tick).isEmpty)
    #expect(try Self.learning(course).position > 1)
    course.press(" ")
    #expect(course.perform(.tick).isEmpty)
  }

  @Test func `n and p walk through the lesson, not through the updates`() throws {
    var course = try Self.course()
    course.press("n")
    #expect(course.place == BeatIndex(step: 0, beat: 1))
    course.press("p")
    #expect(course.place == BeatIndex(step: 0, beat: 0))
    #expect(try Self.learning(course).position == 0)
  }

  @Test func `digits and G go to a step, also where they mean something in the scene`() throws {
    var course = try Self.course()
    course.press("2", "G")
    #expect(course.place == BeatIndex(step: 1, beat: 0))
    course.press("3", "G")
    #expect(course.place == BeatIndex(step: 2, beat: 0))
    course.press("1", "G", "1", "2", "g")
    while !course.perform(.tick).isEmpty {}
    #expect(course.place == BeatIndex(step: 0, beat: 0))
    #expect(try Self.learning(course).position == 12)
  }

  @Test func `R brings the scene back as it was`() throws {
    var course = try Self.course()
    course.press(.right, .right, "R")
    #expect(try Self.learning(course).position == 0)
  }

  @Test func `a list in the scene has the keys until Esc closes it`() throws {
    var course = try Self.course()
    course.press("t")
    #expect(course.mode == .scene)
    course.press(.down, .escape)
    #expect(course.mode == .lesson)
    #expect(course.screen == .lesson)
    course.press(.escape)
    #expect(course.screen == .contents)
  }

  @Test func `F has the whole terminal for it, Esc comes back`() throws {
    var course = try Self.course()
    course.press("F")
    #expect(course.text.contains("explore"))
    course.press("R")
    #expect(try Self.learning(course).optimizer.rate > 0.1)
    course.press(.escape)
    #expect(course.mode == .lesson)
    #expect(course.text.contains("It begins with zeros."))
  }

  // MARK: Questions

  @Test func `what is asked for shows only when it was answered`() throws {
    var course = try Self.course()
    #expect(course.text.contains("?     ?     ?"))
    course.press("n")
    #expect(course.text.contains("?     ?     ?"))
    course.press("n", "n")
    #expect(!course.text.contains("?     ?     ?"))
  }

  @Test func `a goal is reached while it plays`() throws {
    var course = try Self.course()
    course.press("n", "n", "n", "n")
    #expect(course.mode == .goal)
    course.press(.right)
    #expect(course.text.contains("The loss is"))
    course.press(" ")
    var ticks = 0
    while course.mode == .goal, ticks < 400 {
      course.perform(.tick)
      ticks += 1
    }
    #expect(course.mode == .answered)
    #expect(try Self.learning(course).loss < 0.1)
  }

  @Test func `giving up shows the solution`() throws {
    var course = try Self.course()
    course.press("n", "n", "n", "n", "n", "n")
    #expect(try Self.learning(course).position == 400)
  }

  // MARK: Trainings

  @Test func `the training in the scene ends with the recorded numbers`() throws {
    var course = try Self.course()
    course.press("2", "G", "n", " ")
    let recorded = try #require(History.recorded(named: "fashion-mnist-sample"))
    var ticks = 0
    while ticks < 1_000, !course.perform(.tick).isEmpty { ticks += 1 }
    let history = try Self.training(course).history
    #expect(history.epochs.map(\.training) == recorded.epochs.map(\.training))
    #expect(history.epochs.map(\.validation) == recorded.epochs.map(\.validation))
    #expect(history.test == recorded.test)
    #expect(history.recipe == recorded.recipe)
  }

  @Test func `Tab turns the page, and leaving the beat ends the training`() throws {
    var course = try Self.course()
    course.press("2", "G", "n", " ", .tab)
    course.perform(.tick)
    #expect(try Self.training(course).page == .filters)
    #expect(try Self.training(course).isRunning)
    course.press("p")
    #expect(try Self.training(course).trainer == nil)
    #expect(course.perform(.tick).isEmpty)
    course.press("n")
    #expect(try Self.training(course).trainer?.batchLosses.isEmpty == true)
  }

  // MARK: Looking

  private static let screens: [(name: String, keys: [Key])] = [
    ("filter", [.right, .right]), ("record", ["2", "G"]), ("train", ["2", "G", "n"]),
    ("study", ["3", "G"]),
  ]

  @Test(arguments: [(80, 24), (120, 36), (200, 60)], screens)
  func `whole frames`(size: (columns: Int, rows: Int), screen: (name: String, keys: [Key])) throws {
    var course = try Self.course(columns: size.columns, rows: size.rows)
    for key in screen.keys { course.press(key) }
    if screen.name == "train" {
      course.press(" ")
      for _ in 0..<12 { course.perform(.tick) }
    }
    let difference = try snapshotDifference(
      course.text, named: "bench-\(screen.name)-\(size.columns)x\(size.rows)")
    #expect(difference == nil)
  }

  @Test(arguments: screens)
  func `in ASCII there is nothing else, and on a projector there is something to see`(
    screen: (name: String, keys: [Key])
  ) throws {
    var course = try Self.course(colors: .monochrome, glyphs: .ascii)
    for key in screen.keys { course.press(key) }
    #expect(!course.text.unicodeScalars.contains { !$0.isASCII })
    var room = try Self.course(columns: 120, rows: 36)
    for key in screen.keys { room.press(key) }
    room.press("P")
    #expect(room.isPresenting)
    let full = room.text.split(separator: "\n").filter { line in line.contains { $0 != " " } }
    #expect(full.count > 12)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `random keys and sizes never end it`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var course = try Self.course()
    let keys: [Key] = [
      .right, .left, .up, .down, " ", .enter, .escape, .tab, "n", "p", "F", "R", "G", "t", "o", "d",
      "e", "x", "v", "y", "c", "1", "2", "3", "?", "P", .home, .end,
    ]
    for _ in 0..<120 {
      switch Int.random(in: 0..<10, using: &generator) {
      case 0:
        let display = DisplayProperties(
          columns: Int.random(in: 1...210, using: &generator),
          rows: Int.random(in: 1...70, using: &generator), colors: .extended, glyphs: .unicode)
        course.perform(.resized(display))
      case 1, 2: course.perform(.tick)
      default: course.press(keys.randomElement(using: &generator) ?? " ")
      }
      let canvas = course.canvas
      #expect(canvas.columns == course.display.columns && canvas.rows == course.display.rows)
    }
  }
}
