package import Drawing
package import Explorer
import Networks
package import Training

/// Everything that the screen of a comparison follows from.
package struct Comparison: Sendable {
  /// What is computed; nil where only a record of it is shown.
  package internal(set) var study: Study?
  package private(set) var task: StudyTask
  /// What shows of the study: made anew only when it has more points.
  package private(set) var result: StudyResult
  /// What is learned from; nil where a record is shown and its pictures are not there.
  package private(set) var pictures: StudyPictures?
  /// Networks that learn other classes, while there is nothing else to see of the study.
  package private(set) var preparation: StudyPreparation?
  /// The pictures that other studies are made of, too.
  private let data: DataSet?
  private let threads: Int?
  package internal(set) var display: DisplayProperties
  package internal(set) var page = ComparePage.curves
  /// Whether the study goes on by itself.
  package internal(set) var isRunning = true
  /// What the present study has taken so far, as whoever measures says: there is no clock in here.
  package var seconds = 0.0
  /// Ways whose curves show.
  package internal(set) var shownWays: Set<StudyWay>
  /// The seed whose pictures show.
  package internal(set) var shownSeed = 0
  /// How far the help is scrolled; nil while it does not show.
  package internal(set) var helpScroll: Int?
  package internal(set) var isPresenting = false
  package internal(set) var isBlank = false
  package internal(set) var message: Model.Message?

  /// A study to watch.
  package init(
    _ study: Study, data: DataSet, threads: Int? = nil, display: DisplayProperties
  ) {
    (self.study, self.data, self.threads, self.display) = (study, data, threads, display)
    (task, pictures, result) = (study.task, study.pictures, study.result)
    shownWays = Set(study.plan.ways)
    preparation = study.preparation
  }

  /// A study that is over.
  ///
  /// - Parameter data: What its pictures are taken from; nil where that is not there.
  package init(
    record: StudyResult, task: StudyTask, data: DataSet?, display: DisplayProperties
  ) {
    (result, self.task, self.data, self.display) = (record, task, data, display)
    (study, threads) = (nil, nil)
    pictures = data.flatMap { Self.pictures(of: record, task, from: $0) }
    shownWays = Set(record.plan.ways)
  }

  package var plan: StudyPlan { result.plan }
  package var words: StudyWords { StudyWords(result, task: task) }
  package var isRecord: Bool { study == nil }

  /// Whether there is something to compute, now.
  package var hasWork: Bool { isRunning && !isFinished }

  package var isFinished: Bool { study?.isFinished ?? true }

  /// What is being done.
  var activity: String { study?.activity ?? "recorded" }

  /// The share of the work that is done: 0…1.
  var fraction: Double { study?.fraction ?? 1 }

  /// What is left of something will take so many seconds; nil before there is something to say.
  func secondsLeft(of fraction: Double) -> Double? {
    // Below this, an estimate is a rumor.
    guard !isFinished, fraction > 0.01, seconds > 0.5 else { return nil }
    return seconds * (1 - fraction) / fraction
  }

  /// Numbers of examples that the keys lead to; one that was asked for is among them.
  var counts: [Int] {
    isRecord ? StudyResult.recordedCounts : Set([4, 8, 16, 32, 98, plan.examples]).sorted()
  }

  // MARK: Going on

  mutating func advance() {
    study?.advance()
    takeResult()
    if isFinished { message = nil }
  }

  private mutating func takeResult() {
    guard let study else { return }
    result = study.result
    preparation = result.runs.isEmpty ? study.preparation : nil
  }

  /// Goes to another study: one that begins, or another record. What the other classes have taught is
  /// kept where that is possible.
  mutating func begin(_ task: StudyTask, _ change: (inout StudyPlan) -> Void) {
    var plan = plan
    plan.task = task.name
    change(&plan)
    guard let data, let study else { return show(recordOf: task, examples: plan.examples) }
    do throws(StudyError) {
      let next = try Study(plan, task: task, data: data, threads: threads, reusing: study)
      (self.study, self.task, pictures, isRunning) = (next, task, next.pictures, true)
      seconds = 0
      takeResult()
      showSeed(shownSeed)
    } catch {
      message = .problem(error.description)
    }
  }

  private mutating func show(recordOf task: StudyTask, examples: Int) {
    guard let record = StudyResult.recorded(task, examples: examples) else {
      message = .note("no run of \(task.title) with \(examples.grouped) pictures is recorded")
      return
    }
    (result, self.task) = (record, task)
    pictures = data.flatMap { Self.pictures(of: record, task, from: $0) }
    showSeed(shownSeed)
  }

  mutating func showSeed(_ seed: Int) {
    shownSeed = min(max(0, seed), max(0, plan.seeds - 1))
  }

  /// nil where the study was not made with these data.
  private static func pictures(
    of record: StudyResult, _ task: StudyTask, from data: DataSet
  ) -> StudyPictures? {
    guard record.data == data.name else { return nil }
    return try? StudyPictures(record.plan, task: task, from: data)
  }
}

/// What has the screen where not everything can show at once.
package enum ComparePage: Int, CaseIterable, Hashable, Sendable {
  case curves, differences, pictures

  package var title: String {
    switch self {
    case .curves: "curves"
    case .differences: "differences"
    case .pictures: "pictures"
    }
  }

  func following(by steps: Int) -> ComparePage {
    let all = Self.allCases
    return all[((rawValue + steps) % all.count + all.count) % all.count]
  }
}
