import Drawing
import Explorer
import Lessons

/// What stands in place of something that has no room beside the text: what it is, and which key
/// shows it, if there is one.
struct SceneNotice {
  private let name: String
  private let key: String?

  init(_ screen: Screen, key: String? = "F") {
    self.key = key
    name =
      switch screen {
      case .layer: "the scene"
      case .network: "the whole network"
      case .maps: "all the maps of this layer"
      case .strongest: "the patches that light this filter up"
      case .occlusion: "what hiding parts of the picture does"
      }
  }

  func draw(in region: Region, on canvas: inout Canvas) {
    let lines =
      key.map { key in
        [
          [Span(key, .accent), Span("  shows \(name)", .strong)],
          [
            Span("on the whole screen; ", .dim), Span("esc", .accent),
            Span(" comes back here", .dim),
          ],
        ]
      } ?? [[Span(name, .strong)], [Span("shows on a larger terminal", .dim)]]
    let top = region.row + max(0, region.rows - lines.count) / 2
    for (offset, line) in lines.prefix(region.rows).enumerated() {
      let width = line.reduce(0) { $0 + $1.width }
      canvas.write(
        line, row: top + offset, column: region.column + max(0, region.columns - width) / 2,
        columns: region.columns)
    }
  }
}
