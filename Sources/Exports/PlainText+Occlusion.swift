import Convolution
package import Explorer

extension PlainText {
  /// How far an output falls with each part of the picture hidden, as a table.
  package static func occlusion(_ model: Model) -> String {
    var model = model
    if model.mode.kind != .occluding { _ = update(&model, .openOcclusion) }
    if case .occluding(let paused) = model.mode, !paused.isComplete, !paused.isPlaying {
      _ = update(&model, .play)
    }
    model = finished(model)
    guard case .occluding(let occlusion) = model.mode else { return "" }
    let text = OcclusionText(model, occlusion)
    let grid = occlusion.grid
    var lines = [
      heading(model), text.title, text.method.text,
      "\(text.name) \(relation(text.whole)) with nothing hidden",
      "how far it falls; rows and columns are the square's first",
    ]
    let falls = (0..<grid.count).map { occlusion.fall(at: $0, from: text.whole) ?? .nan }
    let format = CellFormat(OcclusionText.range(model, occlusion), minimumWidth: 5)
    let label = String(grid.picture.height).count + 1
    func cell(_ text: String) -> String { text.paddingLeft(to: format.width) }
    lines.append(
      "".paddingLeft(to: label)
        + (0..<grid.columns).map { cell(String(grid.origin(of: $0).column)) }.joined())
    for row in 0..<grid.rows {
      let places = row * grid.columns..<(row + 1) * grid.columns
      lines.append(
        String(grid.origin(of: places.lowerBound).row).paddingLeft(to: label)
          + places.map { cell(format.text(falls[$0])) }.joined())
    }
    lines += text.findings.map(\.text)
    return lines.map { $0.trimmedEnd + "\n" }.joined()
  }
}
