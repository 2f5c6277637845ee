import Foundation
import Lessons
import Testing

@testable import explore

/// Foundation has a class of this name.
private typealias Progress = Lessons.Progress

/// What the program remembers, whatever happens to the file.
@Suite struct `The progress file` {
  private let folder: TemporaryFolder
  private let file: ProgressFile

  init() throws {
    folder = try TemporaryFolder()
    file = ProgressFile(path: folder.path + "/state/explore/progress.json")
  }

  private func progress(_ slug: String, step: Int) -> Progress {
    var progress = Progress()
    progress.lessons[slug, default: LessonProgress()].move(to: BeatIndex(step: step, beat: 1))
    return progress
  }

  @Test func `what is saved is there again`() throws {
    var saved = progress("02-filter", step: 3)
    saved.lessons["02-filter"]?.answers[4] = AnswerRecord()
    saved.lessons["02-filter"]?.answers[4]?.tries = ["2", "\"π\"\n"]
    try file.update { $0.merge(saved) }
    #expect(try file.read() == saved)
  }

  @Test func `nothing is remembered before the first time`() throws {
    #expect(try file.read() == Progress())
    #expect(try folder.files == [])
  }

  @Test func `it says which format it has`() throws {
    try file.update { $0.merge(progress("a", step: 1)) }
    let text = try folder.read("state/explore/progress.json")
    #expect(text.contains("\"format\" : 1"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path + "/state/explore").sorted()
        == [
          "progress.json", "progress.lock",
        ])
  }

  @Test func `many who save at once lose nothing of each other's`() async throws {
    let file = file
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask {
          for step in 1...12 {
            var mine = Progress()
            mine.lessons["shared-\(step)", default: LessonProgress()].answers[writer] =
              AnswerRecord()
            mine.lessons["own-\(writer)", default: LessonProgress()].move(
              to: BeatIndex(step: step, beat: 0))
            let saving = mine
            #expect(throws: Never.self) { try file.update { $0.merge(saving) } }
          }
        }
      }
    }
    let all = try file.read()
    for step in 1...12 { #expect(all.lessons["shared-\(step)"]?.answers.count == 8) }
    for writer in 0..<8 {
      #expect(all.lessons["own-\(writer)"]?.furthest == BeatIndex(step: 12, beat: 0))
    }
  }

  // MARK: Damage

  @Test(arguments: 0..<12)
  func `a torn file is put aside, and saving goes on`(part: Int) throws {
    try file.update { $0.merge(progress("a", step: 1)) }
    let whole = try folder.read("state/explore/progress.json")
    let torn = String(whole.prefix(whole.count * part / 12))
    try folder.write(torn, to: "state/explore/progress.json")
    #expect(throws: ProgressProblem.damagedInPlace(path: file.path)) { try file.read() }
    let outcome = try file.update { $0.merge(progress("b", step: 2)) }
    #expect(outcome.progress == progress("b", step: 2))
    #expect(
      outcome.damage == ProgressProblem.damaged(path: file.path, keptAs: file.path + ".damaged-1"))
    #expect(try folder.read("state/explore/progress.json.damaged-1") == torn)
    #expect(try file.read() == progress("b", step: 2))
  }

  @Test func `a second damaged file does not replace the first`() throws {
    for (number, text) in ["first", "second"].enumerated() {
      try folder.write(text, to: "state/explore/progress.json")
      _ = try file.update { $0.merge(progress("a", step: 1)) }
      #expect(try folder.read("state/explore/progress.json.damaged-\(number + 1)") == text)
    }
  }

  @Test func `a file of a newer program is left as it is`() throws {
    let newer = #"{"format":2,"lessons":{"a":"something else"}}"#
    try folder.write(newer, to: "state/explore/progress.json")
    let problem = ProgressProblem.newerFormat(path: file.path, 2)
    #expect(throws: problem) { try file.read() }
    #expect(throws: problem) { try file.update { $0.merge(progress("a", step: 1)) } }
    #expect(try folder.read("state/explore/progress.json") == newer)
  }

  @Test(arguments: [Int.max, .min, -1])
  func `numbers that nobody can count on from come back within reason`(number: Int) throws {
    try folder.write(
      """
      {"format": 1, "lessons": {"a": {
        "round": \(number), "moves": \(number), "isFinished": false,
        "place": {"step": \(number), "beat": \(number)},
        "furthest": {"step": \(number), "beat": \(number)},
        "answers": {"\(number)": {"tries": [], "isRight": true, "wasShown": false}}}}}
      """, to: "state/explore/progress.json")
    let lesson = try #require(try file.read().lessons["a"])
    for count in [
      lesson.round, lesson.moves, lesson.place.step, lesson.place.beat, lesson.furthest.step,
      lesson.furthest.beat,
    ] {
      #expect(0...(1 << 40) ~= count)
    }
    #expect(lesson.answers.keys.allSatisfy { $0 >= 0 })
  }

  @Test func `a pipe in place of the file is not waited for`() throws {
    try folder.write("", to: "state/explore/lock")
    #expect(mkfifo(file.path, 0o600) == 0)
    let problem = ProgressProblem.unusable("\(file.path): is no regular file; remove it")
    #expect(throws: problem) { try file.read() }
    #expect(throws: problem) { try file.update { $0.merge(progress("a", step: 1)) } }
  }

  // MARK: Where nothing can be written

  @Test func `a home that cannot be written to is complained of once`() throws {
    // Below a file nobody can make a folder, not even root.
    let wall = try folder.write("", to: "wall")
    var keeper = ProgressKeeper(ProgressFile(path: wall + "/explore/progress.json"))
    #expect(keeper.recall() == Progress())
    for step in 1...3 { _ = keeper.save(progress("a", step: step)) }
    #expect(
      keeper.complaints
        == [
          "progress is not saved: the folder \(wall)/explore cannot be created: Not a directory"
        ])
    // The screen says it in fewer words, and no more than once.
    #expect(keeper.takeNotice() == "your progress is not saved; the reason follows when you leave")
    #expect(keeper.takeNotice() == nil)
  }

  @Test func `without a home it says what to do`() {
    #expect(ProgressFile(environment: { _ in nil }) == nil)
    var keeper = ProgressKeeper(nil)
    #expect(keeper.recall() == Progress())
    #expect(keeper.complaints.isEmpty)
    _ = keeper.save(progress("a", step: 1))
    _ = keeper.save(progress("a", step: 2))
    #expect(
      keeper.complaints == [
        "progress is not saved: there is no home folder; set XDG_STATE_HOME to a folder to keep it in"
      ])
  }

  @Test func `a damaged file is complained of once, and what follows is saved`() throws {
    try folder.write("{", to: "state/explore/progress.json")
    var keeper = ProgressKeeper(file)
    #expect(keeper.recall() == Progress())
    _ = keeper.save(progress("a", step: 1))
    #expect(keeper.complaints.count == 1)
    #expect(try file.read() == progress("a", step: 1))
  }

  // MARK: Two programs

  @Test func `what another program has saved comes back with one's own`() throws {
    var (one, other) = (ProgressKeeper(file), ProgressKeeper(file))
    _ = (one.recall(), other.recall())
    _ = one.save(progress("a", step: 1))
    let both = other.save(progress("b", step: 2))
    #expect(Set(both.lessons.keys) == ["a", "b"])
  }

  @Test func `a lesson that was reset stays so, also where it is open`() throws {
    var (open, reset) = (ProgressKeeper(file), ProgressKeeper(file))
    _ = open.save(progress("a", step: 5))
    reset.reset(["a"])
    let after = open.save(progress("a", step: 6))
    #expect(after.lessons["a"]?.furthest == BeatIndex(step: 0, beat: 0))
  }

  // MARK: The place

  @Test(arguments: [
    (["XDG_STATE_HOME": "/state", "HOME": "/home/ada"], "/state/explore/progress.json"),
    (["HOME": "/home/ada"], "/home/ada/.local/state/explore/progress.json"),
    // The specification has relative paths ignored.
    (
      ["XDG_STATE_HOME": "state", "HOME": "/home/ada"],
      "/home/ada/.local/state/explore/progress.json"
    ),
    (["XDG_STATE_HOME": "", "HOME": "/"], "//.local/state/explore/progress.json"),
  ])
  func `it is in the state folder`(variables: [String: String], path: String) {
    #expect(ProgressFile(environment: { variables[$0] })?.path == path)
  }
}
