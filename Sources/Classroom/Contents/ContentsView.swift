import Drawing
import Lessons

/// The steps of the open lesson, and what the search finds in them.
struct ContentsView {
  private let course: Course
  let list: ItemList

  init(_ course: Course) {
    self.course = course
    let (columns, rows) = (course.display.columns, course.display.rows)
    let width = min(columns - 2, 84)
    let entries = course.entries
    let height = max(0, rows - 5)
    let place = course.reading?.place ?? BeatIndex(step: 0, beat: 0)
    let furthest = course.lessonProgress.furthest
    let items = entries.map { entry in
      let number = "\(entry.place.step + 1)"
      let step = entry.place.step
      let mark = step == place.step ? "◉" : step <= furthest.step ? "●" : "○"
      return ItemList.Item(
        title: [
          Span("\(mark) ", .accent),
          Span(String(repeating: " ", count: max(0, 2 - number.count)) + number + "  ", .accent),
          Span(entry.title, .text),
        ],
        detail: step == place.step ? [Span("you are here", .dim)] : [],
        note: entry.excerpt ?? "")
    }
    // While something is searched for, the list stays where it is.
    let inset = course.contents.search == nil ? ItemList.inset(of: items, rows: height) : 0
    list = ItemList(
      items: items, chosen: course.contents.choice,
      region: Region(
        row: 2 + inset, column: (columns - width) / 2, rows: height - inset, columns: width))
  }

  func draw(on canvas: inout Canvas) {
    guard let reading = course.reading else { return }
    let (start, end) = (list.region.column + 1, list.region.endColumn - 1)
    let top = list.region.row - 2
    canvas.write(reading.lesson.numberedTitle, row: top, column: start, style: Style(.accent))
    canvas.write(
      "\(reading.lesson.steps.count) steps · \(reading.lesson.front.minutes) minutes", row: top,
      endingAt: end, style: Style(.dim))
    list.draw(on: &canvas)
    if list.items.isEmpty {
      canvas.write(
        "these words are not in this lesson", row: list.region.row, column: start,
        style: Style(.dim))
    }
    CourseFooter(course).draw({ drawBottom(column: start, on: &$0) }, on: &canvas)
  }

  private func drawBottom(column: Int, on canvas: inout Canvas) {
    guard let search = course.contents.search else { return }
    canvas.write(
      [Span("search ▸ ", .accent), Span(search + "_", .strong)], row: canvas.rows - 2,
      column: column)
  }
}

extension Lesson {
  /// `3 · The spreadsheet`.
  var numberedTitle: String { number.map { "\($0) · \(front.title)" } ?? front.title }
}
