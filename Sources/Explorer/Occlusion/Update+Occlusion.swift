import Convolution
import Drawing

/// Hiding parts of the picture, and watching what becomes of an output.
extension Model {
  mutating func openOcclusion() -> [Effect] {
    isPlaying = false
    // Who stands on an output means that one.
    let isLast = outputPlace == exploration.answer
    let watched = isLast ? cursor.element : exploration.largestAnswer
    let picture = exploration.subject.picture.shape.extent
    return show(Occlusion(exploration, watching: watched, grid: OcclusionGrid(picture)))
  }

  private mutating func show(_ occlusion: Occlusion) -> [Effect] {
    mode = .occluding(occlusion)
    if occlusion.isWorking { return [.scheduleTick(after: 0)] }
    return occlusion.isPlaying ? [.scheduleTick(after: speed.interval)] : []
  }

  mutating func occlude(_ action: Action, _ occlusion: Occlusion) -> [Effect] {
    var occlusion = occlusion
    let digits = typed
    if action != .help { typed = "" }
    let grid = occlusion.grid
    let (row, column) = (occlusion.place / grid.columns, occlusion.place % grid.columns)
    func move(_ rows: Int, _ columns: Int) {
      let row = min(max(row + rows, 0), grid.rows - 1)
      occlusion.move(
        to: row * grid.columns + min(max(column + columns, 0), grid.columns - 1))
    }
    switch action {
    case .tick: occlusion.advance(exploration)
    case .up: move(-1, 0)
    case .down: move(1, 0)
    case .left: move(0, -1)
    case .right: move(0, 1)
    case .wheel(let up): occlusion.move(to: occlusion.place + (up ? -1 : 1))
    case .first: occlusion.move(to: 0)
    case .last: occlusion.move(to: grid.count - 1)
    case .play: occlusion.togglePlay()
    case .faster: speed.change(by: 1)
    case .slower: speed.change(by: -1)
    case .zoomIn, .zoomOut:
      let changed = grid.changed(by: action == .zoomIn ? 1 : -1)
      if changed != grid {
        occlusion = Occlusion(exploration, watching: occlusion.watched, grid: changed)
      }
    case .nextMap: watch(occlusion.watched.channel + 1, in: &occlusion)
    case .previousMap: watch(occlusion.watched.channel - 1, in: &occlusion)
    case .digit(let digit):
      typed = digits + String(digit)
      // Where one digit says it all, nothing has to be waited for.
      if answerChannels <= 10 { watchTyped(in: &occlusion) }
    case .go:
      typed = digits
      watchTyped(in: &occlusion)
    case .nextPalette: palette = palette.next
    case .click(let row, let column):
      let layout = OcclusionLayout(self, occlusion)
      layout.place(row: row, column: column).map { occlusion.move(to: $0) }
    case .cancel where digits.isEmpty:
      mode = .exploring
      return []
    default: break
    }
    return show(occlusion)
  }

  private var answerChannels: Int { exploration.tensor(at: exploration.answer).shape.channels }

  private mutating func watch(_ channel: Int, in occlusion: inout Occlusion) {
    guard answerChannels > 1 else {
      message = .note("there is a single output")
      return
    }
    occlusion.watch(channel: (channel + answerChannels) % answerChannels)
  }

  private mutating func watchTyped(in occlusion: inout Occlusion) {
    defer { typed = "" }
    guard !typed.isEmpty else { return }
    guard let channel = Int(typed), channel < answerChannels else {
      message = .problem("there is no output \(typed); there are 0 to \(answerChannels - 1)")
      return
    }
    occlusion.watch(channel: channel)
  }
}
