import Convolution
import Drawing

/// Beside a short vector's numbers: what each stands for, and how large it is.
struct VectorLabels {
  let model: Model
  let geometry: TableGeometry
  let scale: ColorScale

  private static let longestBar = 12

  func draw(on canvas: inout Canvas) {
    guard geometry.zoom != .picture, let first = geometry.columns.first else { return }
    let column = geometry.screenColumn(of: first) + geometry.cellWidth + 2
    let room = geometry.region.endColumn - column
    guard room > 3 else { return }
    let exploration = model.exploration
    let tensor = exploration.tensor(at: model.outputPlace)
    let labels = geometry.rows.map {
      exploration.label(ofChannel: $0, at: model.outputPlace) ?? "[\($0)]"
    }
    let labelWidth = min(room, labels.map(\.unicodeScalars.count).max() ?? 0)
    let barWidth = min(Self.longestBar, room - labelWidth - 1)
    // A bar is as long as the number is far from 0; which side it lies on, the sign and the glyph say.
    let reach = max(abs(scale.range.lowerBound), abs(scale.range.upperBound))
    for (row, label) in zip(geometry.rows, labels) {
      let screenRow = geometry.screenRow(of: row) + geometry.cellHeight / 2
      let isPresent = row == model.outputSheet.place(of: model.cursor.element).row
      canvas.write(
        label, row: screenRow, column: column, columns: room,
        style: Style(isPresent ? .strong : .text))
      // A bar would say what the number does not.
      let isHidden = model.cover(ofOutput: Element(channel: row, row: 0, column: 0)) != nil
      guard barWidth > 2, !isHidden else { continue }
      let value = tensor[row, 0, 0]
      for place in 0..<Bar.length(of: value, reach: reach, width: barWidth) {
        canvas[screenRow, column + labelWidth + 1 + place] = Cell(
          Bar.glyph(of: value), Style(isPresent ? .accent : .dim))
      }
    }
  }
}
