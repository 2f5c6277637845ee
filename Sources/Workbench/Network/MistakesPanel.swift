import Convolution
import Drawing
import Explorer
import Training

/// The pictures that the network gets most wrong, the worst first.
struct MistakesPanel {
  let training: NetworkTraining
  let region: Region
  let isChosen: Bool

  func draw(on canvas: inout Canvas) {
    guard let answers = training.answers, let worst = answers.worst,
      let examples = training.examples(of: answers.source)
    else {
      PanelTitle("mistakes", isChosen: isChosen).draw(in: region, on: &canvas)
      PanelTitle.drawEmpty(emptyText, in: region, on: &canvas)
      return
    }
    PanelTitle(
      "most wrong: \(answers.title)", isChosen: isChosen, detail: "enter opens the network"
    ).draw(in: region, on: &canvas)
    guard !worst.isEmpty else {
      PanelTitle.drawEmpty("there is no mistake", in: region, on: &canvas)
      return
    }
    let body = Region(
      row: region.row + 1, column: region.column, rows: region.rows - 1, columns: region.columns)
    let grid = PictureGrid(
      body, picture: examples.shape.extent, captionRows: Self.captionRows,
      leastColumns: min(26, 12 + (training.classes.map(\.unicodeScalars.count).max() ?? 0)),
      most: 64, count: worst.count, wanted: training.wanted(6))
    for index in grid.places(with: training.choice.mistake) {
      draw(worst[index], at: index, of: examples, grid, on: &canvas)
    }
  }

  private static let captionRows = 2

  private var emptyText: String {
    if let examination = training.examination {
      return "looking at the pictures: \(Int(examination.fraction * 100)) %"
    }
    if training.trainer == nil { return "the record of a training has no pictures" }
    return training.trainer?.validates == true
      ? "the held-out pictures are looked at when the first epoch is over"
      : "nothing is held out; the test pictures are looked at in the end"
  }

  private func draw(
    _ answer: Evaluation.Answer, at index: Int, of examples: Examples, _ grid: PictureGrid,
    on canvas: inout Canvas
  ) {
    let place = grid.place(of: index)
    let classes = training.classes
    let isChosen = self.isChosen && index == training.choice.mistake
    canvas.write(
      grid.captioned(
        "\(classes[answer.label]) \(TrainingFigures.confidence(answer.rightShare)), taken"),
      row: place.row, column: place.column,
      style: Style(isChosen ? .selection : .strong))
    canvas.write(
      grid.captioned(
        "for \(classes[answer.predicted]) \(TrainingFigures.confidence(answer.confidence))"),
      row: place.row + 1, column: place.column)
    guard 0..<examples.count ~= answer.example else { return }
    picture(examples.picture(answer.example), size: grid.size)
      .draw(row: place.row + Self.captionRows, column: place.column, on: &canvas)
  }

  private func picture(_ tensor: Tensor, size: Extent) -> SmallPicture {
    let display = training.display
    if tensor.shape.channels == 3, display.colors == .extended {
      return SmallPicture(colors: tensor, size: size, fullScale: 1, glyphs: display.glyphs)
    }
    let scale = ColorScale(
      training.choice.palette == .automatic ? .gray : training.choice.palette,
      for: ValueRange(minimum: 0, maximum: 1, isWhole: false), tier: display.colors)
    return SmallPicture(
      tensor, size: size, scale: scale, isPhotograph: true, glyphs: display.glyphs)
  }
}
