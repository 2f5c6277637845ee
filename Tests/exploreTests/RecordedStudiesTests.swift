import ArgumentParser
import Exports
import Foundation
import Testing
import Training

@testable import explore

@Suite struct `Recorded studies` {
  private static let all: [(String, Int)] = StudyTask.all.flatMap { task in
    StudyResult.recordedCounts.map { (task.name, $0) }
  }

  private static func bytes(_ task: String, _ examples: Int) throws -> [UInt8] {
    let name = "studies/\(task)-\(examples).json"
    return Array(try #require(BuiltInData(name)).bytes)
  }

  @Test(arguments: all)
  func `are whole, of the task and number that their file says`(
    name: String, examples: Int
  ) throws {
    let task = try #require(StudyTask(named: name))
    let result = try #require(StudyResult.recorded(task, examples: examples))
    #expect(result.plan == StudyPlan(task: task, examples: examples))
    #expect(result.testPictures == 1000 * (task.first.classes.count + task.second.classes.count))
    #expect(result.bases.map(\.trainingPictures) == [36_000, 36_000])
    #expect(result.runs.count == 10 * 5)
    for way in StudyWay.allCases {
      let runs = result.runs.filter { $0.way == way }
      #expect(runs.map(\.seed) == Array(0..<10))
      #expect(runs.allSatisfy { $0.curve.map(\.step) == [10, 25, 50, 100, 200] })
      #expect(runs.flatMap(\.curve).allSatisfy { 0...1 ~= $0.accuracy })
      #expect(result.recipes[way.rawValue] == result.plan.recipe(for: way, seed: 0))
    }
    #expect(try Self.bytes(name, examples) == Array(result.json.utf8))
  }

  @Test(arguments: all)
  func `have the means of their seeds' numbers`(name: String, examples: Int) throws {
    let task = try #require(StudyTask(named: name))
    let result = try #require(StudyResult.recorded(task, examples: examples))
    let text = try JSONSerialization.jsonObject(with: Data(Self.bytes(name, examples)))
    let runs = try #require((text as? [String: Any])?["runs"] as? [[String: Any]])
    for way in StudyWay.allCases {
      let last = runs.filter { $0["way"] as? String == way.rawValue }.compactMap { run in
        (run["curve"] as? [[String: Any]])?.last?["accuracy"] as? Double
      }
      let spread = try #require(result.spread(way))
      #expect(last.count == 10)
      #expect(abs(spread.mean - last.reduce(0, +) / 10) < 1e-12)
      // Foundation reads some decimals into the neighbor of what Swift reads.
      #expect(abs(spread.lowest - (last.min() ?? 0)) < 1e-12)
      #expect(abs(spread.highest - (last.max() ?? 0)) < 1e-12)
    }
  }

  /// Means, lowest and highest of ten seeds of the same experiment with PyTorch: scratch and transfer,
  /// and the mean of the untrained control.
  private struct Figures {
    let task: StudyTask
    let examples: Int
    let scratch: [Double]
    let transfer: [Double]
    let untrained: Double
  }

  private static let pyTorch = [
    Figures(
      task: .bagsAndShoes, examples: 16, scratch: [0.953, 0.921, 0.982],
      transfer: [0.952, 0.906, 0.976], untrained: 0.950),
    Figures(
      task: .bagsAndShoes, examples: 98, scratch: [0.991, 0.985, 0.994],
      transfer: [0.990, 0.986, 0.994], untrained: 0.987),
    Figures(
      task: .sandalsAndSneakers, examples: 16, scratch: [0.827, 0.676, 0.899],
      transfer: [0.893, 0.804, 0.939], untrained: 0.845),
    Figures(
      task: .sandalsAndSneakers, examples: 98, scratch: [0.932, 0.895, 0.951],
      transfer: [0.957, 0.936, 0.965], untrained: 0.888),
  ]

  @Test(arguments: pyTorch.indices)
  func `agree with PyTorch within their spread`(index: Int) throws {
    let other = Self.pyTorch[index]
    let result = try #require(StudyResult.recorded(other.task, examples: other.examples))
    for (way, figures) in [(StudyWay.scratch, other.scratch), (.transfer, other.transfer)] {
      let spread = try #require(result.spread(way))
      #expect(figures[1]...figures[2] ~= spread.mean, "\(way)")
      #expect(spread.lowest...spread.highest ~= figures[0], "\(way)")
    }
    let control = try #require(result.spread(.untrained))
    #expect(control.lowest...control.highest ~= other.untrained)
  }

  @Test func `are printed without data`() throws {
    let command = try TrainCompareCommand.parse([
      "sandal-sneaker", "--examples", "16", "--recorded",
    ])
    let result = try command.recordedResult()
    let text = StudyReport(result, task: .sandalsAndSneakers).closing(width: 80)
    #expect(text.contains("from scratch"))
    #expect(text.contains("Transfer"))
    for arguments in [["--examples", "17"], ["--seeds", "3"], ["--ways", "scratch"]] {
      let command = try TrainCompareCommand.parse(["--recorded"] + arguments)
      let failure = #expect(throws: Failure.self) { try command.recordedResult() }
      #expect(failure?.status == .usage)
    }
  }
}

@Suite struct `Comparing on the command line` {
  @Test func `a study of the sample goes from its first picture to its report`() throws {
    let command = try TrainCompareCommand.parse([
      "sandal-sneaker", "--data", "sample", "--examples", "4", "--seeds", "1", "--ways",
      "transfer,untrained", "--seed", "3", "--steps", "30",
    ])
    var study = try command.study(of: FashionMNIST.builtInSample())
    while !study.isFinished { study.advance() }
    let result = study.result
    #expect(result.runs.map(\.way) == [.transfer, .untrained])
    #expect(result.bases.map(\.trainingPictures) == [120])
    #expect(result.testPictures == 40)
    let report = StudyReport(result, task: study.task)
    #expect(report.opening.hasPrefix("sandals against sneakers: 4 pictures to learn from"))
    let closing = report.closing(width: 80)
    #expect(closing.contains("transfer − untrained control"))
    #expect(closing.contains("too few seeds to say"))
  }

  @Test(arguments: [
    (["bags"], "expected bags-shoes, sandal-sneaker or shifted-bags-shoes"),
    (["--ways", "scratch,magic"], "fine-tuning, with commas between"),
    (["--examples", "1"], "2"), (["--seeds", "0"], "1"),
  ])
  func `what cannot be is refused with what can be`(arguments: [String], words: String) {
    do {
      _ = try Explore.parseAsRoot(["train", "compare"] + arguments)
      Issue.record("parsed")
    } catch {
      let report = Report(of: error, from: Explore.self)
      #expect(report.status == 64)
      #expect(report.complaint.contains(words), "\(report.complaint)")
    }
  }

  @Test func `more examples than there are is a usage error`() throws {
    let command = try TrainCompareCommand.parse(["--data", "sample", "--examples", "98"])
    let sample = try FashionMNIST.builtInSample()
    let error = #expect(throws: StudyError.self) { try command.study(of: sample) }
    let report = Report(of: try #require(error), from: Explore.self)
    #expect(report.status == 64)
    #expect(
      report.complaint
        == "explore: there are pictures for 40 examples, not for 98; ask for fewer\n")
  }
}
