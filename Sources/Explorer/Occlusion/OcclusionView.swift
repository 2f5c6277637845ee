package import Convolution
import Drawing

/// Draws the picture with the square on it, and beside it how much the output depends on each part.
struct OcclusionView {
  let model: Model
  let occlusion: Occlusion

  func draw(_ thumbnails: inout Thumbnails, on canvas: inout Canvas) {
    let layout = OcclusionLayout(model, occlusion)
    let text = OcclusionText(model, occlusion)
    ModeFrame(
      model: model,
      title: [Span("occlusion", .accent), Span(": \(text.title)")], detail: "",
      note: text.present
    ).draw(on: &canvas)
    drawPicture(layout, &thumbnails, on: &canvas)
    let scale = OcclusionText.scale(model, occlusion)
    drawMap(layout, scale, on: &canvas)
    drawText(text, scale, layout.text, on: &canvas)
    drawProgress(on: &canvas)
  }

  // MARK: Picture

  private func drawPicture(
    _ layout: OcclusionLayout, _ thumbnails: inout Thumbnails, on canvas: inout Canvas
  ) {
    let exploration = model.exploration
    let place = layout.picture
    let isInColor = model.paintsRealColors(of: exploration.subject)
    let painting = thumbnails.painting(
      Thumbnails.Key(
        place: .picture, channel: isInColor ? nil : 0, size: place.size,
        scale: model.scale(of: exploration.subject), glyphs: model.display.glyphs),
      of: exploration)
    let channels = exploration.subject.picture.shape.channels
    PictureView(
      titles: [channels == 1 || isInColor ? "picture" : "picture, channel 0 of \(channels)"],
      titleWidth: max(24, place.region.columns), painting: painting, region: place.region,
      frame: nil, isRing: false
    ).draw(on: &canvas)
    let square = painting.thumbnail.pixels(of: occlusion.grid.frame(of: occlusion.place))
    drawSquare(square, painting, place.region, on: &canvas)
  }

  /// The gray square with a ring around it.
  private func drawSquare(
    _ square: TableGeometry.Frame, _ painting: Painting, _ region: Region, on canvas: inout Canvas
  ) {
    let size = painting.thumbnail.size
    let rows = max(0, square.rows.lowerBound - 1)..<min(size.height, square.rows.upperBound + 1)
    let columns =
      max(0, square.columns.lowerBound - 1)..<min(size.width, square.columns.upperBound + 1)
    func isInside(_ row: Int, _ column: Int) -> Bool {
      square.rows ~= row && square.columns ~= column
    }
    func isMarked(_ row: Int, _ column: Int) -> Bool {
      rows ~= row && columns ~= column && !isInside(row, column)
    }
    let light = occlusion.gray / painting.scale.range.upperBound
    let gray = Color.nearest(red: light, green: light, blue: light)
    for row in rows.lowerBound / 2..<(rows.upperBound + 1) / 2 {
      for column in columns {
        let (upper, lower) = (2 * row, 2 * row + 1)
        let marks = (isMarked(upper, column), isMarked(lower, column))
        canvas[region.row + row, region.column + column] =
          if let colors = painting.colors {
            HalfBlocks.cell(
              upper: isInside(upper, column) ? gray : colors[upper, column],
              lower: isInside(lower, column) ? gray : colors[lower, column],
              marks: marks, glyphs: painting.glyphs)
          } else {
            HalfBlocks.cell(
              upper: isInside(upper, column) ? occlusion.gray : painting.thumbnail[upper, column],
              lower: isInside(lower, column) ? occlusion.gray : painting.thumbnail[lower, column],
              marks: marks, scale: painting.scale, glyphs: painting.glyphs)
          }
      }
    }
  }

  // MARK: Map

  private func drawMap(
    _ layout: OcclusionLayout, _ scale: ColorScale, on canvas: inout Canvas
  ) {
    let grid = occlusion.grid
    let whole = OcclusionText(model, occlusion).whole
    canvas.write(
      "how far it falls"
        + (layout.map.region.columns > 36 ? "  \(grid.rows)×\(grid.columns) places" : ""),
      row: layout.map.region.row - 1,
      column: layout.map.region.column, columns: layout.map.region.columns, style: Style(.dim))
    TableView(
      geometry: layout.map, format: CellFormat(OcclusionText.range(model, occlusion)),
      scale: scale, properties: model.display
    ) { row, column in
      let place = row * grid.columns + column
      guard let fall = occlusion.fall(at: place, from: whole) else {
        return TableCell(value: 0, text: "·", emphasis: .dim, isOnSheet: false)
      }
      var cell = TableCell(value: fall)
      if place == occlusion.place { cell.emphasis = .strong }
      return cell
    }.draw(on: &canvas)
  }

  private func drawText(
    _ text: OcclusionText, _ scale: ColorScale, _ region: Region, on canvas: inout Canvas
  ) {
    Legend(scale: scale, title: "falls by", glyphs: model.display.glyphs).draw(
      row: region.row, column: region.column, columns: region.columns, on: &canvas)
    var row = region.row + 1
    let lines = text.findings + [text.method]
    if lines.count + 1 < region.rows { row += 1 }
    for line in lines where row < region.endRow {
      // A figure that is cut is a wrong one: what does not fit is left out whole.
      var line = line
      while line.count > 1, line.reduce(0, { $0 + $1.width }) > region.columns { line.removeLast() }
      canvas.write(line, row: row, column: region.column, columns: region.columns)
      row += 1
    }
  }

  private func drawProgress(on canvas: inout Canvas) {
    let (done, count) = (occlusion.doneCount, occlusion.grid.count)
    let isMoving = occlusion.isPlaying
    let words = Span(isMoving ? "▶ " : "❚❚", .strong)
    if occlusion.isComplete {
      ModeFrame.drawProgress(
        [words, Span(" place \(occlusion.place + 1)/\(count) ")], done: occlusion.place,
        of: count - 1, "\(model.speed.cellsPerSecond) places/s", row: model.hintRow - 1,
        on: &canvas)
    } else {
      ModeFrame.drawProgress(
        [words, Span(" \(done)/\(count) ")], done: done, of: count,
        isMoving ? "computing" : "space goes on", row: model.hintRow - 1, on: &canvas)
    }
  }
}

extension PaletteChoice {
  /// A photograph is recognised by its light and dark; the sheet's red would turn it into a negative.
  package func forPicture(of size: Extent) -> PaletteChoice {
    self == .automatic && min(size.height, size.width) > 64 ? .gray : self
  }
}
