import Convolution
import Drawing

/// Where filter, products and why stand in the middle column.
struct CenterLayout {
  /// The filter's grid, or the window's where nothing is weighed; nil without a window.
  let weights: Region?
  let products: Region?
  /// The rows and columns of the kernel that show.
  let kernelRows: Range<Int>
  let kernelColumns: Range<Int>
  /// Columns of a weight and of a product.
  let weightWidth: Int
  let productWidth: Int
  /// Whether the products stand beside the filter, for want of rows.
  let isBeside: Bool
  /// Whether the weights are no wider than they have to be, as no products stand below them.
  let isNarrow: Bool
  /// The first row of the answer to "why?".
  let answerRow: Int
  let endRow: Int

  /// Rows kept for the answer when the kernel is tall.
  private static func leastAnswer(in region: Region) -> Int { region.rows < 18 ? 5 : 7 }
  /// Rows of an answer that has its terms: title, three rows of them, a rule, sum and ReLU.
  private static let fullAnswer = 7
  /// Columns that the word above a small filter takes.
  private static let titleWidth = "filter".count
  /// Columns between filter and products where they stand side by side.
  private static let gap = 2

  init(_ model: Model, in region: Region) {
    let kernel = model.exploration.grid(ofNode: model.cursor.node).map {
      Extent(height: $0.rows.kernel, width: $0.columns.kernel)
    }
    let width = model.convolution == nil ? model.inputFormat.width : model.kernelFormat.width
    productWidth = width
    endRow = region.endRow
    guard let kernel else {
      (weights, products, kernelRows, kernelColumns) = (nil, nil, 0..<0, 0..<0)
      (weightWidth, isBeside, isNarrow) = (width, false, false)
      answerRow = region.row
      return
    }
    // While the terms are listed, the list is the answer; the filter comes first then.
    let isListed = model.mode.kind == .why
    let isTight = isListed && region.rows < 2 * kernel.height + 4
    isBeside = Self.standBeside(model, kernel, in: region)
    let isShort = model.chrome == .scene && !isListed && Self.isShort(kernel, region)
    isNarrow = model.convolution != nil && (isBeside || isShort)
    weightWidth = isNarrow ? model.sliceFormat.width : width
    let grids = model.convolution == nil || isTight || isBeside || isShort ? 1 : 2
    let answerRows = isListed ? 0 : Self.leastAnswer(in: region)
    // Each grid has a title above it and a blank row below.
    let room = (region.rows - answerRows - 2 * grids) / grids
    let shown = Extent(
      height: min(kernel.height, max(1, room)),
      width: min(kernel.width, max(1, (region.columns - 1) / weightWidth)))
    let focus = Self.focus(model, kernel: kernel)
    kernelRows = Self.visible(kernel.height, count: shown.height, around: focus.row)
    kernelColumns = Self.visible(kernel.width, count: shown.width, around: focus.column)
    func grid(below row: Int, column: Int, cellWidth: Int) -> Region {
      Region(row: row + 1, column: column, rows: shown.height, columns: shown.width * cellWidth)
    }
    let indent = model.chrome == .scene ? 0 : 1
    let first = grid(below: region.row, column: region.column + indent, cellWidth: weightWidth)
    let second =
      isBeside
      ? grid(
        below: region.row, column: max(first.endColumn, first.column + Self.titleWidth) + Self.gap,
        cellWidth: width)
      : grids == 2 ? grid(below: first.endRow + 1, column: first.column, cellWidth: width) : nil
    (weights, products) = (first, second)
    answerRow = (second ?? first).endRow + 1
  }

  /// Whether the products stand beside the filter: in a scene that has no rows for them below it and
  /// for the terms as well.
  private static func standBeside(_ model: Model, _ kernel: Extent, in region: Region) -> Bool {
    guard model.chrome == .scene, model.convolution != nil,
      columnsBeside(model, kernel) <= region.columns
    else { return false }
    return model.mode.kind == .why
      ? region.rows < 2 * (kernel.height + 2) : isShort(kernel, region)
  }

  /// Whether filter, products and the answer have no room below one another. Then the products go: the
  /// answer has the terms.
  private static func isShort(_ kernel: Extent, _ region: Region) -> Bool {
    region.rows < 2 * (kernel.height + 2) + fullAnswer
  }

  /// Columns that filter and products take side by side.
  static func columnsBeside(_ model: Model, _ kernel: Extent) -> Int {
    max(kernel.width * model.sliceFormat.width, titleWidth) + gap
      + kernel.width * model.kernelFormat.width
  }

  /// The kernel's cell that has to show.
  private static func focus(_ model: Model, kernel: Extent) -> (row: Int, column: Int) {
    if case .editing(let edit) = model.mode {
      return model.typedPlace(edit.cell.row, edit.cell.column, kernel)
    }
    if model.focus == .filter {
      return model.typedPlace(model.weightCell.row, model.weightCell.column, kernel)
    }
    guard let term = model.presentTerm(of: model.explanation) else { return (0, 0) }
    return (term / kernel.width % kernel.height, term % kernel.width)
  }

  private static func visible(_ size: Int, count: Int, around center: Int) -> Range<Int> {
    let start = min(max(center - count / 2, 0), size - count)
    return start..<start + count
  }

  /// The kernel's cell under a cell of the screen.
  func cell(screenRow: Int, screenColumn: Int) -> (row: Int, column: Int)? {
    guard let weights, weights.contains(row: screenRow, column: screenColumn) else { return nil }
    return (
      kernelRows.lowerBound + screenRow - weights.row,
      kernelColumns.lowerBound + (screenColumn - weights.column) / weightWidth
    )
  }
}

extension ScreenLayout {
  /// What a click at a cell of the screen chooses.
  func target(row: Int, column: Int, in model: Model) -> Target? {
    let explanation = model.explanation
    if let terms, terms.contains(row: row, column: column), case .why(let chosen) = model.mode {
      let order = model.termOrder(of: explanation)
      let place = order.firstIndex(of: chosen) ?? 0
      return Panels.place(atRow: row, of: order.count, chosen: place, in: terms)
        .map { Target.term(order[$0]) }
    }
    let (inputSheet, outputSheet) = (model.inputSheet, model.outputSheet)
    let channel = model.cursor.element.channel
    if let cube, let target = cube.target(row: row, column: column, in: model) { return target }
    let inputChannel = model.shownChannel(of: explanation)
    if let cell = output?.cell(screenRow: row, screenColumn: column) {
      return outputSheet.element(cell.row, cell.column, channel: channel).map(Target.output)
    }
    if let cell = input?.cell(screenRow: row, screenColumn: column) {
      return inputSheet.element(cell.row, cell.column, channel: inputChannel).map(Target.input)
    }
    if let outputPicture, outputPicture.region.contains(row: row, column: column) {
      return pixel(row, column, outputPicture, outputSheet, channel: channel).map(Target.output)
    }
    if let inputPicture, inputPicture.region.contains(row: row, column: column) {
      return pixel(row, column, inputPicture, inputSheet, channel: inputChannel)
        .map(Target.input)
    }
    if cube == nil, !center.isEmpty,
      let cell = CenterLayout(model, in: center).cell(screenRow: row, screenColumn: column)
    {
      let kernel = model.convolution?.bank.kernel ?? Extent(1)
      let (row, column) = model.typedPlace(cell.row, cell.column, kernel)
      return .weight(
        Element(channel: model.shownSlice(of: explanation), row: row, column: column))
    }
    return nil
  }

  private func pixel(
    _ row: Int, _ column: Int, _ picture: WholePicture, _ sheet: Sheet, channel: Int
  ) -> Element? {
    let (region, size, extent) = (picture.region, picture.size, sheet.extent)
    return sheet.element(
      min((row - region.row) * 2 * extent.height / size.height, extent.height - 1),
      min((column - region.column) * extent.width / size.width, extent.width - 1),
      channel: channel)
  }
}
