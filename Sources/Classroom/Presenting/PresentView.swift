import Convolution
import Drawing
import Explorer
import Lessons

/// The projector: the scene, the newest text, and how far the lesson is.
struct PresentView {
  private let course: Course
  private let reading: Reading
  private let layout: PresentLayout

  init(_ course: Course, _ reading: Reading) {
    (self.course, self.reading, layout) = (course, reading, course.presentLayout)
  }

  func draw(_ scene: inout StageView, on canvas: inout Canvas) {
    if reading.model.isView, layout.scene.rows < ScreenLayout.smallestView.height {
      SceneNotice(reading.beat.scene.screen, key: nil).draw(in: layout.scene, on: &canvas)
    } else {
      canvas.draw(scene.canvas(for: reading), in: layout.scene)
    }
    canvas.write(caption, in: layout.caption)
    if let message = CourseFooter(course).message {
      canvas.write(message, row: layout.footerRow, column: 1, columns: canvas.columns - 2)
    } else {
      drawProgress(on: &canvas)
    }
  }

  /// The newest text, bold for the last row of the room.
  private var caption: [TextLine] {
    course.lines(
      of: reading.captionPlace, width: layout.caption.columns, isCompact: true, .bright
    ).map { line in
      var line = line
      for index in line.spans.indices where line.spans[index].style.role == .text {
        line.spans[index].style.role = .strong
      }
      return line
    }
  }

  private func drawProgress(on canvas: inout Canvas) {
    let (step, count) = (reading.place.step + 1, reading.lesson.steps.count)
    let row = layout.footerRow
    let words = "\(step) of \(count)"
    let title = reading.lesson.steps[reading.place.step].title.plain
    let start = canvas.write(
      title, row: row, column: 1, columns: canvas.columns / 2, style: Style(.dim))
    let end = canvas.columns - words.count - 2
    let length = max(0, end - start - 2)
    for column in 0..<length {
      let isDone = column * count < step * length
      canvas[row, start + 1 + column] =
        isDone ? Cell("━", Style(.accent)) : Cell("─", Style(.dim))
    }
    canvas.write(words, row: row, endingAt: canvas.columns - 1, style: Style(.dim))
  }
}
