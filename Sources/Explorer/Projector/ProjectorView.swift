import Convolution
import Drawing

/// Draws the screen for the back of a room: the window in large cells, what is laid over it, and the
/// number that comes of it.
struct ProjectorView {
  let model: Model
  let layout: ProjectorLayout
  let scene: InputScene
  private let explanation: Explanation

  init(_ model: Model) {
    self.model = model
    layout = ProjectorLayout(model)
    scene = InputScene(model)
    explanation = model.explanation
  }

  func draw(_ thumbnails: inout Thumbnails, on canvas: inout Canvas) {
    switch layout.main {
    case .input(let grid): drawInput(grid, on: &canvas)
    case .channels(let channels):
      for channel in channels { draw(channel, on: &canvas) }
    case .bars(let region):
      caption(outputName, above: region.row - 1, region.column, on: &canvas)
      ProjectorBars(model: model, region: region).draw(on: &canvas)
    case .pictures: break
    }
    switch layout.side {
    case .filter(let grid):
      caption("filter", above: grid.region.row, grid.region.column, on: &canvas)
      drawFilter(grid, slice: model.shownSlice(of: explanation), on: &canvas)
    case .input(let grid): drawInput(grid, on: &canvas)
    case .output(let grid): drawOutput(grid, on: &canvas)
    case nil: break
    }
    drawNumber(on: &canvas)
    drawPictures(&thumbnails, on: &canvas)
    for (row, line) in zip(layout.text.rowRange, lines) {
      canvas.write(line, row: row, column: layout.text.column, columns: layout.text.columns)
    }
    // How many steps there are would tell how large the output is.
    if let row = layout.progressRow, !model.veil.hidesSize { drawProgress(row: row, on: &canvas) }
  }

  func caption(_ text: String, above row: Int, _ column: Int, on canvas: inout Canvas) {
    canvas.write(text, row: row - 1, column: column, style: Style(.dim))
  }

  var outputName: String {
    model.outputNode == model.exploration.outputs.count - 1
      ? "output" : model.exploration.name(of: model.outputPlace)
  }

  // MARK: Tables

  private var inputRange: ValueRange {
    model.exploration.range(.layer, at: model.inputPlace, channel: 0)
  }

  private func drawInput(_ grid: LargeGrid, on canvas: inout Canvas) {
    let name = model.exploration.name(of: model.inputPlace)
    let title = model.exploration.titles(ofChannel: scene.channel, at: model.inputPlace).last
    caption(
      title.map { "\(name), \($0)" } ?? name, above: grid.region.row - 1, grid.region.column,
      on: &canvas)
    let tables = ScreenLayout.Tables(model)
    let sheet = model.inputSheet
    LargeTable(
      grid: grid, format: model.inputFormat, scale: model.inputScale(ofChannel: scene.channel),
      glyphs: model.display.glyphs, range: inputRange,
      frame: model.focus == .input
        ? nil : model.isDense ? tables.inputFocus : scene.reachOfWeight ?? scene.window,
      isMarked: { row, column in
        sheet.element(row, column, channel: scene.channel).map {
          model.marks.contains(.cell($0, at: model.inputPlace))
        } ?? false
      }, cell: scene.cell
    ).draw(on: &canvas)
  }

  private func drawFilter(_ grid: LargeGrid, slice: Int, on canvas: inout Canvas) {
    guard let bank = model.convolution?.bank else { return }
    let present = model.presentTerm(of: explanation)
    let weights = bank.weights.valueRange
    let palette: PaletteChoice = model.palette == .automatic ? .diverging : model.palette
    LargeTable(
      grid: grid, format: model.sliceFormat,
      scale: ColorScale(palette, for: weights, tier: model.display.colors),
      glyphs: model.display.glyphs, range: weights,
      isMarked: { row, column in
        let (row, column) = model.typedPlace(row, column, bank.kernel)
        return model.marks.contains(.weight(Element(channel: slice, row: row, column: column)))
      }
    ) { row, column in
      var cell = TableCell(value: bank[model.cursor.element.channel, slice, row, column])
      cell.emphasis = .strong
      let term = (slice * bank.kernel.height + row) * bank.kernel.width + column
      let isChosen =
        model.focus == .filter && slice == model.shownSlice(of: explanation)
        && model.typedPlace(row, column, bank.kernel)
          == (model.weightCell.row, model.weightCell.column)
      if term == present || isChosen { cell.emphasis = .chosen }
      return cell
    }.draw(on: &canvas)
  }

  private func drawOutput(_ grid: LargeGrid, on canvas: inout Canvas) {
    let isHidden = model.veil.hidesSize
    caption(
      isHidden ? "\(outputName) ?" : outputName, above: grid.region.row - 1, grid.region.column,
      on: &canvas)
    guard !isHidden else { return }
    let sheet = model.outputSheet
    let channel = model.cursor.element.channel
    let tensor = model.exploration.tensor(at: model.outputPlace)
    let marked = model.markedCells(at: model.outputPlace)
    LargeTable(
      grid: grid, format: model.outputFormat, scale: model.outputScale,
      glyphs: model.display.glyphs,
      range: model.exploration.range(.map, at: model.outputPlace, channel: channel),
      frame: TableGeometry.Frame(sheet.place(of: model.cursor.element)),
      isMarked: { row, column in
        sheet.element(row, column, channel: channel).map {
          marked.contains($0)
        } ?? false
      }
    ) { row, column in
      guard let element = sheet.element(row, column, channel: channel) else { return .nothing }
      var cell = TableCell(value: tensor[element])
      if element == model.cursor.element { cell.emphasis = .strong }
      if model.hidesOutput(element) {
        (cell.value, cell.text, cell.isOnSheet) = (0, "?", false)
      }
      return cell
    }.draw(on: &canvas)
  }

  // MARK: Channels

  private func draw(_ channel: ProjectorLayout.Channel, on canvas: inout Canvas) {
    let place = model.inputPlace
    let number = model.seenChannels.lowerBound + channel.slice
    let scene = InputScene(model, channel: number)
    let label = model.exploration.labels(ofChannel: number, at: place)[0]
    let isShown = channel.slice == model.shownSlice(of: explanation)
    canvas.write(
      label, row: channel.captionRow, column: channel.window.region.column,
      style: Style(isShown ? .strong : .dim))
    LargeTable(
      grid: channel.window, format: model.inputFormat, scale: model.inputScale(ofChannel: number),
      glyphs: model.display.glyphs, range: inputRange,
      frame: model.focus == .input ? nil : scene.window,
      isMarked: { row, column in
        model.marks.contains(
          .cell(Element(channel: number, row: row, column: column), at: place))
      }, cell: scene.cell
    ).draw(on: &canvas)
    if let filter = channel.filter {
      canvas.write(
        "×", row: filter.region.row - 1,
        column: filter.region.column + filter.region.columns / 2, style: Style(.dim))
      drawFilter(filter, slice: channel.slice, on: &canvas)
    }
    let sum = sum(of: channel)
    if let digits = BlockText(
      sum, columns: channel.sum.columns, rows: channel.sum.rows, glyphs: model.display.glyphs)
    {
      digits.draw(
        row: channel.sum.row, column: channel.sum.column, style: Style(.strong), on: &canvas)
    } else {
      canvas.write(
        sum, row: channel.sum.row, column: channel.sum.column, style: Style(.strong))
    }
  }

  /// What a channel adds to the sum.
  private func sum(of channel: ProjectorLayout.Channel) -> String {
    guard let channels = ShownChannels(model) else { return "" }
    let included = model.stages(of: explanation).includedTerms(at: model.cursor.stage)
    let terms = channels.terms(ofSlice: channel.slice)
    guard
      let sum = channels.sum(ofSlice: channel.slice, in: explanation, included: included)
    else { return "" }
    let isHidden = model.veil.hidesSum || model.veil.products.contains(where: terms.contains)
    return isHidden ? "= ?" : relation(sum)
  }

  // MARK: The number

  private func drawNumber(on canvas: inout Canvas) {
    let region = layout.number
    guard region.rows > 0 else { return }
    let number = ProjectorNumber(model)
    if let digits = number.digits(
      columns: region.columns, rows: region.rows, glyphs: model.display.glyphs)
    {
      digits.draw(row: region.row, column: region.column, style: Style(.strong), on: &canvas)
    } else {
      canvas.write(number.text, row: region.row, column: region.column, style: Style(.strong))
    }
    let label = layout.label
    canvas.write(
      number.label, row: label.row, column: label.column, columns: label.columns,
      style: Style(.dim))
    guard case .channels = layout.main, label.rows > 1 else { return }
    canvas.write(
      othersText, row: label.row + 1, column: label.column, columns: label.columns,
      style: Style(.dim))
  }

  /// What the channels that do not show add to the sum.
  private var othersText: String {
    guard let channels = ShownChannels(model), channels.hiddenCount > 0,
      model.veil.products.isEmpty, !model.veil.hidesSum
    else { return "" }
    let included = model.stages(of: explanation).includedTerms(at: model.cursor.stage)
    guard let sum = channels.sumOfHidden(in: explanation, included: included) else { return "" }
    return "\(channels.hiddenCount) others \(relation(sum))"
  }

  /// As many lines as there are rows, the last of them last.
  private var lines: [[Span]] {
    let text = ProjectorText(model: model, width: layout.text.columns)
    let all = layout.number.isEmpty ? text.message.map { [$0] } ?? [] : text.lines
    let shown = Array(all.suffix(layout.text.rows))
    return Array(repeating: [], count: max(0, layout.text.rows - shown.count)) + shown
  }

  // MARK: Progress

  private func drawProgress(row: Int, on canvas: inout Canvas) {
    let (step, count) = (model.step, model.shape.count)
    let length = canvas.columns - 2
    let done = count > 1 ? (step - 1) * length / (count - 1) : length
    canvas.drawProgress(done, of: length, row: row, column: 1)
    var position = "\(step) of \(count)"
    if let stage = model.cursor.stage {
      position = "\(stage) of \(model.stages(of: explanation).count)   \(position)"
    }
    let title = "\(model.exploration.subject.title) · \(model.chainTitle(isShort: true))"
    canvas.write(
      title, row: row + 1, column: 1, columns: max(0, length - position.count - 2),
      style: Style(.dim))
    canvas.write(position, row: row + 1, endingAt: canvas.columns - 1, style: Style(.dim))
  }
}

extension Region {
  fileprivate var rowRange: Range<Int> { row..<endRow }
}
