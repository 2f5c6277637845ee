import Convolution
import Drawing

/// A short vector as bars: what each number stands for, how large it is, and the number.
struct ProjectorBars {
  let model: Model
  let region: Region

  func draw(on canvas: inout Canvas) {
    let tensor = model.exploration.tensor(at: model.outputPlace)
    let count = tensor.shape.channels
    let present = model.cursor.element.channel
    let height = max(1, min(3, region.rows / count))
    let shown = TableGeometry.visible(
      0..<count, count: max(1, region.rows / height), focus: present..<present + 1)
    let labels = shown.map {
      model.exploration.label(ofChannel: $0, at: model.outputPlace) ?? "[\($0)]"
    }
    let format = model.outputFormat
    let labelWidth = labels.map(\.unicodeScalars.count).max() ?? 0
    let barColumn = region.column + labelWidth + 1
    let barWidth = max(0, region.endColumn - barColumn - format.width - 1)
    let scale = model.outputScale
    let reach = max(abs(scale.range.lowerBound), abs(scale.range.upperBound))
    for (channel, label) in zip(shown, labels) {
      let top = region.row + (channel - shown.lowerBound) * height
      let middle = top + (height - 1) / 2
      let isPresent = channel == present
      let element = Element(channel: channel, row: 0, column: 0)
      let value = tensor[element]
      let isHidden = model.hidesOutput(element)
      canvas.write(
        label, row: middle, column: region.column, style: Style(isPresent ? .strong : .text))
      if !isHidden {
        // A row stays free between bars that are several rows thick.
        canvas.fill(
          Region(
            row: top, column: barColumn, rows: max(1, height - 1),
            columns: Bar.length(of: value, reach: reach, width: barWidth)),
          with: Cell(Bar.glyph(of: value), Style(isPresent ? .accent : .dim)))
      }
      canvas.write(
        isHidden ? "?" : format.text(value), row: middle, endingAt: region.endColumn,
        style: Style(isPresent ? .present : .text))
    }
  }
}
