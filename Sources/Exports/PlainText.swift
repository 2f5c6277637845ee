import Convolution
import Drawing
package import Explorer

/// The main screen's content as text from top to bottom: for pipes, logs and screen readers.
///
/// There is no box drawing and nothing side by side; brackets stand around the window.
package enum PlainText {
  /// What a table may take, in characters and lines.
  package struct Space: Hashable, Sendable {
    let width: Int
    let rows: Int

    package init(width: Int, rows: Int) { (self.width, self.rows) = (width, rows) }

    package static let page = Space(width: 79, rows: 20)
  }

  /// - Parameter space: What a table may take; of larger ones the part around the window is told.
  /// - Returns: Lines that each end with a line feed.
  package static func describe(_ model: Model, in space: Space = .page) -> String {
    var lines = [
      "\(model.exploration.subject.title) \(model.exploration.subject.picture.shape)   "
        + model.chainTitle(isShort: false)
    ]
    if !model.veil.hidesSize { lines += [chain(model)] + sizes(model) + stack(model) }
    lines.append("")
    if let channels = ShownChannels(model) {
      for slice in channels.slices { lines += band(slice, of: channels, model, in: space) }
      lines += hidden(channels, model)
    } else {
      let channel = model.shownChannel(of: model.explanation)
      lines += inputTable(model, channel: channel, in: space)
      lines += operation(model, slice: 0) + [""]
    }
    lines += outputTable(model, in: space)
    lines += why(model)
    let marked = model.markedAddresses
    if !marked.isEmpty { lines.append("marked: " + marked.joined(separator: ", ")) }
    return lines.map { $0.trimmedEnd + "\n" }.joined()
  }

  // MARK: Headings

  /// `input 28×28 -> conv1 26×26 -> relu1 26×26`.
  private static func chain(_ model: Model) -> String {
    let exploration = model.exploration
    let nodes = exploration.network.nodes.indices.map {
      "\(exploration.network.nodes[$0].name) \(exploration.outputs[$0].shape)"
    }
    return (["input \(exploration.subject.picture.shape)"] + nodes).joined(separator: " → ")
  }

  /// The size of a stack of maps in words that leave no doubt.
  private static func stack(_ model: Model) -> [String] {
    let shape = model.exploration.tensor(at: model.outputPlace).shape
    guard shape.channels > 1, !model.outputSheet.isVector else { return [] }
    return ["\(shape.channels) maps of \(shape.extent): \(shape.inBothConventions)"]
  }

  private static func sizes(_ model: Model) -> [String] {
    model.exploration.grid(ofNode: model.cursor.node).map(SizeText.lines) ?? []
  }

  // MARK: Tables

  private static func inputTable(_ model: Model, channel: Int, in space: Space) -> [String] {
    let place = model.inputPlace
    let tensor = model.exploration.tensor(at: place)
    let sheet = model.inputSheet
    let terms = model.explanation.terms.filter {
      $0.inputIndex == model.shownInput && (sheet.isVector || $0.element.channel == channel)
    }
    var rows = 0..<sheet.extent.height
    var columns = 0..<sheet.extent.width
    if let grid = model.exploration.grid(ofNode: model.cursor.node) {
      rows = -grid.edges.top..<tensor.shape.height + grid.edges.bottom
      columns = -grid.edges.left..<tensor.shape.width + grid.edges.right
    }
    let values = Dictionary(
      terms.map { ($0.element, $0.input) }, uniquingKeysWith: { first, _ in first })
    let table = Table(
      name: model.exploration.name(of: place), sheet: sheet,
      channel: model.exploration.titles(ofChannel: channel, at: place).first,
      rows: rows, columns: columns, format: model.inputFormat,
      bracket: Bracket(terms.map { sheet.place(of: $0.element) }),
      marks: marks(model.markedCells(at: place), on: sheet, channel: channel)
    ) { row, column in
      if let element = sheet.element(row, column, channel: channel) {
        return model.inputFormat.text(tensor[element])
      }
      if sheet.isVector { return "" }
      // Padding that the window covers says its value, the rest only that it is there.
      let element = Element(channel: channel, row: row, column: column)
      return values[element].map(model.inputFormat.text) ?? "·"
    }
    return table.lines(in: space) + [""]
  }

  private static func outputTable(_ model: Model, in space: Space) -> [String] {
    let tensor = model.exploration.tensor(at: model.outputPlace)
    let element = model.cursor.element
    let isLast = model.outputNode == model.exploration.outputs.count - 1
    let name = model.exploration.name(of: model.outputPlace)
    let title = isLast ? "output (\(name))" : name
    guard !model.veil.hidesSize else { return ["\(title): ?", ""] }
    let sheet = model.outputSheet
    // Nobody wants to hear hundreds of dots.
    let ends = [0, tensor.shape.count - 1].map(tensor.shape.element)
    guard !ends.allSatisfy({ model.cover(ofOutput: $0) != nil }) else {
      return ["\(title), \(tensor.shape): all kept back", ""]
    }
    let table = Table(
      name: title, sheet: sheet,
      channel: model.exploration.titles(ofChannel: element.channel, at: model.outputPlace).first,
      rows: 0..<sheet.extent.height, columns: 0..<sheet.extent.width,
      format: model.outputFormat, bracket: Bracket([sheet.place(of: element)]),
      marks: marks(model.markedCells(at: model.outputPlace), on: sheet, channel: element.channel)
    ) { row, column in
      guard let element = sheet.element(row, column, channel: element.channel) else { return "" }
      let label = model.exploration.label(ofChannel: element.channel, at: model.outputPlace)
      return (model.cover(ofOutput: element) ?? model.outputFormat.text(tensor[element]))
        + (sheet.isList ? label.map { "  \($0)" } ?? "" : "")
    }
    return table.lines(in: space) + [""]
  }

  /// The places on a sheet that a lesson points at.
  private static func marks(
    _ elements: Set<Element>, on sheet: Sheet, channel: Int
  ) -> [(row: Int, column: Int)] {
    elements.filter { sheet.isVector || $0.channel == channel }.map(sheet.place)
  }

  /// A slice of the filter and its products.
  private static func operation(_ model: Model, slice: Int, suffix: String = "") -> [String] {
    guard let bank = model.convolution?.bank else { return [] }
    let explanation = model.explanation
    let filter = model.cursor.element.channel
    let area = bank.kernel.height * bank.kernel.width
    var lines = [(model.exploration.settings.isFlipped ? "filter, flipped" : "filter") + suffix]
    let isMarked = { model.isMarked(weightAt: $0, $1, slice: slice) }
    lines += kernel(bank.kernel, model.weightFormat.width, isMarked) {
      model.weightFormat.text(bank[filter, slice, $0, $1])
    }
    lines.append("products" + suffix)
    lines += kernel(bank.kernel, model.kernelFormat.width, isMarked) { row, column in
      let index = slice * area + row * bank.kernel.width + column
      return model.hidesProduct(index)
        ? "?" : model.kernelFormat.text(explanation.terms[index].product ?? 0)
    }
    return lines
  }

  private static func kernel(
    _ size: Extent, _ width: Int, _ isMarked: (Int, Int) -> Bool, _ text: (Int, Int) -> String
  ) -> [String] {
    let places = (0..<size.height).map { row in (0..<size.width).map { (row, $0) } }
    let hasMarks = places.joined().contains(where: isMarked)
    return places.map { row in
      row.map { place in
        let mark = hasMarks ? (isMarked(place.0, place.1) ? "*" : " ") : ""
        return text(place.0, place.1).paddingLeft(to: width) + mark
      }.joined()
    }
  }

  // MARK: Why

  static func why(_ model: Model) -> [String] {
    let text = WhyText(model)
    var lines = [line(text.title)]
    if let channels = ShownChannels(model) {
      lines += terms(text, channels)
    } else {
      lines += text.terms.map { "  " + line($0) }
    }
    lines += text.results.map { "  " + line($0) }
    // A lesson has words of its own, and may ask for just these.
    if model.convolution != nil, model.chrome == .whole, let summary = model.choice?.summary {
      lines.append(summary)
    }
    // How many steps there are would tell how large the output is.
    if !model.veil.hidesSize { lines.append("step \(model.step) of \(model.shape.count)") }
    return lines
  }

  private static func line(_ spans: [Span]) -> String { spans.map(\.text).joined() }
}

// MARK: - Several channels

extension PlainText {
  /// Rows of the input's table where there are several.
  private static let rowsOfBand = 8

  /// One channel: its part of the input, its slice of the filter, the products, their sum.
  private static func band(
    _ slice: Int, of channels: ShownChannels, _ model: Model, in space: Space
  ) -> [String] {
    let label = channels.labels[slice - channels.slices.lowerBound]
    let channel = model.seenChannels.lowerBound + slice
    let part = Space(width: space.width, rows: min(space.rows, rowsOfBand))
    let table = inputTable(model, channel: channel, in: part).dropLast()
    let explanation = model.explanation
    let included = model.stages(of: explanation).includedTerms(at: model.cursor.stage)
    let sum = channels.sum(ofSlice: slice, in: explanation, included: included)
    let shownSum = model.hidesSum(ofSlice: slice, of: channels) ? nil : sum
    return table + operation(model, slice: slice, suffix: ", \(label)")
      + ["sum of \(label) \(shownSum.map(relation) ?? "= ?")", ""]
  }

  private static func hidden(_ channels: ShownChannels, _ model: Model) -> [String] {
    guard channels.hiddenCount > 0 else { return [] }
    let explanation = model.explanation
    let included = model.stages(of: explanation).includedTerms(at: model.cursor.stage)
    let sum = channels.sumOfHidden(in: explanation, included: included)
    guard !model.hidesSumOfHidden(channels) else { return ["\(channels.hiddenTitle) = ?", ""] }
    let strongest = channels.strongestHidden(in: explanation, included: included)
    return [
      "\(channels.hiddenTitle) \(sum.map(relation) ?? "= ?")"
        + (strongest.map { ", most \($0)" } ?? ""), "",
    ]
  }

  /// The terms, each channel's behind its name.
  private static func terms(_ text: WhyText, _ channels: ShownChannels) -> [String] {
    let width = channels.labels.map(\.count).max() ?? 0
    let rows = max(1, text.terms.count / channels.slices.count)
    return text.terms.enumerated().map { index, spans in
      let isFirst = index.isMultiple(of: rows)
      let label = isFirst ? channels.labels[index / rows] : ""
      return "  \(label.padding(to: width))  \(line(spans))"
    }
  }
}

/// What stands in brackets: the smallest rectangle around some elements.
private struct Bracket {
  let rows: ClosedRange<Int>
  let columns: ClosedRange<Int>

  init(_ places: [(row: Int, column: Int)]) {
    let rows = places.map(\.row)
    let columns = places.map(\.column)
    self.rows = (rows.min() ?? 0)...(rows.max() ?? 0)
    self.columns = (columns.min() ?? 0)...(columns.max() ?? 0)
  }
}

/// A table of numbers, or the part of it around its brackets.
private struct Table {
  let name: String
  let sheet: Sheet
  /// Which of several channels it is.
  let channel: String?
  let rows: Range<Int>
  let columns: Range<Int>
  let format: CellFormat
  let bracket: Bracket
  /// Where a star stands behind the number.
  var marks: [(row: Int, column: Int)] = []
  let text: (_ row: Int, _ column: Int) -> String

  func lines(in space: PlainText.Space) -> [String] {
    let rows = part(of: rows, around: bracket.rows, most: space.rows)
    let columns = part(
      of: columns, around: bracket.columns, most: (space.width - 1) / (format.width + markWidth))
    var title = name
    let shape = sheet.shape
    if sheet.isVector {
      title += ", \(shape.channels) numbers"
    } else {
      if let channel { title += ", \(channel)" }
      title += ", \(shape.extent)"
    }
    if rows != self.rows { title += ", rows \(rows.lowerBound) to \(rows.upperBound - 1)" }
    if columns != self.columns {
      title += ", columns \(columns.lowerBound) to \(columns.upperBound - 1)"
    }
    return [title] + rows.map { row in line(row, columns) }
  }

  private func line(_ row: Int, _ columns: Range<Int>) -> String {
    var line = ""
    for column in columns {
      let number = text(row, column)
      line += separator(before: column, in: row)
      line += number.paddingLeft(to: format.width - 1)
      guard markWidth > 0 else { continue }
      line += marks.contains { $0 == (row, column) } ? "*" : " "
    }
    return line + separator(before: columns.upperBound, in: row)
  }

  private var markWidth: Int { marks.isEmpty ? 0 : 1 }

  private func separator(before column: Int, in row: Int) -> String {
    guard bracket.rows ~= row else { return " " }
    if column == bracket.columns.lowerBound { return "[" }
    return column == bracket.columns.upperBound + 1 ? "]" : " "
  }

  private func part(of range: Range<Int>, around center: ClosedRange<Int>, most: Int) -> Range<Int>
  {
    guard range.count > most else { return range }
    let middle = center.lowerBound + center.count / 2
    let start = min(max(middle - most / 2, range.lowerBound), range.upperBound - most)
    return start..<start + most
  }
}
