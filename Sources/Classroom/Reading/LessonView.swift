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

  func draw(_ scene: inout StageView, on canvas: inout Canvas) {
    drawHeading(on: &canvas)
    switch course.sceneContent(reading) {
    case .tables, .view: canvas.draw(scene.canvas(for: reading), in: layout.scene)
    case .notice: SceneNotice(reading.beat.scene.screen).draw(in: layout.scene, on: &canvas)
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
      if text.isCut {
        canvas.write(
          "↑ p goes back", row: layout.beats.row - 1, column: layout.beats.column,
          style: Style(.dim))
      }
    } else {
      canvas.write(text.lines, in: layout.text)
      drawTitleInBar(isCut: text.isCut, on: &canvas)
    }
    CourseFooter(course).draw(drawProgress, on: &canvas)
  }

  // MARK: Around the text

  private func drawHeading(on canvas: inout Canvas) {
    let heading = LessonHeading(reading.lesson, step: reading.place.step)
    let place = heading.place(columns: canvas.columns)
    canvas.write(
      heading.title, row: 0, column: 1, columns: heading.room(columns: canvas.columns),
      style: Style(.accent))
    canvas.write(place, row: 0, endingAt: canvas.columns - 1, style: Style(.dim))
  }

  /// The step's title in the line between scene and text, and whether there is more before the text.
  private func drawTitleInBar(isCut: Bool, on canvas: inout Canvas) {
    let bar = layout.bar
    if !stepTitle.isEmpty {
      canvas.write(
        " \(stepTitle) ", row: bar.row, column: bar.column + 2, columns: bar.columns - 3,
        style: Style(.accent))
    }
    guard isCut else { return }
    let room = bar.columns - 6 - stepTitle.unicodeScalars.count
    guard let sign = LessonHeading.signs.first(where: { $0.unicodeScalars.count <= room }) else {
      return
    }
    canvas.write(sign, row: bar.row, endingAt: bar.endColumn - 2, style: Style(.dim))
  }

  private var stepTitle: String {
    reading.isAtEnd ? "" : reading.lesson.steps[reading.place.step].title.plain
  }

  private var title: [TextLine] { [TextLine(spans: [Span(stepTitle, .accent)])] }

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
