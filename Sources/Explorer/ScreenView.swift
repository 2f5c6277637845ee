import Convolution
package import Drawing

/// Draws the whole screen for a model.
///
/// Drawing depends on the model alone; what is kept between frames are pictures made small, so that
/// a step costs the same whatever the picture's size.
package struct ScreenView {
  private var thumbnails = Thumbnails()
  private var uses = OverviewUses()

  package init() {}

  package mutating func canvas(for model: Model) -> Canvas {
    Canvas(for: model.display, isBlank: model.isBlank, isOnPaper: model.isPresenting) {
      draw(model, on: &$0)
    }
  }

  private mutating func draw(_ model: Model, on canvas: inout Canvas) {
    if model.showsProjector {
      if ProjectorLayout.fits(model.display) {
        ProjectorView(model).draw(&thumbnails, on: &canvas)
      } else {
        drawTooSmall(model, need: ProjectorLayout.smallestSize, on: &canvas)
      }
      return
    }
    let layout = ScreenLayout(model)
    if isTooSmall(model, layout) {
      drawTooSmall(model, need: ScreenLayout.smallestSize, on: &canvas)
    } else if case .help(let scroll, _) = model.mode {
      KeyTable.helpPage.draw(scroll: scroll, on: &canvas)
      KeyTable.helpPage.drawHints(scroll: scroll, on: &canvas)
    } else if case .overview = model.mode {
      OverviewView(model).draw(&thumbnails, &uses, on: &canvas)
    } else if case .gallery(let gallery) = model.mode {
      GalleryView(model: model, gallery: gallery).draw(&thumbnails, on: &canvas)
    } else if case .strongest(let strongest) = model.mode {
      StrongestView(model: model, strongest: strongest).draw(&thumbnails, on: &canvas)
    } else if case .occluding(let occlusion) = model.mode {
      OcclusionView(model: model, occlusion: occlusion).draw(&thumbnails, on: &canvas)
    } else {
      if model.chrome != .scene { drawHeader(model, layout, on: &canvas) }
      if let cube = layout.cube {
        CubeView(model, cube)?.draw(on: &canvas)
      } else {
        drawInput(model, layout, on: &canvas)
        if !layout.center.isEmpty {
          CenterView(model: model, region: layout.center).draw(on: &canvas)
        }
      }
      drawWholeInput(model, layout, on: &canvas)
      drawOutput(model, layout, on: &canvas)
      Panels.draw(model, layout, on: &canvas)
      if model.chrome == .scene {
        Footer(model: model).drawMessage(on: &canvas)
      } else {
        Footer(model: model).draw(on: &canvas)
      }
    }
  }

  private func isTooSmall(_ model: Model, _ layout: ScreenLayout) -> Bool {
    guard model.isEmbedded, model.isView else { return layout.size == .tooSmall }
    let need = ScreenLayout.smallestView
    return model.display.rows < need.height || model.display.columns < need.width
  }

  private func drawTooSmall(_ model: Model, need: Extent, on canvas: inout Canvas) {
    canvas.drawTooSmall(
      needsColumns: need.width, rows: need.height,
      inScene: model.chrome == .scene || model.isEmbedded)
  }

  // MARK: Header

  private func drawHeader(_ model: Model, _ layout: ScreenLayout, on canvas: inout Canvas) {
    let exploration = model.exploration
    let column = canvas.write("explore", row: 0, column: 1, style: Style(.accent))
    let title = "\(exploration.subject.title) \(exploration.subject.picture.shape)"
    let formula = formula(model)
    let short = sizes(model)
    let place = canvas.write(title, row: 0, column: column + 2, columns: canvas.columns / 3) + 3
    // The fullest wording that fits.
    let wordings = [
      (model.chainTitle(isShort: false), formula), (model.chainTitle(isShort: true), formula),
      (model.chainTitle(isShort: false), short), (model.chainTitle(isShort: true), short),
    ]
    let room = canvas.columns - 1 - place
    let fitting = wordings.first { $0.unicodeScalars.count + 3 + $1.unicodeScalars.count <= room }
    let (chain, sizes) = fitting ?? (model.chainTitle(isShort: true), "")
    canvas.write(chain, row: 0, column: place, columns: max(0, room))
    if chain.unicodeScalars.count > room { canvas[0, canvas.columns - 2] = Cell("…") }
    canvas.write(sizes, row: 0, endingAt: canvas.columns - 1, style: Style(.dim))
  }

  private func formula(_ model: Model) -> String {
    guard let grid = model.exploration.grid(ofNode: model.cursor.node) else {
      return model.exploration.named == nil ? "" : sizes(model)
    }
    let (rows, columns) = (grid.rows.formula, grid.columns.formula)
    return rows == columns ? rows : "\(rows)   \(columns)"
  }

  /// `28×28 → 26×26`; for vectors, how many numbers become how many.
  private func sizes(_ model: Model) -> String {
    let input = model.exploration.tensor(at: model.inputPlace).shape
    let isMap = input.extent != Extent(1) && model.shape.extent != Extent(1)
    return isMap ? "\(input.extent) → \(model.shape.extent)" : "\(input) → \(model.shape)"
  }

  // MARK: Input and output

  private mutating func drawInput(
    _ model: Model, _ layout: ScreenLayout, on canvas: inout Canvas
  ) {
    guard let geometry = layout.input else { return }
    let scene = InputScene(model)
    let scale = model.inputScale(ofChannel: scene.channel)
    let name = model.exploration.name(of: model.inputPlace)
    let sheet = model.inputSheet
    let inputs = model.node.inputs.count
    let title = Title(
      name: inputs > 1 ? "\(name) (\(model.shownInput + 1) of \(inputs))" : name, sheet: sheet,
      titles: model.exploration.titles(ofChannel: scene.channel, at: model.inputPlace),
      isFocused: model.focus == .input, geometry: geometry, rows: scene.rows,
      columns: scene.columns)
    title.draw(row: geometry.region.row - 1, region: geometry.region, on: &canvas)
    TableView(
      geometry: geometry, format: model.inputFormat, scale: scale, properties: model.display,
      hasMarks: !model.marks.isEmpty, cell: scene.cell
    ).draw(on: &canvas)
  }

  /// The whole picture, with a mark at the part that the tables show.
  private mutating func drawWholeInput(
    _ model: Model, _ layout: ScreenLayout, on canvas: inout Canvas
  ) {
    guard let whole = layout.inputPicture else { return }
    let scene = InputScene(model)
    let sheet = model.inputSheet
    let name = model.exploration.name(of: model.inputPlace)
    let frame =
      model.focus == .input
      ? TableGeometry.Frame(sheet.place(of: model.inputCell))
      : model.focus == .filter ? scene.reachOfWeight ?? scene.window : scene.window
    let painting = thumbnails.painting(
      Thumbnails.Key(
        place: model.inputPlace, channel: model.paintsRealColors ? nil : scene.channel,
        size: whole.size, scale: model.wholeInputScale(ofChannel: scene.channel),
        glyphs: model.display.glyphs), of: model.exploration)
    let titles = ["whole \(name)", name]
    // All the colors together, or the channel that is painted.
    let channels =
      model.paintsRealColors
      ? [] : model.exploration.titles(ofChannel: scene.channel, at: model.inputPlace).suffix(1)
    PictureView(
      titles: channels.flatMap { channel in titles.map { "\($0), \(channel)" } } + titles,
      titleWidth: layout.inputTitleWidth, painting: painting,
      region: whole.region, frame: frame, isRing: model.focus != .input,
      isClosed: model.paintsRealColors,
      marks: model.markedCells(at: model.inputPlace).filter {
        sheet.isVector || $0.channel == scene.channel
      }.map(sheet.place)
    ).draw(on: &canvas)
  }

  private mutating func drawOutput(
    _ model: Model, _ layout: ScreenLayout, on canvas: inout Canvas
  ) {
    let channel = model.cursor.element.channel
    let tensor = model.exploration.tensor(at: model.outputPlace)
    let range = model.exploration.range(model.scope, at: model.outputPlace, channel: channel)
    let scale = ColorScale(model.palette, for: range, tier: model.display.colors)
    let isLast = model.outputNode == model.exploration.outputs.count - 1
    let name = isLast ? "output" : model.exploration.name(of: model.outputPlace)
    let sheet = model.outputSheet
    guard !model.veil.hidesSize else {
      guard let region = layout.output?.region ?? layout.outputPicture?.region else { return }
      canvas.write(
        [Span(name, .accent), Span(" ?", .dim)], row: region.row - 1, column: region.column,
        columns: region.columns)
      return
    }
    let marked = model.markedCells(at: model.outputPlace)
    drawWholeOutput(model, layout, name, scale, marked, on: &canvas)
    guard let geometry = layout.output else { return }
    let title = Title(
      name: name, sheet: sheet,
      titles: model.exploration.titles(ofChannel: channel, at: model.outputPlace),
      stack: tensor.shape.channels > 1 ? [tensor.shape.inBothConventions] : [],
      isFocused: model.focus == .output, geometry: geometry, rows: 0..<sheet.extent.height,
      columns: 0..<sheet.extent.width)
    title.draw(row: geometry.region.row - 1, region: geometry.region, on: &canvas)
    let fed = model.focus == .input ? Set(model.usesOfInputCell.map(\.output)) : []
    let present = model.cursor.element
    let isUnfinished = model.cursor.stage != nil && !model.isComplete
    TableView(
      geometry: geometry, format: model.outputFormat, scale: scale, properties: model.display,
      hasMarks: !marked.isEmpty
    ) { row, column in
      guard let element = sheet.element(row, column, channel: channel) else { return .nothing }
      var cell = TableCell(value: tensor[element])
      if element == present || fed.contains(element) { cell.emphasis = .strong }
      if element == present, isUnfinished { (cell.text, cell.value) = ("?", 0) }
      if let cover = model.cover(ofOutput: element) { (cell.text, cell.value) = (cover, 0) }
      cell.isMarked = marked.contains(element)
      return cell
    }.draw(on: &canvas)
    if sheet.isList {
      VectorLabels(model: model, geometry: geometry, scale: scale).draw(on: &canvas)
    }
  }

  private mutating func drawWholeOutput(
    _ model: Model, _ layout: ScreenLayout, _ name: String, _ scale: ColorScale,
    _ marked: Set<Element>, on canvas: inout Canvas
  ) {
    guard let whole = layout.outputPicture else { return }
    let (sheet, present) = (model.outputSheet, model.cursor.element)
    let painting = thumbnails.painting(
      Thumbnails.Key(
        place: model.outputPlace, channel: present.channel, size: whole.size, scale: scale,
        glyphs: model.display.glyphs, hidden: model.hiddenOutputs), of: model.exploration)
    PictureView(
      titles: ["whole \(name)", name], titleWidth: layout.outputTitleWidth, painting: painting,
      region: whole.region, frame: TableGeometry.Frame(sheet.place(of: present)), isRing: false,
      marks: marked.filter { sheet.isVector || $0.channel == present.channel }.map(sheet.place)
    ).draw(on: &canvas)
  }
}

/// The line above a table: its name, its shape, and which part of it shows.
private struct Title {
  let name: String
  let sheet: Sheet
  /// Which channel shows, the fullest wording first; nothing where there is only one.
  let titles: [String]
  /// The size of all the channels together, in other words.
  var stack: [String] = []
  let isFocused: Bool
  let geometry: TableGeometry
  let rows: Range<Int>
  let columns: Range<Int>

  func draw(row: Int, region: Region, on canvas: inout Canvas) {
    var column = canvas.write(
      name, row: row, column: region.column, columns: region.columns, style: Style(.accent))
    if isFocused { column = canvas.write(" ◂", row: row, column: column, style: Style(.accent)) }
    let room = max(0, region.endColumn - column)
    let fitting = details.first { $0.unicodeScalars.count < room } ?? ""
    canvas.write(" " + fitting, row: row, column: column, columns: room, style: Style(.dim))
  }

  /// Which channel, which part and of what, the fullest wording first.
  private var details: [String] {
    if sheet.isVector { return vectorDetails }
    guard let shortest = titles.last else { return wordings }
    return titles.flatMap { title in wordings.map { "\(title), \($0)" } } + [shortest]
  }

  /// Which part of what shows.
  private var wordings: [String] {
    let size = sheet.shape.extent.description
    guard geometry.rows != rows || geometry.columns != columns else { return stack + [size] }
    // As in addresses: rows, then columns.
    let shown = [geometry.rows, geometry.columns].map {
      "\(String($0.lowerBound).minus)–\($0.upperBound - 1)"
    }
    let part = "[\(shown.joined(separator: ","))]"
    return (stack + [size]).map { "\(part) of \($0)" } + [part]
  }

  /// How long a vector is, and from where to where it shows.
  private var vectorDetails: [String] {
    let count = sheet.shape.channels
    guard geometry.rows != rows || geometry.columns != columns else {
      return ["\(count) numbers", "\(count)"]
    }
    return ["part of \(count) numbers, \(columns.count) a row", "part of \(count)"]
  }
}
