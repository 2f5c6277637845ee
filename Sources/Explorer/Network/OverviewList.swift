import Convolution
import Drawing

/// A short vector on the network screen, a line for each number: the answer with names and bars, any
/// other with its colors.
struct OverviewList {
  let model: Model
  let placed: OverviewLayout.Placed
  let shown: Range<Int>
  let pitch: Int
  let isChosen: Bool
  /// The numbers that the present cell depends on; they have a bar before them.
  let seen: Range<Int>?
  /// What shows in place of the numbers: how often the present cell uses them.
  let counts: UsageCounts?

  private static let longestLabel = 14
  /// Labels that are looked at to find out how wide a column has to be.
  private static let mostMeasured = 256
  private static let valueWidth = 5
  private static let swatchWidth = 2
  private static let (shortestBar, longestBar) = (4, 24)

  /// Screen columns that are needed: the mark, what stands before the value, the value.
  static func width(of place: Place, in model: Model) -> Int {
    guard isAnswer(place, model) else { return 1 + swatchWidth + 1 + valueWidth }
    let shape = model.exploration.tensor(at: place).shape
    let longest = (0..<min(shape.channels, mostMeasured)).map {
      model.exploration.outputName(ofChannel: $0, at: place).unicodeScalars.count
    }
    return 2 + min(longestLabel, longest.max() ?? 0) + 1 + shortestBar + 1 + valueWidth
  }

  /// A share of 1, with its zero: `0.31`.
  static func share(_ value: Float) -> String {
    if value > 0, value < 0.005 { return "<.01" }
    return Fixed(value, decimals: 2)?.text.minus ?? value.description
  }

  private static func isAnswer(_ place: Place, _ model: Model) -> Bool {
    place == .node(model.exploration.outputs.count - 1) && model.answer != nil
  }

  func draw(on canvas: inout Canvas) {
    if let counts {
      drawUses(counts, on: &canvas)
    } else if Self.isAnswer(placed.place, model) {
      drawAnswer(on: &canvas)
    } else {
      drawNumbers(on: &canvas)
    }
  }

  /// The number's place on the screen, whether it is the chosen one, and how it is marked.
  private func line(of channel: Int) -> (row: Int, isPresent: Bool, mark: Cell) {
    let isPresent = isChosen && channel == model.cursor.element.channel
    let isSeen = !isChosen && seen?.contains(channel) == true
    return (
      placed.region.row + (channel - shown.lowerBound) * pitch, isPresent,
      isPresent ? Cell("▸", Style(.accent)) : isSeen ? Cell("┃", Style(.frame)) : Cell()
    )
  }

  private func drawNumbers(on canvas: inout Canvas) {
    let exploration = model.exploration
    let tensor = exploration.tensor(at: placed.place)
    let range = exploration.range(
      model.scope == .map ? .layer : model.scope, at: placed.place, channel: 0)
    let scale = ColorScale(model.palette, for: range, tier: model.display.colors)
    let format = CellFormat(exploration.range(.layer, at: placed.place, channel: 0))
    for channel in shown {
      let value = tensor[channel, 0, 0]
      draw(format.text(value).minus, swatch: (value, scale), channel, on: &canvas)
    }
  }

  private func drawUses(_ counts: UsageCounts, on canvas: inout Canvas) {
    let levels = UseLevels(counts, at: placed.place)
    let scale = levels.scale(model.palette, tier: model.display.colors)
    for channel in shown {
      let count = counts.map(at: placed.place, channel: channel)[0, 0]
      draw(
        FieldText.number(count), swatch: count > 0 ? (levels.level(count) - 1, scale) : nil,
        channel, on: &canvas)
    }
  }

  /// A line with its color and its number.
  private func draw(
    _ text: String, swatch: (value: Float, scale: ColorScale)?, _ channel: Int,
    on canvas: inout Canvas
  ) {
    let (row, isPresent, mark) = line(of: channel)
    let ink = Style(isPresent ? .accent : .text)
    canvas[row, placed.region.column] = mark
    var column = placed.region.column + 1
    for _ in 0..<Self.swatchWidth {
      if let (value, scale) = swatch {
        canvas[row, column] =
          scale.color(of: value).map { Cell(" ", Style(.sheet, background: $0)) }
          ?? Cell(Shade.glyph(scale.fraction(of: value), model.display.glyphs))
      }
      column += 1
    }
    canvas.write(text, row: row, endingAt: column + 1 + Self.valueWidth, style: ink)
  }

  private func drawAnswer(on canvas: inout Canvas) {
    let tensor = model.exploration.tensor(at: placed.place)
    let labels = shown.map { model.exploration.outputName(ofChannel: $0, at: placed.place) }
    let region = placed.region
    let room = region.columns - 2 - 1 - Self.valueWidth
    let labelWidth = min(labels.map(\.unicodeScalars.count).max() ?? 0, Self.longestLabel, room)
    let barWidth = min(Self.longestBar, room - labelWidth - 1)
    for (channel, label) in zip(shown, labels) {
      let value = tensor[channel, 0, 0]
      let (row, isPresent, mark) = line(of: channel)
      let isLargest = channel == model.answer
      let ink = Style(isPresent ? .accent : isLargest ? .strong : .text)
      canvas[row, region.column] = mark
      canvas.write(label, row: row, column: region.column + 2, columns: labelWidth, style: ink)
      if labelWidth > 0, label.unicodeScalars.count > labelWidth {
        canvas[row, region.column + 1 + labelWidth] = Cell("…", ink)
      }
      var column = region.column + 2 + labelWidth + 1
      if barWidth > 2 {
        // Bars are shares of the whole: a row of them is as long as the answer is certain.
        let length = value > 0 ? Bar.length(of: value, reach: 1, width: barWidth) : 0
        for offset in 0..<length {
          canvas[row, column + offset] = Cell("█", Style(isLargest ? .accent : .dim))
        }
        column += barWidth
      }
      let text = Self.share(value)
      canvas.write(
        text, row: row, endingAt: column + Self.valueWidth,
        style: isPresent || isLargest ? ink : Style(value < 0.005 ? .dim : .text))
    }
  }
}
