import Convolution
import Drawing

/// The help page, the filter picker and the options panel.
extension Model {
  mutating func openHelp() {
    isPlaying = false
    let line = KeyTable.helpLine(of: mode.kind)
    mode = .help(scroll: KeyTable.helpPage.scroll(line, in: display), over: mode)
  }

  mutating func readHelp(_ action: Action, scroll: Int, over behind: Mode) {
    let page = KeyTable.helpPage
    func show(_ line: Int) { mode = .help(scroll: page.scroll(line, in: display), over: behind) }
    switch action {
    case .up: show(scroll - 1)
    case .down: show(scroll + 1)
    case .wheel(let up): show(scroll + (up ? -1 : 1))
    case .first: show(0)
    case .last: show(page.lastScroll(in: display))
    case .pageUp: show(scroll - display.rows + 4)
    case .pageDown: show(scroll + display.rows - 4)
    case .cancel, .accept, .help: mode = behind
    default: break
    }
  }

  // MARK: Giving up

  /// Takes note of where a panel opens: its changes may take the cursor along.
  private mutating func rememberOrigin() {
    isPlaying = false
    origin = (TrailStop(cursor: cursor, focus: focus, inputCell: inputCell), trail)
  }

  /// Closes a panel and puts everything back to where it was when it opened.
  private mutating func giveUp(_ before: ChainSettings) {
    mode = .exploring
    guard exploration.settings != before else { return }
    preview(before)
    guard let origin else { return }
    cursor = origin.stop.cursor
    focus = origin.stop.focus
    inputCell = origin.stop.inputCell
    trail = origin.trail
  }

  // MARK: Filter picker

  mutating func openPicker() {
    guard exploration.named == nil else {
      message = .note(Self.isFixed)
      return
    }
    rememberOrigin()
    let entries = FilterCatalog.entries
    let shown = choice ?? exploration.settings.filters.first
    let present = shown?.name.flatMap { name in entries.firstIndex { $0.name == name } }
    mode = .picking(choice: present ?? 0, before: exploration.settings)
    if present == nil { pick(at: 0, before: exploration.settings) }
  }

  /// The output follows the choice; `Enter` keeps it, `Esc` goes back.
  mutating func pick(_ action: Action, choice: Int, before: ChainSettings) {
    switch action {
    case .up: pick(at: choice - 1, before: before)
    case .down: pick(at: choice + 1, before: before)
    case .wheel(let up): pick(at: choice + (up ? -1 : 1), before: before)
    case .pageUp: pick(at: choice - 8, before: before)
    case .pageDown: pick(at: choice + 8, before: before)
    case .accept:
      mode = .exploring
      commit(since: before)
    case .cancel: giveUp(before)
    default: break
    }
  }

  private mutating func pick(at index: Int, before: ChainSettings) {
    let index = min(max(index, 0), FilterCatalog.entries.count - 1)
    mode = .picking(choice: index, before: before)
    var settings = before
    let choice = FilterChoice(FilterCatalog.entries[index])
    if settings.filters.isEmpty {
      settings.filters = [choice]
    } else {
      // A filter of another size could not stand beside the rest of its layer.
      let place = cursor.node == 0 ? settings.filterIndex(ofMap: cursor.element.channel) : 0
      settings.filters[place] = choice
      if settings.filters.contains(where: {
        $0.filter.shape.extent != choice.filter.shape.extent
      }) {
        settings.filters = [choice]
      }
    }
    preview(settings)
  }

  /// Takes note of what a panel has changed, as one thing to undo.
  private mutating func commit(since before: ChainSettings) {
    if exploration.settings != before { history.record(before) }
  }

  // MARK: Options

  mutating func openOptions() {
    guard exploration.named == nil else {
      message = .note(Self.isFixed)
      return
    }
    rememberOrigin()
    mode = .options(row: 0, typed: "", before: exploration.settings)
  }

  /// Every change shows at once; `Enter` keeps, `Esc` goes back.
  mutating func setOptions(_ action: Action, row: Int, typed: String, before: ChainSettings) {
    let channels = exploration.subject.picture.shape.channels
    let rows = Option.available(for: exploration.settings, channels: channels)
    let row = min(row, rows.count - 1)
    func choose(_ wanted: Int) {
      mode = .options(row: min(max(wanted, 0), rows.count - 1), typed: "", before: before)
    }
    switch action {
    case .up: choose(row - 1)
    case .down: choose(row + 1)
    case .wheel(let up): choose(row + (up ? -1 : 1))
    case .left, .right:
      choose(row)
      set(rows[row]) { $0.change(&$1, by: action == .right ? 1 : -1, channels: channels) }
    case .type(let character):
      guard character.isTypable else { return refuse(character) }
      let text = typed + String(character)
      mode = .options(row: row, typed: text, before: before)
      set(rows[row]) { $0.set(&$1, to: text) }
    case .erase:
      let text = String(typed.dropLast())
      mode = .options(row: row, typed: text, before: before)
      if !text.isEmpty { set(rows[row]) { $0.set(&$1, to: text) } }
    case .accept:
      if !typed.isEmpty { return choose(row) }
      mode = .exploring
      commit(since: before)
    case .cancel: giveUp(before)
    default: break
    }
  }

  private mutating func set(_ option: Option, _ change: (Option, inout ChainSettings) -> Void) {
    var settings = exploration.settings
    change(option, &settings)
    preview(settings)
  }
}
