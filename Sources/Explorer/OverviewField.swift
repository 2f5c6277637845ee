import Convolution

/// What the present cell sees, layer by layer, as the network screen frames it.
struct OverviewField {
  private let cursor: Cursor

  init(_ model: Model) {
    cursor = model.cursor
  }

  /// The part of a place that the present cell depends on; nil where it does not.
  func part(at place: Place) -> Part? {
    guard place == .node(cursor.node) else { return nil }
    let element = cursor.element
    return Part(
      channels: element.channel..<element.channel + 1, rows: element.row..<element.row + 1,
      columns: element.column..<element.column + 1)
  }

  struct Part: Hashable {
    let channels: Range<Int>
    let rows: Range<Int>
    let columns: Range<Int>
  }

  /// The channel to keep in view at a place.
  func channel(at place: Place, in model: Model) -> Int {
    if case .node(let node) = place, model.overviewColumns[model.overviewIndex].place == .node(node)
    {
      return cursor.element.channel
    }
    guard let part = part(at: place) else { return 0 }
    return part.channels.lowerBound
  }
}
