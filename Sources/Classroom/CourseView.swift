package import Convolution
package import Drawing
import Explorer
import Lessons

/// Draws the whole screen for a course.
///
/// Drawing depends on the course alone; what is kept between frames is the scene's.
package struct CourseView {
  private var scene = StageView()

  /// Smaller terminals say what they need.
  package static let smallestSize = ScreenLayout.smallestSize

  package init() {}

  package mutating func canvas(for course: Course) -> Canvas {
    let display = course.display
    var canvas = Canvas(columns: display.columns, rows: display.rows)
    let need = Self.smallestSize
    if display.rows < need.height || display.columns < need.width {
      drawTooSmall(on: &canvas)
    } else {
      draw(course, on: &canvas)
    }
    if course.isPresenting, course.screen == .lesson { canvas = canvas.onPaper(display.colors) }
    return display.glyphs == .ascii ? canvas.ascii : canvas
  }

  private mutating func draw(_ course: Course, on canvas: inout Canvas) {
    switch course.screen {
    case .menu: MenuView(course).draw(on: &canvas)
    case .contents: ContentsView(course).draw(on: &canvas)
    case .explorer:
      canvas.draw(scene.canvas(for: course.playground), in: course.wholeRegion)
      drawWayBack("the menu", of: course, on: &canvas)
    case .help(let scroll, _):
      CourseHelp.draw(scroll: scroll, on: &canvas)
      CourseFooter(course).drawHints(on: &canvas)
    case .lesson:
      guard let reading = course.reading, !course.isBlank else { return }
      if course.sceneIsWhole(reading) {
        canvas.draw(scene.canvas(for: reading), in: course.wholeRegion)
        let step = "step \(reading.place.step + 1) of \(reading.lesson.steps.count)"
        drawWayBack("\(reading.lesson.numberedTitle), \(step)", of: course, on: &canvas)
      } else if course.isPresenting {
        PresentView(course, reading).draw(&scene, on: &canvas)
      } else {
        LessonView(course, reading).draw(&scene, on: &canvas)
      }
    }
  }

  /// The explorer's own keys say nothing of what lies behind it.
  private func drawWayBack(_ place: String, of course: Course, on canvas: inout Canvas) {
    let row = course.wholeRegion.endRow
    guard row < canvas.rows else { return }
    canvas.write(
      [Span("esc", .accent), Span(" goes back to \(place)", .dim)], row: row, column: 1,
      columns: canvas.columns - 2)
  }

  private func drawTooSmall(on canvas: inout Canvas) {
    let need = Self.smallestSize
    let lines = [
      "explore", "rows \(canvas.rows), need \(need.height)",
      "columns \(canvas.columns), need \(need.width)", "q quits",
    ]
    let top = max(0, (canvas.rows - lines.count) / 2)
    for (index, line) in lines.enumerated() {
      canvas.write(line, row: top + index, column: 0, style: Style(index == 0 ? .accent : .text))
    }
  }
}

extension Canvas {
  /// Writes lines of text from the top of a region on, as many as it has rows.
  mutating func write(_ lines: some Sequence<TextLine>, in region: Region) {
    for (offset, line) in lines.prefix(region.rows).enumerated() {
      write(line.spans, row: region.row + offset, column: region.column, columns: region.columns)
    }
  }
}
