import Foundation
import TestSupport
import Testing
import Training

/// What is left of a training when its program ends before it.
@Suite struct `A training that is cut short` {
  private let folder: TrainingFolder

  init() throws { folder = try TrainingFolder() }

  @Test func `is whole after twenty kills, and goes on exactly`() throws {
    let epochs = 60
    #expect(try folder.train("--epochs \(epochs) --save whole").status == 0)
    var generator = SeededGenerator(seed: 20)
    var kills = 0
    for _ in 0..<20 {
      let seconds = Double.random(in: 0.03...0.25, using: &generator)
      let resume = folder.has("cut") ? "--resume cut" : "--epochs \(epochs) --save cut"
      let outcome = try folder.run(
        "timeout -s KILL \(seconds) \"$explore\" $train \(resume)")
      if outcome.status == 137 { kills += 1 }
      // Whatever the moment was: the file is not there yet, or it is whole.
      if folder.has("cut") { _ = try folder.checkpoint("cut") }
    }
    #expect(kills > 0)
    #expect(try folder.train(folder.has("cut") ? "--resume cut" : "--save cut").status == 0)
    #expect(try folder.checkpoint("cut") == folder.checkpoint("whole"))
  }

  @Test(arguments: [("\u{3}", 130 as Int32, nil as Int32?), ("", 143, 15), ("", 129, 1)])
  func `by a request to end is kept, says where it is, and goes on exactly`(
    typed: String, status: Int32, signal: Int32?
  ) throws {
    let program = try PtyProcess(
      builtProgram("explore"),
      ["train", "fashion-mnist", "--data", "\(folder.path)/data", "--plain"]
        + ["--network", "\(folder.path)/tiny.yaml", "--epochs", "5000"]
        + ["--save", "\(folder.path)/cut", "--threads", "1"],
      environment: ["TERM": "xterm", "LANG": "C.UTF-8"])
    // The row stands where the line was that says how far it is.
    #expect(program.wait(for: "\r    2 ", seconds: 30))
    if let signal { program.send(signal: signal) } else { program.type(typed) }
    #expect(program.waitForEnd() == .exited(status))
    let output = String(decoding: program.output, as: UTF8.self)
    #expect(output.contains("Stopped "))
    #expect(output.contains("To go on: explore train fashion-mnist --data "))
    // The line that says how far it is has been there.
    #expect(output.contains("epoch 1/5,000"))
    let cut = try folder.checkpoint("cut")
    let epochs = cut.state.history.epochs.count + 2
    #expect(try folder.train("--resume cut --epochs \(epochs) --save cut-on").status == 0)
    #expect(try folder.train("--epochs \(epochs) --save whole").status == 0)
    #expect(try folder.checkpoint("cut-on") == folder.checkpoint("whole"))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `by a full disk still says what came out`() throws {
    let outcome = try folder.train("--epochs 2 --save /dev/full")
    #expect(outcome.status == 74)
    let complaint = "explore: /dev/full: cannot be written: No space left on device"
    #expect(outcome.complaint == complaint + "; the training goes on\n" + complaint + "\n")
    #expect(outcome.output.contains("\n    2 "))
    #expect(outcome.output.contains("test accuracy"))
  }

  @Test func `by a full disk keeps the file that was there`() throws {
    #expect(try folder.train("--epochs 1 --save kept").status == 0)
    let before = try folder.bytes("kept")
    // Blocks of 512 bytes: the file has more.
    let outcome = try folder.run("ulimit -f 4; \"$explore\" $train --resume kept --epochs 3")
    #expect(outcome.status == 74)
    #expect(outcome.complaint.contains("kept: cannot be written: File too large"))
    #expect(outcome.output.contains("test accuracy"))
    #expect(try folder.bytes("kept") == before)
    let leftovers = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".tmp") }
    #expect(leftovers.isEmpty)
  }
}
