import Convolution

/// Movements. Every one has an inverse, and none depends on the size of the picture.
extension Model {
  /// → and ←: along the table that has the focus.
  mutating func move(by steps: Int) {
    switch focus {
    case .output: step(by: steps)
    case .input: moveInputCell(rows: 0, columns: steps)
    case .filter: moveWeight(rows: 0, columns: steps)
    }
  }

  /// ↑ and ↓: from row to row of the table that has the focus.
  mutating func moveRows(by rows: Int) {
    switch focus {
    case .output:
      goTo(
        exploration.sheet(at: .node(cursor.node)).neighbor(
          of: cursor.element, rows: rows, columns: 0))
    case .input: moveInputCell(rows: rows, columns: 0)
    case .filter: moveWeight(rows: rows, columns: 0)
    }
  }

  /// Cells in reading order; with sub-steps, their terms.
  mutating func step(by steps: Int) {
    if let stage = cursor.stage {
      return steps.magnitude == 1 ? subStep(forwards: steps > 0) : subStep(by: steps, from: stage)
    }
    let index = min(max(shape.index(of: cursor.element) + steps, 0), shape.count - 1)
    cursor.element = shape.element(at: index)
  }

  /// Many sub-steps at once, by arithmetic: every cell of a node has as many as this one.
  private mutating func subStep(by steps: Int, from stage: Int) {
    let count = stages(of: explanation).count
    let position = shape.index(of: cursor.element) * count + stage - 1 + steps
    let (index, passed) = min(max(position, 0), shape.count * count - 1)
      .quotientAndRemainder(dividingBy: count)
    cursor.element = shape.element(at: index)
    cursor.stage = min(passed + 1, stages(of: explanation).count)
  }

  private mutating func subStep(forwards: Bool) {
    guard let stage = cursor.stage else { return }
    let index = shape.index(of: cursor.element)
    if forwards {
      if stage < stages(of: explanation).count {
        cursor.stage = stage + 1
      } else if index + 1 < shape.count {
        cursor.element = shape.element(at: index + 1)
        cursor.stage = 1
      }
    } else if stage > 1 {
      cursor.stage = stage - 1
    } else if index > 0 {
      cursor.element = shape.element(at: index - 1)
      cursor.stage = stages(of: explanation).count
    }
  }

  /// Goes to a cell of the present node; with sub-steps, to its first term.
  mutating func goTo(_ element: Element) {
    guard element != cursor.element else { return }
    cursor.element = element
    if cursor.stage != nil { cursor.stage = 1 }
  }

  /// The first cell of the table that has the focus.
  mutating func goToFirst() {
    switch focus {
    case .output:
      goTo(shape.element(at: 0))
      if hasSubSteps { cursor.stage = 1 }
    case .input: inputCell = inputSheet.element(0, 0, channel: inputCell.channel) ?? inputCell
    case .filter: weightCell = Element(row: 0, column: 0)
    }
  }

  mutating func goToLast() {
    switch focus {
    case .output:
      goTo(shape.element(at: shape.count - 1))
      if hasSubSteps { cursor.stage = stages(of: explanation).count }
    case .input:
      let shape = inputSheet.shape
      inputCell =
        shape.isVector
        ? shape.element(at: shape.count - 1)
        : Element(channel: inputCell.channel, row: shape.height - 1, column: shape.width - 1)
    case .filter: moveWeight(rows: .max / 2, columns: .max / 2)
    }
  }

  /// `12g` and `3,4g`; without digits the first cell. With the focus on the input, its cells.
  mutating func goToTyped() {
    let text = typed
    typed = ""
    guard !text.isEmpty else { return goToFirst() }
    let isInput = focus == .input
    let shape = isInput ? exploration.tensor(at: inputPlace).shape : shape
    let name = isInput ? exploration.name(of: inputPlace) : node.name
    let channel = isInput ? inputCell.channel : cursor.element.channel
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    switch (parts.count, parts.first ?? nil, parts.last ?? nil) {
    case (1, let step?, _) where 1...shape.count ~= step && !isInput:
      goTo(shape.element(at: step - 1))
    case (1, _?, _):
      message = .problem(
        isInput
          ? "the input has no steps; type a row and a column, such as 3,4g"
          : "there is no step \(text); \(name) has steps 1 to \(shape.count)")
    case (2, let row?, let column?):
      let sheet = exploration.sheet(at: isInput ? inputPlace : .node(cursor.node))
      guard let element = sheet.element(row, column, channel: channel) else {
        message = .problem(
          "there is no cell \(row),\(column); \(name) has rows 0 to \(sheet.extent.height - 1) and "
            + "columns 0 to \(sheet.extent.width - 1)")
        return
      }
      if isInput { inputCell = element } else { goTo(element) }
    default: message = .problem("'\(text)' is neither a step nor a row,column")
    }
  }

  mutating func changeMap(by maps: Int) {
    guard shape.channels > 1 else {
      message = .note("\(node.name) has a single map")
      return
    }
    let channel =
      ((cursor.element.channel + maps) % shape.channels + shape.channels) % shape.channels
    var element = cursor.element
    element.channel = channel
    goTo(element)
  }

  // MARK: From node to node

  /// The next node or the one before, at the cell that belongs to the present one.
  mutating func changeNode(by steps: Int) {
    let count = exploration.network.nodes.count
    guard count > 1 else {
      message = .note("\(node.name) is the only node; f adds a filter, o pooling")
      return
    }
    remembered[cursor.node] = cursor.element
    let from = cursor
    let target = (cursor.node + steps + count) % count
    let element: Element? =
      exploration.network.nodes[target].inputs.contains(.node(from.node))
      ? successor(of: from, in: target)
      : node.inputs.contains(.node(target))
        ? predecessor(of: from, in: target) : remembered[target]
    cursor = Cursor(
      node: target, element: element ?? Element(row: 0, column: 0), stage: hasSubSteps ? 1 : nil)
    if !exploration.outputs[target].shape.contains(cursor.element) {
      cursor.element = Element(row: 0, column: 0)
    }
    focus = .output
    slice = 0
  }

  /// A cell of the next node that the present one goes into: the one last seen there, if it is one,
  /// else the one that has it in its middle, so that going deeper does not drift into a corner.
  private func successor(of cursor: Cursor, in target: Int) -> Element? {
    let uses = uses(of: cursor.element, from: cursor.node, in: target)
    let last = remembered[target]
    if let last, uses.contains(last) { return last }
    let inFirstMap = uses.prefix { $0.channel == uses[0].channel }
    return uses.isEmpty ? last : inFirstMap[inFirstMap.count / 2]
  }

  /// A cell of the node before that goes into the present one: the one last seen there, if it does.
  private func predecessor(of cursor: Cursor, in target: Int) -> Element? {
    if let last = remembered[target] {
      let uses = uses(of: last, from: target, in: cursor.node)
      if uses.isEmpty || uses.contains(cursor.element) { return last }
    }
    return explanation.terms.lazy.compactMap(\.source).first
  }

  private func uses(of element: Element, from node: Int, in target: Int) -> [Element] {
    let shape = exploration.outputs[node].shape
    let user = exploration.network.nodes[target]
    let index = user.inputs.firstIndex(of: .node(node)) ?? 0
    return ((try? user.layer.uses(of: element, in: shape, inputIndex: index)) ?? [])
      .map(\.output)
  }

  // MARK: In the input and the filter

  /// Another of the channels, or of an addition's inputs; with sub-steps, the same place in it.
  mutating func changeSlice(by steps: Int) {
    func moved(_ index: Int, of count: Int) -> Int {
      ((index + steps % count) % count + count) % count
    }
    if node.inputs.count > 1 {
      slice = moved(shownInput, of: node.inputs.count)
      return
    }
    let count = seenChannels.count
    let explanation = explanation
    if isCube, focus == .output, presentTerm(of: explanation) != nil, let stage = cursor.stage {
      let area = explanation.terms.count / count
      let (channel, tap) = (stage - 1).quotientAndRemainder(dividingBy: area)
      cursor.stage = moved(channel, of: count) * area + tap + 1
      return
    }
    slice = moved(shownSlice(of: explanation), of: count)
    if !inputSheet.isVector { inputCell.channel = seenChannels.lowerBound + slice }
  }

  private mutating func moveInputCell(rows: Int, columns: Int) {
    inputCell = inputSheet.neighbor(of: inputCell, rows: rows, columns: columns)
  }

  private mutating func moveWeight(rows: Int, columns: Int) {
    guard let size = choice?.filter.shape else { return }
    weightCell.row = min(max(weightCell.row + rows, 0), size.height - 1)
    weightCell.column = min(max(weightCell.column + columns, 0), size.width - 1)
  }

  // MARK: Playing

  mutating func togglePlay() -> [Effect] {
    isPlaying.toggle()
    walk = nil
    guard isPlaying else { return [] }
    focus = .output
    // At the end, playing starts over.
    if step == shape.count, isComplete { goToFirst() }
    return [.scheduleTick(after: speed.interval)]
  }

  mutating func tick() -> [Effect] {
    guard isPlaying, mode.kind == .exploring else {
      isPlaying = false
      return []
    }
    if let walk { return walkOn(walk) }
    let before = cursor
    step(by: 1)
    guard cursor != before else {
      isPlaying = false
      return []
    }
    return [.scheduleTick(after: speed.interval)]
  }

  mutating func toggleSubSteps() {
    hasSubSteps.toggle()
    cursor.stage = hasSubSteps ? 1 : nil
  }
}
