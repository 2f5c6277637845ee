import Convolution
import Drawing

/// Draws the network screen: the picture, then every layer with its maps.
struct OverviewView {
  let model: Model
  let layout: OverviewLayout
  private let field: OverviewField
  private let chosen: Int

  init(_ model: Model) {
    self.model = model
    layout = OverviewLayout(model)
    field = OverviewField(model)
    chosen = model.overviewIndex
  }

  func draw(
    _ thumbnails: inout Thumbnails, _ uses: inout OverviewUses, on canvas: inout Canvas
  ) {
    drawHeader(on: &canvas)
    let columns = model.overviewColumns
    for placed in [layout.picture] + layout.columns {
      let heading =
        placed.index.map {
          OverviewSizing.heading(of: columns[$0], model, isShort: layout.isShort)
        } ?? ["input", model.exploration.subject.picture.shape.description, ""]
      drawHeading(heading, placed, on: &canvas)
      switch placed.content {
      case .maps(let size, let shown):
        for channel in shown {
          let painting =
            showsUses(placed)
            ? uses.painting(at: placed.place, channel: channel, size: size, of: model)
            : thumbnails.painting(
              Thumbnails.Key(
                place: placed.place, channel: isInColor(placed) ? nil : channel, size: size,
                scale: scale(at: placed, channel: channel), glyphs: model.display.glyphs),
              of: model.exploration)
          let row =
            placed.region.row + (channel - shown.lowerBound) * OverviewContent.pitch(of: size)
          if let painting { draw(painting, of: channel, placed, row: row, on: &canvas) }
        }
      case .strip(let pixels):
        let painting =
          showsUses(placed)
          ? uses.strip(at: placed.place, pixels: pixels, of: model)
          : thumbnails.painting(
            Thumbnails.Key(
              place: placed.place, channel: 0, size: Extent(height: pixels, width: 1),
              scale: scale(at: placed, channel: 0), glyphs: model.display.glyphs,
              isStrip: true), of: model.exploration)
        if let painting { drawStrip(painting, placed, on: &canvas) }
      case .list(let shown, let pitch):
        OverviewList(
          model: model, placed: placed, shown: shown, pitch: pitch, isChosen: isChosen(placed),
          seen: field.part(at: placed.place)?.channels,
          counts: showsUses(placed) ? uses.counts(for: model) : nil
        ).draw(on: &canvas)
      }
    }
    OverviewFooter(model: model, layout: layout, counts: uses.counts(for: model)).draw(on: &canvas)
  }

  /// Whether a column shows how often its numbers are used, not the numbers themselves.
  private func showsUses(_ placed: OverviewLayout.Placed) -> Bool {
    model.overview.showsUses && (placed.index ?? -1) < chosen
  }

  /// Whether a column is the picture, painted as the eye sees it.
  private func isInColor(_ placed: OverviewLayout.Placed) -> Bool {
    placed.index == nil && model.paintsRealColors(of: model.exploration.subject)
  }

  private func isChosen(_ placed: OverviewLayout.Placed) -> Bool { placed.index == chosen }

  // MARK: Headings

  /// The network, what there is to learn in it, the picture, and the answer.
  private func drawHeader(on canvas: inout Canvas) {
    let exploration = model.exploration
    let named = exploration.named
    var column = canvas.write(
      named?.title ?? "explore", row: 0, column: 1, columns: canvas.columns / 3,
      style: Style(.accent))
    column = canvas.write(
      "\(exploration.parameters.grouped) parameters", row: 0, column: column + 2)
    let room = canvas.columns - 1 - column - 3
    let picture = exploration.subject.title
    let wordings: [[Span]]
    if let named, named.isUntrained {
      let warning = "untrained: the numbers mean nothing yet"
      wordings = [
        [Span("\(picture)   ", .dim), Span(warning, .warning)], [Span(warning, .warning)],
        [Span("untrained", .warning)],
      ]
    } else if let (title, share) = model.verdict {
      let text = "\(title) \(OverviewList.share(share))"
      wordings = [[Span("\(picture) → ", .dim), Span(text, .strong)], [Span(text, .strong)]]
    } else {
      wordings = [[Span(picture, .dim)]]
    }
    let fitting = wordings.first { $0.reduce(0) { $0 + $1.width } <= room } ?? []
    let width = fitting.reduce(0) { $0 + $1.width }
    canvas.write(fitting, row: 0, column: canvas.columns - 1 - width)
  }

  private func drawHeading(
    _ lines: [String], _ placed: OverviewLayout.Placed, on canvas: inout Canvas
  ) {
    let name: Role =
      switch relation(to: placed) {
      case .chosen: .selection
      case .seen: .accent
      case .unseen: .dim
      case .later: .text
      }
    let rest: Role = name == .dim ? .dim : .text
    let roles = [name, rest, lines[2] == "0 par" ? .dim : rest]
    for (offset, line) in lines.enumerated() {
      canvas.write(
        line, row: layout.headingRow + offset, column: placed.region.column,
        columns: placed.region.columns, style: Style(roles[offset]))
    }
  }

  /// What a column is to the present cell.
  private enum Relation {
    case chosen, seen
    /// It comes before, and has no part in the cell.
    case unseen
    case later
  }

  private func relation(to placed: OverviewLayout.Placed) -> Relation {
    if isChosen(placed) { return .chosen }
    guard (placed.index ?? -1) < chosen else { return .later }
    return field.part(at: placed.place) == nil ? .unseen : .seen
  }

  // MARK: Maps

  private func scale(at placed: OverviewLayout.Placed, channel: Int) -> ColorScale {
    let place = placed.place
    if isInColor(placed) { return model.scale(of: model.exploration.subject) }
    let range = model.exploration.range(model.scope, at: place, channel: channel)
    let extent = model.exploration.tensor(at: place).shape.extent
    // As on the main screen: a photograph in the sheet's red would look like a negative.
    let isPhotograph = place == .picture && min(extent.height, extent.width) > 64
    // Without colors, what the cell does not see can be dimmed.
    let palette: PaletteChoice =
      relation(to: placed) == .unseen
      ? .none : isPhotograph && model.palette == .automatic ? .gray : model.palette
    return ColorScale(palette, for: range, tier: model.display.colors)
  }

  /// One map under its number, with a frame around what the present cell sees of it.
  private func draw(
    _ painting: Painting, of channel: Int, _ placed: OverviewLayout.Placed, row: Int,
    on canvas: inout Canvas
  ) {
    let shape = model.exploration.tensor(at: placed.place).shape
    let isPresent = isChosen(placed) && channel == model.cursor.element.channel
    if shape.channels > 1, !isInColor(placed) {
      canvas.write(
        (isPresent ? "▸" : "") + String(channel), row: row, column: placed.region.column,
        style: Style(isPresent ? .accent : .dim))
    }
    let frame = field.part(at: placed.place).flatMap { part in
      part.channels.contains(channel)
        ? TableGeometry.Frame(rows: part.rows, columns: part.columns) : nil
    }
    let isCell = frame.map { $0.rows.count == 1 && $0.columns.count == 1 } ?? false
    PictureView(
      titles: [], titleWidth: 0, painting: painting,
      region: Region(
        row: row + 1, column: placed.region.column, rows: painting.rows,
        columns: painting.columns),
      frame: showsUses(placed) ? nil : frame, isRing: !isCell, isClosed: true
    ).drawPicture(on: &canvas)
    guard relation(to: placed) == .unseen else { return }
    for line in row + 1..<row + 1 + painting.rows {
      for column in placed.region.column..<placed.region.column + painting.columns {
        canvas[line, column].style = Style(.dim)
      }
    }
  }

  // MARK: Vectors

  private func drawStrip(
    _ painting: Painting, _ placed: OverviewLayout.Placed, on canvas: inout Canvas
  ) {
    let marked = field.part(at: placed.place).map {
      painting.thumbnail.pixels(of: TableGeometry.Frame(rows: $0.channels, columns: 0..<1)).rows
    }
    let isPresent = isChosen(placed)
    let (row, column) = (placed.region.row, placed.region.column)
    for line in 0..<painting.rows {
      let isMarked = { (pixel: Int) in isPresent && marked?.contains(pixel) ?? false }
      let cell = painting.cell(line, 0, marks: (isMarked(2 * line), isMarked(2 * line + 1)))
      for offset in 1...OverviewContent.stripWidth { canvas[row + line, column + offset] = cell }
      guard let marked, marked.overlaps(2 * line..<2 * line + 2) else { continue }
      if isPresent {
        canvas.write(
          "◂\(model.cursor.element.channel)", row: row + line,
          column: column + OverviewContent.stripWidth + 1, style: Style(.accent))
      } else {
        canvas[row + line, column] = Cell("┃", Style(.frame))
      }
    }
  }
}
