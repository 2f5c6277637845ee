import Convolution
import Explorer
import Lessons
import Networks
import Training
import Workbench

/// What stands on the bench of a scene, for the dialogue and for the teacher's notes.
enum BenchText {
  static func text(_ bench: Bench) -> String {
    switch bench {
    case .filter(let model): FilterTraining.text(model)
    case .training(let training): text(training)
    case .study(let record): StudyReport(record.result, task: record.task).overview
    }
  }

  /// What is looked at, in a few words.
  static func summary(_ bench: Bench) -> [String] {
    switch bench {
    case .filter(let model):
      [
        "\(model.subject.title) \(model.task.picture.shape)",
        "\(model.setup.target.title) \(model.task.filterShape) is learned",
        "step \(model.learning.position)",
      ]
    case .training(let training):
      [
        "\(training.history.network) on \(training.history.data)",
        training.trainer == nil
          ? "\(training.history.epochs.count) epochs, as recorded"
          : training.isStopped ? "tested" : TrainingReport.recipe(training.history.recipe),
        training.page.title,
      ]
    case .study(let record): ["\(record.words.title), as recorded"]
    }
  }

  // MARK: A training

  private static func text(_ training: NetworkTraining) -> String {
    let history = training.history
    var text = "\(history.network) on \(history.data)"
    // Weights that are only tested have no recipe.
    if !training.isStopped {
      text += ": \(TrainingFigures.batches(of: history))\n"
      text += TrainingReport.recipe(history.recipe)
    }
    text += "\n"
    if !history.epochs.isEmpty {
      text += "\n" + TrainingReport.head
      text += history.epochs.indices.map { TrainingReport.row($0, of: history) }.joined()
    }
    if let test = training.test?.score ?? history.test {
      text +=
        "\ntest loss \(TrainingReport.loss(test.loss)), test accuracy "
        + "\(TrainingReport.percent(test.accuracy))\n"
    }
    if let other = training.comparison, let test = other.test {
      text += "\(other.network): test accuracy \(TrainingReport.percent(test.accuracy))\n"
    }
    switch training.page {
    case .confusion: text += confusion(training)
    case .mistakes: text += mistakes(training)
    case .curves, .filters, .maps: break
    }
    return text
  }

  /// How many pictures of each class got which answer.
  private static func confusion(_ training: NetworkTraining) -> String {
    guard let answers = training.answers else { return "" }
    let classes = training.classes
    let table = TextTable(
      columns: [TextTable.Column("\(answers.title), answers →", classes)]
        + classes.indices.map { answer in
          TextTable.Column(
            "\(answer)", numeric: true, answers.confusion.map { "\($0[answer])" })
        })
    return "\n" + table.lines.map { $0 + "\n" }.joined()
  }

  /// The pictures that were answered worst.
  private static func mistakes(_ training: NetworkTraining) -> String {
    guard let worst = training.answers?.worst else { return "" }
    let classes = training.classes
    let lines = worst.filter { $0.predicted != $0.label }.prefix(10).map { answer in
      "picture \(answer.example): \(classes[answer.label]), answered \(classes[answer.predicted])"
    }
    return (["", "most wrong:"] + lines).map { $0 + "\n" }.joined()
  }
}
