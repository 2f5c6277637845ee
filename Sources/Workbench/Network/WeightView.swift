import Convolution
import Drawing
import Explorer
import Networks
import Training

/// Why a weight is about to change: what the pictures of the next batch say, what the optimizer makes
/// of it, and for one of the pictures where it says so.
struct WeightView {
  let training: NetworkTraining
  let question: WeightQuestion

  /// Rows of what is said above the pictures.
  private static let lines = 7

  func draw(on canvas: inout Canvas) {
    drawHeading(on: &canvas)
    let body = Region(
      row: Self.lines + 2, column: 1, rows: canvas.rows - Self.lines - 6,
      columns: canvas.columns - 2)
    guard question.isDone, question.update != nil else {
      let done = "\(question.parts.count) of \(question.count) pictures of the batch"
      canvas.write("going through \(done)", row: 4, column: 1, style: Style(.dim))
      return
    }
    drawUpdate(on: &canvas)
    let (left, right) = body.columns(split: max(24, body.columns * 9 / 20), gap: 2)
    drawPictures(in: left, on: &canvas)
    drawTerms(in: right, on: &canvas)
  }

  private var place: String {
    question.element.address(in: question.layer.shape)
  }

  private func drawHeading(on canvas: inout Canvas) {
    let column = canvas.write("explore", row: 0, column: 1, style: Style(.accent))
    canvas.write(
      "why a weight of \(training.history.network) will change", row: 0, column: column + 2,
      columns: max(0, canvas.columns - column - 3))
    canvas.write(
      [
        Span(
          "\(question.name), \(question.layer.isDense ? "unit" : "filter") \(question.filter), weight "
            + place, .strong),
        Span(
          "   in epoch \(question.epoch + 1), batch \(question.batch + 1) of "
            + training.history.batchesPerEpoch.grouped, .dim),
      ], row: 2, column: 1, columns: canvas.columns - 2)
  }

  // MARK: The update

  private func drawUpdate(on canvas: inout Canvas) {
    guard let gradient = question.gradient, let update = question.update else { return }
    var lines = [
      line(
        "gradient",
        "the mean over \(question.count) pictures: \(figure(gradient.sum)) / \(question.count) ≈ "
          + figure(gradient.gradient))
    ]
    switch update.method {
    case .gradientDescent(let momentum, let old, let velocity):
      if momentum != 0 {
        lines.append(
          line(
            "velocity",
            "\(rate(momentum)) × \(figure(old)) + \(figure(update.gradient)) ≈ \(figure(velocity))")
        )
      }
      lines.append(
        line("step", "\(rate(update.rate)) × \(operand(velocity)) ≈ \(figure(update.step))"))
    case .adam(let moments):
      lines += [
        line(
          "Adam",
          "mean of all gradients ≈ \(figure(moments.mean)), root of mean square ≈ "
            + figure(moments.root)),
        line(
          "step",
          "\(rate(update.rate)) × \(operand(moments.mean)) / (\(figure(moments.root)) + "
            + "\(rate(moments.epsilon))) ≈ \(figure(update.step))"),
      ]
    }
    lines.append(
      line(
        "weight",
        "\(figure(update.weight)) − \(operand(update.step)) ≈ \(figure(update.newWeight))", .accent)
    )
    let room = canvas.columns - 2
    let senses = sense(of: update)
    let sense = senses.first { $0.unicodeScalars.count <= room } ?? senses.last ?? ""
    lines.append([Span(sense, .dim)])
    for (offset, line) in lines.enumerated() {
      canvas.write(line, row: 3 + offset, column: 1, columns: canvas.columns - 2)
    }
  }

  private func line(_ name: String, _ text: String, _ role: Role = .text) -> [Span] {
    [Span(name.padding(to: 10), .accent), Span(text, role)]
  }

  /// What the numbers mean, in many words and in few.
  private func sense(of update: UpdateExplanation) -> [String] {
    guard update.gradient != 0 else {
      let nothing = [
        "no picture of this batch has a say: nothing leads on from here to the loss",
        "no picture of this batch has a say",
      ]
      let still = "; what earlier batches said still counts"
      return update.step == 0 ? nothing : nothing.map { $0 + still }
    }
    let change = update.gradient > 0 ? "larger" : "smaller"
    let long = "a larger weight would make the loss of these pictures \(change)"
    let short = "a larger weight: a \(change) loss"
    guard (update.step > 0) != (update.gradient > 0), update.step != 0 else {
      let end = update.gradient > 0 ? ": it shrinks" : ": it grows"
      return [long + end, "\(short); so\(end.dropFirst())"]
    }
    return [long, short].map { $0 + "; but what earlier batches said still outweighs it" }
  }

  // MARK: Pictures and terms

  private func drawPictures(in region: Region, on canvas: inout Canvas) {
    PanelTitle("what each picture says", isChosen: true, detail: "strongest first")
      .draw(in: region, on: &canvas)
    let examples = training.trainer?.data.training
    guard let examples else { return }
    let body = Region(
      row: region.row + 1, column: region.column, rows: region.rows - 1, columns: region.columns)
    let grid = PictureGrid(
      body, picture: examples.shape.extent, captionRows: 2, leastColumns: 11, most: 28,
      count: question.parts.count, wanted: training.wanted(6))
    for index in grid.places(with: training.choice.part) {
      let part = question.parts[index]
      let place = grid.place(of: index)
      let isChosen = index == training.choice.part
      canvas.write(
        grid.captioned(training.classes[part.label]), row: place.row, column: place.column,
        style: Style(isChosen ? .selection : .text))
      canvas.write(
        grid.captioned(figure(part.explanation.gradient)), row: place.row + 1,
        column: place.column, style: Style(.strong))
      let picture = examples.picture(part.example)
      let scale = ColorScale(
        .gray, for: ValueRange(minimum: 0, maximum: 1, isWhole: false),
        tier: training.display.colors)
      SmallPicture(
        picture, size: grid.size, scale: scale, isPhotograph: true, glyphs: training.display.glyphs
      ).draw(row: place.row + 2, column: place.column, on: &canvas)
    }
  }

  /// The strongest uses of the weight in the chosen picture: value × how the loss changes with the output.
  private func drawTerms(in region: Region, on canvas: inout Canvas) {
    guard question.parts.indices ~= training.choice.part else { return }
    let explanation = question.parts[training.choice.part].explanation
    let terms = explanation.terms.sorted { abs($0.product) > abs($1.product) }
    PanelTitle(
      "\(terms.count.grouped) \(terms.count == 1 ? "use" : "uses"), value × gradient there",
      isChosen: false
    )
    .draw(in: region, on: &canvas)
    let room = max(0, region.rows - 3)
    let input = question.layer.input
    for (offset, term) in terms.prefix(room).enumerated() {
      let source = term.element.map { input.name + $0.address(in: input.shape) + " " } ?? ""
      // Where there is little room, the numbers come first.
      let output =
        region.columns >= 54
        ? question.name
          + (question.layer.isDense
            ? "[\(term.output.channel)] "
            : "[\(term.output.channel),\(term.output.row),\(term.output.column)] ") : ""
      canvas.write(
        [
          Span(source, .dim), Span(figure(term.input)), Span(" × "), Span(output, .dim),
          Span("\(operand(term.outputGradient)) ≈ "), Span(figure(term.product), .strong),
        ], row: region.row + 1 + offset, column: region.column, columns: region.columns)
    }
    let rest = terms.dropFirst(room).reduce(Float(0)) { $0 + $1.product }
    let row = region.row + 1 + min(room, terms.count)
    if terms.count > room {
      canvas.write(
        "and \((terms.count - room).grouped) more: ≈ \(figure(rest))", row: row,
        column: region.column, columns: region.columns, style: Style(.dim))
    }
    canvas.write(
      "together ≈ \(figure(explanation.gradient))", row: row + (terms.count > room ? 1 : 0),
      column: region.column, columns: region.columns, style: Style(.accent))
  }

  /// Behind a sign, what is negative stands in brackets.
  private func operand(_ value: Float) -> String {
    value < 0 ? "(\(figure(value)))" : figure(value)
  }

  /// A rate or another number that somebody has chosen: all its digits.
  private func rate(_ value: Float) -> String { Fixed.telling(value)?.text ?? "\(value)".minus }

  /// Three digits that say something, whatever the size.
  private func figure(_ value: Float) -> String {
    guard value != 0, value.isFinite else { return value == 0 ? "0" : "no number" }
    var (magnitude, decimals) = (abs(value), 2)
    while magnitude < 1, decimals < 9 { (magnitude, decimals) = (magnitude * 10, decimals + 1) }
    guard decimals < 9 else { return "\(value)".minus }
    return (Fixed(value, decimals: decimals)?.text ?? "\(value)").minus
  }
}
