import Foundation
import Testing

@testable import explore

/// Which lessons there are, and how they are called.
@Suite struct `The library of lessons` {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func nowhere(_ name: String) -> String? { nil }

  @Test func `a named folder's lessons come in the order of their files, and README.md is none`()
    throws
  {
    for name in [
      "10-last.md", "02-second.md", "README.md", "picture.pgm", ".hidden.md", "extra.md",
    ] {
      try folder.write("", to: name)
    }
    let library = try LessonLibrary(folder: folder.path, environment: nowhere)
    #expect(library.sources.map(\.slug) == ["02-second", "10-last", "extra"])
    #expect(library.sources.first?.path == folder.path + "/02-second.md")
  }

  @Test func `a named folder without lessons is no input`() throws {
    for path in [folder.path, folder.path + "/missing"] {
      let failure = #expect(throws: Failure.self) {
        try LessonLibrary(folder: path, environment: nowhere)
      }
      #expect(failure?.status == .noInput)
    }
  }

  @Test func `lessons nearby come before the user's own, and those before what is built in`() throws
  {
    let (nearby, data) = (folder.path + "/Lessons", folder.path + "/data")
    func slugs() throws -> [String] {
      try LessonLibrary(nearby: nearby, environment: { $0 == "XDG_DATA_HOME" ? data : nil })
        .sources.map(\.slug)
    }
    #expect(try slugs() == LessonSource.builtIn.map(\.slug))
    try folder.write("", to: "data/explore/lessons/01-mine.md")
    #expect(try slugs() == ["01-mine"])
    // A folder about lessons holds none.
    try folder.write("", to: "Lessons/README.md")
    #expect(try slugs() == ["01-mine"])
    try folder.write("", to: "Lessons/01-ours.md")
    #expect(try slugs() == ["01-ours"])
  }

  @Test(arguments: ["02-laying-a-filter", "laying-a-filter", "2", "02"])
  func `a lesson goes by its number, its slug or its name`(name: String) throws {
    for file in ["02-laying-a-filter.md", "12-training.md"] { try folder.write("", to: file) }
    let library = try LessonLibrary(folder: folder.path, environment: nowhere)
    #expect(try library.source(named: name).slug == "02-laying-a-filter")
  }

  @Test func `what looks like a path is one`() throws {
    try folder.write("", to: "02-second.md")
    let library = try LessonLibrary(folder: folder.path, environment: nowhere)
    #expect(try library.source(named: "mine.md") == LessonSource(path: "mine.md"))
    #expect(try library.source(named: "../02-second").path == "../02-second")
  }

  @Test(arguments: [
    ("laying-a-fliter", "did you mean 'laying-a-filter'? "), ("3", ""),
    ("nothing-like-it-at-all", ""),
  ])
  func `a name that is not there is told so`(name: String, advice: String) throws {
    try folder.write("", to: "02-laying-a-filter.md")
    let library = try LessonLibrary(folder: folder.path, environment: nowhere)
    let sentence =
      "there is no lesson '\(name)'; \(advice)'explore lessons' lists them, and a file's name ends "
      + "with .md"
    #expect(throws: Failure(.usage, sentence)) { try library.source(named: name) }
  }

  @Test func `the command line that comes back names what finds the lesson again`() throws {
    try folder.write("", to: "02-second.md")
    let named = try LessonLibrary(folder: folder.path, environment: nowhere)
    #expect(
      named.command(for: named.sources[0], step: 4)
        == "explore lesson 02-second --step 4 --lessons \(folder.path)")
    let alone = LessonSource(path: "-odd name.md")
    #expect(
      named.including(alone).command(for: alone, step: 1, options: ["--plain"])
        == "explore lesson './-odd name.md' --step 1 --plain")
  }
}

/// The lessons inside the program.
@Suite struct `Built-in lessons` {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Lessons")

  @Test func `every lesson of the folder is inside, in order`() throws {
    let library = try LessonLibrary(folder: Self.folder.path)
    #expect(library.sources.map(\.slug) == LessonSource.builtIn.map(\.slug))
  }

  @Test(arguments: LessonSource.builtIn)
  func `they are what the files are`(source: LessonSource) throws {
    let file = LessonSource(path: Self.folder.appending(path: source.path).path)
    #expect(try source.bytes() == file.bytes())
  }

  @Test(arguments: LessonSource.builtIn)
  func `nothing is wrong with any of them`(source: LessonSource) throws {
    var check = LessonCheck()
    try check.add(source)
    #expect(check.mistakes == [])
  }
}
