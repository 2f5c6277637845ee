/// A network while it learns the other classes, and then shows the test pictures to its convolutions:
/// what transfer begins with.
struct StudyBase: Sendable {
  /// Which one of the plan's it is, from 0.
  let index: Int
  private(set) var finished: Finished?
  /// In pictures that pass forwards; learning from one counts as three.
  let work: Double
  private(set) var workDone = 0.0

  /// What learns; nil where it is known what would come out, or has come out.
  private var trainer: Trainer?
  private var learned: Learned?
  private var features: StudyFeatures?
  private let networks: StudyNetworks
  private let pictures: StudyPictures

  /// What other studies can use too.
  struct Learned: Sendable {
    let record: StudyResult.Base
    /// The convolutions' weights.
    let weights: [String: [Float]]
  }

  /// What is left of it.
  struct Finished: Sendable {
    let learned: Learned
    /// What the convolutions make of the test pictures.
    let test: Examples

    var weights: [String: [Float]] { learned.weights }
  }

  /// - Parameters:
  ///   - known: What another study has had it learn; nil for all from the beginning.
  ///   - threads: How many work for this one alone.
  init(
    _ index: Int, plan: StudyPlan, pictures: StudyPictures, networks: StudyNetworks,
    known: Learned?, threads: Int
  ) throws(TrainingError) {
    (self.index, self.networks, self.pictures, learned) = (index, networks, pictures, known)
    guard known == nil else {
      work = Double(pictures.test.count)
      return
    }
    let data = pictures.otherClasses(base: index)
    trainer = try Trainer(
      networks.base, data: data, recipe: plan.baseRecipe(index), threads: threads)
    work = Self.work(
      plan: plan, pictures: pictures, learned: data.training.count, tested: data.test.count)
  }

  /// What one costs.
  static func work(
    plan: StudyPlan, pictures: StudyPictures, learned: Int, tested: Int
  ) -> Double {
    Double(3 * plan.baseEpochs * learned + tested + pictures.test.count)
  }

  /// From 0; nil once it has learned.
  var epoch: Int? { trainer?.epoch }

  /// How many there are; nil once it has learned.
  var epochs: Int? { trainer?.recipe.epochs }

  /// The share of the other classes' pictures that it gets right by now; nil before its first batch.
  var accuracy: Double? {
    if let learned { return learned.record.accuracy }
    guard let trainer else { return nil }
    return (trainer.running ?? trainer.history.epochs.last?.training)?.accuracy
  }

  /// The next batch, or the next pictures that are only looked at.
  mutating func advance() throws(TrainingError) {
    if let learned {
      if features == nil {
        features = try StudyFeatures(
          networks, convolutions: learned.weights, over: pictures.test, threads: 1)
      }
      workDone += Double(features?.advance(StudyFeatures.piece) ?? 0)
      finished = features?.finished.map { Finished(learned: learned, test: $0) }
    } else if let phase = trainer?.phase {
      workDone += phase == .training ? 3 * Double(trainer?.recipe.batchSize ?? 0) : 64
      trainer?.advance()
      endLearning()
    }
  }

  private mutating func endLearning() {
    guard let trainer, trainer.isFinished else { return }
    learned = Learned(
      record: StudyResult.Base(
        trainingPictures: trainer.data.training.count,
        accuracy: trainer.history.test?.accuracy ?? 0),
      weights: networks.numbers(trainer.tensors, ofHead: false))
    self.trainer = nil
  }
}
