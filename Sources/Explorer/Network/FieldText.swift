import Convolution

/// What a cell sees of the picture, in words and figures.
package struct FieldText {
  private let address: String
  private let part: ReceptiveField.Part?
  private let shape: Shape
  private let counts: UsageCounts?

  package init(_ model: Model) {
    self.init(model, counts: OverviewUses.counts(for: model))
  }

  init(_ model: Model, counts: UsageCounts?) {
    let exploration = model.exploration
    address = exploration.address(model.cursor.element, at: .node(model.cursor.node))
    shape = exploration.subject.picture.shape
    part = counts?.part(at: .picture)
    self.counts = counts
  }

  /// One sentence, the fullest first, then shorter ones for narrow screens.
  package var wordings: [String] {
    guard let part, let counts else { return ["\(address) sees nothing of the picture"] }
    let map = counts.map(at: .picture, channel: part.channels.lowerBound)
    let (rows, columns) = (part.rows, part.columns)
    let box = "\(rows.count)×\(columns.count)"
    let all = shape.height * shape.width
    let used = rows.reduce(0) { sum, row in sum + columns.count { map[row, $0] > 0 } }
    let isWhole = rows.count == shape.height && columns.count == shape.width
    let area = rows.count * columns.count
    let amount =
      (used == area
        ? "\(box) = \(used.grouped)" + (used == all ? "" : " of \(all.grouped)") + " pixels"
        : "\(used.grouped) of the \(box) = \(area.grouped) pixels")
      + (part.channels.count > 1 ? " in \(part.channels.count) channels" : "")
    let frequency = frequency(map, part)
    guard !isWhole else {
      return [
        "\(address) sees the whole picture: \(amount)\(frequency)",
        "\(address) sees the whole picture: \(amount)", "\(address) sees \(amount)",
      ]
    }
    let place = "\(Self.span(rows, "row")), \(Self.span(columns, "column"))"
    return [
      "\(address) sees \(place) of the picture: \(amount)\(frequency)",
      "\(address) sees \(place): \(amount)\(frequency)",
      "\(address) sees \(place) of the picture: \(amount)",
      "\(address) sees \(place): \(amount)", "\(address) sees \(amount)",
    ]
  }

  /// `; the center 16 times, the corner once`.
  private func frequency(_ map: UsageCounts.Map, _ part: ReceptiveField.Part) -> String {
    let (rows, columns) = (part.rows, part.columns)
    let center = map[
      rows.lowerBound + rows.count / 2, columns.lowerBound + columns.count / 2]
    let corners = [rows.lowerBound, rows.upperBound - 1].flatMap { row in
      [columns.lowerBound, columns.upperBound - 1].map { map[row, $0] }
    }
    let smallest = rows.reduce(map.largest) { least, row in
      columns.reduce(least) { min($0, map[row, $1]) }
    }
    guard map.largest > 1, rows.count * columns.count > 1 else { return "" }
    if smallest == map.largest { return "; each \(Self.times(smallest))" }
    guard center == map.largest, let corner = corners.min() else {
      return "; at most \(Self.times(map.largest))"
    }
    let isClipped = corners.contains { $0 != corner }
    return "; the center \(Self.times(center)), "
      + (isClipped ? "a corner " : "the corner ") + Self.times(corner)
  }

  /// `once`, `16 times`.
  static func times(_ count: Double) -> String {
    count == 0 ? "never" : count == 1 ? "once" : number(count) + " times"
  }

  /// A count; from 10¹⁵ on only its size.
  static func number(_ count: Double) -> String {
    guard count.isFinite else { return "∞" }
    if count < 1e15 { return Int(count).grouped }
    var (mantissa, exponent) = (count, 0)
    while mantissa >= 9.5 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    return "about \(Int(mantissa.rounded()))·10^\(exponent)"
  }

  /// `rows 2–8`, `row 3`.
  static func span(_ range: Range<Int>, _ unit: String) -> String {
    "\(unit)\(range.count == 1 ? "" : "s") \(span(range))"
  }

  /// `2–8`, or `3` alone.
  package static func span(_ range: Range<Int>) -> String {
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound - 1)"
  }
}
