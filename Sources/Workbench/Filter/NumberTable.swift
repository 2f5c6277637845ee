import Convolution
import Drawing
import Explorer
import Training

/// One channel of the filter as a table: its numbers, their gradients, or what becomes of them.
///
/// In high cells the number of the target stands below the learned one, so that one sees each of them find
/// its place; in still higher ones the learned number is written in block digits.
struct NumberTable {
  private let model: FilterModel
  private let table: FilterLayout.Table
  private let values: [Float]
  private let scale: ColorScale

  init(_ model: FilterModel, _ table: FilterLayout.Table) {
    (self.model, self.table) = (model, table)
    let learning = model.learning
    values =
      switch table.kind {
      case .now: learning.numbers
      case .gradient: learning.updates.map(\.direction)
      case .next: learning.updates.map(\.newWeight)
      case .goal: model.goal ?? []
      }
    scale = table.kind == .gradient ? model.gradientScale : model.numberScale
  }

  func draw(on canvas: inout Canvas) {
    drawTitle(on: &canvas)
    let size = digitSize
    for row in table.rows {
      for column in table.columns {
        let index = model.task.filterShape.index(
          of: Element(channel: model.shownChannel, row: row, column: column))
        draw(index, in: table.place(row, column), size, on: &canvas)
      }
    }
    if model.task.hasBias, table.kind != .goal { drawBias(on: &canvas) }
  }

  // MARK: Title

  private func drawTitle(on canvas: inout Canvas) {
    let isMain = table.kind == .now
    canvas.write(
      title, row: table.region.row - 1, column: table.region.column,
      columns: max(table.region.columns, title.unicodeScalars.count),
      style: Style(isMain ? .accent : .dim))
  }

  private var title: String {
    // The sign behind a table leaves some columns free above it.
    let width = table.region.columns + (table.cell.width > 6 ? 3 : 0)
    let titles: [String]
    switch table.kind {
    case .now:
      let channels = model.task.filterShape.channels
      let names = model.subject.channelNames
      let channel = model.shownChannel
      let name = names.indices ~= channel ? names[channel] : "channel \(channel)"
      let step = "step \(model.learning.position)"
      titles =
        channels > 1
        ? ["filter at \(step), \(name)", "filter, \(name)", name]
        : ["the filter at \(step)", "filter, \(step)", "filter"]
    case .gradient:
      titles =
        switch OptimizerKind(model.learning.optimizer) {
        case .gradientDescent: ["its gradient", "gradient"]
        case .momentum: ["velocity (gradients so far)", "velocity"]
        case .adam: ["Adam's direction", "direction"]
        }
    case .next: titles = ["the next filter", "next"]
    case .goal: titles = ["target"]
    }
    return titles.first { $0.unicodeScalars.count <= width } ?? titles.last ?? ""
  }

  // MARK: Cells

  private func draw(
    _ index: Int, in place: Region, _ size: BlockText.PixelSize?, on canvas: inout Canvas
  ) {
    let value = values.indices ~= index ? values[index] : 0
    let isHidden = model.hidden.contains(table.kind)
    let paper = scale.color(of: isHidden ? 0 : value)
    let style = Style(.sheet, background: paper)
    canvas.fill(place, with: Cell(" ", style))
    let text = isHidden ? "?" : text(value, columns: place.columns)
    let rows = place.rows - goalRows
    if let size {
      let digits = BlockText(text, size: size)
      digits.draw(
        row: place.row + max(0, rows - digits.rows + 1) / 2,
        column: place.column + (place.columns - digits.columns) / 2, style: style, on: &canvas)
    } else {
      // One below the other, the points of decimals are in line.
      let end = place.endColumn - (place.columns >= 8 ? 2 : place.rows > 1 ? 1 : 0)
      canvas.write(text, row: place.row + (place.rows - 1) / 2, endingAt: end, style: style)
    }
    if let goal = goal(index) {
      drawGoal(goal, in: place, Style(.sheetDim, background: paper), on: &canvas)
    }
    if index == model.chosen, table.kind != .goal { drawFrame(place, paper, on: &canvas) }
  }

  // MARK: Goals

  /// Rows of a cell that are kept for the target's number; from so many on it is written in digits too.
  private static let highCell = 10

  private var goalRows: Int { table.kind == .now ? reservedRows : 0 }

  /// The same in all tables, so that their digits are equally large.
  private var reservedRows: Int {
    guard table.cell.height >= 3, model.showsGoal, model.goal != nil else { return 0 }
    return table.cell.height >= Self.highCell ? 5 : 1
  }

  private func drawGoal(
    _ goal: String, in place: Region, _ style: Style, on canvas: inout Canvas
  ) {
    func middle(_ width: Int) -> Int { place.column + (place.columns - width + 1) / 2 }
    let digits = BlockText(
      goal, columns: place.columns - 2, rows: 3, glyphs: model.display.glyphs)
    if goalRows > 1, let digits {
      canvas.write("target", row: place.endRow - 5, column: middle(6), style: style)
      digits.draw(
        row: place.endRow - 4, column: middle(digits.columns), style: style, on: &canvas)
      return
    }
    let words = place.columns >= 12 ? "target \(goal)" : "→ \(goal)"
    canvas.write(
      words, row: place.endRow - 1, column: middle(words.unicodeScalars.count),
      columns: place.columns, style: style)
  }

  private func text(_ value: Float, columns: Int) -> String {
    // Block digits are wide, and a power of ten is no number to see from afar.
    let isFar = table.cell.height >= 5 && abs(value) < 0.005 && value != 0
    guard !isFar else { return value < 0 ? "-0.00" : "0.00" }
    return Figures.cell(value, decimals: decimals, columns: columns - 1)
  }

  private var decimals: Int { table.cell.width >= 8 && table.cell.height < 5 ? 3 : 2 }

  /// The target's number, where it stands below the learned one.
  private func goal(_ index: Int) -> String? {
    guard goalRows > 0, let goal = model.goal, goal.indices ~= index else { return nil }
    return FilterView.goalText(goal[index])
  }

  /// One size for all the numbers, which stays while they change; nil where they are written as text.
  private var digitSize: BlockText.PixelSize? {
    guard table.cell.height >= 5 else { return nil }
    let texts = values.map { text($0, columns: table.cell.width) }
    // The frame around the chosen number has both edges, where digits of three rows leave any; the lower
    // one is also the target's row.
    let free = table.cell.height - 1
    let rows = max(min(3, free - reservedRows), free - max(1, reservedRows))
    // Between two numbers there is more room than between two digits.
    let columns = table.cell.width - max(2, table.cell.width / 10)
    return BlockText.PixelSize.largest(
      for: texts + ["-0.00"], columns: columns, rows: rows,
      glyphs: model.display.glyphs)
  }

  /// Bars in the blanks around the chosen number.
  private func drawFrame(_ place: Region, _ paper: Color?, on canvas: inout Canvas) {
    let style = Style(.frame, background: paper)
    guard place.rows > 1 else {
      canvas[place.row, place.column] = Cell("▸", style)
      return
    }
    for row in place.row..<place.endRow {
      canvas[row, place.column] = Cell("┃", style)
      canvas[row, place.endColumn - 1] = Cell("┃", style)
    }
    guard place.rows >= 5 else { return }
    let (top, bottom) = (place.row, place.endRow - 1)
    for column in place.column + 1..<place.endColumn - 1 {
      canvas[top, column] = Cell("━", style)
      if canvas[bottom, column].glyph == " " { canvas[bottom, column] = Cell("━", style) }
    }
    canvas[top, place.column] = Cell("┏", style)
    canvas[top, place.endColumn - 1] = Cell("┓", style)
    canvas[bottom, place.column] = Cell("┗", style)
    canvas[bottom, place.endColumn - 1] = Cell("┛", style)
  }

  private func drawBias(on canvas: inout Canvas) {
    let index = model.task.count - 1
    let region = table.region
    let value = values[index]
    let paper = scale.color(of: value)
    canvas.fill(
      Region(row: region.endRow, column: region.column, rows: 1, columns: region.columns),
      with: Cell(" ", Style(.sheet, background: paper)))
    canvas.write(
      "bias", row: region.endRow, column: region.column + 1,
      style: Style(.sheetDim, background: paper))
    canvas.write(
      Figures.cell(value, decimals: 3, columns: 7), row: region.endRow,
      endingAt: region.endColumn - 1, style: Style(.sheet, background: paper))
    if model.chosen == index {
      canvas[region.endRow, region.column] = Cell("▸", Style(.frame, background: paper))
    }
  }
}

extension FilterModel {
  /// The colors of the filter's numbers; they stay while it learns.
  var numberScale: ColorScale {
    let first = learning.steps[0].numbers
    return signedScale(reach: ((goal ?? []) + first).reduce(0) { max($0, abs($1)) })
  }

  /// The colors of its gradients: as they fade, so does what is left to learn.
  var gradientScale: ColorScale {
    signedScale(reach: learning.steps[0].gradient.reduce(0) { max($0, abs($1)) })
  }

  /// The colors of the maps: white is 0, the target's strongest number the end.
  var mapScale: ColorScale { signedScale(reach: mapReach) }

  /// The colors of the difference, stronger: it is small long before it is nothing.
  var differenceScale: ColorScale { signedScale(reach: mapReach / 4) }

  private var mapReach: Float {
    let range = task.target.valueRange()
    let reach = max(abs(range.minimum), abs(range.maximum))
    return reach.isFinite && reach > 0 ? reach : subject.fullScale ?? 1
  }

  private func signedScale(reach: Float) -> ColorScale {
    let reach = reach > 0 && reach.isFinite ? reach : 1
    return ColorScale(
      palette, for: ValueRange(minimum: -reach, maximum: reach, isWhole: false),
      tier: display.colors)
  }
}
