import Convolution
import Explorer
package import Networks

/// What a network's layers are and cost, as text.
package struct NetworkTable: Sendable {
  let blueprint: Blueprint
  /// The shape that the network was made for, where another is tried.
  let standardInput: Shape

  /// - Parameter standard: The network for the pictures that it was made for; nil for the same.
  package init(_ blueprint: Blueprint, standard: Blueprint? = nil) {
    self.blueprint = blueprint
    standardInput = standard?.input ?? blueprint.input
    strangers = Self.strangers(of: blueprint, standard ?? blueprint)
  }

  /// Layers whose weights would have other sizes than those made for the standard pictures.
  private let strangers: [String]

  // MARK: Text

  /// The table with as much as fits, and the totals.
  ///
  /// - Parameter width: The columns of the terminal; nil for everything.
  package func text(width: Int?) -> String {
    let layout = layout(width: width)
    var lines = heading + ["picture \(blueprint.input.sizes) → \(blueprint.output.sizes)", ""]
    let rows = layout.table.lines
    lines.append(rows[0])
    for (index, row) in rows.dropFirst().enumerated() {
      if beginsStage(index) { lines.append("") }
      lines.append(row)
    }
    lines += [""] + totals(width: width) + notes(layout)
    return lines.map { $0 + "\n" }.joined()
  }

  private var heading: [String] {
    [blueprint.name] + (blueprint.summary.isEmpty ? [] : [blueprint.summary])
  }

  /// Long tables have an empty line wherever the maps become smaller.
  private func beginsStage(_ index: Int) -> Bool {
    let nodes = blueprint.nodes
    return nodes.count > 30 && index > 0
      && nodes[index].output.extent != nodes[index - 1].output.extent
  }

  // MARK: Totals

  private func totals(width: Int?) -> [String] {
    [
      "parameters     \(parameterTotal(width: width.map { $0 - 15 }))",
      "multiply-adds  \(blueprint.multiplyAdds.grouped)",
      "memory         \(byteText(blueprint.weightBytes)) of weights, "
        + "\(byteText(blueprint.activationBytes)) of outputs",
    ] + made(width: width) + labels(width: width)
  }

  /// How pictures are made ready, where the network was trained with such.
  private func made(width: Int?) -> [String] {
    guard let preprocessing = blueprint.pretraining?.preprocessing else { return [] }
    func numbers(_ values: [Float]) -> String { values.map(numeral).joined(separator: " ") }
    let text = """
      shorter side to \(preprocessing.shorterSide), the middle \(blueprint.input.extent), \
      from 0 to 1, minus \(numbers(preprocessing.mean)), divided by \
      \(numbers(preprocessing.deviation))
      """
    return wrapped("pictures", text.split(separator: " ").map(String.init), width: width)
  }

  /// What the output's numbers stand for; of very many the first and the last.
  private func labels(width: Int?) -> [String] {
    let labels = blueprint.labels
    guard let first = labels.first, let last = labels.last else { return [] }
    if labels.count > Self.mostLabels {
      return wrapped(
        "labels", ["\(labels.count.grouped),", "from \(first)", "to \(last)"], width: width)
    }
    return wrapped("labels", labels.dropLast().map { $0 + "," } + [last], width: width)
  }

  private static let mostLabels = 100

  /// Words behind a title, on as many lines as they take.
  private func wrapped(_ title: String, _ words: [String], width: Int?) -> [String] {
    let indent = 15
    var lines: [String] = []
    for word in words {
      let longer = lines.last.map { $0 + " " + word }
      if let longer, longer.unicodeScalars.count <= width ?? .max {
        lines[lines.count - 1] = longer
      } else {
        lines.append((lines.isEmpty ? title : "").padding(to: indent) + word)
      }
    }
    return lines
  }

  /// With the sum that gives the total, if it is short enough to be checked by hand.
  private func parameterTotal(width: Int?) -> String {
    let total = blueprint.parameterCount.grouped
    let summands = blueprint.nodes.map(\.parameters.counted).filter { $0 > 0 }
    let sum = "\(total) = " + summands.map(\.grouped).joined(separator: " + ")
    if 2...8 ~= summands.count, sum.count <= width ?? .max { return sum }
    let isNormalized = blueprint.nodes.contains { node in
      if case .batchNormalization = node.plan { true } else { false }
    }
    return isNormalized ? "\(total) \(blueprint.convention.explanation)" : total
  }

  private func notes(_ layout: Layout) -> [String] {
    var notes: [String] = []
    if !layout.omitted.isEmpty {
      notes.append(
        "left out for want of width: \(layout.omitted.joined(separator: ", "))")
    }
    if !layout.hasLongTitles, blueprint.nodes.contains(where: { $0.plan.window != nil }) {
      notes.append("3×3/2+1 is kernel 3×3, stride 2, padding 1")
    }
    notes.append(Self.seesNote)
    if !strangers.isEmpty {
      notes.append(
        "weights made for \(standardInput.sizes) do not fit \(strangers.joined(separator: ", "))")
    }
    return [""] + notes
  }

  private static func strangers(of blueprint: Blueprint, _ standard: Blueprint) -> [String] {
    zip(blueprint.nodes, standard.nodes).filter { $0.tensors != $1.tensors }.map(\.0.name)
  }
}

// MARK: - Layout

extension NetworkTable {
  /// A choice of columns.
  struct Layout {
    var table: TextTable
    var omitted: [String] = []
    var hasLongTitles = false
  }

  /// The richest choice of columns that fits.
  func layout(width: Int?) -> Layout {
    let memory = ["memory"]
    let choices = [
      Layout(
        table: table(type: longTitles, sees, parameters, operations, memoryColumns),
        hasLongTitles: true),
      Layout(table: table(type: shortTitles, sees, parameters, operations, memoryColumns)),
      Layout(table: table(type: shortTitles, sees, parameters, operations), omitted: memory),
      Layout(table: table(type: shortTitles, sees, parameters, briefOperations), omitted: memory),
      Layout(
        table: table(type: shortTitles, sees, parameters), omitted: ["multiply-adds"] + memory),
      Layout(
        table: table(type: shortTitles, sees, counts, briefOperations),
        omitted: ["the arithmetic"] + memory),
      Layout(
        table: table(type: shortTitles, sees, counts),
        omitted: ["the arithmetic", "multiply-adds"] + memory),
      Layout(
        table: table(type: shortTitles, counts),
        omitted: ["the arithmetic", "multiply-adds", "sees"] + memory),
    ]
    return choices.first { $0.table.width <= width ?? .max } ?? choices[choices.count - 1]
  }

  private func table(type: [TextTable.Column], _ others: [TextTable.Column]...) -> TextTable {
    TextTable(columns: cells("layer", \.name) + type + others.joined())
  }

  /// All columns, for Markdown.
  var completeTable: TextTable {
    table(type: longTitles, sees, parameters, operations, memoryColumns)
  }

  private func cells(
    _ title: String, numeric isNumeric: Bool = false, _ cell: (Blueprint.Node) -> String
  ) -> [TextTable.Column] {
    [TextTable.Column(title, numeric: isNumeric, blueprint.nodes.map(cell))]
  }

  private var longTitles: [TextTable.Column] { titles(\.longTitle) }
  private var shortTitles: [TextTable.Column] { titles(\.shortTitle) }

  /// The type, and where the input comes from unless it is the layer before; then the output.
  private func titles(_ title: (LayerPlan) -> String) -> [TextTable.Column] {
    let types = blueprint.nodes.enumerated().map { index, node in
      let isPlain = node.inputs == [index == 0 ? .picture : .node(index - 1)]
      let names = node.inputs.map(blueprint.name(of:)).joined(separator: " + ")
      return title(node.plan) + (isPlain ? "" : " ← \(names)")
    }
    return [TextTable.Column("type", types)] + cells("output", \.output.sizes)
  }

  private var parameters: [TextTable.Column] {
    cells("parameters", numeric: true, \.parameters.text)
  }

  private var counts: [TextTable.Column] {
    cells("parameters", numeric: true) { node in
      node.tensors.isEmpty ? "" : node.parameters.counted.grouped
    }
  }

  private var operations: [TextTable.Column] {
    cells("multiply-adds", numeric: true) { $0.multiplyAdds == 0 ? "" : $0.multiplyAdds.grouped }
  }

  private var briefOperations: [TextTable.Column] {
    cells("mul-adds", numeric: true) { $0.multiplyAdds == 0 ? "" : briefCount($0.multiplyAdds) }
  }

  /// What stands in the column `sees`: a receptive field, and how far the next one is.
  static let seesNote =
    "sees: rows and columns of the picture for one number / from one to the next"

  private var sees: [TextTable.Column] {
    cells("sees", numeric: true) {
      "\($0.receptiveField.size.brief)/\($0.receptiveField.jump.brief)"
    }
  }

  private var memoryColumns: [TextTable.Column] {
    cells("weights", numeric: true) { $0.weightBytes == 0 ? "" : byteText($0.weightBytes) }
      + cells("outputs", numeric: true) { byteText($0.activationBytes) }
  }
}

// MARK: - The catalogue

extension NetworkTable {
  /// The networks of the catalogue with their totals.
  package static func catalog(width: Int?) -> String {
    let blueprints = NetworkCatalog.blueprints
    let numbers = [
      TextTable.Column("name", blueprints.map(\.name)),
      TextTable.Column("picture", numeric: true, blueprints.map(\.input.sizes)),
      TextTable.Column("layers", numeric: true, blueprints.map { $0.nodes.count.grouped }),
      TextTable.Column("parameters", numeric: true, blueprints.map(\.parameterCount.grouped)),
      TextTable.Column("multiply-adds", numeric: true, blueprints.map(\.multiplyAdds.grouped)),
    ]
    let complete = TextTable(columns: numbers + [TextTable.Column("", blueprints.map(\.summary))])
    let fits = complete.width <= width ?? .max
    let lines = fits ? complete.lines : TextTable(columns: numbers).lines
    return (lines + ["", "'explore network NAME' shows the layers of one"])
      .map { $0 + "\n" }.joined()
  }
}
