import Convolution
import Drawing

/// What lies over the screen for a while: the list of terms, the filter picker, the options.
enum Panels {
  static func draw(_ model: Model, _ layout: ScreenLayout, on canvas: inout Canvas) {
    switch model.mode {
    case .why(let term): drawTerms(model, layout, chosen: term, on: &canvas)
    case .picking(let choice, _): drawFilters(chosen: choice, layout.panel, on: &canvas)
    case .options(let row, let typed, _):
      drawOptions(model, layout, chosen: row, typed: typed, on: &canvas)
    case .exploring, .help, .editing, .gallery, .strongest, .occluding, .overview: break
    }
  }

  /// A list with a chosen line in view.
  private static func drawList(
    _ title: [Span], _ lines: [[Span]], chosen: Int, _ region: Region, on canvas: inout Canvas
  ) {
    drawList(
      title, count: lines.count, line: { lines[$0] }, chosen: chosen, region, on: &canvas)
  }

  /// The same for lines that are written when they show.
  private static func drawList(
    _ title: [Span], count: Int, line: (Int) -> [Span], chosen: Int, _ region: Region,
    on canvas: inout Canvas
  ) {
    canvas.fill(region)
    canvas.write(title, row: region.row, column: region.column + 1, columns: region.columns - 1)
    let start = firstLine(of: count, chosen: chosen, in: region)
    for offset in 0..<min(count - start, region.rows - 1) {
      let line = line(start + offset)
      let row = region.row + 1 + offset
      guard start + offset == chosen else {
        canvas.write(
          fitting(line, in: region), row: row, column: region.column + 1,
          columns: region.columns - 1)
        continue
      }
      canvas.fill(
        Region(row: row, column: region.column, rows: 1, columns: region.columns - 1),
        with: Cell(" ", Style(.selection)))
      let text = fitting(line, in: region).map { Span($0.text, .selection) }
      canvas.write(text, row: row, column: region.column + 1, columns: region.columns - 2)
    }
  }

  /// The line without its last piece where there is no room for that.
  private static func fitting(_ line: [Span], in region: Region) -> [Span] {
    let width = line.reduce(0) { $0 + $1.width }
    return line.count > 2 && width > region.columns - 2 ? line.dropLast() : line
  }

  /// The first line that shows of a list whose title takes the first row of a region.
  private static func firstLine(of count: Int, chosen: Int, in region: Region) -> Int {
    let room = region.rows - 1
    return min(max(chosen - room / 2, 0), max(0, count - room))
  }

  // MARK: Why

  private static func drawTerms(
    _ model: Model, _ layout: ScreenLayout, chosen: Int, on canvas: inout Canvas
  ) {
    guard let region = layout.terms else { return }
    let list = TermList(model)
    canvas.fill(region)
    // A list that has the whole height of a scene needs no line above it.
    if region.row > 0 {
      for column in 0..<canvas.columns { canvas[region.row - 1, column] = Cell("─", Style(.dim)) }
    }
    let count = list.count
    let title =
      WhyText(model).title
      + [Span("   \(count) term\(count == 1 ? "" : "s")", .dim)]
    let place = list.order.firstIndex(of: chosen) ?? 0
    drawList(
      title, count: count, line: list.line, chosen: place, listRegion(region), on: &canvas)
    for (offset, line) in list.results.enumerated() {
      canvas.write(
        line, row: listRegion(region).endRow + offset, column: region.column + 1,
        columns: region.columns - 1)
    }
  }

  /// The rows of title and terms; the results stand below them.
  private static func listRegion(_ region: Region) -> Region {
    var region = region
    region.rows -= TermList.linesAround - 1
    return region
  }

  /// The place in the list of the term on a row of the screen.
  ///
  /// - Parameter chosen: The place of the chosen term.
  static func place(atRow row: Int, of count: Int, chosen: Int, in region: Region) -> Int? {
    let list = listRegion(region)
    guard list.contains(row: row, column: region.column), row > list.row else { return nil }
    let term = firstLine(of: count, chosen: chosen, in: list) + row - list.row - 1
    return term < count ? term : nil
  }

  // MARK: Filters

  private static func drawFilters(chosen: Int, _ region: Region, on canvas: inout Canvas) {
    let lines = FilterCatalog.entries.map { [Span($0.name)] }
    drawList([Span("choose a filter", .accent)], lines, chosen: chosen, region, on: &canvas)
  }

  // MARK: Options

  private static func drawOptions(
    _ model: Model, _ layout: ScreenLayout, chosen: Int, typed: String, on canvas: inout Canvas
  ) {
    let options = Option.available(
      for: model.exploration.settings, channels: model.exploration.subject.picture.shape.channels)
    // Values end at the panel's edge, so that short titles leave room for long ones.
    let width = layout.panel.columns - 2
    let lines = options.enumerated().map { index, option in
      let isTyped = index == chosen && !typed.isEmpty
      let value = isTyped ? typed + "_" : option.value(in: model.exploration.settings)
      return [Span(option.title, .dim), Span(value.paddingLeft(to: width - option.title.count))]
    }
    drawList([Span("options", .accent)], lines, chosen: chosen, layout.panel, on: &canvas)
  }
}

extension String {
  /// With blanks behind it, up to a width.
  package func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - unicodeScalars.count))
  }

  /// With blanks before it, up to a width.
  package func paddingLeft(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - unicodeScalars.count)) + self
  }
}
