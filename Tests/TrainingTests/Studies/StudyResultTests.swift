import Testing

@testable import Training

/// Results with made-up numbers: for each way what each seed has in the end.
func madeUpResult(_ accuracies: [StudyWay: [Double]], examples: Int = 16) -> StudyResult {
  let seeds = accuracies.values.map(\.count).max() ?? 0
  let plan = StudyPlan(
    task: .sandalsAndSneakers, examples: examples, seeds: seeds, ways: Set(accuracies.keys))
  var result = StudyResult(plan: plan, data: "made up", testPictures: 2000, smallTestPictures: 38)
  for (way, values) in accuracies {
    for (seed, value) in values.enumerated() {
      result.runs.append(
        StudyResult.Run(
          way: way, seed: seed,
          curve: [
            StudyResult.Point(step: 10, accuracy: 0.5),
            StudyResult.Point(step: 200, accuracy: value),
          ], smallTest: value))
    }
  }
  return result
}

@Suite struct `What a study says` {
  private static let scratch = [0.80, 0.82, 0.81, 0.83, 0.79, 0.80, 0.82, 0.81, 0.80, 0.82]

  private static func plus(_ points: Double, spread: Double = 0.005) -> [Double] {
    scratch.enumerated().map { $1 + points + ($0 % 2 == 0 ? spread : -spread) }
  }

  @Test func `mean and spread are those of a sample`() throws {
    let spread = try #require(Spread([0.9, 0.7, 0.8]))
    #expect(abs(spread.mean - 0.8) < 1e-12)
    #expect(abs(spread.deviation - 0.1) < 1e-12)
    #expect((spread.lowest, spread.highest) == (0.7, 0.9))
    #expect(try #require(Spread([0.4])).deviation == 0)
    #expect(Spread([]) == nil)
  }

  @Test func `differences are taken seed by seed`() throws {
    var result = madeUpResult([.scratch: [0.5, 0.6, 0.7], .transfer: [0.6, 0.6, 0.9]])
    result.runs.removeAll { $0.way == .transfer && $0.seed == 1 }
    result.runs.reverse()
    let difference = try #require(result.difference(.transfer, minus: .scratch))
    #expect(difference.differences.count == 2)
    #expect(abs(difference.differences[0] - 0.1) < 1e-12)
    #expect(abs(difference.differences[1] - 0.2) < 1e-12)
    #expect((difference.ahead, difference.behind) == (2, 0))
    #expect(result.difference(.fineTuning, minus: .scratch) == nil)
  }

  @Test(arguments: [
    (0.05, 0.01, PairedDifference.Verdict.better), (-0.05, 0.01, .worse),
    (0.01, 0.04, .withinSpread), (0, 0, .withinSpread), (-0.01, 0.04, .withinSpread),
  ])
  func `a difference counts if it is larger than its spread`(
    points: Double, spread: Double, verdict: PairedDifference.Verdict
  ) throws {
    let result = madeUpResult([
      .scratch: Self.scratch, .transfer: Self.plus(points, spread: spread),
    ])
    #expect(try #require(result.difference(.transfer, minus: .scratch)).verdict == verdict)
  }

  @Test func `some seeds that are far ahead do not make a difference`() throws {
    let values = Self.scratch.enumerated().map { $0 < 7 ? $1 + 0.05 : $1 - 0.01 }
    let result = madeUpResult([.scratch: Self.scratch, .transfer: values])
    let difference = try #require(result.difference(.transfer, minus: .scratch))
    #expect(difference.spread.mean > difference.spread.deviation)
    #expect(difference.ahead == 7)
    #expect(difference.verdict == .withinSpread)
  }

  @Test(arguments: [-1.0, 1])
  func `of many seeds it is enough that all agree`(sign: Double) throws {
    // As fine-tuning was behind transfer: a little in nine of ten seeds, and far in one.
    func verdict(_ points: [Double]) throws -> PairedDifference.Verdict {
      let base = points.map { _ in 0.8 }
      let values = points.map { 0.8 + sign * $0 }
      let result = madeUpResult([.scratch: base, .transfer: values])
      let difference = try #require(result.difference(.transfer, minus: .scratch))
      #expect(abs(difference.spread.mean) < difference.spread.deviation)
      return difference.verdict
    }
    let clear: PairedDifference.Verdict = sign > 0 ? .better : .worse
    let points = [0.001, 0.002, 0.001, 0.003, 0.001, 0.002, 0.001, 0.04]
    #expect(try verdict(points) == clear)
    #expect(try verdict(points + [0.001, 0.002]) == clear)
    #expect(try verdict(Array(points.dropFirst())) == .withinSpread)
    #expect(try verdict([0] + points) == .withinSpread)
    #expect(try verdict([-0.001] + points) == .withinSpread)
  }

  @Test func `its conclusion follows from the figures`() {
    func conclusion(_ transfer: [Double], control: [Double], scratch: [Double] = Self.scratch)
      -> StudyConclusion?
    {
      madeUpResult([.scratch: scratch, .transfer: transfer, .untrained: control]).conclusion
    }
    #expect(conclusion(Self.plus(0.06), control: Self.plus(0)) == .learnedLayersHelp)
    #expect(conclusion(Self.plus(0.06), control: Self.plus(0.06)) == .smallHeadHelps)
    #expect(conclusion(Self.plus(0.06), control: Self.plus(0.09)) == .smallHeadHelps)
    #expect(conclusion(Self.plus(-0.06), control: Self.plus(0)) == .transferIsBehind)
    #expect(conclusion(Self.plus(0), control: Self.plus(-0.06)) == .learnedLayersKeepUp)
    #expect(conclusion(Self.plus(0), control: Self.plus(0.001)) == .noGap)
    let few = Array(Self.scratch.prefix(4))
    #expect(conclusion(few.map { $0 + 0.1 }, control: few, scratch: few) == .tooFewSeeds)
    #expect(madeUpResult([.scratch: Self.scratch]).conclusion == nil)
  }

  @Test func `what all ways can do is too easy`() throws {
    let high = Self.scratch.enumerated().map { 0.985 + ($0.offset % 2 == 0 ? 0.004 : 0) }
    let other = high.reversed().map { $0 }
    let result = madeUpResult([.scratch: high, .transfer: other, .untrained: high])
    guard case .tooEasy(let lowest) = result.conclusion else {
      Issue.record("\(String(describing: result.conclusion))")
      return
    }
    #expect(abs(lowest - 0.987) < 1e-9)
  }

  @Test func `a file holds all of it`() throws {
    var result = madeUpResult([.scratch: Self.scratch, .transfer: Self.plus(0.1)])
    result.bases = [StudyResult.Base(trainingPictures: 36_000, accuracy: 0.1 + 0.2)]
    result.runs[3].smallTest = nil
    let json = result.json
    #expect(try StudyResult(json: Array(json.utf8)) == result)
    #expect(json.split(separator: "\n").count == 8 + result.runs.count + 1)
    #expect(throws: (any Error).self) {
      try StudyResult(json: Array(json.replacing("\"format\":1", with: "\"format\":2").utf8))
    }
    #expect(throws: (any Error).self) { try StudyResult(json: Array(json.utf8.dropLast(9))) }
  }
}
