package import Drawing
package import Training

/// A study that is over, to look at: its curves, what each way got, and how the ways differ.
package struct StudyRecord: Sendable {
  package let result: StudyResult
  package let task: StudyTask
  package var display: DisplayProperties
  package var page: StudyPage
  /// What is kept back until it was predicted.
  package var hidden: Set<StudyPage> = []

  package init(
    _ result: StudyResult, task: StudyTask, page: StudyPage = .curves, display: DisplayProperties
  ) {
    (self.result, self.task) = (result, task)
    (self.page, self.display) = (page, display)
  }

  package var words: StudyWords { StudyWords(result, task: task) }

  /// What a key does; nil when it does nothing.
  package func action(for key: Key) -> StudyAction? {
    key == .tab || key == .backTab ? .turnPage : nil
  }

  mutating func perform(_ action: StudyAction) {
    switch action {
    case .turnPage:
      repeat { page = page.following } while hidden.contains(page)
    }
  }
}

/// What shows of a study first, and alone where there is no room for all.
package enum StudyPage: String, CaseIterable, Hashable, Sendable {
  /// Right answers as updates are made.
  case curves
  /// What each way got in the end, over all seeds.
  case table
  /// Seed by seed, one way against another.
  case differences

  var following: StudyPage {
    switch self {
    case .curves: .table
    case .table: .differences
    case .differences: .curves
    }
  }
}

/// What can be done to a study that is over.
package enum StudyAction: Hashable, Sendable {
  case turnPage
}
