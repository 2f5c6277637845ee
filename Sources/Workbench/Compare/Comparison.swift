package import Drawing
package import Explorer
package import Training

/// Everything that the screen of a comparison follows from.
package struct Comparison: Sendable {
  package internal(set) var study: Study
  /// The pictures that other studies are made of, too.
  private let data: DataSet
  private let threads: Int?
  package internal(set) var display: DisplayProperties
  package internal(set) var page = ComparePage.curves
  /// Whether the study goes on by itself.
  package internal(set) var isRunning = true
  /// Ways whose curves show.
  package internal(set) var shownWays: Set<StudyWay>
  /// The seed whose pictures show.
  package internal(set) var shownSeed = 0
  /// How far the help is scrolled; nil while it does not show.
  package internal(set) var helpScroll: Int?
  package internal(set) var isPresenting = false
  package internal(set) var isBlank = false
  package internal(set) var message: Model.Message?
  /// What shows of the study: made anew only when it has more points.
  package private(set) var result: StudyResult

  package init(
    _ study: Study, data: DataSet, threads: Int? = nil, display: DisplayProperties
  ) {
    (self.study, self.data, self.threads, self.display) = (study, data, threads, display)
    shownWays = Set(study.plan.ways)
    result = study.result
  }

  package var plan: StudyPlan { study.plan }
  package var words: StudyWords { StudyWords(result, task: study.task) }

  /// Whether there is something to compute, now.
  package var hasWork: Bool { isRunning && !study.isFinished }

  /// Numbers of examples that the keys lead to; one that was asked for is among them.
  package static func counts(with count: Int) -> [Int] {
    Set([4, 8, 16, 32, 98, count]).sorted()
  }

  mutating func advance() {
    study.advance()
    result = study.result
    if study.isFinished { message = nil }
  }

  /// Begins again with another plan. What the other classes have taught is kept where that is possible.
  mutating func begin(_ task: StudyTask, _ change: (inout StudyPlan) -> Void) {
    var plan = plan
    plan.task = task.name
    change(&plan)
    do throws(StudyError) {
      study = try Study(plan, task: task, data: data, threads: threads, reusing: study)
      (result, isRunning) = (study.result, true)
      shownSeed = min(shownSeed, max(0, plan.seeds - 1))
    } catch {
      message = .problem(error.description)
    }
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
