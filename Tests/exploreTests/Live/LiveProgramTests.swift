import Foundation
import TestSupport
import Testing

/// The program as a shell runs it, without a screen.
@Suite(.timeLimit(.minutes(2))) struct `Live, as text` {
  private let clothes = "cat '\(asset("fashion"))'/*.pgm"

  private func run(_ line: String) throws -> (status: Int32, output: String) {
    try runShell(line)
  }

  private func lines(_ text: String) -> [Substring] { text.split(separator: "\n") }

  @Test func `every frame of a stream is a line, and what random weights say is said to be random`()
    throws
  {
    let (status, output) = try run(
      "\(clothes) | \"$explore\" live fashion-mnist --weights seed:1 --sure 0")
    #expect(status == 0)
    let lines = lines(output)
    #expect(lines[0].hasPrefix("explore: the weights of fashion-mnist are untrained"))
    #expect(lines.count == 13)
    for (index, line) in lines.dropFirst().enumerated() {
      #expect(line.hasPrefix("frame \(index + 1)  "))
      #expect(!line.contains("not sure"))
    }
  }

  @Test func `a frame is taken for what its file is taken for`() throws {
    let (_, live) = try run(
      "cat '\(asset("fashion/bag.pgm"))' | \"$explore\" live fashion-mnist --format json 2>/dev/null"
    )
    let (_, alone) = try run("\"$explore\" predict fashion-mnist bag --format json 2>/dev/null")
    let classes = try #require(live.firstRange(of: "\"classes\":["))
    for entry in live[classes.upperBound...].matches(of: /"label":"([^"]+)","share":([0-9.e-]+)/) {
      #expect(alone.contains("\"label\":\"\(entry.1)\",\"share\":\(entry.2)"))
    }
    #expect(live.hasPrefix("{\"frame\":1,\"isSure\":"))
  }

  @Test func `nothing less than what was asked for is sure`() throws {
    let (_, output) = try run(
      "\(clothes) | \"$explore\" live fashion-mnist --weights seed:1 --sure 1 2>/dev/null")
    #expect(lines(output).allSatisfy { $0.contains("  not sure: ") })
  }

  @Test func `where frames are skipped, the newest is shown, and the last always`() throws {
    let (status, output) = try run(
      "yes \"$(\(clothes))\" | head -n 20000 | \"$explore\" live fashion-mnist --skip 2>/dev/null")
    #expect(status == 0)
    let numbers = lines(output).filter { $0.hasPrefix("frame ") }
      .compactMap { Int($0.split(separator: " ")[1]) }
    #expect(numbers == numbers.sorted() && Set(numbers).count == numbers.count)
    let (_, all) = try run(
      "yes \"$(\(clothes))\" | head -n 20000 | \"$explore\" live fashion-mnist --no-skip 2>/dev/null"
    )
    // Whoever writes may complain of the closed pipe.
    let count = lines(all).count { $0.hasPrefix("frame ") }
    #expect(numbers.count < count)
    #expect(numbers.last == count)
  }

  @Test(
    arguments: [
      ("</dev/null", 66, "standard input: is empty"),
      (
        "< '\(asset("camera.png"))'", 65, "standard input: is a stream of PNG pictures; have ffmpeg"
      ),
      ("< '\(asset("rocket.jpg"))'", 65, "standard input: is a stream of JPEG pictures (MJPEG)"),
      ("--sure 2 </dev/null", 64, "a probability from 0 to 1"),
      ("--smooth 0 </dev/null", 64, "a whole number from 1 to 30"),
      ("--rate 0 </dev/null", 64, "frames a second, from 0.01 to 1000"),
      ("--fit bend </dev/null", 64, "crop"),
    ] as [(String, Int32, String)])
  func `what cannot be watched is refused in one line`(
    arguments: String, status: Int32, sentence: String
  ) throws {
    let outcome = try run("\"$explore\" live fashion-mnist \(arguments)")
    #expect(outcome.status == status)
    #expect(outcome.output.contains(sentence), "\(outcome.output)")
    #expect(lines(outcome.output).count == 1)
  }

  @Test func `a network without an answer is refused before anything is read`() throws {
    let outcome = try run("\"$explore\" live resnet50-headless </dev/null")
    #expect(outcome.status == 64)
    #expect(outcome.output.contains("take a network that ends in softmax or sigmoid"))
  }

  @Test func `a torn stream says what was torn`() throws {
    let picture = "printf 'P5 2 2 255\\nabcd'"
    let outcome = try run(
      "{ \(picture); printf junk; \(picture); \(picture); printf 'P5 2 2 255\\na'; } "
        + "| \"$explore\" live fashion-mnist")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("frame 3  "))
    #expect(
      outcome.output.contains(
        "explore: standard input: damaged in 1 place, cut off in the middle of frame 4"))
  }

  @Test func `a reader that goes away ends it without a word`() throws {
    let outcome = try run(
      "{ yes \"$(\(clothes))\" | \"$explore\" live fashion-mnist 2>/dev/null; } | head -n 1")
    #expect(outcome.output.hasPrefix("frame 1  "))
  }
}
