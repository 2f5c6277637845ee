package import Convolution

/// The patches of some pictures that a filter answers most strongly, one picture after the other.
///
/// A patch is what a cell of the filter's map sees. Of each picture a few are kept, apart from each
/// other: the neighbors of a strong cell see nearly the same.
package struct Strongest: Hashable, Sendable {
  /// Whose map it is.
  package let node: Int
  package let channel: Int
  /// The present picture first.
  package let subjects: [Exploration.Subject]
  /// The strongest first.
  package private(set) var patches: [Patch] = []
  /// The chosen patch.
  package var place = 0
  /// How many pictures have been looked at.
  package private(set) var doneCount = 0
  /// How many of them do not suit the network.
  package private(set) var unsuitedCount = 0
  /// The highest number found, whatever its sign.
  package private(set) var highest = -Float.infinity
  private let network: Network
  private var pass: ForwardPass?

  package struct Patch: Hashable, Sendable {
    /// The picture, as an index among the subjects.
    package let subject: Int
    package let element: Element
    package let value: Float
    /// What the element sees, clipped at the picture's border.
    package let field: TableGeometry.Frame

    package init(subject: Int, element: Element, value: Float, field: TableGeometry.Frame) {
      (self.subject, self.element, self.value) = (subject, element, value)
      self.field = field
    }
  }

  /// The most patches of one picture.
  package static let mostPerPicture = 3
  /// About how many multiplications are done before the screen is drawn again.
  private static let workPerTick = 30e6

  init(_ exploration: Exploration, node: Int, channel: Int, album: [Exploration.Subject]) {
    (self.node, self.channel) = (node, channel)
    let present = exploration.subject
    subjects = [present] + album.filter { $0.picture != present.picture }
    network = Network(nodes: Array(exploration.network.nodes[...node]))
    // What the present picture gives is known already.
    look(at: exploration.outputs[node])
  }

  package var isComplete: Bool { doneCount == subjects.count }

  /// The part of the present picture's computation that is done: 0…1.
  var fraction: Double { pass?.fraction ?? 0 }

  /// Computes some more.
  mutating func advance() {
    var budget = Self.workPerTick
    while budget > 0, !isComplete {
      guard var pass = pass ?? (try? ForwardPass(network, over: subjects[doneCount].picture))
      else {
        // Of another size, or with other channels.
        unsuitedCount += 1
        doneCount += 1
        continue
      }
      self.pass = nil
      budget -= pass.nextWork
      do {
        try pass.advance()
      } catch {
        preconditionFailure("shapes were checked: \(error)")
      }
      guard pass.isDone, let output = pass.outputs.last else {
        self.pass = pass
        continue
      }
      look(at: output)
    }
  }

  /// Takes the strongest patches of the next picture.
  private mutating func look(at output: Tensor) {
    let subject = doneCount
    doneCount += 1
    let chosen = patches.indices.contains(place) ? patches[place] : nil
    let extent = output.shape.extent
    let start = channel * extent.height * extent.width
    var values = Array(output.elements[start..<start + extent.height * extent.width])
    highest = values.reduce(highest) { max($0, $1) }
    let fields = Fields(
      network, output: output.shape, channel: channel, picture: subjects[subject].picture.shape)
    var found: [Patch] = []
    while found.count < Self.mostPerPicture, let patch = fields.strongest(of: values, in: subject) {
      found.append(patch)
      fields.suppress(patch, in: &values)
    }
    patches = (patches + found).sorted(by: Self.isStronger)
    // Nobody who is looking at a patch wants another one in its place.
    if place > 0, let chosen, let index = patches.firstIndex(of: chosen) { place = index }
  }

  /// The stronger first, else the earlier picture, else the earlier cell.
  private static func isStronger(_ first: Patch, _ second: Patch) -> Bool {
    if first.value != second.value { return first.value > second.value }
    if first.subject != second.subject { return first.subject < second.subject }
    return (first.element.row, first.element.column) < (second.element.row, second.element.column)
  }
}

/// What every cell of a map sees of a picture.
///
/// Rows follow from the cell's row alone and columns from its column, so that a map of *h* × *w* cells
/// needs *h* + *w* answers.
private struct Fields {
  let channel: Int
  let rows: [Range<Int>]
  let columns: [Range<Int>]

  init(_ network: Network, output: Shape, channel: Int, picture: Shape) {
    self.channel = channel
    func part(_ row: Int, _ column: Int) -> ReceptiveField.Part? {
      let element = Element(channel: channel, row: row, column: column)
      let node = network.nodes.count - 1
      return try? network.receptiveField(of: element, node: node, picture: picture)[.picture]
    }
    // A cell that sees something, against which the others' rows and columns are held: the middle one
    // nearly always. Some see nothing but padding.
    let middle = Element(row: output.height / 2, column: output.width / 2)
    let cells = (0..<output.plane.count).lazy.map(output.plane.element(at:))
    let isSeeing = { (cell: Element) in part(cell.row, cell.column) != nil }
    let witness = isSeeing(middle) ? middle : cells.first(where: isSeeing) ?? middle
    rows = (0..<output.height).map { part($0, witness.column)?.rows ?? 0..<0 }
    columns = (0..<output.width).map { part(witness.row, $0)?.columns ?? 0..<0 }
  }

  /// The highest number above 0 whose cell sees something of the picture.
  func strongest(of values: [Float], in subject: Int) -> Strongest.Patch? {
    var best: Int?
    var largest: Float = 0
    for (row, field) in rows.enumerated() where !field.isEmpty {
      for column in columns.indices where !columns[column].isEmpty {
        let index = row * columns.count + column
        if values[index] > largest { (best, largest) = (index, values[index]) }
      }
    }
    guard let best else { return nil }
    let (row, column) = (best / columns.count, best % columns.count)
    return Strongest.Patch(
      subject: subject, element: Element(channel: channel, row: row, column: column),
      value: largest, field: TableGeometry.Frame(rows: rows[row], columns: columns[column]))
  }

  /// Removes the cells that share more than half of what they see with a patch.
  func suppress(_ patch: Strongest.Patch, in values: inout [Float]) {
    let area = patch.field.rows.count * patch.field.columns.count
    for (row, field) in rows.enumerated() {
      let height = field.clamped(to: patch.field.rows).count
      guard height > 0 else { continue }
      for column in columns.indices {
        let shared = height * columns[column].clamped(to: patch.field.columns).count
        let smaller = min(area, field.count * columns[column].count)
        if 2 * shared > smaller { values[row * columns.count + column] = -.infinity }
      }
    }
  }
}
