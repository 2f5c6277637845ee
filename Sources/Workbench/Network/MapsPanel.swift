import Convolution
import Drawing
import Explorer
import Networks
import Training

/// A test picture, what it is taken for, and the maps that a layer makes of it.
struct MapsPanel {
  let training: NetworkTraining
  let region: Region
  let isChosen: Bool

  func draw(on canvas: inout Canvas) {
    guard let probe = training.probe, let trainer = training.trainer else {
      PanelTitle("maps", isChosen: isChosen).draw(in: region, on: &canvas)
      PanelTitle.drawEmpty(
        "the record of a training has no weights", in: region, on: &canvas)
      return
    }
    let picture = pictureSize(of: probe.picture.shape.extent)
    let columns = min(region.columns, max(picture.width, min(28, region.columns * 2 / 5)))
    let (left, right) = region.columns(split: columns, gap: 2)
    drawPicture(probe, trainer, size: picture, in: left, on: &canvas)
    drawMaps(probe, trainer, in: right, on: &canvas)
  }

  // MARK: The picture

  /// So large that the answers have room below it.
  private func pictureSize(of extent: Extent) -> Extent {
    SmallPicture.size(
      of: extent,
      in: Extent(
        height: max(2, 2 * (region.rows - 1 - Self.answers)),
        width: max(2, min(56, region.columns * 2 / 5))))
  }

  /// Lines for what the picture is taken for.
  private static let answers = 4

  private func drawPicture(
    _ probe: Probe, _ trainer: Trainer, size: Extent, in region: Region, on canvas: inout Canvas
  ) {
    let name = trainer.data.classes[probe.label]
    PanelTitle("picture \(probe.example + 1): \(name)", isChosen: isChosen)
      .draw(in: region, on: &canvas)
    let display = training.display
    let isColored = probe.picture.shape.channels == 3 && display.colors == .extended
    let scale = ColorScale(
      training.choice.palette == .automatic ? .gray : training.choice.palette,
      for: ValueRange(minimum: 0, maximum: trainer.pixelScale, isWhole: false), tier: display.colors
    )
    let painted =
      isColored
      ? SmallPicture(
        colors: probe.picture, size: size, fullScale: trainer.pixelScale, glyphs: display.glyphs)
      : SmallPicture(
        probe.picture, size: size, scale: scale, isPhotograph: true, glyphs: display.glyphs)
    painted.draw(row: region.row + 1, column: region.column, on: &canvas)
    let row = region.row + 1 + SmallPicture.rows(of: size)
    drawAnswers(
      probe, trainer,
      in: Region(
        row: row, column: region.column, rows: region.endRow - row, columns: region.columns),
      on: &canvas)
  }

  /// The classes that got most, with bars.
  private func drawAnswers(
    _ probe: Probe, _ trainer: Trainer, in region: Region, on canvas: inout Canvas
  ) {
    let classes = trainer.data.classes
    let shares = shares(probe, classes: classes.count)
    let order = shares.indices.sorted { (shares[$1], $0) < (shares[$0], $1) }
    let nameWidth = min(classes.map(\.unicodeScalars.count).max() ?? 0, 12)
    for (line, index) in order.prefix(region.rows).enumerated() {
      let row = region.row + line
      let isRight = index == probe.label
      canvas.write(
        classes[index], row: row, column: region.column, columns: nameWidth,
        style: Style(isRight ? .strong : .text))
      // The right one has a mark: bold alone would be lost on some terminals.
      if isRight { canvas[row, region.column + nameWidth] = Cell("◂", Style(.strong)) }
      let start = region.column + nameWidth + 2
      let room = region.endColumn - start - 5
      let length = room > 0 ? Int((Float(room) * shares[index]).rounded()) : 0
      for column in start..<start + length {
        canvas[row, column] = Cell("█", isRight ? Chart.Ink.first.style : Style(.dim))
      }
      canvas.write(
        TrainingFigures.confidence(shares[index]), row: row, endingAt: region.endColumn)
    }
  }

  private func shares(_ probe: Probe, classes: Int) -> [Float] {
    let outputs = probe.outputs.last?.elements ?? []
    // A single number says how much it is the second of two things.
    if outputs.count == 1, classes == 2 { return [1 - outputs[0], outputs[0]] }
    return (0..<classes).map { $0 < outputs.count && outputs[$0].isFinite ? outputs[$0] : 0 }
  }

  // MARK: Its maps

  private func drawMaps(
    _ probe: Probe, _ trainer: Trainer, in region: Region, on canvas: inout Canvas
  ) {
    guard let node = training.choice.node, probe.outputs.indices ~= node else {
      PanelTitle("this network makes no maps", isChosen: isChosen).draw(in: region, on: &canvas)
      return
    }
    let maps = probe.outputs[node]
    let shape = maps.shape
    let body = Region(
      row: region.row + 1, column: region.column, rows: region.rows - 1, columns: region.columns)
    let grid = PictureGrid(
      body, picture: shape.extent, captionRows: 1, leastColumns: 3, most: 64,
      count: shape.channels, wanted: training.wanted(12))
    let shown = grid.places(with: 0)
    let count =
      shown.count < shape.channels ? "\(shown.count) of \(shape.channels)" : "\(shape.channels)"
    let title = "\(trainer.blueprint.nodes[node].name): \(count) maps of \(shape.extent)"
    PanelTitle(title, isChosen: isChosen).draw(in: region, on: &canvas)
    let display = training.display
    let scale = ColorScale(
      training.choice.palette, for: maps.valueRange(), tier: display.colors)
    ScaleStrip(
      scale: scale, low: figure(scale.range.lowerBound), high: figure(scale.range.upperBound),
      glyphs: display.glyphs
    ).draw(behind: title, in: region, on: &canvas)
    for index in shown {
      let place = grid.place(of: index)
      canvas.write(
        grid.captioned("\(index)"), row: place.row, column: place.column, style: Style(.dim))
      SmallPicture(
        maps, channel: index, size: grid.size, scale: scale, isPhotograph: false,
        glyphs: display.glyphs
      ).draw(row: place.row + 1, column: place.column, on: &canvas)
    }
  }

  private func figure(_ value: Float) -> String { Fixed.telling(value)?.text.minus ?? "none" }
}
