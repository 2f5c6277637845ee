import Convolution
package import Explorer
import Networks

/// The network screen's content as text: a line for each layer, what the present cell sees, the answer.
extension PlainText {
  /// Outputs that are listed.
  private static let mostAnswers = 20

  /// - Returns: Lines that each end with a line feed.
  package static func overview(_ model: Model) -> String {
    let exploration = model.exploration
    var lines = [
      "\(exploration.named?.title ?? "explore")   \(exploration.parameters.grouped) parameters",
      "\(exploration.subject.title) \(exploration.subject.picture.shape)" + verdict(model), "",
    ]
    lines += layers(model).lines
    lines.append("")
    lines += FieldText(model).wordings.prefix(1)
    lines.append(value(model))
    lines += answers(model)
    return lines.map { $0.trimmedEnd + "\n" }.joined()
  }

  private static func verdict(_ model: Model) -> String {
    if model.exploration.named?.isUntrained == true {
      return "   untrained: the numbers mean nothing yet"
    }
    return model.verdict.map { " → \($0.title) \(share($0.share))" } ?? ""
  }

  // MARK: Layers

  /// Sizes and numbers of the layers, and the part of each that the present cell sees.
  private static func layers(_ model: Model) -> TextTable {
    let exploration = model.exploration
    let columns = model.overviewColumns
    let places = [Place.picture] + columns.map(\.place)
    let ranges = places.map { exploration.range(.layer, at: $0, channel: 0) }
    let formats = ranges.map { CellFormat($0) }
    let field = try? exploration.network.receptiveField(
      of: model.cursor.element, node: model.cursor.node,
      picture: exploration.subject.picture.shape)
    let present = columns[model.overviewIndex]
    let parts = places.map { place in
      place == present.place ? field?[.node(present.node)] : field?[place]
    }
    func seen(_ range: KeyPath<Convolution.ReceptiveField.Part, Range<Int>>) -> [String] {
      parts.map { $0.map { FieldText.span($0[keyPath: range]) } ?? "-" }
    }
    let numbers = places.indices.map { $0 == 0 ? "" : "\($0)" }
    let names = ["input"] + columns.map { model.overviewName(of: $0, isShort: false) }
    let shapes = places.map { exploration.tensor(at: $0).shape.description }
    let costs = [""] + columns.map { cost(of: $0, model) }
    // Where all is NaN there is neither.
    func end(_ range: ValueRange, _ format: CellFormat, _ value: Float) -> String {
      range.minimum <= range.maximum ? format.text(value).minus : "nan"
    }
    let smallest = zip(formats, ranges).map { end($1, $0, $1.minimum) }
    let largest = zip(formats, ranges).map { end($1, $0, $1.maximum) }
    return TextTable(columns: [
      TextTable.Column("", numeric: true, numbers), TextTable.Column("layer", names),
      TextTable.Column("shape", shapes), TextTable.Column("parameters", numeric: true, costs),
      TextTable.Column("smallest", numeric: true, smallest),
      TextTable.Column("largest", numeric: true, largest),
      TextTable.Column("seen: maps", numeric: true, seen(\.channels)),
      TextTable.Column("rows", numeric: true, seen(\.rows)),
      TextTable.Column("columns", numeric: true, seen(\.columns)),
    ])
  }

  /// The parameters; for an addition, what it adds.
  private static func cost(of column: OverviewColumn, _ model: Model) -> String {
    let text = model.overviewCost(of: column)
    return text.hasSuffix(" par") ? String(text.dropLast(4)) : text
  }

  // MARK: Numbers

  private static func value(_ model: Model) -> String {
    let place = model.overviewColumns[model.overviewIndex].place
    let element = model.cursor.element
    let value = model.exploration.tensor(at: place)[element]
    return "\(model.exploration.address(element, at: place)) \(relation(value))"
  }

  /// The shares of the classes, the largest first.
  private static func answers(_ model: Model) -> [String] {
    guard model.answer != nil, let output = model.exploration.outputs.last else { return [] }
    let place = Place.node(model.exploration.outputs.count - 1)
    let shares = output.elements
    let order = shares.indices.sorted { shares[$0] > shares[$1] }
    let rest = order.count - mostAnswers
    return [""]
      + order.prefix(mostAnswers).map {
        "\(share(shares[$0]))  \(model.exploration.outputName(ofChannel: $0, at: place))"
      } + (rest > 0 ? ["and \(rest.grouped) more"] : [])
  }

  /// `0.31`.
  private static func share(_ value: Float) -> String {
    Fixed(value, decimals: 2)?.text ?? value.description
  }
}
