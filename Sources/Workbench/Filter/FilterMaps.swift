import Convolution
import Drawing
import Explorer
import Training

/// The picture, the target, what comes out, and the difference, with the window marked in all of them.
struct FilterMaps {
  let model: FilterModel

  func draw(_ layout: FilterLayout, on canvas: inout Canvas) {
    for map in layout.maps {
      canvas.write(
        title(of: map), row: map.region.row - 1, column: map.region.column,
        columns: map.region.columns + 1,
        style: Style(map.kind == .output ? .accent : .dim))
      picture(map).draw(
        row: map.region.row, column: map.region.column, mark: mark(map.kind),
        isRing: map.kind == .picture, on: &canvas)
      drawLegend(map, layout, on: &canvas)
    }
  }

  /// Below a map, where the picture beside it is higher: what its colors mean.
  private func drawLegend(
    _ map: FilterLayout.Map, _ layout: FilterLayout, on canvas: inout Canvas
  ) {
    let row = map.region.endRow
    guard map.kind == .target || map.kind == .difference,
      layout.maps.contains(where: { $0.region.row == map.region.row && $0.region.endRow > row })
        || layout.maps.count == 4 && map.kind == .difference && row < layout.mapsEnd
    else { return }
    Legend(scale: scale(map.kind), title: "", glyphs: model.display.glyphs).draw(
      row: row, column: map.region.column, columns: map.region.columns, on: &canvas)
  }

  private func scale(_ kind: FilterLayout.MapKind) -> ColorScale {
    kind == .difference ? model.differenceScale : model.mapScale
  }

  private func picture(_ map: FilterLayout.Map) -> SmallPicture {
    let (task, evaluation) = (model.task, model.learning.evaluation)
    let glyphs = model.display.glyphs
    func painted(_ tensor: Tensor) -> SmallPicture {
      SmallPicture(
        tensor, size: map.size, scale: scale(map.kind), isPhotograph: false, glyphs: glyphs)
    }
    switch map.kind {
    case .target: return painted(task.target)
    case .output: return painted(evaluation.output)
    case .difference: return painted(evaluation.difference)
    case .picture:
      let picture = task.picture
      if picture.shape.channels == 3, model.display.colors == .extended,
        model.palette == .automatic
      {
        let range = picture.valueRange()
        let fullScale = model.subject.fullScale ?? (range.maximum > 1 ? 255 : 1)
        return SmallPicture(
          colors: picture, size: map.size, fullScale: fullScale, glyphs: glyphs)
      }
      let channel = model.shownChannel
      return SmallPicture(
        picture, channel: channel, size: map.size,
        scale: ColorScale(
          model.palette.forPicture(of: picture.shape.extent),
          for: picture.valueRange(ofChannel: channel), tier: model.display.colors),
        isPhotograph: true, glyphs: glyphs)
    }
  }

  /// The window in the picture, the position in the maps; nothing where it would only be in the way.
  private func mark(_ kind: FilterLayout.MapKind) -> TableGeometry.Frame? {
    guard model.showsWindow else { return nil }
    let window = model.window
    guard kind == .picture else {
      return TableGeometry.Frame(
        rows: window.row..<window.row + 1, columns: window.column..<window.column + 1)
    }
    let kernel = model.task.filterShape
    return TableGeometry.Frame(
      rows: window.row..<window.row + kernel.height,
      columns: window.column..<window.column + kernel.width)
  }

  private func title(of map: FilterLayout.Map) -> String {
    let value: Float?
    let name: String
    let long: String
    let (task, evaluation) = (model.task, model.learning.evaluation)
    switch map.kind {
    case .picture: (name, long, value) = (model.subject.title, model.subject.title, nil)
    case .target:
      (name, value) = ("target", task.target[model.window])
      long = "target: \(model.setup.target.title)"
    case .output:
      (name, long, value) = ("now", "what comes out now", evaluation.output[model.window])
    case .difference:
      (name, long, value) = (
        "difference", "difference: now − target", evaluation.difference[model.window]
      )
    }
    guard model.showsWindow, let value else {
      return long.unicodeScalars.count <= map.region.columns + 1 ? long : name
    }
    return "\(name) \(Figures.term(Double(value)).text)"
  }
}

extension FilterModel {
  /// Whether the projector's screen itself shows, rather than a list or a panel.
  var showsProjector: Bool {
    switch mode {
    case .training, .help: isPresenting
    case .why, .editing, .options, .targets, .painting: false
    }
  }

  /// Whether a list lies over the tables.
  var hasPanel: Bool {
    switch mode {
    case .why, .options, .targets: true
    case .training, .editing, .painting, .help: false
    }
  }

  /// Whether positions matter at the moment.
  var showsWindow: Bool {
    switch mode {
    case .why, .painting: true
    case .training: focus == .window
    case .editing, .options, .targets, .help: false
    }
  }
}
