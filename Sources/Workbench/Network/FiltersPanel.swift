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

  /// The chosen filter's weights beside those that it began with.
  private func numbers(of layer: WeightLayer) -> [[Span]] {
    let index = min(training.choice.filter, layer.count - 1)
    let filter = layer.filter(index)
    guard filter.shape.height <= 5, filter.shape.width <= 5 else { return [] }
    let channels = filter.shape.channels
    guard channels == 1 else { return cube(filter, index) }
    // Weights that were only looked at are the first and the last.
    let first = training.firstFilter(index, of: layer).flatMap { $0 == filter ? nil : $0 }
    var lines: [[Span]] = []
    let width = filter.shape.width * 8
    lines.append([
      Span("filter \(index)".padding(to: width + 2), .strong),
      Span(first == nil ? "" : "at first", .dim),
    ])
    for row in 0..<filter.shape.height {
      func text(_ tensor: Tensor) -> String {
        (0..<tensor.shape.width).map { column in
          figure(tensor[0, row, column]).paddingLeft(to: 7) + " "
        }.joined()
      }
      lines.append([
        Span(text(filter).padding(to: width + 2)), Span(first.map(text) ?? "", .dim),
      ])
    }
    return lines
  }

  /// A filter over several channels: their weights side by side, as many as there is room for.
  private func cube(_ filter: Tensor, _ index: Int) -> [[Span]] {
    let (channels, width) = (filter.shape.channels, filter.shape.width * 8 + 2)
    let shown = min(channels, max(1, region.columns / width))
    let names = channels == 3 ? ["red", "green", "blue"] : (0..<channels).map { "channel \($0)" }
    let title =
      shown < channels ? "filter \(index), \(shown) of \(channels) channels" : "filter \(index)"
    let rows = (0..<filter.shape.height).map { row in
      [
        Span(
          (0..<shown).map { channel in
            (0..<filter.shape.width).map { column in
              figure(filter[channel, row, column]).paddingLeft(to: 7) + " "
            }.joined().padding(to: width)
          }.joined())
      ]
    }
    return [
      [Span(title, .strong)],
      [Span(names.prefix(shown).map { $0.padding(to: width) }.joined(), .dim)],
    ] + rows
  }

  private func figure(_ value: Float) -> String {
    Fixed(value, decimals: 3).map { $0.text.minus } ?? "none"
  }
}

extension NetworkTraining {
  /// What a filter was before the first batch.
  func firstFilter(_ index: Int, of layer: WeightLayer) -> Tensor? {
    guard let trainer, let moment = moments[0], !layer.isDense else { return nil }
    let name = trainer.blueprint.nodes[layer.node].tensors.first { $0.role == .weight }?.name
    guard let weights = name.flatMap({ moment.tensors[$0] }),
      weights.count == layer.count * layer.shape.count
    else { return nil }
    let size = layer.shape.count
    return try? Tensor(
      shape: layer.shape, elements: Array(weights[index * size..<(index + 1) * size]))
  }
}
