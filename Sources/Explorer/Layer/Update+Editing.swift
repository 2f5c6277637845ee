import Convolution

/// "Punch in your own numbers": the filter editor. Output and formula follow every keystroke.
extension Model {
  /// The largest filter that the editor makes.
  static let largestFilter = 11

  /// Why a loaded network is not edited.
  static let isFixed = "a loaded network stays as it is; edit filters of your own without --network"

  mutating func openEditor() {
    isPlaying = false
    guard choice != nil else {
      message = .note(
        exploration.named != nil
          ? Self.isFixed
          : exploration.settings.filters.isEmpty
            ? "there is no filter to edit; f chooses one"
            : "the filter belongs to \(exploration.network.nodes[0].name); Tab goes there")
      return
    }
    var cell = focus == .filter ? weightCell : Element(row: 0, column: 0)
    cell.channel = editedChannel
    mode = .editing(FilterEdit(cell: cell, before: exploration.settings))
  }

  mutating func edit(_ action: Action, _ edit: FilterEdit) {
    if action.changesWholeFilter {
      commit(edit)
      restart()
    }
    guard let filter = choice?.filter else {
      mode = .exploring
      return
    }
    switch action {
    case .type(let character):
      guard character.isTypable else { return refuse(character) }
      type(edit.text + String(character), edit)
    case .erase: erase(edit)
    case .up: move(edit, rows: -1, columns: 0)
    case .down: move(edit, rows: 1, columns: 0)
    case .left: move(edit, rows: 0, columns: -1)
    case .right: move(edit, rows: 0, columns: 1)
    case .accept:
      if edit.text.isEmpty {
        mode = .exploring
      } else {
        moveOn(edit)
      }
    case .cancel: giveUp(edit)
    case .nextSlice: changeEditedSlice(edit, by: 1)
    case .previousSlice: changeEditedSlice(edit, by: -1)
    case .negate: replace(filter.mapped { $0 == 0 ? 0 : -$0 })
    case .addRow: resize(filter, rows: 1, columns: 0)
    case .removeRow: resize(filter, rows: -1, columns: 0)
    case .addColumn: resize(filter, rows: 0, columns: 1)
    case .removeColumn: resize(filter, rows: 0, columns: -1)
    case .undo:
      undo()
      restart()
    case .redo:
      redo()
      restart()
    case .click(let row, let column):
      guard case .weight(let cell) = ScreenLayout(self).target(row: row, column: column, in: self)
      else {
        return
      }
      commit(edit)
      let channel = filter.shape.channels == 1 ? 0 : cell.channel
      let chosen = Element(channel: channel, row: cell.row, column: cell.column)
      mode = .editing(FilterEdit(cell: chosen, before: exploration.settings))
    default: break
    }
  }

  // MARK: Typing

  /// Shows what the text makes of the weight; an unfinished number changes nothing yet.
  private mutating func type(_ text: String, _ edit: FilterEdit) {
    guard text.count <= 12 else { return }
    var edit = edit
    edit.text = text
    mode = .editing(edit)
    guard let value = KernelText.number(text), let filter = choice?.filter else { return }
    var changed = filter
    changed[edit.cell] = value
    preview(replacing(changed))
  }

  /// Says what ends a number, instead of doing what the key does otherwise.
  mutating func refuse(_ character: Character) {
    message = .note("'\(character)' is no part of a number; Enter keeps it, Esc gives it up")
  }

  private mutating func erase(_ edit: FilterEdit) {
    guard !edit.text.isEmpty else { return }
    if edit.text.count == 1 {
      preview(edit.before)
      mode = .editing(FilterEdit(cell: edit.cell, before: edit.before))
    } else {
      type(String(edit.text.dropLast()), edit)
    }
  }

  /// One typed number is one thing to undo.
  private mutating func commit(_ edit: FilterEdit) {
    guard !edit.text.isEmpty else { return }
    if KernelText.number(edit.text) == nil {
      message = .problem("'\(edit.text)' is not a number; write 2, -0.5 or 1/9")
      preview(edit.before)
    } else if exploration.settings != edit.before {
      history.record(edit.before)
    }
  }

  private mutating func giveUp(_ edit: FilterEdit) {
    if edit.text.isEmpty {
      mode = .exploring
    } else {
      preview(edit.before)
      mode = .editing(FilterEdit(cell: edit.cell, before: edit.before))
    }
  }

  // MARK: Moving

  private mutating func move(_ edit: FilterEdit, rows: Int, columns: Int) {
    commit(edit)
    guard let shape = choice?.filter.shape else { return }
    var cell = edit.cell
    cell.row = min(max(cell.row + rows, 0), shape.height - 1)
    cell.column = min(max(cell.column + columns, 0), shape.width - 1)
    mode = .editing(FilterEdit(cell: cell, before: exploration.settings))
  }

  /// To the next weight in reading order.
  private mutating func moveOn(_ edit: FilterEdit) {
    commit(edit)
    guard let shape = choice?.filter.shape else { return }
    var next = shape.element(at: (shape.index(of: edit.cell) + 1) % shape.count)
    // The other kernels belong to other maps then.
    if exploration.settings.isDepthwise { next.channel = edit.cell.channel }
    slice = next.channel
    mode = .editing(FilterEdit(cell: next, before: exploration.settings))
  }

  /// The kernel of the filter, as typed, that is the shown channel's; a flat one is the same for all.
  private var editedChannel: Int {
    guard let filter = choice?.filter, filter.shape.channels > 1 else { return 0 }
    let channel =
      exploration.settings.isDepthwise
      ? seenChannels.lowerBound : shownSlice(of: explanation)
    return min(channel, filter.shape.channels - 1)
  }

  /// To the same weight of another channel. A flat filter becomes a cube by that: equal at first, it
  /// has weights for each channel to be typed over.
  private mutating func changeEditedSlice(_ edit: FilterEdit, by steps: Int) {
    commit(edit)
    let count = seenChannels.count
    guard isCube, let filter = choice?.filter else {
      message = .note("the filter sees a single channel")
      return restart()
    }
    if filter.shape.channels == 1 {
      guard let cube = filter.repeated(channels: count) else { return }
      slice = shownSlice(of: explanation)
      change(to: replacing(cube))
    } else {
      slice = edit.cell.channel
    }
    slice = ((slice + steps) % count + count) % count
    var cell = edit.cell
    cell.channel = slice
    mode = .editing(FilterEdit(cell: cell, before: exploration.settings))
  }

  private mutating func restart() {
    guard let shape = choice?.filter.shape else {
      mode = .exploring
      return
    }
    guard case .editing(let edit) = mode else { return }
    let cell = Element(
      channel: min(edit.cell.channel, shape.channels - 1),
      row: min(edit.cell.row, shape.height - 1),
      column: min(edit.cell.column, shape.width - 1))
    mode = .editing(FilterEdit(cell: cell, before: exploration.settings))
  }

  // MARK: The filter as a whole

  private func replacing(_ filter: Tensor) -> ChainSettings {
    var settings = exploration.settings
    settings.filters[settings.filterIndex(ofMap: cursor.element.channel)] = FilterChoice(filter)
    return settings
  }

  private mutating func replace(_ filter: Tensor) {
    change(to: replacing(filter))
    restart()
  }

  /// Adds or takes away rows below and columns to the right; the rest stays.
  private mutating func resize(_ filter: Tensor, rows: Int, columns: Int) {
    let size = Extent(
      height: filter.shape.height + rows, width: filter.shape.width + columns)
    let sizes = 1...Self.largestFilter
    guard sizes ~= size.height, sizes ~= size.width else {
      message = .note(
        "filters have 1 to \(Self.largestFilter) rows and columns here; --kernel takes any size")
      return
    }
    guard exploration.settings.filters.count == 1 else {
      message = .note("all filters of a layer need the same size; this one has neighbors")
      return
    }
    guard
      let shape = try? Shape(
        channels: filter.shape.channels, height: size.height, width: size.width)
    else { return }
    var resized = Tensor(shape: shape)
    for index in 0..<shape.count {
      let element = shape.element(at: index)
      if filter.shape.contains(element) { resized[element] = filter[element] }
    }
    replace(resized)
  }
}

extension Action {
  /// Whether it works on the filter as it stands, so that a number being typed has to be done first.
  fileprivate var changesWholeFilter: Bool {
    switch self {
    case .negate, .addRow, .removeRow, .addColumn, .removeColumn, .undo, .redo: true
    default: false
    }
  }
}

extension Tensor {
  /// The single channel so many times.
  fileprivate func repeated(channels: Int) -> Tensor? {
    (try? Shape(channels: channels, height: shape.height, width: shape.width)).flatMap {
      try? Tensor(shape: $0, elements: Array(repeatElement(elements, count: channels).joined()))
    }
  }

  fileprivate func mapped(_ transform: (Float) -> Float) -> Tensor {
    var result = self
    for index in 0..<shape.count {
      let element = shape.element(at: index)
      result[element] = transform(self[element])
    }
    return result
  }
}
