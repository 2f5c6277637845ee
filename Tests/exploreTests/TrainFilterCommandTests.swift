import ArgumentParser
import Convolution
import Drawing
import Explorer
import Exports
import TestSupport
import Testing
import Training
import Workbench

@testable import explore

/// `explore train filter`: its options, what it prints, and the command line that it leaves.
struct TrainFilterCommandTests {
  private func command(_ arguments: [String]) throws -> TrainFilterCommand {
    try #require(
      try Explore.parseAsRoot(["train", "filter"] + arguments) as? TrainFilterCommand)
  }

  private func computed(_ arguments: [String]) throws -> FilterModel {
    let command = try command(arguments)
    var model = try command.model()
    model.computeSteps(to: command.step ?? 0, changes: command.training.change)
    return model
  }

  @Test(arguments: [
    [], ["--target", "vertical", "--seed", "7", "--step", "12"],
    ["--target-kernel", "1 0 -1; 2 0 -2", "--bias", "--relu", "--step", "5", "lines"],
    [
      "--rgb", "--target", "sobel-x", "--optimizer", "adam", "--rate", "0.1", "--step", "9",
      "colors",
    ],
    ["--optimizer", "momentum", "--momentum", "0.8", "--step", "20", "--scale", "byte"],
    ["--target", "blank", "--size", "2x3", "--paint", "3,4-9=1;5,5=-0.25", "--step", "3"],
    ["--start", "1 0 0 0 0 0 0 0 -1", "--rate", "0.1", "--step", "2"],
    [
      "--rate", "0.5", "--change", "3:momentum:0.1:0.8", "--change", "8:adam:0.05", "--step", "11",
    ],
  ])
  func `the command line that is printed brings back the same numbers`(
    arguments: [String]
  ) throws {
    let model = try computed(arguments)
    // What `q` prints, as a shell would take it apart.
    let words = shellWords(model.commandLine)
    #expect(words.prefix(3) == ["explore", "train", "filter"])
    let again = try computed(Array(words.dropFirst(3)))
    #expect(again.learning.numbers == model.learning.numbers)
    #expect(again.learning.position == model.learning.position)
    #expect(again.learning.optimizer == model.learning.optimizer)
    #expect(again.task == model.task)
    #expect(again.setup == model.setup)
    #expect(again.commandLine == model.commandLine)
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `also after rates, seeds, targets and strokes were changed by keys`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var model = try command([]).model()
    let keys: [Key] = "llllhhrRRoStdnl".map { .character($0) } + [.right, .enter, .escape, .down]
    for _ in 0..<120 {
      let key = keys.randomElement(using: &generator) ?? .right
      if let action = model.action(for: key) { _ = update(&model, action) }
    }
    let again = try computed(Array(shellWords(model.commandLine).dropFirst(3)))
    #expect(again.learning.numbers == model.learning.numbers, "\(model.commandLine)")
    #expect(again.task == model.task, "\(model.commandLine)")
  }

  /// Words in single quotes, or without any.
  private func shellWords(_ line: String) -> [String] {
    var (words, word, isQuoted) = ([String](), "", false)
    for character in line {
      if character == "'" {
        isQuoted.toggle()
      } else if character == " ", !isQuoted {
        words.append(word)
        word = ""
      } else {
        word.append(character)
      }
    }
    return words + [word]
  }

  @Test func `the table ends with the filter, the target, and how far they are apart`() throws {
    var model = try command(["--optimizer", "momentum"]).model()
    model.computeSteps(to: 100, changes: [])
    let lines = FilterTraining.text(model).split(separator: "\n").map(String.init)
    #expect(lines[0] == "three 28×28 → horizontal: 3×3 filter, 9 numbers, 676 positions")
    #expect(lines[1].hasPrefix("momentum 0.9 at rate "))
    #expect(lines[2].split(separator: " ").prefix(3) == ["step", "loss", "w[0,0]"])
    let steps = lines[3...].prefix { $0.first == " " || $0.first?.isNumber == true }
      .compactMap { $0.split(separator: " ").first.flatMap { Int($0) } }
    #expect(steps == [0, 1, 2, 5, 10, 20, 50, 100])
    #expect(lines.contains("target   1 1 1; 0 0 0; -1 -1 -1"))
    let miss = try #require(model.largestMiss)
    #expect(lines.last == "largest difference  \(Figures.significant(Double(miss), 3))")
  }

  @Test func `all steps as CSV and as JSON read back as the same numbers`() throws {
    var model = try command(["--bias"]).model()
    model.computeSteps(to: 7, changes: [])
    let rows = FilterTraining.csv(model).split(separator: "\n").map {
      $0.split(separator: ",").map(String.init)
    }
    #expect(rows.count == 9 && rows.allSatisfy { $0.count == 2 + 2 * 10 })
    for (step, row) in zip(model.learning.steps, rows.dropFirst()) {
      #expect(Double(row[1]) == step.loss)
      #expect(row[2...].compactMap { Float($0) } == step.numbers + step.gradient)
    }
    let json = FilterTraining.json(model)
    #expect(
      json.hasPrefix("{\"shape\":[1,3,3],\"bias\":true,\"relu\":false,\"goal\":[1,1,1,0,0,0,-1"))
    #expect(json.split(separator: "{\"step\":").count == 9)
  }

  @Test(arguments: [
    (["--target", "horizontl"], "horizontal"),
    (["--target", "vertical", "--target-map", "x"], "exclude"),
    (["--size", "5"], "--target blank"), (["--start", "1 2"], "9 are learned"),
    (["--start", "a"], "write numbers"), (["--seed", "1", "--start", "0"], "exclude"),
    (["--target", "blank", "--paint", "99,1=2"], "26×26"),
    (["--target-map", asset("square.pgm")], "26×26"), (["--target", "box-5", "corner"], ""),
  ])
  func `what cannot be learned is refused in words`(arguments: [String], word: String) throws {
    let command = try command(arguments)
    var complaint = ""
    do {
      _ = try command.model()
    } catch {
      let report = Report(of: error, from: Explore.self)
      #expect(report.status == 64)
      complaint = report.complaint
    }
    #expect(complaint.contains(word) || word.isEmpty, "\(complaint)")
  }

  @Test(arguments: [
    ["--rate", "0"], ["--rate", "-1"], ["--momentum", "1"], ["--optimizer", "sgd"],
    ["--change", "3"], ["--change", "3:adam:0.1:0.9"], ["--steps", "-1"], ["--size", "0"],
  ])
  func `options out of range are refused by the parser`(arguments: [String]) {
    #expect(throws: (any Error).self) { try Explore.parseAsRoot(["train", "filter"] + arguments) }
  }
}
