import Convolution

/// The one place where the model changes: an action in, what else has to be done out.
///
/// No clock, no terminal, no file: the runtime performs the effects.
package func update(_ model: inout Model, _ action: Action) -> [Effect] {
  defer { model.keepInputCellInside() }
  switch action {
  case .tick: return model.work() ?? model.tick()
  case .resized(let display):
    model.display = display
    return []
  case _ where model.isBlank:
    model.isBlank = false
    return []
  case .quit: return [.quit]
  case .redraw: return [.redraw]
  default: break
  }
  let hadMessage = model.message != nil
  model.message = nil
  if action == .present {
    model.togglePresenting()
    return []
  }
  if action == .blank {
    model.blank()
    return []
  }
  if action == .help, model.mode.kind != .help {
    model.openHelp()
    return []
  }
  switch model.mode {
  case .exploring: return model.explore(action, hadMessage: hadMessage)
  case .why(let term): model.ask(action, term: term)
  case .help(let scroll, let mode): model.readHelp(action, scroll: scroll, over: mode)
  case .picking(let choice, let before): model.pick(action, choice: choice, before: before)
  case .options(let row, let typed, let before):
    model.setOptions(action, row: row, typed: typed, before: before)
  case .editing(let edit): model.edit(action, edit)
  case .overview(let movesCell): return model.survey(action, movesCell: movesCell)
  case .gallery(let gallery): model.browse(action, gallery)
  case .strongest(let strongest): return model.light(action, strongest)
  case .occluding(let occlusion): return model.occlude(action, occlusion)
  }
  return []
}

// MARK: - Exploring

extension Model {
  fileprivate mutating func explore(_ action: Action, hadMessage: Bool) -> [Effect] {
    let hadDigits = !typed.isEmpty
    let count = takeCount(for: action)
    // The other screens know nothing of what a lesson keeps back.
    if !veil.isEmpty, action.opensScreen {
      message = .note("predict what is hidden here, then look at everything")
      return []
    }
    switch action {
    case .next: move(by: count)
    case .previous: move(by: -count)
    case .rowUp: moveRows(by: -count)
    case .rowDown: moveRows(by: count)
    case .wheel(let up): step(by: up ? -1 : 1)
    case .first: goToFirst()
    case .last: hadDigits ? goToTyped() : goToLast()
    case .digit(let digit): typed.append(digit)
    case .go: goToTyped()
    case .nextNode: changeNode(by: 1)
    case .previousNode: changeNode(by: -1)
    case .nextMap: changeMap(by: 1)
    case .previousMap: changeMap(by: -1)
    case .nextSlice: changeSlice(by: count)
    case .previousSlice: changeSlice(by: -count)
    case .play: return togglePlay()
    case .faster: speed.change(by: 1)
    case .slower: typed.isEmpty ? speed.change(by: -1) : typed.append(",")
    case .subSteps: toggleSubSteps()
    case .ask: openWhy()
    case .back: goBack()
    case .moveFocus: changeFocus()
    case .zoomIn: changeZoom(by: 1)
    case .zoomOut: changeZoom(by: -1)
    case .nextPalette: palette = palette.next
    case .nextScope: scope = scope.next
    case .takeApart: toggleJoin()
    case .pickFilter: openPicker()
    case .editFilter: openEditor()
    case .chooseOptions: openOptions()
    case .openGallery: openGallery()
    case .openStrongest: return openStrongest()
    case .openOcclusion: return openOcclusion()
    case .undo: undo()
    case .redo: redo()
    case .openOverview: openOverview()
    case .click(let row, let column): click(row: row, column: column)
    case .cancel: if !hadDigits { cancel(hadMessage: hadMessage) }
    case .showUses, .sort, .search, .up, .down, .left, .right, .pageUp, .pageDown, .accept, .type,
      .erase, .negate, .addRow, .removeRow, .addColumn, .removeColumn, .help, .quit, .present,
      .blank, .redraw, .tick, .resized:
      break
    }
    return []
  }

  /// The number typed before a movement, which repeats it; 1 without one.
  ///
  /// No table has more cells than `Shape.maximumCount`: more would only overflow.
  mutating func takeCount(for action: Action) -> Int {
    switch action {
    case .digit, .go, .last, .slower: return 1
    default:
      defer { typed = "" }
      guard !typed.isEmpty, !typed.contains(",") else { return 1 }
      return min(max(1, Int(typed) ?? .max), Shape.maximumCount)
    }
  }

  private mutating func cancel(hadMessage: Bool) {
    if isPlaying {
      isPlaying = false
    } else if focus != .output {
      focus = .output
    } else if isPresenting {
      togglePresenting()
    } else if !hadMessage {
      message = .note("q quits, ? helps")
    }
  }

  /// Shows every node on its own, and terms in the order in which they are added, as the engine works.
  package mutating func showAsComputed() {
    joinsReLU = false
    sortsTermsChoice = false
  }

  mutating func toggleJoin() {
    guard exploration.joinedReLU(after: cursor.node) != nil else {
      message = .note("there is no ReLU to take apart from its convolution")
      return
    }
    joinsReLU.toggle()
    if let stage = cursor.stage { cursor.stage = min(stage, stages(of: explanation).count) }
  }

  private mutating func changeFocus() {
    focus = focus.next
    if focus == .filter, choice == nil { focus = .output }
    switch focus {
    case .input:
      // Start in the middle of the window, on a cell that exists, in the channel that shows.
      let explanation = explanation
      let channel = seenChannels.lowerBound + shownSlice(of: explanation)
      let isVector = inputSheet.isVector
      let terms = explanation.terms.filter {
        $0.inputIndex == shownInput && (isVector || $0.element.channel == channel)
      }
      let source = terms[terms.count / 2].source ?? terms.lazy.compactMap(\.source).first
      inputCell = source ?? Element(channel: channel, row: 0, column: 0)
    case .filter: weightCell = Element(row: 0, column: 0)
    case .output: break
    }
  }

  mutating func changeZoom(by steps: Int) {
    guard !showsProjector else { return changeProjectedZoom(by: steps) }
    let present = ScreenLayout(self).zoom
    let wanted = present.rawValue + steps
    guard let next = Zoom(rawValue: wanted) else {
      message = .note(steps > 0 ? "these are the largest cells" : "this is the whole picture")
      return
    }
    // What would be chosen anyway stays automatic, and so follows the terminal's size.
    zoom = nil
    if ScreenLayout(self).zoom == next { return }
    zoom = next
    let shown = ScreenLayout(self).zoom
    if shown != next {
      zoom = shown
      message = .note("larger cells would not show the window; a larger terminal would")
    }
  }
}

extension CaseIterable where Self: Equatable, AllCases.Index == Int {
  /// The case after this one, and after the last the first.
  var next: Self {
    let cases = Self.allCases
    guard let index = cases.firstIndex(of: self) else { return self }
    return cases[(index + 1) % cases.count]
  }
}

// MARK: - Changing the chain

extension Model {
  /// Does something else to the picture; undo goes back to what was before.
  ///
  /// - Returns: Whether the settings suit the picture; otherwise a message says why not.
  @discardableResult
  mutating func change(to settings: ChainSettings, recording before: ChainSettings? = nil) -> Bool {
    guard settings != exploration.settings else { return true }
    let old = before ?? exploration.settings
    guard preview(settings) else { return false }
    history.record(old)
    return true
  }

  /// Like `change`, without a trace in the history.
  @discardableResult
  mutating func preview(_ settings: ChainSettings) -> Bool {
    guard settings != exploration.settings else { return true }
    let name = node.name
    do {
      try exploration.apply(settings)
    } catch {
      message = .problem(error.description)
      return false
    }
    keepCursorInside(nodeName: name)
    trail = []
    return true
  }

  mutating func undo() {
    guard let settings = history.undo(from: exploration.settings) else {
      message = .note("nothing to undo")
      return
    }
    preview(settings)
  }

  mutating func redo() {
    guard let settings = history.redo(from: exploration.settings) else {
      message = .note("nothing to redo")
      return
    }
    preview(settings)
  }

  /// After a change of the chain: the same node if it is still there, and the nearest cell.
  private mutating func keepCursorInside(nodeName: String) {
    let nodes = exploration.network.nodes
    cursor.node =
      nodes.firstIndex { $0.name == nodeName } ?? min(cursor.node, nodes.count - 1)
    let shape = shape
    cursor.element.channel = min(cursor.element.channel, shape.channels - 1)
    cursor.element.row = min(cursor.element.row, shape.height - 1)
    cursor.element.column = min(cursor.element.column, shape.width - 1)
    if let stage = cursor.stage { cursor.stage = min(stage, stages(of: explanation).count) }
    weightCell = Element(row: 0, column: 0)
    if focus == .filter, choice == nil { focus = .output }
    remembered = [:]
  }

  /// The chosen input cell is one that exists, in a channel that the present cell sees.
  fileprivate mutating func keepInputCellInside() {
    let input = exploration.tensor(at: inputPlace).shape
    let channels = input.isVector ? 0..<input.channels : seenChannels
    inputCell.channel = min(max(inputCell.channel, channels.lowerBound), channels.upperBound - 1)
    inputCell.row = min(inputCell.row, input.height - 1)
    inputCell.column = min(inputCell.column, input.width - 1)
  }
}
