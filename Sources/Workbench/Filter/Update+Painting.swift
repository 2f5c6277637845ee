import Convolution
import Explorer
import Training

// Painting what should come out: a cursor over the target, a number to paint with.

extension FilterModel {
  mutating func openPainting() {
    run = nil
    focus = .steps
    mode = .painting(Brush(value: standardBrush))
    message = .note("d sets the pen down, arrows draw; a number and Enter change the brush")
  }

  /// The strongest number of the present target, so that strokes stand out as much; else a full pixel.
  private var standardBrush: Float {
    let range = task.target.valueRange()
    let strongest = max(abs(range.minimum), abs(range.maximum))
    return strongest > 0 && strongest.isFinite ? strongest : subject.fullScale ?? 1
  }

  mutating func paint(_ action: FilterAction, _ brush: Brush) {
    var brush = brush
    switch action {
    case .up: moveBrush(brush, rows: -1, columns: 0)
    case .down: moveBrush(brush, rows: 1, columns: 0)
    case .left: moveBrush(brush, rows: 0, columns: -1)
    case .right: moveBrush(brush, rows: 0, columns: 1)
    case .pen:
      brush.isDown.toggle()
      mode = .painting(brush)
      if brush.isDown {
        record()
        stroke(brush.value)
      }
    case .accept where !brush.text.isEmpty:
      guard let value = number(brush.text) else {
        message = .problem("'\(brush.text)' is not a number; write 2, -0.5 or 1/9")
        brush.text = ""
        mode = .painting(brush)
        return
      }
      mode = .painting(Brush(value: value, isDown: brush.isDown))
      record()
      stroke(value)
    case .accept:
      record()
      stroke(brush.value)
    case .type(let character):
      guard character.isTypable, brush.text.count < 12 else { return refuse(character) }
      brush.text.append(character)
      mode = .painting(brush)
    case .erase where !brush.text.isEmpty:
      brush.text.removeLast()
      mode = .painting(brush)
    case .erase:
      record()
      stroke(0)
    case .negate:
      brush.value = brush.value == 0 ? 0 : -brush.value
      mode = .painting(brush)
    case .undo: restore(paintings.undo(from: setup.target), "nothing to undo")
    case .redo: restore(paintings.redo(from: setup.target), "nothing to redo")
    case .nextPalette: palette = palette.following
    case .click(let row, let column):
      guard
        case .position(let position) = FilterLayout(self).target(row: row, column: column, in: self)
      else { return }
      window = position
      record()
      stroke(brush.value)
    case .cancel:
      if !brush.text.isEmpty || brush.isDown {
        mode = .painting(Brush(value: brush.value))
      } else {
        mode = .training
      }
    default: break
    }
  }

  private mutating func moveBrush(_ brush: Brush, rows: Int, columns: Int) {
    let shape = task.target.shape
    window.row = min(max(window.row + rows, 0), shape.height - 1)
    window.column = min(max(window.column + columns, 0), shape.width - 1)
    if brush.isDown { stroke(brush.value) }
  }

  private mutating func record() { paintings.record(setup.target) }

  private mutating func restore(_ target: FilterTarget?, _ otherwise: String) {
    guard let target else {
      message = .note(otherwise)
      return
    }
    var setup = setup
    setup.target = target
    change(to: setup)
  }

  /// Paints the cell under the cursor.
  private mutating func stroke(_ value: Float) {
    var setup = setup
    setup.target.strokes[task.target.shape.index(of: window)] = value
    change(to: setup)
  }
}
