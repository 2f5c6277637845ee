import Drawing
import Lessons

/// The list of lessons, with what the chosen one is about.
struct MenuView {
  private let course: Course
  let list: ItemList

  init(_ course: Course) {
    self.course = course
    let (columns, rows) = (course.display.columns, course.display.rows)
    let width = min(columns - 2, 96)
    let found = course.found
    // The two lines at the bottom, and above them the summary where it has no room in the list.
    let room = rows - 5
    let height = room >= 2 * found.count ? room : room - 2
    let pitch = min(max(height / max(1, found.count), 1), 3)
    let spare = max(0, height - pitch * found.count)
    list = ItemList(
      items: found.map { course.item(for: course.shelf[$0]) },
      chosen: found.firstIndex(of: course.menu.choice) ?? 0,
      region: Region(
        row: 2 + min(spare / 2, 4), column: (columns - width) / 2, rows: height - min(spare / 2, 4),
        columns: width))
  }

  func draw(on canvas: inout Canvas) {
    let (start, end) = (list.region.column + 1, list.region.endColumn - 1)
    let top = list.region.row - 2
    canvas.write(
      [Span("explore", .accent), Span("  how a convolutional network sees")], row: top,
      column: start)
    canvas.write(
      "\(course.shelf.count) lessons · \(course.totalMinutes) minutes", row: top, endingAt: end,
      style: Style(.dim))
    list.draw(on: &canvas)
    if list.items.isEmpty {
      canvas.write(
        course.shelf.isEmpty ? "there are no lessons here" : "no lesson has these words",
        row: list.region.row, column: start, style: Style(.dim))
    }
    if !list.showsNotes { drawSummary(row: list.region.endRow, column: start, on: &canvas) }
    CourseFooter(course).draw({ drawSearch(column: start, on: &$0) }, on: &canvas)
  }

  private func drawSummary(row: Int, column: Int, on canvas: inout Canvas) {
    guard !list.items.isEmpty, let entry = course.chosenEntry else { return }
    let lines = Prose(entry.summary).wrapped(to: list.region.columns - 2)
    canvas.write(
      lines, in: Region(row: row + 1, column: column, rows: 2, columns: list.region.columns - 2))
  }

  private func drawSearch(column: Int, on canvas: inout Canvas) {
    guard let search = course.menu.search else { return }
    canvas.write(
      [Span("search ▸ ", .accent), Span(search + "_", .strong)], row: canvas.rows - 2,
      column: column)
  }
}

extension ShelfEntry {
  /// What the lesson is about, or what is wrong with its file.
  fileprivate var summary: String { front?.summary ?? errors.first ?? "" }
}

extension Course {
  fileprivate func item(for entry: ShelfEntry) -> ItemList.Item {
    let number = entry.number.map(String.init) ?? ""
    let blanks = String(repeating: " ", count: max(0, 2 - number.count))
    let state = state(of: entry)
    let lesson = progress.lessons[entry.slug]
    let role: Role =
      entry.front == nil ? .warning : lesson?.hasBegun == true ? .text : .dim
    let minutes = entry.front.map { "\($0.minutes) minutes" } ?? ""
    return ItemList.Item(
      title: [
        Span("\(lesson?.isFinished == true ? "●" : "○") ", .accent),
        Span("\(blanks)\(number)  ", .accent), Span(entry.title, .text),
      ],
      detail: [
        Span(state, role),
        Span(String(repeating: " ", count: max(2, 13 - minutes.count)) + minutes, .dim),
      ],
      note: entry.summary)
  }
}
