import Convolution

/// Moving on the network screen: from layer to layer, from map to map, and in a map from cell to cell.
extension Model {
  /// Opens the network screen at the layer that the cursor is in.
  package mutating func openOverview() {
    isPlaying = false
    typed = ""
    origin = (TrailStop(cursor: cursor, focus: focus, inputCell: inputCell), trail)
    mode = .overview(movesCell: false)
    keepOverviewInView()
  }

  mutating func survey(_ action: Action, movesCell: Bool) -> [Effect] {
    let hadDigits = !typed.isEmpty
    let count = takeCount(for: action)
    switch action {
    case .left: moveInOverview(rows: 0, columns: -count, movesCell)
    case .right: moveInOverview(rows: 0, columns: count, movesCell)
    case .up: moveInOverview(rows: -count, columns: 0, movesCell)
    case .down: moveInOverview(rows: count, columns: 0, movesCell)
    case .wheel(let up): moveInOverview(rows: up ? -1 : 1, columns: 0, movesCell)
    case .first: goToEnd(isLast: false, movesCell)
    case .last: goToEnd(isLast: true, movesCell)
    case .digit(let digit): typed.append(digit)
    case .go: goToTypedColumn(movesCell)
    case .moveFocus: changeOverviewFocus(movesCell)
    case .showUses: overview.showsUses.toggle()
    case .nextPalette: palette = palette.next
    case .nextScope: scope = scope.next
    case .takeApart: toggleJoin()
    case .back:
      goBack()
      mode = .overview(movesCell: movesCell)
    case .accept: openLayer()
    case .openGallery:
      openLayer()
      openGallery()
      return []
    case .openStrongest:
      openLayer()
      return openStrongest()
    case .openOcclusion:
      openLayer()
      return openOcclusion()
    case .cancel: if !hadDigits { leaveOverview(movesCell) }
    case .click(let row, let column): clickInOverview(row: row, column: column)
    default: break
    }
    keepOverviewInView()
    return []
  }

  /// Leaves for the main screen, at the present cell.
  private mutating func openLayer() {
    remembered[cursor.node] = cursor.element
    focus = .output
    mode = .exploring
  }

  /// What shows stays where it is while the chosen column is among it.
  private mutating func keepOverviewInView() {
    if case .overview(movesCell: true) = mode, shape.extent == Extent(1) {
      mode = .overview(movesCell: false)
    }
    overview.firstColumn = OverviewLayout(self).columns.first?.index ?? 0
  }

  private mutating func leaveOverview(_ movesCell: Bool) {
    guard !movesCell else {
      mode = .overview(movesCell: false)
      return
    }
    mode = .exploring
    guard let origin else { return }
    cursor = origin.stop.cursor
    focus = origin.stop.focus
    inputCell = origin.stop.inputCell
    trail = origin.trail
  }

  private mutating func changeOverviewFocus(_ movesCell: Bool) {
    guard shape.extent != Extent(1) else {
      message = .note("the numbers of \(node.name) are no maps; ↑↓ moves among them")
      return
    }
    mode = .overview(movesCell: !movesCell)
  }

  // MARK: Arrows

  private mutating func moveInOverview(rows: Int, columns: Int, _ movesCell: Bool) {
    guard movesCell else {
      if columns != 0 { goToColumn(overviewIndex + columns) }
      if rows != 0 { changeOverviewMap(by: rows) }
      return
    }
    goTo(
      exploration.sheet(at: .node(cursor.node)).neighbor(
        of: cursor.element, rows: rows, columns: columns))
  }

  private mutating func changeOverviewMap(by maps: Int) {
    var element = cursor.element
    element.channel = min(max(element.channel + maps, 0), shape.channels - 1)
    goTo(element)
  }

  private mutating func goToEnd(isLast: Bool, _ movesCell: Bool) {
    guard movesCell else { return goToColumn(isLast ? .max : 0) }
    var element = cursor.element
    (element.row, element.column) = isLast ? (shape.height - 1, shape.width - 1) : (0, 0)
    goTo(element)
  }

  /// `3g` goes to the third layer, `3,4g` to a cell of the present map.
  private mutating func goToTypedColumn(_ movesCell: Bool) {
    let text = typed
    guard text.contains(",") else {
      typed = ""
      guard !text.isEmpty else { return goToEnd(isLast: false, movesCell) }
      let count = overviewColumns.count
      guard let number = Int(text), 1...count ~= number else {
        message = .problem("there is no layer \(text); the network has layers 1 to \(count)")
        return
      }
      return goToColumn(number - 1)
    }
    let focus = self.focus
    self.focus = .output
    goToTyped()
    self.focus = focus
  }

  // MARK: From layer to layer

  /// Goes to a column, at the cell that belongs to the present one.
  private mutating func goToColumn(_ wanted: Int) {
    let columns = overviewColumns
    let present = columns[overviewIndex]
    let target = columns[min(max(wanted, 0), columns.count - 1)]
    guard target != present else { return }
    let element = elementInOverview(of: target, from: present)
    goTo(element, in: target)
  }

  private mutating func goTo(_ element: Element, in column: OverviewColumn) {
    for node in overviewColumns[overviewIndex].nodes { remembered[node] = cursor.element }
    cursor = Cursor(node: column.node, element: element, stage: hasSubSteps ? 1 : nil)
    focus = .output
    slice = 0
  }

  private func elementInOverview(of target: OverviewColumn, from present: OverviewColumn) -> Element
  {
    let shape = exploration.outputs[target.node].shape
    let last = remembered[target.node].flatMap { shape.contains($0) ? $0 : nil }
    let nodes = exploration.network.nodes
    if let input = nodes[target.node].inputs.firstIndex(of: present.place) {
      let uses =
        (try? nodes[target.node].layer.uses(
          of: cursor.element, in: self.shape, inputIndex: input)) ?? []
      if let last, uses.contains(where: { $0.output == last }) { return last }
      // In the same map if possible, and where the present cell is in the middle.
      let channels = Set(uses.map(\.output.channel))
      let channel =
        [last?.channel, cursor.element.channel].compactMap { $0 }.first(where: channels.contains)
        ?? uses.first?.output.channel
      let cells = uses.filter { $0.output.channel == channel }
      if !cells.isEmpty { return cells[cells.count / 2].output }
    } else if let input = nodes[present.node].inputs.firstIndex(of: target.place) {
      if let last {
        let uses =
          (try? nodes[present.node].layer.uses(of: last, in: shape, inputIndex: input)) ?? []
        if uses.contains(where: { $0.output == cursor.element }) { return last }
      }
      let explanation = explanation
      let terms = explanation.terms.indices.filter { explanation.terms[$0].inputIndex == input }
      let telling = mostTelling(in: explanation)
      let term = terms.contains(telling) ? telling : terms.first
      if let source = term.flatMap({ explanation.terms[$0].source }) { return source }
    }
    return last ?? proportional(cursor.element, in: self.shape, to: shape)
  }

  /// The element at about the same place of another table, in the same channel where there is one.
  private func proportional(_ element: Element, in shape: Shape, to target: Shape) -> Element {
    Element(
      channel: min(element.channel, target.channels - 1),
      row: (2 * element.row + 1) * target.height / (2 * shape.height),
      column: (2 * element.column + 1) * target.width / (2 * shape.width))
  }

  // MARK: Clicks

  private mutating func clickInOverview(row: Int, column: Int) {
    switch OverviewLayout(self).target(row: row, column: column, in: self) {
    case .heading(let column): goToColumn(column)
    case .cell(let index, let element):
      let column = overviewColumns[index]
      if column.nodes.contains(cursor.node) { goTo(element) } else { goTo(element, in: column) }
    case .pixel(let pixel):
      // The cell of the present map that looks there.
      let picture = exploration.subject.picture.shape
      var element = proportional(pixel, in: picture, to: shape)
      element.channel = cursor.element.channel
      goTo(element)
    case nil: break
    }
  }
}
