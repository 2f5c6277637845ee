import Convolution
import Explorer
import Training
package import Workbench

/// A filter's training without a screen: its steps as a table, as CSV or as JSON.
package enum FilterTraining {
  /// What is learned, some of the steps, and how near the last one came to the target.
  package static func text(_ model: FilterModel) -> String {
    let (task, learning) = (model.task, model.learning)
    let size = "\(task.filterShape) filter, \(task.count) numbers, \(task.positions) positions"
    var lines = [
      "\(model.subject.title) \(task.picture.shape) → \(model.setup.target.title): \(size)",
      method(model), "",
    ]
    let shown = steps(learning.position)
    func column(_ title: String, _ cell: (FilterLearning.Step) -> String) -> TextTable.Column {
      TextTable.Column(title, numeric: true, shown.map { cell(learning.steps[$0]) })
    }
    var columns = [
      TextTable.Column("step", numeric: true, shown.map(String.init)),
      column("loss") { Figures.loss($0.loss) },
    ]
    // Beyond nine numbers and a bias a line would be too long to be read.
    if task.count <= 10 {
      columns += (0..<task.count).map { index in
        column(model.name(ofNumber: index)) {
          Figures.cell($0.numbers[index], decimals: 3, columns: 8)
        }
      }
    }
    lines += TextTable(columns: columns).lines + [""] + result(model)
    if let ending = model.endingText { lines.append(ending) }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func method(_ model: FilterModel) -> String {
    let learning = model.learning
    let optimizer = learning.changes[0].optimizer
    let limit = learning.curvature.largestRate(for: optimizer).map {
      task(
        model, "above \(Figures.limit($0)) it diverges", "about \(Figures.limit($0)) is the limit")
    }
    let details = [
      Figures.name(of: optimizer), limit, model.setup.start.title,
      model.setup.hasBias ? "a bias is learned" : nil,
      model.setup.hasReLU ? "compared behind a ReLU" : nil,
    ]
    return details.compactMap { $0 }.joined(separator: ", ")
  }

  private static func task(_ model: FilterModel, _ exact: String, _ rough: String) -> String {
    model.setup.hasReLU ? rough : exact
  }

  /// The last filter, and what it should have become.
  private static func result(_ model: FilterModel) -> [String] {
    let learning = model.learning
    let bias = model.task.hasBias ? "   bias \(numeral(learning.bias))" : ""
    var lines = ["learned  \(KernelText.describe(learning.filter))\(bias)"]
    if let goal = model.goal, let miss = model.largestMiss {
      lines.append("target   \(KernelText.describe(model.task.filter(goal)))")
      lines.append("largest difference  \(Figures.significant(Double(miss), 3))")
    } else if let lowest = learning.curvature.lowestLoss {
      lines.append(
        "loss \(Figures.loss(learning.loss)); no filter of this size gets below "
          + Figures.loss(lowest))
    }
    return lines
  }

  /// All steps where they are few; else 1, 2, 5, 10, 20, 50, … and the last one.
  private static func steps(_ last: Int) -> [Int] {
    guard last > 20 else { return Array(0...last) }
    var steps = [0]
    var power = 1
    while power <= last {
      steps += [power, 2 * power, 5 * power].filter { $0 < last }
      power *= 10
    }
    return steps + [last]
  }

  // MARK: All steps

  /// One line for each step: step, loss, numbers, gradient.
  package static func csv(_ model: FilterModel) -> String {
    let names = (0..<model.task.count).map {
      model.name(ofNumber: $0).split(separator: ",").joined(separator: " ")
    }
    var text =
      (["step", "loss"] + names + names.map { "gradient of \($0)" })
      .joined(separator: ",") + "\n"
    for (number, step) in model.learning.steps.prefix(model.learning.position + 1).enumerated() {
      let figures = (step.numbers + step.gradient).map(numeral)
      text += ([String(number), "\(step.loss)"] + figures).joined(separator: ",") + "\n"
    }
    return text
  }

  /// One object: what was learned how, then all steps.
  package static func json(_ model: FilterModel) -> String {
    func list(_ numbers: [Float]) -> String {
      "[" + numbers.map(jsonNumber).joined(separator: ",") + "]"
    }
    let shape = model.task.filterShape
    var text = "{\"shape\":[\(shape.channels),\(shape.height),\(shape.width)]"
    text += ",\"bias\":\(model.task.hasBias),\"relu\":\(model.task.hasReLU)"
    text += ",\"goal\":\(model.goal.map(list) ?? "null")"
    let changes = model.learning.changes.map { "\"\(OptimizerChange($0.step, $0.optimizer))\"" }
    text += ",\"optimizers\":[\(changes.joined(separator: ","))]"
    let limit = model.learning.curvature.largestRate(for: model.learning.optimizer)
    text += ",\"largestRate\":\(limit.map { jsonNumber(Float($0)) } ?? "null"),\"steps\":["
    let steps = model.learning.steps.prefix(model.learning.position + 1)
    text += steps.enumerated().map { number, step in
      "{\"step\":\(number),\"loss\":\(step.loss),\"numbers\":\(list(step.numbers))"
        + ",\"gradient\":\(list(step.gradient))}"
    }.joined(separator: ",")
    return text + "]}\n"
  }
}
