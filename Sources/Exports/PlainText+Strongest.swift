import Convolution
import Drawing
package import Explorer

extension PlainText {
  /// Wider patches are only named.
  private static let widestPatch = 12

  /// The patches that light the present filter up, the strongest first, with their numbers where they
  /// are small.
  package static func strongest(_ model: Model) -> String {
    var model = model
    if model.mode.kind != .strongest { _ = update(&model, .openStrongest) }
    model = finished(model)
    guard case .strongest(let strongest) = model.mode else { return "" }
    let text = StrongestText(model, strongest)
    var lines = [heading(model), text.title.text + ", of \(text.pictures)"]
    if strongest.patches.isEmpty { lines.append(text.present.text) }
    for patch in strongest.patches {
      lines.append(text.line(patch).text)
      lines += numbers(of: patch, in: strongest.subjects[patch.subject])
    }
    return lines.map { $0.trimmedEnd + "\n" }.joined()
  }

  private static func numbers(
    of patch: Strongest.Patch, in subject: Exploration.Subject
  ) -> [String] {
    let (rows, columns) = (patch.field.rows, patch.field.columns)
    guard columns.count <= widestPatch, rows.count <= widestPatch else { return [] }
    let format = CellFormat(subject.picture.valueRange())
    return rows.map { row in
      columns.map {
        format.text(subject.picture[0, row, $0]).paddingLeft(to: format.width)
      }.joined()
    }
  }
}

extension [Span] {
  /// The words without their styles.
  var text: String { map(\.text).joined() }
}
