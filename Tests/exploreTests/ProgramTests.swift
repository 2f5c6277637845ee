import Foundation
import TestSupport
import Testing

/// What a run of the program left behind.
private struct Outcome {
  let status: Int32
  let output: String
  let complaint: String
}

/// The program itself, as a shell runs it. A class, so that its folder goes with it.
@Suite final class `The program` {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Runs a line of a shell in the test's folder; `$explore` is the program.
  private func run(_ line: String, input: String = "") throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = folder
    process.environment = [
      "explore": try builtProgram("explore").path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
    ]
    // Files instead of pipes: nobody has to read while the other writes.
    func file(_ name: String, _ text: String = "") throws -> URL {
      let file = folder.appending(path: name)
      try Data(text.utf8).write(to: file)
      return file
    }
    let (output, complaint) = (try file(".output"), try file(".complaint"))
    process.standardInput = try FileHandle(forReadingFrom: file(".input", input))
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: complaint)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
      complaint: try String(contentsOf: complaint, encoding: .utf8))
  }

  private func expectFailure(_ line: String, _ status: Int32, _ sentence: String) throws {
    let outcome = try run("\"$explore\" " + line)
    #expect(outcome.status == status)
    #expect(outcome.complaint == "explore: \(sentence)\n")
    #expect(outcome.output.isEmpty)
  }

  // MARK: Characters

  @Test(arguments: [
    "predict fashion-mnist bag", "augment bag", "train compare --recorded", "bag --plain",
    "train filter --plain --steps 3", "size --input 28x28 --kernel 3x3", "filters",
    "filters horizontal", "lessons", "network vgg16", "bag --network fashion-mnist --plain",
    "lesson 2 --plain </dev/null",
  ])
  func `text is in ASCII where the locale has no more or one asks for it`(command: String) throws {
    let plain = try run("LC_ALL=C \"$explore\" \(command)")
    #expect(plain.status == 0, "\(plain.complaint)")
    #expect(!plain.output.isEmpty)
    #expect(plain.output.utf8.allSatisfy { $0 < 0x80 })
    #expect(
      try run("LC_ALL= LANG= \"$explore\" \(command)").output
        == run("\"$explore\" \(command)").output)
  }

  @Test func `data are the same in every locale`() throws {
    for command in [
      "predict fashion-mnist bag --format json", "train compare --recorded --format csv",
    ] {
      #expect(
        try run("LC_ALL=C \"$explore\" \(command)").output == run("\"$explore\" \(command)").output)
    }
  }

  // MARK: Numbers that are none

  @Test(arguments: [
    ("augment bag --seed -5", "expected a whole number from 0, such as 7"),
    ("augment bag --seed=-5", "expected a whole number from 0, such as 7"),
    ("augment bag --count -3", "-3 is too small; the smallest is 1"),
    ("train fashion-mnist --seed=-5", "expected a whole number from 0, such as 7"),
    ("train fashion-mnist --epochs -1", "-1 is too small; the smallest is 1"),
    ("predict fashion-mnist bag --top -1", "-1 is too small; the smallest is 1"),
  ])
  func `what is too small is said with what is expected`(command: String, advice: String) throws {
    let outcome = try run("\"$explore\" \(command)")
    #expect(outcome.status == 64)
    #expect(outcome.complaint.contains(advice), "\(outcome.complaint)")
  }

  // MARK: Ends

  @Test func `a missing file ends with 66`() throws {
    try expectFailure("photo.jpg", 66, "photo.jpg: there is no such file; check the path")
    try expectFailure(
      "apply tree -o a.png", 66,
      "tree: there is no such file; check the path, or take the built-in picture 'three'")
  }

  @Test func `a damaged file ends with 65`() throws {
    try Data("P5\n4 4\n255\nabc".utf8).write(to: folder.appending(path: "torn.pgm"))
    let outcome = try run("\"$explore\" torn.pgm")
    #expect(outcome.status == 65)
    #expect(outcome.complaint.hasPrefix("explore: torn.pgm: "))
    #expect(outcome.complaint.filter { $0 == "\n" }.count == 1)
  }

  @Test func `pictures that cannot be read are named, and the others are predicted`() throws {
    try Data("P5\n4 4\n255\nabc".utf8).write(to: folder.appending(path: "torn.pgm"))
    let outcome = try run(
      "\"$explore\" predict fashion-mnist torn.pgm bag - --top 1 --ascii", input: "P2 1 1 1 0")
    #expect(outcome.status == 65)
    #expect(outcome.complaint.hasPrefix("explore: torn.pgm: "))
    #expect(outcome.complaint.filter { $0 == "\n" }.count == 1)
    let paragraphs = outcome.output.split(separator: "\n\n").suffix(2)
    #expect(paragraphs.map { $0.prefix { $0 != "\n" } } == ["bag", "standard input"])
    #expect(!outcome.output.contains { !$0.isASCII })
    let missing = try run("\"$explore\" predict fashion-mnist bga bag --format json")
    #expect(missing.status == 66)
    #expect(missing.complaint.hasSuffix("or take the built-in picture 'bag'\n"))
    #expect(missing.output.contains("\n{\"picture\":\"bga\",\"error\":\"bga: "))
    try expectFailure(
      "predict resnet50-headless bag", 64,
      "resnet50-headless ends in relu49 with 2048×7×7 numbers, which are no shares of classes; take a "
        + "network that ends in softmax or sigmoid")
  }

  @Test func `a wrong command line ends with 64`() throws {
    try expectFailure(
      "three --filter horizntal", 64,
      "the value 'horizntal' is invalid for '--filter <name,…>': there is no filter 'horizntal'; "
        + "did you mean 'horizontal'? (see 'explore show --help')")
    try expectFailure(
      "filters sharp", 64, "there is no filter 'sharp'; did you mean 'sharpen'?")
    try expectFailure(
      "corner --kernel '1 1 1 1 1 1 1'", 64,
      "the 1×7 kernel does not fit the 6×6 input (padding included); add padding or choose a smaller kernel"
    )
  }

  @Test func `a file that cannot be created ends with 73`() throws {
    try expectFailure(
      "apply three -o missing/a.png", 73,
      "missing/a.png: cannot be created: No such file or directory")
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")),
    arguments: [
      "apply three --format csv", "apply three --format png", "steps corner --pool max", "filters",
      "three --plain",
    ])
  func `a full disk ends with 74`(line: String) throws {
    let outcome = try run("\"$explore\" \(line) >/dev/full")
    #expect(outcome.status == 74)
    #expect(
      outcome.complaint
        == "explore: standard output: cannot be written: No space left on device\n"
    )
  }

  @Test(arguments: ["steps three --filter horizontal", "apply lines --format csv --resize 999x999"])
  func `a closed pipe ends without a word`(line: String) throws {
    let outcome = try run("{ \"$explore\" \(line); echo $? >status; } | head -n 1 >/dev/null")
    #expect(outcome.complaint.isEmpty)
    // 128 + SIGPIPE.
    let status = try String(contentsOf: folder.appending(path: "status"), encoding: .utf8)
    #expect(status == "141\n")
  }

  // MARK: In and out

  @Test func `without a terminal it prints what the screen would show`() throws {
    let outcome = try run("\"$explore\" corner --kernel '-1 0 1' --at 2,1")
    #expect(outcome.status == 0)
    #expect(outcome.complaint.isEmpty)
    #expect(outcome.output.hasPrefix("corner 6×6   own 1×3 · stride 1"))
    #expect(outcome.output.contains("why output[2,1]"))
  }

  @Test func `without an argument it lists the lessons, with options it shows the built-in three`()
    throws
  {
    let lessons = try run("\"$explore\"")
    #expect(lessons.status == 0)
    #expect(lessons.output.hasPrefix("lesson "))
    let three = try run("\"$explore\" --filter horizontal")
    #expect(three.status == 0)
    #expect(three.output.hasPrefix("three 28×28   horizontal 3×3"))
  }

  @Test func `a minus is standard input`() throws {
    let outcome = try run(
      "\"$explore\" apply - --kernel '1 1' --no-relu --format csv", input: "1 2 3\n4 5 -6\n")
    #expect(outcome.output == "3,5\n9,-1\n")
    #expect(outcome.status == 0)
  }

  @Test func `steps go out as lines`() throws {
    let outcome = try run("\"$explore\" steps corner --pool max --format jsonl --from 9")
    #expect(outcome.output.hasPrefix("{\"step\":9,\"node\":\"pool1\",\"layer\":\"maxPool\""))
    #expect(outcome.output.filter { $0 == "\n" }.count == 1)
  }

  @Test func `an existing file stays whole when something goes wrong`() throws {
    let file = folder.appending(path: "a.json")
    try Data("precious".utf8).write(to: file)
    #expect(try run("\"$explore\" apply three --map 7 -o a.json").status == 64)
    #expect(try run("\"$explore\" apply torn.pgm -o a.json").status == 66)
    // The file would be larger than the shell allows.
    _ = try run("ulimit -f 1; \"$explore\" apply three --resize 200x200 -o a.json")
    #expect(try String(contentsOf: file, encoding: .utf8) == "precious")
    #expect(try run("\"$explore\" apply corner --pool max:6 -o a.json").status == 0)
    #expect(
      try String(contentsOf: file, encoding: .utf8) == "{\"shape\":[1,1,1],\"data\":[1]}\n")
  }

  // MARK: Words

  @Test func `the version is one line`() throws {
    let outcome = try run("\"$explore\" --version")
    #expect(outcome.output.hasPrefix("explore "))
    #expect(outcome.output.filter { $0 == "\n" }.count == 1)
  }

  @Test(arguments: ["", "show", "apply", "steps", "filters", "network", "predict", "size"])
  func `every help has examples`(command: String) throws {
    let outcome = try run("\"$explore\" \(command) --help")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("\nExamples:\n  explore"))
    #expect(outcome.complaint.isEmpty)
  }

  @Test func `the size is calculated`() throws {
    let outcome = try run(
      "\"$explore\" size --input 28x31 --kernel 3x3 --stride 2 --padding 1 --dilation 2x1")
    #expect(
      outcome.output.hasPrefix(
        """
        28×31 → 13×16
        rows: ⌊(28+2·1−2·(3−1)−1)/2⌋+1 = 13
        columns: ⌊(31+2·1−3)/2⌋+1 = 16

        """))
  }

  @Test func `the filters are listed, and shown one by one`() throws {
    #expect(try run("\"$explore\" filters").output.contains("\nsobel-x "))
    let page = try run("\"$explore\" filters vertical").output
    #expect(page.contains("   1   0  -1\n   1   0  -1\n   1   0  -1\n"))
  }
}
