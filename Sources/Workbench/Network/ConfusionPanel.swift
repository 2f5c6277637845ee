import Convolution
import Drawing
import Explorer
import Networks
import Training

/// How many pictures of each class were taken for each class: in numbers where these have room, in
/// shades where not.
struct ConfusionPanel {
  let training: NetworkTraining
  let region: Region
  let isChosen: Bool

  func draw(on canvas: inout Canvas) {
    guard let answers = training.answers else {
      PanelTitle("confusion", isChosen: isChosen).draw(in: region, on: &canvas)
      PanelTitle.drawEmpty(emptyText, in: region, on: &canvas)
      return
    }
    PanelTitle(
      answers.title, isChosen: isChosen,
      detail: answers.score.map { "\(TrainingFigures.percent($0.accuracy)) right" } ?? ""
    ).draw(in: region, on: &canvas)
    Matrix(training: training, counts: answers.confusion, region: region).draw(on: &canvas)
  }

  private var emptyText: String {
    if let examination = training.examination {
      return "looking at the pictures: \(Int(examination.fraction * 100)) %"
    }
    return training.trainer == nil
      ? "the record of a training has no answers" : "the first batch is on its way"
  }
}

/// The table itself, below its title.
private struct Matrix {
  let training: NetworkTraining
  let counts: [[Int]]
  let region: Region
  private let form: Form
  private let nameWidth: Int
  private let cellWidth: Int
  private let cellHeight: Int
  /// The classes that show.
  private let rows: Range<Int>
  private let columns: Range<Int>

  /// What stands in the cells.
  private enum Form {
    case counts
    /// Of the pictures of a class, where counts are too long.
    case percents
    /// Only how many there are, where there is no room for numbers.
    case shades
  }

  init(training: NetworkTraining, counts: [[Int]], region: Region) {
    (self.training, self.counts, self.region) = (training, counts, region)
    let longest = training.classes.map(\.unicodeScalars.count).max() ?? 0
    let digits = max(2, counts.flatMap { $0 }.max().map { String($0).count } ?? 1)
    let count = max(1, counts.count)
    // A number before the name, as at the heads of the columns, and a blank behind it.
    let whole = min(longest, 14) + 4
    let least = min(whole, 10)
    func room(_ width: Int) -> Bool { region.columns - least >= count * width }
    form = room(digits + 1) ? .counts : room(3) ? .percents : .shades
    let narrow =
      switch form {
      case .counts: digits + 1
      case .percents: 3
      case .shades: 1
      }
    nameWidth = min(whole, max(least, region.columns - count * narrow))
    // As wide as names are long, and a blank.
    let widest = form == .counts ? max(digits + 1, 8, min(longest, 14) + 1) : 4
    cellWidth = min(widest, max(narrow, (region.columns - nameWidth) / count))
    // Title, heads of columns, and the line on the chosen class.
    let body = max(0, region.rows - 3)
    cellHeight = form == .counts ? min(3, max(1, body / count)) : 1
    let shown = min(count, max(1, body / cellHeight))
    let first = min(max(0, training.choice.label - shown / 2), count - shown)
    rows = first..<first + shown
    columns = 0..<min(count, max(1, (region.columns - nameWidth) / cellWidth))
  }

  func draw(on canvas: inout Canvas) {
    guard region.rows >= 4 else { return }
    drawHeads(on: &canvas)
    for row in rows {
      let top = region.row + 2 + (row - rows.lowerBound) * cellHeight
      let isChosen = row == training.choice.label
      canvas.write(
        "\(row)".paddingLeft(to: 2) + " " + name(row), row: top + cellHeight / 2,
        column: region.column, columns: nameWidth - 1,
        style: Style(isChosen ? .selection : .text))
      let all = counts[row].reduce(0, +)
      for column in columns { drawCell(row, column, of: all, top: top, on: &canvas) }
    }
    let note = region.row + 2 + rows.count * cellHeight
    guard note < region.endRow else { return }
    canvas.write(
      sentence(on: training.choice.label), row: note, column: region.column,
      columns: region.columns)
  }

  private func name(_ index: Int) -> String {
    training.classes.indices ~= index ? training.classes[index] : "\(index)"
  }

  /// The beginnings of names where these say something, numbers else.
  private func drawHeads(on canvas: inout Canvas) {
    if form == .percents {
      canvas.write("% of", row: region.row + 1, column: region.column, style: Style(.dim))
    }
    for column in columns {
      let text = cellWidth >= 6 ? String(name(column).prefix(cellWidth - 1)) : "\(column)"
      canvas.write(
        text, row: region.row + 1, endingAt: region.column + nameWidth + (column + 1) * cellWidth,
        style: Style(.dim))
    }
  }

  private func drawCell(
    _ row: Int, _ column: Int, of all: Int, top: Int, on canvas: inout Canvas
  ) {
    let count = counts[row][column]
    let share = all > 0 ? Float(count) / Float(all) : 0
    let left = region.column + nameWidth + column * cellWidth
    let style = style(share, isRight: row == column)
    if style.background != nil {
      // The number is in the middle of its box. Where two rows of a cell have no middle, one stays blank.
      let isEven = cellHeight.isMultiple(of: 2)
      canvas.fill(
        Region(
          row: top + (isEven ? cellHeight / 2 : 0), column: left,
          rows: isEven ? 1 : cellHeight, columns: cellWidth),
        with: Cell(" ", style))
    }
    canvas.write(
      text(count, share, isPainted: style.background != nil), row: top + cellHeight / 2,
      endingAt: left + cellWidth, style: count == 0 ? Style(.dim) : style)
  }

  private func text(_ count: Int, _ share: Float, isPainted: Bool) -> String {
    guard count > 0 else { return "·" }
    let percent = Int((share * 100).rounded())
    switch form {
    case .counts: return "\(count)"
    case .percents: return percent == 0 ? "·" : "\(percent)"
    case .shades: return isPainted ? " " : String(shade(share))
    }
  }

  /// Mistakes are colored by their share of the class: a quarter of it is as bad as it gets.
  private func style(_ share: Float, isRight: Bool) -> Style {
    if isRight { return Style(.strong) }
    let scale = ColorScale(
      training.choice.palette == .automatic ? .whiteToRed : training.choice.palette,
      for: ValueRange(minimum: 0, maximum: Self.worst, isWhole: false),
      tier: training.display.colors)
    // White, the least of the usual scale, would be the brightest on a dark screen.
    guard share >= Self.noticeable, let color = scale.color(of: max(share, Self.worst * 0.21))
    else {
      return Style()
    }
    return Style(.sheet, background: color)
  }

  private static let worst: Float = 0.25
  /// What is less is not painted: it would look like something.
  private static let noticeable: Float = 0.02

  /// How much without colors and without room.
  private func shade(_ share: Float) -> Unicode.Scalar {
    let ramp: [Unicode.Scalar] =
      training.display.glyphs == .ascii ? [".", "-", "+", "#"] : ["░", "▒", "▓", "█"]
    return ramp[min(ramp.count - 1, Int(share / Self.worst * Float(ramp.count)))]
  }

  /// `Shirt: 812 of 1,200 right; most often taken for T-shirt/top (140)`, in as many words as fit.
  private func sentence(on row: Int) -> [Span] {
    guard counts.indices ~= row else { return [] }
    let all = counts[row].reduce(0, +)
    let spans = [
      Span("\(name(row)): ", .strong), Span("\(counts[row][row].grouped) of \(all.grouped) right"),
    ]
    let others = counts[row].indices.filter { $0 != row && counts[row][$0] > 0 }
    guard let worst = others.max(by: { counts[row][$0] < counts[row][$1] }) else { return spans }
    let taken = "\(name(worst)) (\(counts[row][worst].grouped))"
    let room = region.columns - spans.reduce(0) { $0 + $1.width }
    let wordings = ["; most often taken for \(taken)", "; taken for \(taken)", "; \(taken)"]
    let fitting = wordings.first { $0.unicodeScalars.count <= room }
    return spans + [Span(fitting ?? "", .dim)]
  }
}
