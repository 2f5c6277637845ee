import Convolution
import Drawing
import Explorer
import Networks
import Training

/// The filters of the first layer, while they form.
struct FiltersPanel {
  let training: NetworkTraining
  let region: Region
  let isChosen: Bool

  func draw(on canvas: inout Canvas) {
    guard let layer = training.probe?.firstLayer else {
      PanelTitle("filters", isChosen: isChosen).draw(in: region, on: &canvas)
      PanelTitle.drawEmpty(emptyText, in: region, on: &canvas)
      return
    }
    let filters = (0..<layer.count).map(layer.filter)
    let (reach, isCut) = Self.reach(of: filters)
    let what = layer.shape.height == training.probe?.picture.shape.height ? "units" : "filters"
    let title = "\(layer.name): \(layer.count) \(what) of \(layer.shape)"
    PanelTitle(title, isChosen: isChosen).draw(in: region, on: &canvas)
    let scale = ColorScale(
      .diverging, for: ValueRange(minimum: -reach, maximum: reach, isWhole: false),
      tier: training.display.colors)
    ScaleStrip(
      scale: scale, low: (isCut ? "≤ " : "") + figure(-reach),
      high: (isCut ? "≥ " : "") + figure(reach), glyphs: training.display.glyphs
    ).draw(behind: title, in: region, on: &canvas)
    let numbers = numbers(of: layer)
    var body = region
    body.row += 1
    body.rows -= 1
    // The chosen filter's numbers stay below, where there is room for both.
    let hasNumbers = body.rows >= numbers.count + 5
    if hasNumbers { body.rows -= numbers.count + 1 }
    draw(filters, scale: scale, in: body, on: &canvas)
    guard hasNumbers else { return }
    for (offset, line) in numbers.enumerated() {
      canvas.write(
        line, row: body.endRow + 1 + offset, column: body.column, columns: body.columns)
    }
  }

  /// How far from 0 the colors reach: as far as nearly all weights, so that a single one that is far
  /// out does not make all the others pale.
  private static func reach(of filters: [Tensor]) -> (Float, isCut: Bool) {
    let sizes = filters.flatMap { $0.elements.map { $0.isFinite ? abs($0) : 0 } }.sorted()
    guard let largest = sizes.last else { return (1, false) }
    let usual = sizes[sizes.count * 19 / 20]
    return usual > 0 && usual * 1.25 < largest ? (usual, true) : (largest, false)
  }

  private var emptyText: String {
    training.trainer == nil
      ? "the record of a training has no weights" : "the first layer has no filters"
  }

  private func draw(
    _ filters: [Tensor], scale: ColorScale, in body: Region, on canvas: inout Canvas
  ) {
    guard let extent = filters.first?.shape.extent else { return }
    let grid = PictureGrid(
      body, picture: extent, captionRows: 1, gapRows: 0, leastColumns: 2, most: 8 * extent.height,
      count: filters.count, wanted: filters.count)
    for index in grid.places(with: training.choice.filter) {
      let place = grid.place(of: index)
      let isChosen = index == training.choice.filter
      canvas.write(
        grid.captioned("\(index)"), row: place.row, column: place.column,
        style: Style(isChosen ? .selection : .dim))
      picture(of: filters[index], size: grid.size, scale: scale)
        .draw(row: place.row + 1, column: place.column, on: &canvas)
    }
  }

  /// Three channels are red, green and blue: gray is no preference.
  private func picture(
    of filter: Tensor, size: Extent, scale: ColorScale
  ) -> SmallPicture {
    let display = training.display
    let reach = scale.range.upperBound
    if filter.shape.channels == 3, display.colors == .extended, reach > 0,
      let colors = try? Tensor(
        shape: filter.shape, elements: filter.elements.map { ($0 / reach + 1) / 2 })
    {
      return SmallPicture(colors: colors, size: size, fullScale: 1, glyphs: display.glyphs)
    }
    return SmallPicture(
      filter, size: size, scale: scale, isPhotograph: false, glyphs: display.glyphs)
  }

  // MARK: Numbers

  /// The chosen filter's weights, one channel beside the other, and where there is room behind them those
  /// that it began with.
  private func numbers(of layer: Probe.FirstLayer) -> [[Span]] {
    let index = min(training.choice.filter, layer.count - 1)
    let filter = layer.filter(index)
    guard filter.shape.height <= 5, filter.shape.width <= 5 else { return [] }
    let width = filter.shape.width * 8 + 2
    let channels = 0..<max(1, min(filter.shape.channels, region.columns / width))
    let now = channels.map { (heading(index, channel: $0, of: filter), filter, $0, Role.text) }
    // What has not changed is not said twice.
    let first = training.firstFilter(index, of: layer).flatMap { $0 == filter ? nil : $0 }
    let hasRoom = 2 * channels.count * width <= region.columns + 2 || channels.count == 1
    let before = first.map { first in
      channels.map { (heading("at first", channel: $0, of: filter), first, $0, Role.dim) }
    }
    let blocks = now + (hasRoom ? before ?? [] : [])
    let headings = blocks.map { heading, _, _, role in
      Span(heading.padding(to: width), role == .dim ? .dim : .strong)
    }
    let rows = (0..<filter.shape.height).map { row in
      blocks.map { _, tensor, channel, role in
        Span(text(tensor, channel: channel, row: row).padding(to: width), role)
      }
    }
    let hidden = filter.shape.channels - channels.count
    let rest = Span("and \(hidden) more \(hidden == 1 ? "channel" : "channels")", .dim)
    return [headings] + rows + (hidden > 0 ? [[rest]] : [])
  }

  private func text(_ tensor: Tensor, channel: Int, row: Int) -> String {
    (0..<tensor.shape.width).map { column in
      figure(tensor[channel, row, column]).paddingLeft(to: 7) + " "
    }.joined()
  }

  private func heading(_ index: Int, channel: Int, of filter: Tensor) -> String {
    heading("filter \(index)", channel: channel, of: filter)
  }

  /// What a block of numbers is; with several channels also which of them, the first one with the rest.
  private func heading(_ text: String, channel: Int, of filter: Tensor) -> String {
    guard filter.shape.channels > 1 else { return text }
    let name =
      filter.shape.channels == 3 ? ["red", "green", "blue"][channel] : "channel \(channel)"
    return channel == 0 ? "\(text), \(name)" : name
  }

  private func figure(_ value: Float) -> String {
    Fixed(value, decimals: 3).map { $0.text.minus } ?? "none"
  }
}

extension NetworkTraining {
  /// What a filter was before the first batch.
  func firstFilter(_ index: Int, of layer: Probe.FirstLayer) -> Tensor? {
    guard let trainer, let moment = moments[0], layer.stride == 1 else { return nil }
    let name = trainer.blueprint.nodes[layer.node].tensors.first { $0.role == .weight }?.name
    guard let weights = name.flatMap({ moment.tensors[$0] }),
      weights.count == layer.count * layer.shape.count
    else { return nil }
    let size = layer.shape.count
    return try? Tensor(
      shape: layer.shape, elements: Array(weights[index * size..<(index + 1) * size]))
  }
}
