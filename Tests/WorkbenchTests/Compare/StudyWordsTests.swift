import Testing
import Training
import Workbench

@Suite struct `A study in words` {
  private static func words(_ transfer: Double, control: Double, scratch: Double) -> StudyWords {
    StudyWords(
      madeUpResult([
        .scratch: seeds(scratch), .transfer: seeds(transfer, spread: 0.006),
        .untrained: seeds(control, spread: 0.004),
      ]), task: .sandalsAndSneakers)
  }

  @Test(arguments: [
    (0.89, 0.84, 0.82, "Transfer helps"),
    (0.89, 0.89, 0.82, "Transfer is ahead of learning from scratch, but not clearly"),
    (0.82, 0.80, 0.89, "Transfer is behind"),
    (0.89, 0.80, 0.89, "Transfer keeps up"),
    (0.89, 0.89, 0.89, "No gap: transfer and learning from scratch"),
    (0.99, 0.99, 0.99, "No gap: scratch, transfer and control all get 99.0 % or more right"),
  ])
  func `the conclusion is the figures'`(
    transfer: Double, control: Double, scratch: Double, beginning: String
  ) throws {
    let sentence = try #require(
      Self.words(transfer, control: control, scratch: scratch).conclusion)
    #expect(sentence.hasPrefix(beginning))
  }

  @Test func `the same task gets another sentence where its figures are others`() {
    let sentences = [(0.89, 0.84, 0.82), (0.82, 0.84, 0.82), (0.80, 0.84, 0.89)].map {
      Self.words($0, control: $1, scratch: $2).conclusion
    }
    #expect(Set(sentences).count == 3)
  }

  @Test func `differences have a sign, and what is nothing has none`() {
    #expect(
      [0.0661, -0.001, 0.00004, -0.00004, 0].map(StudyWords.points)
        == ["+6.6", "−0.1", "0.0", "0.0", "0.0"])
  }

  @Test func `a difference says how sure it is`() throws {
    func verdict(_ values: [Double], than others: [Double]) throws -> String {
      let result = madeUpResult([.scratch: others, .transfer: values])
      return StudyWords.verdict(try #require(result.difference(.transfer, minus: .scratch)))
    }
    let base = seeds(0.8, spread: 0)
    #expect(try verdict(seeds(0.86), than: base) == "better")
    #expect(try verdict(seeds(0.74), than: base) == "worse")
    #expect(try verdict(seeds(0.801), than: base) == "smaller than its spread")
    #expect(try verdict([0.9, 0.9], than: [0.8, 0.8]) == "too few seeds to say")
    let split = (0..<10).map { $0 < 7 ? 0.85 : 0.79 }
    #expect(try verdict(split, than: base) == "the seeds disagree")
  }

  @Test func `the title counts what is learned from`() {
    let odd = StudyWords(
      madeUpResult([.scratch: [0.9]], task: .bagsAndShoes, examples: 5), task: .bagsAndShoes)
    #expect(
      odd.title == "bags against shoes: 5 pictures to learn from (2 bags, 3 shoes), 1 seed")
    #expect(odd.conclusion == nil)
    let fewest = StudyWords(
      madeUpResult([.scratch: [0.9]], task: .bagsAndShoes, examples: 2), task: .bagsAndShoes)
    #expect(fewest.title.contains("(1 bag, 1 shoe)"))
    #expect(odd.method.allSatisfy { !$0.contains("shifted") })
    let shifted = StudyWords(
      madeUpResult([.scratch: [0.9]], task: .shiftedBagsAndShoes), task: .shiftedBagsAndShoes)
    #expect(
      shifted.method.contains(
        "Every picture, also for the test, is shifted by up to 5 pixels, mirrored at random, with noise "
          + "of 0.1."))
  }

  @Test func `what was stopped says how far it came`() {
    var result = madeUpResult([.scratch: seeds(0.8), .untrained: seeds(0.8)])
    #expect(StudyWords(result, task: .sandalsAndSneakers).stopNote == nil)
    result.runs.removeAll { $0.way == .untrained && $0.seed > 2 }
    let note = StudyWords(result, task: .sandalsAndSneakers).stopNote
    #expect(note?.hasPrefix("Stopped when 3 of 10 seeds had been through all ways") == true)
    for index in result.runs.indices { result.runs[index].curve.removeLast() }
    #expect(
      StudyWords(result, task: .sandalsAndSneakers).stopNote
        == "Stopped before a seed was finished.")
  }

  @Test func `a small test's picture is worth what it is`() throws {
    let note = try #require(Self.words(0.9, control: 0.8, scratch: 0.8).smallTestNote)
    #expect(note.hasPrefix("One of 38 pictures is worth 2.6 points"))
  }
}
