internal import Kernels

/// A comparison of ways to learn from few examples: a value that goes on in pieces.
///
/// ```swift
/// var study = try Study(StudyPlan(task: .sandalsAndSneakers, examples: 16), data: fashionMNIST)
/// while !study.isFinished { study.advance() }
/// print(study.result.findings)
/// ```
///
/// Trainings that do not need each other are done side by side, each on one thread; what comes out of
/// them does not depend on how many there are.
package struct Study: Sendable {
  package let plan: StudyPlan
  package let task: StudyTask
  package let pictures: StudyPictures
  private let networks: StudyNetworks
  private let threads: Int
  private let empty: StudyResult

  /// What is under way: together as many as there are threads. Two rows, because what lies in an enum
  /// would be copied with each change.
  private(set) var activeBases: [StudyBase] = []
  private var activeRuns: [StudyRun] = []
  /// What has not begun, in the order in which it is to.
  private var waiting: [Task]
  private var finished: [StudyResult.Run] = []
  private(set) var bases: [Int: StudyBase.Finished] = [:]
  /// What another study has had its networks learn.
  private let known: [Int: StudyBase.Learned]
  /// By seed: what transfer has in the end, for fine-tuning to go on from.
  private var transferred: [Int: [String: [Float]]] = [:]
  private var workDone = 0.0
  /// How many networks learn the other classes.
  let baseCount: Int
  /// How many pictures of other classes there are, to learn from and to be tested with.
  let otherPictures: (learned: Int, tested: Int)

  /// Something that is to be done.
  private enum Task: Hashable, Sendable {
    case base(Int)
    case run(StudyWay, seed: Int)
  }

  /// - Parameter other: A study of the same data, whose networks know the other classes already.
  /// - Throws: `StudyError` for a plan that the data do not suit.
  package init(
    _ plan: StudyPlan, task: StudyTask, data: DataSet, threads: Int? = nil,
    reusing other: Study? = nil
  ) throws(StudyError) {
    guard plan.examples >= 2 else { throw .tooFewExamples(plan.examples) }
    (self.plan, self.task) = (plan, task)
    self.threads = workers(asked: threads)
    pictures = try StudyPictures(plan, task: task, from: data)
    networks = try StudyNetworks(
      input: data.training.shape, otherClasses: task.otherClasses.count)
    empty = StudyResult(
      plan: plan, data: data.name, testPictures: pictures.test.count,
      smallTestPictures: pictures.smallTest(seed: 0)?.count ?? 0)
    otherPictures = (
      data.training.labels.count { task.otherClasses.contains($0) },
      data.test.labels.count { task.otherClasses.contains($0) }
    )
    known = other.map { $0.knowledge(for: plan, task) } ?? [:]
    baseCount = plan.ways.contains(.transfer) ? min(plan.bases, plan.seeds) : 0
    waiting = (0..<baseCount).map { .base($0) }
    for seed in 0..<plan.seeds { waiting += plan.ways.map { .run($0, seed: seed) } }
    begin()
  }

  /// What another study can take over: what depends neither on its examples nor on its sides.
  private func knowledge(for other: StudyPlan, _ otherTask: StudyTask) -> [Int: StudyBase.Learned] {
    let isSame =
      task.otherClasses == otherTask.otherClasses && task.disturbance == otherTask.disturbance
      && plan.baseRecipe(0) == other.baseRecipe(0)
    return isSame ? known.merging(bases.mapValues(\.learned)) { $1 } : [:]
  }

  package var isFinished: Bool { activeCount == 0 && waiting.isEmpty }

  private var activeCount: Int { activeBases.count + activeRuns.count }

  /// Everything so far, with curves that are still growing.
  package var result: StudyResult {
    var result = empty
    result.bases = bases.sorted { $0.key < $1.key }.map(\.value.learned.record)
    let growing = activeRuns.map(\.record).filter { !$0.curve.isEmpty }
    let order = StudyWay.allCases
    result.runs = (finished + growing).sorted { first, second in
      (first.seed, order.firstIndex(of: first.way) ?? 0)
        < (second.seed, order.firstIndex(of: second.way) ?? 0)
    }
    return result
  }

  // MARK: Going on

  /// The next piece of everything that is under way: some hundredths of a second.
  package mutating func advance() {
    let baseCount = activeBases.count
    let count = activeCount
    activeBases.withUnsafeMutableBufferPointer { bases in
      activeRuns.withUnsafeMutableBufferPointer { runs in
        // Each call changes a work of its own.
        performConcurrently(count, workers: threads) { index, _ in
          suitable { () throws(TrainingError) in
            if index < baseCount {
              try bases[index].advance()
            } else {
              try runs[index - baseCount].advance()
            }
          }
        }
      }
    }
    for base in activeBases { if let finished = base.finished { keep(finished, of: base) } }
    for run in activeRuns where run.isFinished { keep(run) }
    activeBases.removeAll { $0.finished != nil }
    activeRuns.removeAll(where: \.isFinished)
    begin()
  }

  private mutating func keep(_ finished: StudyBase.Finished, of base: StudyBase) {
    workDone += base.work
    bases[base.index] = finished
  }

  private mutating func keep(_ run: StudyRun) {
    workDone += run.work
    finished.append(run.record)
    guard run.record.way == .transfer, plan.ways.contains(.fineTuning),
      let base = bases[run.record.seed % plan.bases]
    else { return }
    transferred[run.record.seed] = base.weights.merging(run.learned) { $1 }
  }

  /// Begins what can be begun, until all threads have something to do.
  private mutating func begin() {
    while activeCount < threads, let place = waiting.firstIndex(where: canBegin) {
      let task = waiting.remove(at: place)
      suitable { () throws(TrainingError) in try begin(task) }
    }
  }

  private func canBegin(_ task: Task) -> Bool {
    switch task {
    case .base, .run(.scratch, _), .run(.augmentation, _), .run(.untrained, _): true
    case .run(.transfer, let seed): bases[seed % plan.bases] != nil
    case .run(.fineTuning, let seed): transferred[seed] != nil
    }
  }

  private mutating func begin(_ task: Task) throws(TrainingError) {
    switch task {
    case .base(let index):
      let workers = max(1, threads / max(1, min(plan.bases, plan.seeds)))
      activeBases.append(
        try StudyBase(
          index, plan: plan, pictures: pictures, networks: networks, known: known[index],
          threads: workers))
    case .run(let way, let seed):
      activeRuns.append(
        try StudyRun(
          way, seed: seed, plan: plan, pictures: pictures, networks: networks,
          base: way == .transfer ? bases[seed % plan.bases] : nil,
          transferred: way == .fineTuning ? transferred.removeValue(forKey: seed) : nil))
    }
  }

  // MARK: How far it is

  /// The share of the work that is done: 0…1.
  package var fraction: Double {
    guard !isFinished else { return 1 }
    let active =
      activeBases.map { ($0.work, $0.workDone) } + activeRuns.map { ($0.work, $0.workDone) }
    let begun = active.reduce(workDone) { $0 + min($1.0, $1.1) }
    return begun / (waiting.map(estimate) + active.map(\.0)).reduce(workDone, +)
  }

  private func estimate(_ task: Task) -> Double {
    switch task {
    case .base:
      StudyBase.work(
        plan: plan, pictures: pictures, learned: otherPictures.learned,
        tested: otherPictures.tested)
    case .run(let way, _): StudyRun.work(way, plan: plan, tested: pictures.test.count)
    }
  }

  /// What is being done: "seed 3 of 10, from scratch: step 50 of 200".
  package var activity: String {
    if let base = activeBases.first {
      let name = "network \(base.index + 1) of \(baseCount)"
      guard let epoch = base.epoch else { return "\(name) looks at the test pictures" }
      return "\(name) learns other classes: epoch "
        + "\(min(epoch + 1, plan.baseEpochs)) of \(plan.baseEpochs)"
    }
    guard let run = activeRuns.first else { return "finished" }
    return "seed \(run.record.seed + 1) of \(plan.seeds), \(run.record.way.title): step "
      + "\(run.step) of \(plan.steps)"
  }
}

/// What cannot fail, because the study's own networks suit its pictures.
private func suitable(_ body: () throws(TrainingError) -> Void) {
  do throws(TrainingError) {
    try body()
  } catch {
    preconditionFailure("the study's networks suit its pictures: \(error)")
  }
}
