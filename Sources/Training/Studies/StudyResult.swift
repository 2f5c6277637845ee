/// What came out of a study, or has so far: enough to draw its curves and to judge them.
package struct StudyResult: Hashable, Sendable, Codable {
  package var plan: StudyPlan
  /// The data set's name.
  package var data: String
  /// Pictures that every point of a curve is measured with, and those of the small test.
  package var testPictures: Int
  package var smallTestPictures: Int
  /// How each way learns, by its name, as the first seed has it.
  package var recipes: [String: Recipe]
  /// The networks that have learned the other classes.
  package var bases: [Base] = []
  /// By seed, and in the order of the ways.
  package var runs: [Run] = []

  /// A network that has learned the other classes.
  package struct Base: Hashable, Sendable, Codable {
    package var trainingPictures: Int
    /// How many test pictures of the other classes it gets right: 0…1.
    package var accuracy: Double

    package init(trainingPictures: Int, accuracy: Double) {
      (self.trainingPictures, self.accuracy) = (trainingPictures, accuracy)
    }
  }

  /// One way with one seed.
  package struct Run: Hashable, Sendable, Codable {
    package var way: StudyWay
    /// From 0.
    package var seed: Int
    package var curve: [Point]
    /// After the last step, on the small test; nil where there were no pictures for it.
    package var smallTest: Double?

    package init(way: StudyWay, seed: Int, curve: [Point] = [], smallTest: Double? = nil) {
      (self.way, self.seed, self.curve, self.smallTest) = (way, seed, curve, smallTest)
    }

    /// After the last step that was measured.
    package var accuracy: Double? { curve.last?.accuracy }
  }

  /// How well a network did after some updates.
  package struct Point: Hashable, Sendable, Codable {
    package var step: Int
    /// The mean of the shares of both kinds that it gets right, so that having more shoes than bags does
    /// not count: 0.5 is guessing.
    package var accuracy: Double

    package init(step: Int, accuracy: Double) { (self.step, self.accuracy) = (step, accuracy) }
  }

  package init(
    plan: StudyPlan, data: String, testPictures: Int, smallTestPictures: Int
  ) {
    self.plan = plan
    self.data = data
    self.testPictures = testPictures
    self.smallTestPictures = smallTestPictures
    recipes = Dictionary(
      uniqueKeysWithValues: plan.ways.map { ($0.rawValue, plan.recipe(for: $0, seed: 0)) })
  }
}

// MARK: - Over all seeds

extension StudyResult {
  /// Of the runs that have come to a step, what each got right then, by seed.
  package func accuracies(_ way: StudyWay, step: Int? = nil) -> [Int: Double] {
    let step = step ?? plan.steps
    let values = runs.filter { $0.way == way }.compactMap { run in
      run.curve.first { $0.step == step }.map { (run.seed, $0.accuracy) }
    }
    return Dictionary(values) { first, _ in first }
  }

  /// Mean and spread after a step; nil before any run has come to it.
  package func spread(_ way: StudyWay, step: Int? = nil) -> Spread? {
    Spread(Self.inOrder(accuracies(way, step: step)))
  }

  /// Mean and spread on the small tests.
  package func smallTestSpread(_ way: StudyWay) -> Spread? {
    Spread(runs.filter { $0.way == way }.compactMap(\.smallTest))
  }

  /// What one way has more than another, seed by seed; nil before both have finished one.
  package func difference(_ way: StudyWay, minus other: StudyWay) -> PairedDifference? {
    let (first, second) = (accuracies(way), accuracies(other))
    let pairs = first.compactMap { seed, value in second[seed].map { (seed, value - $0) } }
    let differences = Self.inOrder(Dictionary(pairs) { first, _ in first })
    return Spread(differences).map {
      PairedDifference(way: way, other: other, differences: differences, spread: $0)
    }
  }

  /// How many seeds have been through all ways to the last step.
  package var finishedSeeds: Int {
    let seeds = plan.ways.map { Set(accuracies($0).keys) }
    return seeds.dropFirst().reduce(seeds.first ?? []) { $0.intersection($1) }.count
  }

  /// Whether there is all that was planned.
  package var isWhole: Bool { finishedSeeds == plan.seeds }

  /// Whether any run has come to its last step.
  package var hasFinishedRuns: Bool { plan.ways.contains { !accuracies($0).isEmpty } }

  /// The differences that say something, of the ways that were done.
  package var differences: [PairedDifference] {
    let pairs: [(StudyWay, StudyWay)] = [
      (.augmentation, .scratch), (.transfer, .scratch), (.transfer, .untrained),
      (.fineTuning, .transfer),
    ]
    return pairs.compactMap { difference($0, minus: $1) }
  }

  /// Sums depend on their order.
  private static func inOrder(_ values: [Int: Double]) -> [Double] {
    values.sorted { $0.key < $1.key }.map(\.value)
  }
}

/// Mean and spread of some numbers.
package struct Spread: Hashable, Sendable {
  package let count: Int
  package let mean: Double
  /// The standard deviation of a sample (divided by count − 1); 0 for a single number.
  package let deviation: Double
  package let lowest: Double
  package let highest: Double

  /// nil for no numbers.
  package init?(_ values: [Double]) {
    guard let lowest = values.min(), let highest = values.max() else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    (count, self.mean, self.lowest, self.highest) = (values.count, mean, lowest, highest)
    deviation = values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : 0
  }
}

/// One way against another, each seed against itself: the same pictures in the same order.
package struct PairedDifference: Hashable, Sendable {
  package let way: StudyWay
  package let other: StudyWay
  /// By seed.
  package let differences: [Double]
  package let spread: Spread

  /// Seeds in which the way was better, and worse.
  package var ahead: Int { differences.count { $0 > 0 } }
  package var behind: Int { differences.count { $0 < 0 } }

  /// What the seeds say together.
  package enum Verdict: Hashable, Sendable {
    /// The mean is larger than the spread, and four seeds of five agree; or all of many seeds do.
    case better, worse
    /// Neither: the mean is no larger than the spread from seed to seed, or the seeds disagree.
    case withinSpread
    /// Of so few seeds nothing can be said.
    case tooFewSeeds
  }

  /// Below this many seeds nothing is said.
  package static let fewestSeeds = 5
  /// From this many seeds on it is enough that all of them agree: were each as likely ahead as behind,
  /// all *n* would be on one given side once in 2ⁿ times, of 8 seeds once in 256.
  package static let seedsForAgreement = 8

  package var verdict: Verdict {
    guard differences.count >= Self.fewestSeeds else { return .tooFewSeeds }
    // Of normally distributed differences whose mean is their deviation 84 % have its sign. Where fewer
    // than four of five do, some single seeds make the mean.
    let agreeing = spread.mean > 0 ? ahead : behind
    let isLarge = abs(spread.mean) > spread.deviation && 5 * agreeing >= 4 * differences.count
    // How much it is varies, but not what it is.
    let isUnanimous =
      agreeing == differences.count && differences.count >= Self.seedsForAgreement
    guard isLarge || isUnanimous else { return .withinSpread }
    return spread.mean > 0 ? .better : .worse
  }
}
