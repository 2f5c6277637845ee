import Drawing
import Explorer
import Testing
import Training
import Workbench

extension Comparison {
  /// What the program carries with it, without any data.
  static func record(
    _ display: DisplayProperties, task: StudyTask = .sandalsAndSneakers, examples: Int = 16
  ) -> Comparison {
    guard let result = StudyResult.recorded(task, examples: examples) else {
      preconditionFailure("\(task.name) with \(examples) examples is recorded")
    }
    return Comparison(record: result, task: task, data: nil, display: display)
  }
}

@Suite struct `A recorded comparison on the screen` {
  @Test func `has its curves, tables and conclusion at once, and nothing to compute`() throws {
    let comparison = Comparison.record(.terminal(120, 36))
    #expect(!comparison.hasWork)
    let text = comparison.frame.text
    let conclusion = try #require(comparison.words.conclusion)
    #expect(text.contains(conclusion.prefix(40)))
    #expect(text.contains("■  recorded"))
    for way in comparison.plan.ways {
      let mean = try #require(comparison.result.spread(way)?.mean)
      #expect(text.contains(StudyWords.percent(mean)))
      #expect(text.contains(way.title))
    }
    #expect(!text.contains("space"))
  }

  @Test func `goes to the other records, and says where there is none`() {
    var comparison = Comparison.record(.terminal(120, 36))
    comparison.press("E")
    #expect(comparison.plan.examples == 98)
    #expect(comparison.result == StudyResult.recorded(.sandalsAndSneakers, examples: 98))
    comparison.press("E")
    #expect(comparison.message == .note("no run with more is recorded"))
    comparison.press("e")
    comparison.press("e")
    #expect(comparison.message == .note("no run with fewer is recorded"))
    var seen: Set<String> = []
    for _ in StudyTask.all {
      comparison.press("t")
      seen.insert(comparison.plan.task)
      #expect(comparison.result == StudyResult.recorded(comparison.task, examples: 16))
    }
    #expect(seen.count == StudyTask.all.count)
    #expect(comparison.task == .sandalsAndSneakers)
    comparison.press("r")
    comparison.press(" ")
    #expect(!comparison.hasWork)
  }

  @Test func `says that its pictures are not there, and shows no other data's`() throws {
    var comparison = Comparison.record(.terminal(80, 24))
    comparison.press(.backTab)
    let words = comparison.frame.text.split { $0.isWhitespace }.joined(separator: " ")
    #expect(words.contains("which is not where it is looked for"))
    let sample = try FashionMNIST.builtInSample()
    let other = Comparison(
      record: comparison.result, task: comparison.task, data: sample, display: .terminal(80, 24))
    #expect(other.pictures == nil)
  }
}

@Suite struct `Networks that learn other classes` {
  @Test func `are told about until the curves begin`() throws {
    var comparison = try Comparison.small(.terminal(80, 24))
    let text = comparison.frame.text.split { $0.isWhitespace }.joined(separator: " ")
    #expect(text.contains("2 networks learn to tell T-shirt/top, Trouser, Pullover"))
    #expect(text.contains("96 pictures, each seen 1 time. No sandal and no sneaker"))
    #expect(text.contains("network 2 waits"))
    #expect(!text.contains("every point of the curves") && !text.contains("seed by seed"))
    var last = 0.0
    while let preparation = comparison.preparation {
      #expect(preparation.fraction >= last)
      last = preparation.fraction
      _ = update(&comparison, .advance)
    }
    #expect(last > 0.9)
    #expect(comparison.frame.text.contains("every point of the curves"))
  }

  @Test func `say how long they will take from what they took`() throws {
    var comparison = try Comparison.small()
    #expect(!comparison.frame.text.contains("left"))
    while comparison.preparation?.fraction ?? 1 < 0.4 { _ = update(&comparison, .advance) }
    comparison.seconds = 10
    let fraction = try #require(comparison.preparation?.fraction)
    let left = TrainingFigures.duration(10 * (1 - fraction) / fraction)
    #expect(comparison.frame.text.contains("about \(left) left; then the curves"))
  }
}
