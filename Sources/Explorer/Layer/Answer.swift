import Convolution
import Drawing

/// What the middle column says about the chosen thing: an output cell, an input cell, a weight.
struct Answer {
  let title: [Span]
  private let focus: Focus
  private let body: [[Span]]
  /// What has to show even when the body has to be cut.
  private let results: [[Span]]
  private let remarks: [[Span]]
  /// Terms that are not in the body at all.
  private let unlistedTerms: Int
  /// Whether each term has a line of its own.
  private let isList: Bool

  /// - Parameter listsTerms: Whether an output cell's terms are written out, where they do not stand in
  ///   tables of their own.
  init(_ model: Model, width: Int, listsTerms: Bool = true) {
    switch model.focus {
    case .output: self.init(why: model, width: width, listsTerms: listsTerms)
    case .input: self.init(usesIn: model, width: width)
    case .filter: self.init(weightIn: model, width: width)
    }
  }

  /// As many lines as there is room for: blank lines go first, then the rule, the remark, the terms.
  func lines(room: Int) -> [[Span]] {
    var (body, remarks) = (body, remarks)
    func isTooLong() -> Bool { body.count + results.count + remarks.count > room }
    if isTooLong(), focus == .output, body.count > 1 { body.removeLast() }
    // Half a sentence says less than none.
    if isTooLong() { remarks = [] }
    let space = room - results.count
    if body.count > space, space > 0 {
      let cut = unlistedTerms + cutTerms(body.dropFirst(space - 1))
      body = Array(body.prefix(space - 1))
      body.append([Span("… \(cut) more\(focus == .output ? " terms: enter" : "")", .dim)])
    } else if space <= 0 {
      body = []
    }
    var lines = body + results.prefix(max(0, room))
    if lines.count + remarks.count < room { lines.insert([], at: 0) }
    if !remarks.isEmpty, lines.count + remarks.count < room { lines.append([]) }
    return lines + remarks
  }

  /// How many terms stand on some lines: each its own piece, or, where they are listed, its own line.
  private func cutTerms(_ lines: ArraySlice<[Span]>) -> Int {
    let terms = lines.filter { !$0.contains { $0.text.contains("─") } }
    return isList ? terms.count : terms.joined().count { $0.width > 1 }
  }

  // MARK: An output cell

  private init(why model: Model, width: Int, listsTerms: Bool) {
    focus = .output
    let text = WhyText(model)
    title = text.title
    var body = (listsTerms ? text.terms : []).flatMap { Self.wrap($0, width: width) }
    if !body.isEmpty { body.append([Span(String(repeating: "─", count: min(26, width)), .dim)]) }
    self.body = body
    unlistedTerms = listsTerms ? text.unlistedTerms : 0
    isList = text.listsTerms
    results = text.results.flatMap { Self.wrap($0, width: width) }
    // A lesson has words of its own, and may ask for just these.
    let hasSummary = model.convolution != nil && model.chrome == .whole
    let summary = hasSummary ? model.choice?.summary : nil
    remarks = summary.map { Self.paragraph($0, width: width).map { [Span($0, .dim)] } } ?? []
  }

  // MARK: An input cell

  private init(usesIn model: Model, width: Int) {
    focus = .input
    let exploration = model.exploration
    let place = model.inputPlace
    let value = exploration.tensor(at: place)[model.inputCell]
    let address = exploration.address(model.inputCell, at: place)
    title = [Span("cell ", .accent), Span("\(address) \(relation(value))", .strong)]
    let uses = model.usesOfInputCell
    let cells = uses.count == 1 ? "1 cell" : "\(uses.count) cells"
    results = uses.isEmpty ? [[Span("goes into no cell of \(model.node.name)")]] : []
    let node = Place.node(model.cursor.node)
    // A dense layer uses everything everywhere; nobody reads thousands of lines.
    let listed = uses.prefix(WhyWriter.mostListed)
    let addresses = listed.map { exploration.address($0.output, at: node) }
    let widest = addresses.map(\.count).max() ?? 0
    let targets = addresses.map { $0.padding(to: widest) }
    body =
      uses.isEmpty
      ? []
      : [[Span("goes into \(cells) of \(model.node.name):")]]
        + zip(listed, targets).map { use, target in
          let weight = model.node.layer.weight(of: use)
          return weight.map { [Span("\(target)  × \(numeral($0).minus)")] } ?? [Span(target)]
        }
    remarks = []
    unlistedTerms = uses.count - listed.count
    isList = true
  }

  // MARK: A weight

  private init(weightIn model: Model, width: Int) {
    focus = .filter
    let cell = model.weightCell
    var weight: Float = 0
    var lines: [[Span]] = []
    if let layer = model.convolution, let grid = model.exploration.grid(ofNode: model.cursor.node) {
      let place = model.typedPlace(cell.row, cell.column, layer.bank.kernel)
      let channel = model.shownSlice(of: model.explanation)
      let index = (channel * layer.bank.kernel.height + place.0) * layer.bank.kernel.width + place.1
      let term = model.explanation.terms[index]
      weight = term.weight ?? 0
      let input = model.exploration.name(of: model.inputPlace)
      let shape = model.exploration.tensor(at: model.inputPlace).shape
      lines.append([Span("here it meets \(input)\(term.element.address(in: shape))")])
      lines.append([
        Span("product \(model.hidesProduct(index) ? "= ?" : relation(term.product ?? 0))")
      ])
      lines.append([Span("on its way over the picture:")])
      lines.append([Span(Self.reach(of: place.0, on: grid.rows, unit: "rows"))])
      lines.append([Span(Self.reach(of: place.1, on: grid.columns, unit: "columns"))])
      lines.append([Span("the same weight \(grid.rows.output * grid.columns.output) times")])
    }
    let channel = model.isCube ? model.shownChannel(of: model.explanation) : nil
    let label = channel.flatMap {
      model.exploration.labels(ofChannel: $0, at: model.inputPlace).first
    }
    title = [
      Span("weight ", .accent),
      Span(
        (label.map { "\($0) " } ?? "") + "[\(cell.row),\(cell.column)] \(relation(weight))",
        .strong),
    ]
    body = lines
    results = []
    remarks = []
    unlistedTerms = 0
    isList = false
  }

  private static func reach(of tap: Int, on axis: WindowAxis, unit: String) -> String {
    let first = axis.position(of: tap, in: 0)
    let last = axis.position(of: tap, in: axis.output - 1)
    let steps = axis.stride == 1 ? "" : ", every \(axis.stride)"
    return "\(unit) \(String(first).minus) to \(last)\(steps)"
  }

  // MARK: Lines

  /// Breaks a line between its pieces.
  static func wrap(_ spans: [Span], width: Int) -> [[Span]] {
    var lines: [[Span]] = [[]]
    var used = 0
    for span in spans {
      if used + span.width > width, !lines[lines.count - 1].isEmpty {
        lines.append([])
        used = 0
      }
      lines[lines.count - 1].append(span)
      used += span.width
    }
    return lines
  }

  /// Breaks a sentence between its words.
  static func paragraph(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
