import Exports
import Testing
import Training

@Suite struct `A study without a screen` {
  private static func study(seeds: Int) throws -> Study {
    var plan = StudyPlan(
      task: .sandalsAndSneakers, examples: 4, seeds: seeds, ways: [.transfer, .untrained])
    plan.steps = 10
    plan.baseEpochs = 1
    return try Study(
      plan, task: .sandalsAndSneakers, data: FashionMNIST.builtInSample(), threads: 2)
  }

  @Test func `prints a line for each network, then one for each seed, in their order`() throws {
    var study = try Self.study(seeds: 3)
    var rows = StudyRows()
    var text = ""
    while !study.isFinished {
      study.advance()
      text += rows.next(of: study)
    }
    let lines = text.split(separator: "\n")
    #expect(
      lines.map { $0.split(separator: " ").prefix(2).joined(separator: " ") }
        == ["network 1", "network 2", "seed 1:", "seed 2:", "seed 3:"])
    #expect(lines.dropFirst(2).allSatisfy { $0.contains("transfer") && $0.contains("untrained") })
    #expect(rows.next(of: study).isEmpty)
  }

  @Test func `says how far it is, as much of it as fits`() throws {
    var study = try Self.study(seeds: 1)
    for _ in 0..<2 { study.advance() }
    let whole = StudyProgress.text(study, seconds: 3, width: 200)
    #expect(whole.contains("network 1 of 1 learns other classes: epoch 1 of 1"))
    #expect(whole.contains("% right"))
    #expect(whole.hasSuffix(" left"))
    for width in 0...80 {
      let text = StudyProgress.text(study, seconds: 3, width: width)
      #expect(text.unicodeScalars.count <= width && whole.hasPrefix(text))
    }
  }
}
