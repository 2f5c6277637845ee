import Convolution
import Drawing

/// Draws the bands of a filter that reaches through several channels, and how their sums add up.
struct CubeView {
  let model: Model
  let layout: CubeLayout

  private let explanation: Explanation
  private let channels: ShownChannels
  private let bank: FilterBank
  /// The shown channel, which input cells and weights are chosen in.
  private let shownSlice: Int
  private let included: Int
  /// Writes sums as the why line does.
  private let writer: WhyWriter
  private let present: Int?
  /// Of the whole filter, and of all its products: the colors of all bands mean the same.
  private let weightRange: ValueRange
  private let productRange: ValueRange

  /// - Returns: nil where there are not several channels.
  init?(_ model: Model, _ layout: CubeLayout) {
    let writer = WhyWriter(model)
    guard let channels = writer.channels, let bank = model.convolution?.bank else {
      return nil
    }
    (self.model, self.layout, self.channels, self.bank) = (model, layout, channels, bank)
    self.writer = writer
    explanation = writer.explanation
    shownSlice = model.shownSlice(of: explanation)
    included = model.stages(of: explanation).includedTerms(at: model.cursor.stage)
    present = model.presentTerm(of: explanation)
    weightRange = explanation.terms.map { $0.weight ?? 0 }.valueRange
    productRange = explanation.terms.map { $0.product ?? 0 }.valueRange
  }

  func draw(on canvas: inout Canvas) {
    drawHeadings(on: &canvas)
    for band in layout.bands { draw(band, on: &canvas) }
    drawHidden(on: &canvas)
    drawAnswer(on: &canvas)
    guard let legendRow = layout.legendRow else { return }
    Legend(
      scale: model.outputScale, title: model.scope.title, glyphs: model.display.glyphs
    ).draw(
      row: legendRow, column: layout.right.column, columns: layout.right.columns,
      on: &canvas)
  }

  // MARK: Headings

  private func drawHeadings(on canvas: inout Canvas) {
    guard let band = layout.bands.first else { return }
    let row = layout.headingRow
    let isFlipped = model.exploration.settings.isFlipped
    let name = model.exploration.name(of: model.inputPlace)
    func heading(_ text: String, _ grid: TableGeometry, _ focus: Focus?) -> Int {
      let mark = focus == model.focus ? " ◂" : ""
      return canvas.write(
        text + mark, row: row, column: grid.region.column + 1, style: Style(.accent))
    }
    let column = canvas.write(
      name + (model.focus == .input ? " ◂" : ""), row: row, column: band.input.region.column,
      style: Style(.accent))
    let end = band.weights.region.column
    let details = details(band.input)
    let fitting = details.first { column + 1 + $0.unicodeScalars.count < end } ?? ""
    canvas.write(" " + fitting, row: row, column: column, style: Style(.dim))
    _ = heading(isFlipped ? "filter, flipped" : "filter", band.weights, .filter)
    _ = heading("products", band.products, nil)
    canvas.write("sum", row: row, endingAt: layout.sumEnd, style: Style(.accent))
  }

  /// Which channels have a band, and which part of them shows, the fullest wording first.
  private func details(_ table: TableGeometry) -> [String] {
    let shown = [table.rows, table.columns].map {
      $0.count == 1
        ? String($0.lowerBound).minus : "\(String($0.lowerBound).minus)–\($0.upperBound - 1)"
    }
    let part = "[\(shown.joined(separator: ","))]"
    guard channels.hiddenCount > 0 else {
      return ["\(part) of \(model.inputSheet.extent)", part]
    }
    let first = model.seenChannels.lowerBound
    let last = first + channels.slices.upperBound - 1
    let range =
      channels.slices.count == 1
      ? "\(last)" : "\(first + channels.slices.lowerBound)–\(last)"
    let word = channels.slices.count == 1 ? "channel" : "channels"
    return [
      "\(word) \(range) of \(channels.count), \(part)", "\(word) \(range) of \(channels.count)",
      "\(range) of \(channels.count)",
    ]
  }

  // MARK: Bands

  private func draw(_ band: CubeLayout.Band, on canvas: inout Canvas) {
    let channel = model.seenChannels.lowerBound + band.slice
    TableView(
      geometry: band.input, format: model.inputFormat,
      scale: model.inputScale(ofChannel: channel), properties: model.display,
      hasMarks: !model.marks.isEmpty, cell: InputScene(model, channel: channel).cell
    ).draw(on: &canvas)
    drawTitle(band, channel, on: &canvas)
    drawWeights(band, on: &canvas)
    drawProducts(band, on: &canvas)
    canvas[band.sumRow, band.weights.region.column - 2] = Cell("×", Style(.dim))
    canvas[band.sumRow, band.products.region.column - 2] = Cell("=", Style(.dim))
    drawSum(band, on: &canvas)
  }

  /// The channel's name, with a mark at the one that the keys and the steps are about.
  private func drawTitle(_ band: CubeLayout.Band, _ channel: Int, on canvas: inout Canvas) {
    let isInFrame = band.isTitleInFrame && band.input.frame != nil
    let labels = model.exploration.labels(ofChannel: channel, at: model.inputPlace)
    let room = isInFrame ? band.input.columns.count * band.input.cellWidth - 1 : band.region.columns
    let label = labels.first { $0.unicodeScalars.count + 1 <= room } ?? labels.last ?? ""
    let row = layout.isCompact ? band.sumRow : band.region.row
    let column = band.region.column + (isInFrame ? 1 : 0)
    if band.slice == shownSlice {
      canvas[row, column] = Cell("▸", Style(.accent))
    }
    let ink = model.exploration.primary(ofChannel: channel, at: model.inputPlace)?.ink
    canvas.write(
      label, row: row, column: column + 1, columns: room - 1,
      style: Style(.strong, foreground: ink))
  }

  private func drawWeights(_ band: CubeLayout.Band, on canvas: inout Canvas) {
    let format = model.sliceFormat
    let chosen = chosenWeight(in: band)
    TableView(
      geometry: band.weights, format: format,
      scale: scale(for: weightRange), properties: model.display, hasMarks: !model.marks.isEmpty
    ) { row, column in
      var cell = TableCell(value: bank[model.cursor.element.channel, band.slice, row, column])
      cell.emphasis = .strong
      cell.isMarked = model.isMarked(weightAt: row, column, slice: band.slice)
      if term(band, row, column) == present { cell.emphasis = .chosen }
      if let chosen, chosen.row == row, chosen.column == column {
        cell.emphasis = .chosen
        if !chosen.text.isEmpty { cell.text = String(chosen.text.suffix(format.width - 1)) }
      }
      return cell
    }.draw(on: &canvas)
  }

  /// The weight that the focus or the editor is on; a flat filter has it in every band.
  private func chosenWeight(
    in band: CubeLayout.Band
  ) -> (row: Int, column: Int, text: String)? {
    var text = ""
    let cell: Element
    switch model.mode {
    case .editing(let edit): (cell, text) = (edit.cell, edit.text)
    case .exploring where model.focus == .filter: cell = model.weightCell
    default: return nil
    }
    let isFlat = model.choice?.filter.shape.channels == 1
    guard band.slice == shownSlice || isFlat && model.mode.kind == .editing else { return nil }
    let (row, column) = model.typedPlace(cell.row, cell.column, bank.kernel)
    return (row, column, text)
  }

  private func drawProducts(_ band: CubeLayout.Band, on canvas: inout Canvas) {
    TableView(
      geometry: band.products, format: model.kernelFormat,
      scale: scale(for: productRange), properties: model.display, hasMarks: !model.marks.isEmpty
    ) { row, column in
      let index = term(band, row, column)
      guard index < included else {
        return TableCell(value: 0, text: "·", emphasis: .dim, isOnSheet: false)
      }
      let isHidden = model.hidesProduct(index)
      return TableCell(
        value: isHidden ? 0 : explanation.terms[index].product ?? 0, text: isHidden ? "?" : nil,
        emphasis: index == present ? .chosen : .plain,
        isMarked: model.isMarked(weightAt: row, column, slice: band.slice))
    }.draw(on: &canvas)
  }

  private func term(_ band: CubeLayout.Band, _ row: Int, _ column: Int) -> Int {
    (band.slice * bank.kernel.height + row) * bank.kernel.width + column
  }

  private func scale(for range: ValueRange) -> ColorScale {
    // Filters and products are signed by nature, also where all of them happen to be positive.
    let palette: PaletteChoice = model.palette == .automatic ? .diverging : model.palette
    return ColorScale(palette, for: range, tier: model.display.colors)
  }

  // MARK: Sums

  private func drawSum(_ band: CubeLayout.Band, on canvas: inout Canvas) {
    let room = layout.sumEnd - band.products.region.endColumn
    guard let sum = channels.sum(ofSlice: band.slice, in: explanation, included: included) else {
      canvas.write("·", row: band.sumRow, endingAt: layout.sumEnd, style: Style(.dim))
      return
    }
    if model.hidesSum(ofSlice: band.slice, of: channels) {
      canvas.write("= ?", row: band.sumRow, endingAt: layout.sumEnd, style: Style(.strong))
      return
    }
    let terms = channels.terms(ofSlice: band.slice).clamped(to: 0..<included)
    let figures = terms.map { model.kernelFormat.figure(explanation.terms[$0].product ?? 0) }
    let text = writer.relation(sum, of: figures, room: room - 1)
    let isRunning = present.map(channels.terms(ofSlice: band.slice).contains) ?? false
    canvas.write(
      text, row: band.sumRow, endingAt: layout.sumEnd, style: Style(isRunning ? .accent : .strong))
  }

  /// What the channels without a band come to, beside the lower edge of the last frame.
  private func drawHidden(on canvas: inout Canvas) {
    guard channels.hiddenCount > 0, let last = layout.bands.last,
      last.weights.region.endRow < last.region.endRow || layout.isCompact
    else { return }
    let row = last.region.endRow - (layout.isCompact ? 0 : 1)
    let sum = channels.sumOfHidden(in: explanation, included: included)
    let room = layout.sumEnd - last.products.region.endColumn - 1
    let isHidden = model.hidesSumOfHidden(channels)
    let text = isHidden ? "= ?" : sum.map { writer.relation($0, of: [], room: room) } ?? "·"
    canvas.write(text, row: row, endingAt: layout.sumEnd, style: Style(.text))
    let column = last.weights.region.column + 1
    let width = layout.sumEnd - text.count - 1 - column
    let strongest =
      isHidden ? nil : channels.strongestHidden(in: explanation, included: included)
    let wordings =
      strongest.map { name in
        [channels.hiddenTitle, "\(channels.hiddenCount) others"].map { "\($0), most \(name)" }
      } ?? []
    let fitting = wordings.first { $0.unicodeScalars.count <= width } ?? channels.hiddenTitle
    canvas.write(fitting, row: row, column: column, columns: width, style: Style(.dim))
  }

  private func drawAnswer(on canvas: inout Canvas) {
    let region = layout.answer
    let answer = Answer(model, width: region.columns, listsTerms: false)
    if layout.isCompact, model.focus == .output {
      return drawFlowing(WhyText(model), in: region, on: &canvas)
    }
    canvas.write(answer.title, row: region.row, column: region.column, columns: region.columns)
    for (offset, line) in answer.lines(room: region.rows - 1).enumerated() {
      canvas.write(
        line, row: region.row + 1 + offset, column: region.column, columns: region.columns)
    }
  }
}

extension CubeView {
  /// Title and results one behind the other, for want of rows.
  private func drawFlowing(_ text: WhyText, in region: Region, on canvas: inout Canvas) {
    var (row, column) = (region.row, region.column)
    for piece in [text.title] + text.results {
      let width = piece.reduce(0) { $0 + $1.width }
      if column > region.column, column + width > region.endColumn, row + 1 < region.endRow {
        (row, column) = (row + 1, region.column)
      }
      column =
        canvas.write(piece, row: row, column: column, columns: region.endColumn - column) + 3
    }
  }
}

extension CellFormat {
  /// The number exactly as its cell shows it; nil where that is no plain decimal.
  func figure(_ value: Float) -> Fixed? {
    let text = text(value)
    guard !text.contains("e"), let shown = Float(text) else { return nil }
    return Fixed(shown, decimals: decimals)
  }
}

extension WhyWriter {
  /// `= 0.42` or `≈ 0.42`: a sum as the why line has it, and whether the figures beside it give just
  /// that; with fewer digits where there is no room.
  func relation(_ sum: Float, of figures: [Fixed?], room: Int) -> String {
    let isExact: Bool =
      figures.isEmpty
      ? fine(sum)?.stands(for: sum) ?? false
      : fine(sum).map { Fixed.adds(figures, upTo: $0) } ?? false
    let text = (isExact ? "= " : "≈ ") + shownFinely(sum)
    guard text.unicodeScalars.count > room else { return text }
    if abs(sum) >= 0.01, let short = Fixed(sum, decimals: 2)?.text.minus,
      short.unicodeScalars.count + 2 <= room
    {
      return "≈ " + short
    }
    let reach = ValueRange(minimum: min(sum, 0), maximum: max(sum, 0), isWhole: false)
    return "≈ " + CellFormat(reach).text(sum).minus
  }
}
