import Convolution
import Drawing
import Explorer
import Networks
import Training
import Workbench

/// What a scene puts in the explorer's place: a filter that learns, a training, or a study.
struct BenchSettings: Sendable {
  var work: Work?
  /// Another training that is drawn beside a training's curves.
  var comparison: History?
  /// The page that shows, as it is written.
  var page: String?
  /// What is kept back until it was predicted: of a filter's tables, and of a study's pages.
  var hiddenTables: Set<FilterLayout.TableKind> = []
  var hiddenPages: Set<StudyPage> = []

  enum Work: Sendable {
    case learn(LearnSettings)
    case record(History)
    case train(TrainSettings)
    case study(StudyResult, StudyTask)
  }

  /// The keys that say what is on the bench; any other that looks at something else clears it.
  static let keys = ["learn", "training", "train", "study", "compare", "page"]

  /// Makes the bench; nil where there is none.
  ///
  /// - Parameters:
  ///   - exploration: The picture, and the filter that is to be learned.
  ///   - named: The keys of the last block: what they ask for has to be there.
  func bench(
    over exploration: Exploration, named: Set<String>
  ) throws(SceneProblem) -> Bench? {
    switch work {
    case nil:
      if let key = ["page", "compare"].first(where: named.contains) {
        throw SceneProblem([key], "\(key) is for a training or a study; name one, or leave it out")
      }
      return nil
    case .learn(let settings):
      if page != nil {
        throw SceneProblem(["page"], "a filter that learns has one page; leave 'page' out")
      }
      var model = try settings.model(over: exploration)
      model.hidden = hiddenTables
      return .filter(model)
    case .record(let history):
      var training = NetworkTraining(
        record: history, comparison: comparison, display: Self.placeholder)
      let page = try networkPage()
      guard page == .curves else {
        throw SceneProblem(
          ["page"], "a recorded training has curves only; 'train' has all pages")
      }
      training.page = page
      return .training(training)
    case .train(let settings):
      var training = try settings.training(comparison: comparison, display: Self.placeholder)
      training.page = try networkPage()
      return .training(training)
    case .study(let result, let task):
      var record = StudyRecord(
        result, task: task, page: try studyPage(), display: Self.placeholder)
      record.hidden = hiddenPages
      return .study(record)
    }
  }

  private func networkPage() throws(SceneProblem) -> NetworkPage {
    guard let page else { return .curves }
    guard let found = NetworkPage.allCases.first(where: { $0.title == page }) else {
      throw Self.unknownPage(page, NetworkPage.allCases.map(\.title))
    }
    return found
  }

  private func studyPage() throws(SceneProblem) -> StudyPage {
    guard let page else { return .curves }
    guard let found = StudyPage(rawValue: page) else {
      throw Self.unknownPage(page, StudyPage.allCases.map(\.rawValue))
    }
    return found
  }

  private static func unknownPage(_ page: String, _ known: [String]) -> SceneProblem {
    SceneProblem(
      ["page"],
      "page is '\(page)'; "
        + (nearestName(to: page, among: known).map { "did you mean '\($0)'?" }
          ?? "expected \(known.listed("or"))"))
  }

  /// Scenes know their size only when they are shown.
  static let placeholder = DisplayProperties(
    columns: 80, rows: 24, colors: .monochrome, glyphs: .unicode)
}
