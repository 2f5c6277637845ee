import TestSupport
import Testing
import Training

@Suite struct `The arithmetic of a recipe` {
  @Test(arguments: [1, 2, 63, 64, 65, 48_000], [1, 7, 64])
  func `batches hold every picture once`(examples: Int, size: Int) {
    let batches = MiniBatches(examples: examples, size: size)
    let all = (0..<batches.count).flatMap { Array(batches.range(of: $0)) }
    #expect(all == Array(0..<examples))
    #expect((0..<batches.count).allSatisfy { 1...size ~= batches.range(of: $0).count })
  }

  @Test func `the lecture's epoch has 750 batches`() {
    let held = HoldOut(count: 60_000, share: 0.2)
    #expect(held.training == 0..<48_000)
    #expect(held.validation == 48_000..<60_000)
    #expect(MiniBatches(examples: held.training.count, size: 64).count == 750)
    #expect(MiniBatches(examples: 0, size: 64).count == 0)
  }

  @Test(arguments: [0, 0.1, 0.2, 0.5, 0.999, 1], [0, 1, 7, 98])
  func `what is held out is the end`(share: Double, count: Int) {
    let held = HoldOut(count: count, share: share)
    #expect(held.training.lowerBound == 0)
    #expect(held.training.upperBound == held.validation.lowerBound)
    #expect(held.validation.upperBound == count)
    #expect(abs(Double(held.validation.count) - share * Double(count)) <= 1)
  }

  @Test func `patience counts epochs without a lower loss`() {
    var stop = EarlyStop(patience: 2)
    let losses = [3, 2, 2.5, 1.5, 1.5, .nan, 1]
    #expect(losses.map { stop.observe($0) } == [false, false, false, false, false, true, false])
    #expect(stop.best == 6)
    var endless = EarlyStop(patience: nil)
    #expect((0..<9).allSatisfy { _ in !endless.observe(1) })
    #expect(endless.best == 0)
    #expect(endless.waited == 8)
  }

  @Test func `schedules begin with the full rate`() {
    let schedules: [Schedule] = [.constant, .steps(epochs: 3, factor: 0.5), .cosine]
    #expect(schedules.allSatisfy { $0.factor(epoch: 0, of: 10) == 1 })
    #expect(
      (0..<7).map { Schedule.steps(epochs: 3, factor: 0.5).factor(epoch: $0, of: 7) }
        == [1, 1, 1, 0.5, 0.5, 0.5, 0.25])
    #expect(abs(Schedule.cosine.factor(epoch: 5, of: 10) - 0.5) < 1e-6)
    let cosine = (0..<10).map { Schedule.cosine.factor(epoch: $0, of: 10) }
    #expect(zip(cosine, cosine.dropFirst()).allSatisfy { $0 > $1 && $1 > 0 })
  }
}
