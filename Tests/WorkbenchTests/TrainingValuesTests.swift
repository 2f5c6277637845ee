import Drawing
import TestSupport
import Testing
import Training
import Workbench

/// Pace, mistakes that are left, accuracy of batches: the small values of the screen.
struct TrainingValuesTests {
  @Test func `time left follows from what there is to do and how fast it went`() throws {
    var pace = Pace()
    #expect(pace.seconds(training: 100, looking: 0) == nil)
    pace.add(1000, seconds: 0.5, of: .training)
    #expect(pace.picturesPerSecond == 2000)
    #expect(pace.seconds(training: 4000, looking: 0) == 2)
    // Looking alone takes a third until it was measured.
    #expect(pace.seconds(training: 0, looking: 6000) == 1)
    pace.add(1000, seconds: 1, of: .looking)
    #expect(pace.seconds(training: 2000, looking: 3000) == 4)
    pace.add(100, seconds: .nan, of: .training)
    pace.add(100, seconds: -1, of: .training)
    #expect(pace.picturesPerSecond == 2000)
  }

  @Test func `time left only falls while a training goes on at the same pace`() throws {
    var trainer = try Stripes.trainer()
    var pace = Pace()
    #expect(pace.secondsLeft(of: trainer) == nil)
    pace.add(1000, seconds: 1, of: .training)
    pace.add(1000, seconds: 1, of: .looking)
    var before = Double.infinity
    while !trainer.isFinished {
      let left = try #require(pace.secondsLeft(of: trainer))
      #expect(0 < left && left <= before)
      before = left
      trainer.advance()
    }
  }

  @Test func `a pace that has changed shows after some seconds`() throws {
    var pace = Pace()
    for _ in 0..<100 { pace.add(1000, seconds: 0.5, of: .training) }
    for _ in 0..<60 { pace.add(100, seconds: 0.5, of: .training) }
    let rate = try #require(pace.picturesPerSecond)
    #expect(200...210 ~= rate)
  }

  @Test(arguments: [
    (0.88, 0.906, "of 100 mistakes of dense, 22 are gone (12.0 % wrong → 9.4 %; test pictures)"),
    (0.9, 0.9, "of 100 mistakes of dense, none is gone (10.0 % wrong → 10.0 %; test pictures)"),
    (
      0.9, 0.88, "120 mistakes for every 100 of dense (10.0 % wrong → 12.0 %; test pictures)"
    ),
    (1, 0.9, "dense made no mistake (0.0 % wrong → 10.0 %; test pictures)"),
  ])
  func `error left is counted in the other network's mistakes`(
    before: Double, now: Double, text: String
  ) throws {
    var (mine, other) = (Stripes.comparison(), Stripes.comparison())
    mine.test = History.Score(loss: 1, accuracy: now)
    other.test = History.Score(loss: 1, accuracy: before)
    let left = try #require(ErrorLeft(mine, comparedWith: other))
    #expect(left.text(width: 200) == text)
    for width in 0...100 { #expect(left.text(width: width).unicodeScalars.count <= width) }
  }

  @Test func `before the test, as many epochs are compared as both have`() throws {
    var (mine, other) = (Stripes.comparison(epochs: 2), Stripes.comparison(epochs: 3))
    mine.test = nil
    mine.epochs[1].validation?.accuracy = 0.75
    let left = try #require(ErrorLeft(mine, comparedWith: other))
    #expect(left.basis == "held-out pictures, 2 epochs")
    #expect(left.text(width: 200).hasPrefix("of 100 mistakes of dense, 50 are gone"))
    // Neither is a test after two epochs held against one after three.
    mine.test = History.Score(loss: 1, accuracy: 0.99)
    other.test = History.Score(loss: 1, accuracy: 0.5)
    #expect(ErrorLeft(mine, comparedWith: other) == left)
    mine.test = nil
    mine.epochs = []
    #expect(ErrorLeft(mine, comparedWith: other) == nil)
    other.epochs = []
    #expect(ErrorLeft(mine, comparedWith: other) == nil)
  }

  @Test func `the accuracies of the batches make up that of the epoch`() throws {
    var training = try NetworkTraining.stripes(epochs: 2)
    training.work()
    let shares = training.batchAccuracies.shares
    let history = training.history
    #expect(shares.count == 2 * history.batchesPerEpoch)
    for epoch in 0..<2 {
      let part = shares[epoch * history.batchesPerEpoch..<(epoch + 1) * history.batchesPerEpoch]
      var right = 0.0
      for (index, share) in part.enumerated() {
        let count = min(16, history.trainingExamples - index * 16)
        right += (Double(share) * Double(count)).rounded()
      }
      #expect(right / Double(history.trainingExamples) == history.epochs[epoch].training.accuracy)
    }
  }

  @Test func `weights of many epochs are thinned out, the first and the last stay`() throws {
    var training = try NetworkTraining.stripes(epochs: 30)
    training.work()
    #expect(training.moments.epochs == Array(0...30))
  }
}
