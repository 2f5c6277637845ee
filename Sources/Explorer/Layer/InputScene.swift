import Convolution

/// The input as its table shows it: padding, the window, the chosen cell, what is left over.
struct InputScene {
  /// The input channel on the screen.
  let channel: Int
  let rows: Range<Int>
  let columns: Range<Int>
  let window: TableGeometry.Frame
  /// All the input cells that the chosen weight meets while the window slides.
  let reachOfWeight: TableGeometry.Frame?

  private let tensor: Tensor
  private let sheet: Sheet
  private let border: Border
  /// What stands in the padding where the border repeats no pixel.
  private let paddingValue: Float
  private let grid: WindowGrid?
  /// The term that an element under the window is.
  private let terms: [Element: Int]
  /// The term that the last step was about, or the one that won.
  private let present: Int?
  private let chosen: Element?
  private let marked: Set<Element>

  /// - Parameter channel: One that the present element sees; nil for the one that shows.
  init(_ model: Model, channel: Int? = nil) {
    let explanation = model.explanation
    let channel = channel ?? model.shownChannel(of: explanation)
    let tables = ScreenLayout.Tables(model)
    self.channel = channel
    (rows, columns, window) = (tables.inputRows, tables.inputColumns, tables.window)
    tensor = model.exploration.tensor(at: model.inputPlace)
    let sheet = model.inputSheet
    self.sheet = sheet
    grid = model.exploration.grid(ofNode: model.cursor.node)
    border = model.convolution?.border ?? .zero
    chosen = model.focus == .input ? model.inputCell : nil
    marked = model.markedCells(at: model.inputPlace)
    let shownInput = model.shownInput
    terms = Dictionary(
      explanation.terms.enumerated().filter {
        $1.inputIndex == shownInput && (sheet.isVector || $1.element.channel == channel)
      }.map { ($1.element, $0) },
      uniquingKeysWith: { first, _ in first })
    if case .maximum(let winner) = explanation.operation {
      paddingValue = -.infinity
      present = model.presentTerm(of: explanation) ?? (model.hidesResult ? nil : winner)
    } else {
      paddingValue = 0
      present = model.presentTerm(of: explanation)
    }
    reachOfWeight = grid.flatMap { grid in
      model.focus == .filter ? Self.reach(of: model.weightCell, in: model, on: grid) : nil
    }
  }

  private static func reach(
    of weight: Element, in model: Model, on grid: WindowGrid
  ) -> TableGeometry.Frame {
    let kernel = Extent(height: grid.rows.kernel, width: grid.columns.kernel)
    let (row, column) = model.typedPlace(weight.row, weight.column, kernel)
    func range(_ tap: Int, on axis: WindowAxis) -> Range<Int> {
      axis.position(of: tap, in: 0)..<axis.position(of: tap, in: axis.output - 1) + 1
    }
    return TableGeometry.Frame(
      rows: range(row, on: grid.rows), columns: range(column, on: grid.columns))
  }

  /// What stands at a row and column of the table, which may lie in the padding.
  func cell(_ row: Int, _ column: Int) -> TableCell {
    let place = sheet.element(row, column, channel: channel)
    if place == nil, sheet.isVector { return .nothing }
    let element = place ?? Element(channel: channel, row: row, column: column)
    let isInside = place != nil
    let source = border.source(of: element, in: tensor.shape)
    var cell = TableCell(value: source.map { tensor[$0] } ?? paddingValue)
    cell.isOnSheet = isInside && !isUnused(row, column)
    cell.isMarked = isInside && marked.contains(element)
    if !cell.isOnSheet { cell.emphasis = .dim }
    if element == chosen {
      cell.emphasis = .chosen
    } else if chosen == nil, window.rows ~= row, window.columns ~= column,
      let term = terms[element]
    {
      if term == present { cell.emphasis = .chosen } else if isInside { cell.emphasis = .strong }
    }
    return cell
  }

  /// Whether no window ever reads a cell.
  private func isUnused(_ row: Int, _ column: Int) -> Bool {
    grid.map { $0.rows.isUnused(row) || $0.columns.isUnused(column) } ?? false
  }
}
