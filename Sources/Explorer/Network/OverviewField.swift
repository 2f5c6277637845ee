import Convolution

/// What the present cell sees, layer by layer, as the network screen frames it.
struct OverviewField {
  private let element: Element
  /// The column of the cell: its last node repeats what the first one sees.
  private let column: OverviewColumn
  private let field: ReceptiveField?
  private let remembered: [Int: Element]

  init(_ model: Model) {
    element = model.cursor.element
    column = model.overviewColumns[model.overviewIndex]
    // The cursor lies in the network's output, and the network suits its picture.
    field = try? model.exploration.network.receptiveField(
      of: model.cursor.element, node: model.cursor.node,
      picture: model.exploration.subject.picture.shape)
    remembered = model.remembered
  }

  /// The part of a place that the present cell depends on; nil where it does not.
  func part(at place: Place) -> ReceptiveField.Part? {
    place == column.place ? field?[.node(column.node)] : field?[place]
  }

  /// The channel to keep in view at a place: the cell's own, the one that it sees, or that of the cell
  /// last looked at.
  func channel(at place: Place) -> Int {
    if place == column.place { return element.channel }
    let channels = part(at: place)?.channels
    if let channels, channels.count == 1 { return channels.lowerBound }
    guard case .node(let node) = place, let last = remembered[node]?.channel else {
      return channels?.lowerBound ?? 0
    }
    return channels.map { min(max(last, $0.lowerBound), $0.upperBound - 1) } ?? last
  }
}
