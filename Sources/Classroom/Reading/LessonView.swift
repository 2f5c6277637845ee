import Drawing
import Explorer
import Lessons

/// The screen of a lesson: text and scene, above them where the learner is, below them the keys.
struct LessonView {
  private let course: Course
  private let reading: Reading
  private let layout: LessonLayout

  init(_ course: Course, _ reading: Reading) {
    (self.course, self.reading, layout) = (course, reading, course.lessonLayout)
  }

  init?(_ course: Course) {
    guard let reading = course.reading else { return nil }
    self.init(course, reading)
  }

  func draw(_ scene: inout ScreenView, on canvas: inout Canvas) {
    drawHeading(on: &canvas)
    if course.sceneNeedsWholeScreen(reading) {
      drawSceneNotice(on: &canvas)
    } else {
      canvas.draw(scene.canvas(for: reading.model), in: layout.scene)
    }
    for row in layout.bar.row..<layout.bar.endRow {
      for column in layout.bar.column..<layout.bar.endColumn {
        canvas[row, column] = Cell(layout.isWide ? "│" : "─", Style(.dim))
      }
    }
    let text = text
    if layout.isWide {
      canvas.write(title.prefix(1), in: layout.text)
      canvas.write(text.lines, in: layout.beats)
      if text.isCut { canvas[layout.beats.row - 1, layout.beats.column] = Cell("↑", Style(.dim)) }
    } else {
      canvas.write(text.lines, in: layout.text)
      if text.isCut {
        canvas.write(
          " ↑ p goes back ", row: layout.bar.row, column: layout.bar.column + 1, style: Style(.dim))
      }
    }
    CourseFooter(course).draw(drawProgress, on: &canvas)
  }

  // MARK: Around the text

  private func drawHeading(on canvas: inout Canvas) {
    let lesson = reading.lesson
    let (step, count) = (reading.place.step + 1, lesson.steps.count)
    let place = "step \(step) of \(count) · \(lesson.front.minutes) minutes"
    let room = canvas.columns - 3 - place.unicodeScalars.count
    let end = canvas.write(
      lesson.numberedTitle, row: 0, column: 1, columns: room, style: Style(.accent))
    if !layout.isWide, end + 2 < room {
      let width = room - end - 2
      canvas.write(stepTitle, row: 0, column: end + 2, columns: width, style: Style(.strong))
      if stepTitle.unicodeScalars.count > width { canvas[0, room - 1] = Cell("…", Style(.strong)) }
    }
    canvas.write(place, row: 0, endingAt: canvas.columns - 1, style: Style(.dim))
  }

  private var stepTitle: String {
    reading.isAtEnd ? "" : reading.lesson.steps[reading.place.step].title.plain
  }

  private var title: [TextLine] { [TextLine(spans: [Span(stepTitle, .accent)])] }

  private func drawSceneNotice(on canvas: inout Canvas) {
    let region = layout.scene
    let name =
      switch reading.beat.scene.screen {
      case .layer: "the scene"
      case .network: "the whole network"
      case .maps: "all the maps"
      case .strongest: "what lights this filter up"
      case .occlusion: "what hiding parts of the picture does"
      }
    canvas.write(
      [
        Span("F", .accent), Span(" shows \(name) on the whole screen, "), Span("esc", .accent),
        Span(" comes back"),
      ],
      row: region.row + region.rows / 2, column: region.column + 2, columns: region.columns - 3)
  }

  /// A dot for each step, and how well the learner predicts.
  private func drawProgress(on canvas: inout Canvas) {
    let row = canvas.rows - 2
    let score = course.lessonProgress.score
    let words = score.over > 0 ? "you predicted \(score.predicted) of \(score.over) so far" : ""
    canvas.write(words, row: row, endingAt: canvas.columns - 1, style: Style(.dim))
    let count = reading.lesson.steps.count
    guard count < canvas.columns - words.count - 4 else { return }
    let furthest = course.lessonProgress.furthest.step
    for step in 0..<count {
      let isPresent = step == reading.place.step && !reading.isAtEnd
      let isSeen = step <= furthest
      canvas[row, 1 + step] = Cell(
        isPresent ? "◉" : isSeen ? "●" : "○", Style(isSeen || isPresent ? .accent : .dim))
    }
  }

  // MARK: The text

  /// The newest beat, whole, and as many of those before it as there is room for.
  private var text: (lines: [TextLine], isCut: Bool) {
    let region = layout.beats
    guard !reading.isAtEnd else { return (course.endLines(width: region.columns), false) }
    var lines: [TextLine] = []
    let step = reading.place.step
    for beat in stride(from: reading.place.beat, through: 0, by: -1) {
      let ink: Ink = lines.isEmpty ? .bright : .dim
      let older = course.lines(
        of: BeatIndex(step: step, beat: beat), width: region.columns, isCompact: !layout.isWide,
        ink)
      if lines.isEmpty {
        // Where not even the newest fits, its end is what the last key has brought.
        lines = older.suffix(region.rows)
        if older.count > region.rows { return (lines, true) }
      } else if !older.isEmpty {
        guard older.count + 1 + lines.count <= region.rows else { return (lines, true) }
        lines = older + [TextLine()] + lines
      }
    }
    return (lines, false)
  }

  /// The choice that was clicked, from 0.
  func choice(atRow row: Int, column: Int) -> Int? {
    let lines = text.lines
    let (line, place) = (row - layout.beats.row, column - layout.beats.column)
    guard lines.indices.contains(line) else { return nil }
    return lines[line].choices.first { $0.columns.contains(place) }?.choice
  }
}
