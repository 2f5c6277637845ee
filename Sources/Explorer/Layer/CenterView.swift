import Convolution
import Drawing

/// The middle of the screen: what is done to the input, and why the output is what it is.
struct CenterView {
  let model: Model
  let region: Region

  func draw(on canvas: inout Canvas) {
    let layout = CenterLayout(model, in: region)
    let explanation = model.explanation
    if let weights = layout.weights {
      if model.convolution != nil {
        drawWeights(weights, layout, explanation, on: &canvas)
      } else {
        drawCandidates(weights, layout, explanation, on: &canvas)
      }
    }
    if let products = layout.products {
      drawProducts(products, layout, explanation, on: &canvas)
    }
    drawAnswer(layout, on: &canvas)
  }

  private func drawTitle(
    _ title: String, _ detail: String, above grid: Region, end: Int? = nil,
    on canvas: inout Canvas
  ) {
    let column = canvas.write(title, row: grid.row - 1, column: grid.column, style: Style(.accent))
    let room = max(0, (end ?? region.endColumn) - column)
    // Half a detail says less than none where something stands behind it.
    guard end == nil || detail.unicodeScalars.count < room else { return }
    canvas.write(" " + detail, row: grid.row - 1, column: column, columns: room, style: Style(.dim))
  }

  /// Which part of the kernel shows, and of which channel it is.
  private func detail(_ layout: CenterLayout, _ kernel: Extent) -> String {
    var parts: [String] = []
    if model.seenChannels.count > 1 {
      let channel = model.shownChannel(of: model.explanation)
      let name = model.exploration.name(ofChannel: channel, at: model.inputPlace)
      let slice = channel - model.seenChannels.lowerBound
      parts.append(name ?? "channel \(slice) of \(model.seenChannels.count)")
    }
    if layout.kernelRows.count < kernel.height || layout.kernelColumns.count < kernel.width {
      parts.append(
        "\(layout.kernelRows.lowerBound)–\(layout.kernelRows.upperBound - 1), "
          + "\(layout.kernelColumns.lowerBound)–\(layout.kernelColumns.upperBound - 1) of \(kernel)"
      )
    }
    return parts.joined(separator: ", ")
  }

  // MARK: Grids

  private func drawWeights(
    _ grid: Region, _ layout: CenterLayout, _ explanation: Explanation, on canvas: inout Canvas
  ) {
    guard let bank = model.convolution?.bank else { return }
    let channel = model.shownChannel(of: explanation) - model.seenChannels.lowerBound
    let scale = scale(for: bank.weights.valueRange)
    let format = layout.isNarrow ? model.sliceFormat : model.weightFormat
    let isFlipped = model.exploration.settings.isFlipped
    drawTitle(
      isFlipped ? (layout.isBeside ? "flipped" : "filter, flipped") : "filter",
      detail(layout, bank.kernel), above: grid,
      end: layout.isBeside ? layout.products?.column : nil, on: &canvas)
    let present = model.presentTerm(of: explanation)
    for row in layout.kernelRows {
      for column in layout.kernelColumns {
        let weight = bank[model.cursor.element.channel, channel, row, column]
        let term = (channel * bank.kernel.height + row) * bank.kernel.width + column
        var style = Style(.sheetStrong, background: scale.color(of: weight))
        var text = format.text(weight)
        if term == present { style = Style(.present) }
        if model.focus == .filter, model.mode.kind == .exploring,
          model.typedPlace(row, column, bank.kernel) == (
            model.weightCell.row, model.weightCell.column
          )
        {
          style = Style(.present)
        }
        if case .editing(let edit) = model.mode,
          model.typedPlace(row, column, bank.kernel) == (edit.cell.row, edit.cell.column)
        {
          style = Style(.present)
          if !edit.text.isEmpty { text = String(edit.text.suffix(layout.weightWidth - 1)) }
        }
        let isMarked = model.isMarked(weightAt: row, column, slice: channel)
        write(text, row, column, grid, layout, style, isMarked: isMarked, on: &canvas)
      }
    }
  }

  private func drawProducts(
    _ grid: Region, _ layout: CenterLayout, _ explanation: Explanation, on canvas: inout Canvas
  ) {
    guard let bank = model.convolution?.bank else { return }
    let channel = model.shownChannel(of: explanation) - model.seenChannels.lowerBound
    let included = model.stages(of: explanation).includedTerms(at: model.cursor.stage)
    let format = model.kernelFormat
    let products = explanation.terms.map { $0.product ?? 0 }
    let scale = scale(for: products.valueRange)
    let present = model.presentTerm(of: explanation)
    drawTitle(
      "products", "input × filter", above: grid, end: layout.isBeside ? region.endColumn : nil,
      on: &canvas)
    for row in layout.kernelRows {
      for column in layout.kernelColumns {
        let index = (channel * bank.kernel.height + row) * bank.kernel.width + column
        guard index < included else {
          write("·", row, column, grid, layout, Style(.dim), on: &canvas)
          continue
        }
        let isHidden = model.hidesProduct(index)
        let style =
          index == present
          ? Style(.present)
          : Style(.sheet, background: scale.color(of: isHidden ? 0 : products[index]))
        write(
          isHidden ? "?" : format.text(products[index]), row, column, grid, layout, style,
          isMarked: model.isMarked(weightAt: row, column, slice: channel), on: &canvas)
      }
    }
  }

  /// The numbers under a pooling window.
  private func drawCandidates(
    _ grid: Region, _ layout: CenterLayout, _ explanation: Explanation, on canvas: inout Canvas
  ) {
    let format = model.inputFormat
    let range = model.exploration.range(
      model.scope, at: model.inputPlace, channel: model.cursor.element.channel)
    let scale = ColorScale(model.palette, for: range, tier: model.display.colors)
    let included = model.stages(of: explanation).includedTerms(at: model.cursor.stage)
    let winner: Int? =
      if case .maximum(let winner) = explanation.operation, included == explanation.terms.count,
        !model.hidesResult
      {
        winner
      } else {
        nil
      }
    let present = model.presentTerm(of: explanation) ?? winner
    // A window that reaches behind the padding has fewer columns there.
    let columns =
      Dictionary(grouping: explanation.terms, by: \.element.row).values.first?.count ?? 1
    drawTitle("window", winner == nil ? "" : "the largest wins", above: grid, on: &canvas)
    for row in layout.kernelRows {
      for column in layout.kernelColumns where column < columns {
        let index = row * columns + column
        guard index < explanation.terms.count else { continue }
        let term = explanation.terms[index]
        guard index < included else {
          write("·", row, column, grid, layout, Style(.dim), on: &canvas)
          continue
        }
        let style =
          index == present
          ? Style(.present)
          : term.isPadding
            ? Style(.sheetDim) : Style(.sheet, background: scale.color(of: term.input))
        write(format.text(term.input), row, column, grid, layout, style, on: &canvas)
      }
    }
  }

  private func scale(for range: ValueRange) -> ColorScale {
    // Filters and products are signed by nature, also where all of them happen to be positive.
    let palette: PaletteChoice = model.palette == .automatic ? .diverging : model.palette
    return ColorScale(palette, for: range, tier: model.display.colors)
  }

  private func write(
    _ text: String, _ row: Int, _ column: Int, _ grid: Region, _ layout: CenterLayout,
    _ style: Style, isMarked: Bool = false, on canvas: inout Canvas
  ) {
    let width = grid.columns / layout.kernelColumns.count
    let place = Region(
      row: grid.row + row - layout.kernelRows.lowerBound,
      column: grid.column + (column - layout.kernelColumns.lowerBound) * width,
      rows: 1, columns: width)
    let style = isMarked && style.role != .present ? Style(.marked) : style
    canvas.fill(place, with: Cell(" ", style))
    canvas.write(text, row: place.row, endingAt: place.endColumn - 1, style: style)
    if isMarked { canvas[place.row, place.column] = Cell("▸", Style(.marked)) }
  }

  // MARK: Why

  private func drawAnswer(_ layout: CenterLayout, on canvas: inout Canvas) {
    // The last row is the legend's, where there is one.
    let hasLegend = model.chrome != .scene
    let last = layout.endRow - (hasLegend ? 1 : 0)
    if model.mode.kind == .why, last - layout.answerRow < 3 || !hasLegend { return }
    let answer = Answer(model, width: region.columns)
    var row = layout.answerRow
    let room = last - row
    canvas.write(answer.title, row: row, column: region.column, columns: region.columns)
    row += 1
    for line in answer.lines(room: room - 1) {
      canvas.write(line, row: row, column: region.column, columns: region.columns)
      row += 1
    }
    guard hasLegend else { return }
    Legend(
      scale: model.outputScale, title: model.scope.title, glyphs: model.display.glyphs
    ).draw(row: last, column: region.column, columns: region.columns, on: &canvas)
  }
}

extension Model {
  /// The place in the filter as typed of a place in the filter as used: they differ when flipped.
  func typedPlace(_ row: Int, _ column: Int, _ kernel: Extent) -> (Int, Int) {
    exploration.settings.isFlipped
      ? (kernel.height - 1 - row, kernel.width - 1 - column) : (row, column)
  }
}
