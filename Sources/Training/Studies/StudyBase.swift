/// A network while it learns the other classes, and then shows the test pictures to its convolutions:
/// what transfer begins with.
struct StudyBase: Sendable {
  /// Which one of the plan's it is, from 0.
  let index: Int
  private(set) var finished: Finished?
  /// In pictures that pass forwards; learning from one counts as three.
  let work: Double
  private(set) var workDone = 0.0

  private var trainer: Trainer
  private var features: StudyFeatures?
  private let networks: StudyNetworks
  private let pictures: StudyPictures

  /// What is left of it.
  struct Finished: Sendable {
    let record: StudyResult.Base
    /// The convolutions' weights.
    let weights: [String: [Float]]
    /// What they make of the test pictures.
    let test: Examples
  }

  /// - Parameter threads: How many work for this one alone.
  init(
    _ index: Int, plan: StudyPlan, pictures: StudyPictures, networks: StudyNetworks, threads: Int
  ) throws(TrainingError) {
    (self.index, self.networks, self.pictures) = (index, networks, pictures)
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

  /// From 0.
  var epoch: Int { trainer.epoch }

  /// The next batch, or the next pictures that are only looked at.
  mutating func advance() throws(TrainingError) {
    if !trainer.isFinished {
      workDone += trainer.phase == .training ? 3 * Double(trainer.recipe.batchSize) : 64
      trainer.advance()
    } else if features == nil {
      features = try StudyFeatures(
        networks, convolutions: trainer.tensors, over: pictures.test, threads: 1)
    } else {
      workDone += Double(features?.advance(StudyFeatures.piece) ?? 0)
    }
    guard let test = features?.finished else { return }
    finished = Finished(
      record: StudyResult.Base(
        trainingPictures: trainer.data.training.count,
        accuracy: trainer.history.test?.accuracy ?? 0),
      weights: networks.numbers(trainer.tensors, ofHead: false), test: test)
  }
}
