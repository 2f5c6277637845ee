import Convolution
import Drawing
import Explorer
import Networks
import Training

/// The pictures that one seed learns from, as they are given to it: this is all it gets.
struct ExamplesPanel {
  let comparison: Comparison
  let region: Region

  init(_ comparison: Comparison, in region: Region) {
    (self.comparison, self.region) = (comparison, region)
  }

  func draw(on canvas: inout Canvas) {
    guard let pictures = comparison.pictures else {
      PanelTitle("what it learned from", isChosen: false).draw(in: region, on: &canvas)
      let lines = Self.missing.wrapped(to: region.columns)
      for (offset, line) in lines.prefix(max(0, region.rows - 2)).enumerated() {
        canvas.write(line, row: region.row + 2 + offset, column: region.column, style: Style(.dim))
      }
      return
    }
    let examples = pictures.examples(seed: comparison.shownSeed)
    PanelTitle(
      "this is all it gets", isChosen: false,
      detail: "seed \(comparison.shownSeed + 1) of \(comparison.plan.seeds)"
    ).draw(in: region, on: &canvas)
    let sides = [comparison.task.first, comparison.task.second]
    // A part of the screen for each kind, as many rows as pictures.
    let body = Region(
      row: region.row + 1, column: region.column, rows: region.rows - 1, columns: region.columns)
    let (upper, lower) = body.rows(split: (body.rows - 1) / 2, gap: 1)
    for (label, part) in [upper, lower].enumerated() where part.rows > 3 {
      let places = examples.labels.indices.filter { examples.labels[$0] == UInt8(label) }
      draw(
        places.map(examples.picture), named: sides[label].counted(places.count), in: part,
        on: &canvas)
    }
  }

  /// Where only the result is there.
  private static let missing =
    "The pictures are taken from Fashion-MNIST, which is not where it is looked for; explore train "
    + "compare --help says where that is. Curves and tables need no pictures."

  private func draw(
    _ pictures: [Tensor], named name: String, in part: Region, on canvas: inout Canvas
  ) {
    let space = Region(
      row: part.row + 1, column: part.column, rows: part.rows - 1, columns: part.columns)
    guard let first = pictures.first else { return }
    let grid = PictureGrid(
      space, picture: first.shape.extent, captionRows: 0, leastColumns: 1, most: 28,
      count: pictures.count, wanted: pictures.count)
    let places = grid.places(with: 0)
    let hidden = pictures.count - places.count
    canvas.write(
      hidden > 0 ? "\(name), \(hidden.grouped) of them not shown" : name, row: part.row,
      column: part.column, columns: part.columns, style: Style(.dim))
    let scale = ColorScale(
      .gray, for: ValueRange(minimum: 0, maximum: 1, isWhole: false),
      tier: comparison.display.colors)
    for index in places {
      let place = grid.place(of: index)
      SmallPicture(
        pictures[index], size: grid.size, scale: scale, isPhotograph: true,
        glyphs: comparison.display.glyphs
      ).draw(row: place.row, column: place.column, on: &canvas)
    }
  }
}
