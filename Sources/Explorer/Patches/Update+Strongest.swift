import Convolution
import Drawing

/// What lights a filter up: looking for it, moving among what was found.
extension Model {
  mutating func openStrongest() -> [Effect] {
    isPlaying = false
    return show(
      Strongest(
        exploration, node: outputNode, channel: cursor.element.channel, album: album))
  }

  private mutating func show(_ strongest: Strongest) -> [Effect] {
    mode = .strongest(strongest)
    return strongest.isComplete ? [] : [.scheduleTick(after: 0)]
  }

  mutating func light(_ action: Action, _ strongest: Strongest) -> [Effect] {
    var strongest = strongest
    let layout = StrongestLayout(self, strongest)
    switch action {
    case .tick: strongest.advance()
    case .up, .down, .left, .right, .pageUp, .pageDown, .wheel, .first, .last:
      strongest.place = layout.grid.place(
        after: strongest.place, action, of: strongest.patches.count)
    case .click(let row, let column):
      let clicked = layout.grid.place(
        row: row, column: column, onPageWith: strongest.place, of: strongest.patches.count)
      strongest.place = clicked ?? strongest.place
    case .nextMap, .previousMap: return lightNext(action == .nextMap ? 1 : -1, after: strongest)
    case .nextPalette: palette = palette.next
    case .accept:
      guard strongest.patches.indices ~= strongest.place else { break }
      let patch = strongest.patches[strongest.place]
      if patch.subject == 0 {
        mode = .exploring
        focus = .output
        goTo(patch.element)
        return []
      }
      let line = commandLine(
        of: strongest.subjects[patch.subject], at: patch.element, ofNode: strongest.node)
      message = .note("it is in another picture: \(line)")
    case .cancel:
      mode = .exploring
      return []
    default: break
    }
    return show(strongest)
  }

  /// The same for the next filter, or the one before.
  private mutating func lightNext(_ steps: Int, after strongest: Strongest) -> [Effect] {
    let count = shape.channels
    guard count > 1 else {
      message = .note("\(node.name) has a single map")
      return show(strongest)
    }
    changeMap(by: steps)
    return openStrongest()
  }
}
