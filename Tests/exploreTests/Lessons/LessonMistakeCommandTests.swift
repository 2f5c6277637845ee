import Foundation
import Testing

/// A lesson with a mistake in it, and what `explore lesson check` says on standard error.
struct BadLesson: CustomTestStringConvertible, Sendable {
  let kind: String
  let bytes: [UInt8]
  /// Without the file's name.
  let complaints: [String]

  /// Its last block begins in line 18.
  static let beginning = """
    ---
    title: Edges
    summary: Where it gets lighter.
    minutes: 5
    format: 1
    ---

    ## The first cell

    ```scene
    picture: square
    filter: horizontal
    cursor: output[7,2]
    ```

    Here it begins.


    """

  init(_ kind: String, whole bytes: some Sequence<UInt8>, _ complaints: String...) {
    (self.kind, self.bytes, self.complaints) = (kind, Array(bytes), complaints)
  }

  init(_ kind: String, _ body: String, _ complaints: String...) {
    (self.kind, self.complaints) = (kind, complaints)
    bytes = Array((Self.beginning + body + "\n").utf8)
  }

  /// A mistake in a scene, whose keys begin in line 19.
  init(_ kind: String, scene: String, _ complaints: String...) {
    (self.kind, self.complaints) = (kind, complaints)
    bytes = Array((Self.beginning + "```scene\n\(scene)\n```\n\nIt goes on.\n").utf8)
  }

  /// A mistake in an answer, which stands in line 20 from column 9 on.
  init(_ kind: String, answer: String, _ complaints: String...) {
    (self.kind, self.complaints) = (kind, complaints)
    bytes = Array((Self.beginning + "```ask\nquestion: Q?\nanswer: \(answer)\n```\n").utf8)
  }

  var testDescription: String { kind }
}

private func repeated(_ text: String, _ count: Int, _ separator: String = "") -> String {
  Array(repeating: text, count: count).joined(separator: separator)
}

private let badFiles = [
  BadLesson(
    "empty", whole: [],
    "1:1: a lesson begins with '---' in line 1, then title, summary, minutes and 'format: 1', and "
      + "'---' again"),
  BadLesson(
    "bad UTF-8", whole: Array(BadLesson.beginning.utf8) + [0x63, 0x61, 0x66, 0xE9, 0x0A],
    "18:4: the byte 0xE9 is no UTF-8; save the file as UTF-8"),
  BadLesson(
    "ten megabytes", whole: (BadLesson.beginning + repeated("word\n\n", 1_750_000)).utf8,
    "1:1: the file is longer than 1024 KiB, the most that is read; a lesson has some ten thousand "
      + "letters: divide it"),
  BadLesson(
    "control character", "Red \u{1B}[31m text",
    "18:5: there is the control character U+001B, which could command a terminal; delete it"),
  BadLesson(
    "tab", "a\tb", "18:2: there is a tab; write blanks, whose width is the same everywhere"),
  BadLesson(
    "endless text", String(repeating: "word ", count: 2_000),
    "18:1: this text has 9,999 characters, and the longest has 5,000; divide it"),
  BadLesson(
    "step that does not fit", String(repeating: "Many words here. ", count: 120),
    "18:1: this text takes 28 lines, and 80x24 has room for 10; make two paragraphs of it",
    "18:1: this text takes 24 lines, and 100x30 has room for 16; make two paragraphs of it",
    "18:1: this text takes 48 lines, and 106x30 has room for 23; make two paragraphs of it"),
  BadLesson(
    "unknown block", "```foo\nx\n```",
    "18:1: there is no block 'foo'; blocks are scene, ask and note, or without a word, which are "
      + "shown as they are"),
]

private let badScenes = [
  BadLesson(
    "unknown key", scene: "filtre: vertical",
    "19:1: a scene has no key 'filtre'; did you mean 'filter'?"),
  BadLesson(
    "wrong type", scene: "stride: [1, 2]",
    "19:9: stride is a list; expected a whole number or HEIGHTxWIDTH, such as 3 or 3x5"),
  BadLesson(
    "missing picture", scene: "picture: sqare",
    "19:10: sqare: there is no such file; check the path, or take the built-in picture 'square'"),
  BadLesson(
    "device as a picture", scene: "picture: /dev/zero",
    "19:10: /dev/zero: is no picture's file; name one that is"),
  BadLesson(
    "device as a network", scene: "network: /dev/zero",
    "19:10: /dev/zero: cannot be read: it is no regular file; check the path"),
  BadLesson(
    "kernel larger than the picture",
    scene: "kernel: \"\(repeated(repeated("1", 13, " "), 13, "; "))\"",
    "19:9: the 13×13 kernel does not fit the 12×12 input (padding included); add padding or choose "
      + "a smaller kernel"),
  BadLesson(
    "cursor outside", scene: "cursor: output[99,99]",
    "19:9: there is no element [99,99] in a tensor of 10×10"),
  BadLesson(
    "too many pictures", scene: "pictures: [\(repeated("three", 65, ", "))]",
    "19:11: there are 65 pictures; the most is 64"),
  BadLesson(
    "YAML bomb", scene: "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]",
    "19:4: anchors (&…) and aliases (*…) are not supported; write the value out where it is used"),
  BadLesson(
    "nested YAML", scene: "hide: " + String(repeating: "[", count: 20_000),
    "19:8: lists and keys are nested too deeply; a few levels are enough"),
  BadLesson(
    "escaped control character", scene: #"picture: "\e[31msquare""#,
    "19:10: the text holds control characters, which could command a terminal; write letters, "
      + "digits and signs"),
  BadLesson(
    "many layers",
    scene: "layers: [\(repeated("relu", 175, ", "))]\ncursor: there[0,0]",
    "20:9: there is no node 'there'; the nodes are relu1, relu2, relu3, relu4, relu5, relu6, relu7, "
      + "relu8 and 168 others"),
  BadLesson(
    "several at once",
    "```scene\nfiltre: a\nstride: x\n```\n\nText.\n\n```ask\nquestion: Q?\nansser: sum\n```",
    "19:1: a scene has no key 'filtre'; did you mean 'filter'?",
    "20:9: stride is 'x'; expected a whole number or HEIGHTxWIDTH, such as 3 or 3x5",
    "26:1: the question needs an 'answer', 'choices' or a 'goal', such as 'answer: sum'",
    "27:1: the question has no key 'ansser'; did you mean 'answer'?"),
]

private let badAnswers = [
  BadLesson(
    "expression that does not parse", answer: "1 +",
    "20:12: expected a number, a name or a bracket; found the end"),
  BadLesson(
    "answer outside the tensor", answer: "output[99,2]",
    "20:9: there is no element [99,2] in a tensor of 10×10"),
  BadLesson(
    "deep brackets", answer: String(repeating: "(", count: 5_000),
    "20:1009: the expression is longer than 1,000 characters; shorten it"),
  BadLesson(
    "endless number", answer: "1e400", "20:9: the number is too large; the largest is 1e308"),
  BadLesson(
    "nothing by nothing", answer: "0/0", "20:11: this is 0, and nothing is divided by 0"),
  BadLesson(
    "endless picture", answer: "size(1e18,3)",
    "20:14: expected a whole number from 0 to 16,777,216; found 1e+18"),
  BadLesson(
    "endless range", answer: "sum(output[0..999999999,0])",
    "20:23: expected a whole number from 0 to 16,777,216; found 999,999,999"),
  BadLesson(
    "digits of another script", answer: "١+٢",
    "20:9: '١' means nothing in an expression; write numbers, names such as output[0,1], + - * /, "
      + "and == != < <= > >="),
  BadLesson(
    "network without a name like that", answer: "'\"vgg1\".parameters'",
    "20:10: there is no network 'vgg1'; did you mean 'vgg16'?"),
]

/// Lessons that are small, and ask for a lot.
private let greedyLessons = [
  BadLesson(
    "many beats", String(repeating: "A.\n\n", count: 5_000),
    "2016:1: the lesson has more than 1,000 beats; divide it"),
  BadLesson(
    "many scenes",
    (0..<500).map { "```scene\ncursor: output[\($0 % 10),0]\n```\n\nA.\n\n" }.joined(),
    "1212:1: the lesson has more than 200 scenes; divide it"),
  BadLesson(
    "many numbers",
    (1..<150).map { "```scene\npicture: three\nresize: 512x512\nbias: \($0)\n```\n\nA.\n\n" }
      .joined(),
    "669:7: the lesson's scenes hold more than 64,000,000 numbers in all; take smaller pictures or "
      + "fewer filters, or divide it"),
  BadLesson(
    "greedy expressions",
    "```scene\npicture: three\nresize: 512x512\n```\n\n"
      + repeated("{{\(repeated("sum(output)", 40, "+"))}}\n\n", 100),
    "41:295: the lesson's expressions look at more than 100,000,000 numbers in all; name single "
      + "cells, or take smaller pictures"),
]

/// Every kind of mistake, through the program itself.
@Suite struct `A lesson with a mistake` {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// Only what goes to standard error.
  private static let check = "\"$explore\" lesson check bad.md 2>&1 >/dev/null"

  private func run(_ line: String) throws -> (status: Int32, output: String) {
    var environment = screenEnvironment()
    environment["HOME"] = folder.path
    return try runShell("cd '\(folder.path)' && \(line)", environment: environment)
  }

  @Test(arguments: badFiles + badScenes + badAnswers + greedyLessons)
  func `is refused with line and column`(lesson: BadLesson) throws {
    try Data(lesson.bytes).write(to: URL(filePath: folder.path + "/bad.md"))
    // Little memory is enough, whatever a file asks for.
    let (status, output) = try run("ulimit -v 4000000; \(Self.check)")
    #expect(status == 65)
    #expect(output == lesson.complaints.map { "bad.md:\($0)\n" }.joined())
  }

  @Test(arguments: badScenes + badAnswers)
  func `is not taken`(lesson: BadLesson) throws {
    try Data(lesson.bytes).write(to: URL(filePath: folder.path + "/bad.md"))
    let (status, output) = try run("\"$explore\" lesson bad.md --plain")
    #expect(status == 65)
    #expect(output == lesson.complaints.map { "explore: bad.md:\($0)\n" }.joined())
    // Nothing is remembered of it either.
    #expect(try folder.files == ["bad.md"])
  }

  @Test func `does not wait for a pipe that nobody writes to`() throws {
    try folder.write(
      BadLesson.beginning + "```scene\npicture: pipe\n```\n\n```scene\nnetwork: ./pipe\n```\n",
      to: "bad.md")
    let (status, output) = try run("mkfifo pipe lesson.md; \(Self.check)")
    #expect(status == 65)
    #expect(
      output == """
        bad.md:19:10: pipe: is no picture's file; name one that is
        bad.md:23:10: ./pipe: cannot be read: it is no regular file; check the path

        """)
    // Such a pipe is no lesson of the folder.
    #expect(try run("\"$explore\" lesson check --lessons .").output.hasSuffix("2 mistakes\n"))
  }
}
