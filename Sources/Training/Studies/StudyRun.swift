/// One way with one seed while it is under way: a value that goes on in pieces.
struct StudyRun: Sendable {
  private(set) var record: StudyResult.Run
  private(set) var isFinished = false
  /// Updates so far.
  private(set) var step = 0
  /// Everything that is to be done, in pictures that pass forwards; learning from one counts as three.
  let work: Double
  private(set) var workDone = 0.0

  private let plan: StudyPlan
  private let networks: StudyNetworks
  /// What learns; nil while frozen layers compute what it is tested with.
  private var trainer: Trainer?
  /// The control's layers over the test pictures.
  private var features: StudyFeatures?
  /// What a head begins with, and what it learns from.
  private let head: [String: [Float]]
  private let examples: Examples
  private let smallTest: Examples?
  private var look: StudyLook?

  /// - Parameters:
  ///   - base: For transfer.
  ///   - transferred: For fine-tuning: all numbers that transfer has in the end.
  init(
    _ way: StudyWay, seed: Int, plan: StudyPlan, pictures: StudyPictures,
    networks: StudyNetworks, base: StudyBase.Finished? = nil,
    transferred: [String: [Float]]? = nil
  ) throws(TrainingError) {
    (self.plan, self.networks) = (plan, networks)
    record = StudyResult.Run(way: way, seed: seed)
    work = Self.work(way, plan: plan, tested: pictures.test.count)
    let recipe = plan.recipe(for: way, seed: seed)
    let (examples, smallTest) = (pictures.examples(seed: seed), pictures.smallTest(seed: seed))
    guard way.isFrozen else {
      (head, self.examples, self.smallTest) = ([:], examples, smallTest)
      trainer = try Trainer(
        way == .fineTuning ? networks.transferred : networks.whole,
        data: Self.data(examples, test: pictures.test), recipe: recipe, weights: transferred,
        threads: 1)
      return
    }
    // The head begins with the same numbers in both frozen ways, and the control's layers are those
    // that learning from scratch begins with.
    let first = recipe.initializer.tensors(for: networks.transferred, seed: recipe.seed)
    let convolutions = base?.weights ?? first
    func seen(_ pictures: Examples) throws(TrainingError) -> Examples {
      try StudyFeatures.all(of: pictures, networks, convolutions: convolutions) ?? pictures
    }
    head = networks.numbers(first, ofHead: true)
    self.examples = try seen(examples)
    if let smallTest { self.smallTest = try seen(smallTest) } else { self.smallTest = nil }
    if let base {
      try learn(testedWith: base.test)
    } else {
      features = try StudyFeatures(
        networks, convolutions: convolutions, over: pictures.test, threads: 1)
    }
  }

  /// What one way costs with one seed.
  static func work(_ way: StudyWay, plan: StudyPlan, tested: Int) -> Double {
    let looks = plan.checkpoints.count * tested
    let passes = Double(looks + 3 * plan.steps * plan.batchSize)
    return passes / Double(Self.pieces(way)) + (way == .untrained ? Double(tested) : 0)
  }

  /// How many times as much of a head is done in one piece as of a whole network.
  private static func pieces(_ way: StudyWay) -> Int { way.isFrozen ? 25 : 1 }

  private static func data(_ examples: Examples, test: Examples) -> DataSet {
    DataSet(name: "study", classes: ["0", "1"], training: examples, test: test)
  }

  private mutating func learn(testedWith test: Examples) throws(TrainingError) {
    trainer = try Trainer(
      networks.head, data: Self.data(examples, test: test),
      recipe: plan.recipe(for: record.way, seed: record.seed), weights: head, threads: 1)
  }

  /// All numbers that have learned; those of frozen layers are not among them.
  var learned: [String: [Float]] { trainer?.tensors ?? head }

  // MARK: Going on

  /// The next piece, of some milliseconds: updates, or pictures that are looked at.
  mutating func advance() throws(TrainingError) {
    guard !isFinished else { return }
    if look != nil {
      lookFurther()
    } else if trainer != nil {
      learnFurther()
    } else {
      workDone += Double(features?.advance(StudyFeatures.piece) ?? 0)
      guard let test = features?.finished else { return }
      features = nil
      try learn(testedWith: test)
    }
  }

  private mutating func learnFurther() {
    let pieces = Self.pieces(record.way)
    for _ in 0..<4 * pieces {
      trainer?.advance()
      step += 1
      workDone += 3 * Double(plan.batchSize) / Double(pieces)
      if plan.checkpoints.contains(step) {
        look = trainer.map { StudyLook(at: $0.data.test) }
        return
      }
    }
  }

  private mutating func lookFurther() {
    guard var trainer = trainer.take(), var look = look.take() else { return }
    defer { self.trainer = trainer }
    let pieces = Self.pieces(record.way)
    workDone += Double(look.advance(192 * pieces, with: &trainer)) / Double(pieces)
    guard look.isDone else {
      self.look = look
      return
    }
    record.curve.append(StudyResult.Point(step: step, accuracy: look.balancedAccuracy))
    guard step == plan.steps else { return }
    if let smallTest {
      var look = StudyLook(at: smallTest)
      _ = look.advance(smallTest.count, with: &trainer)
      record.smallTest = look.balancedAccuracy
    }
    isFinished = true
  }
}
