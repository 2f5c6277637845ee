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
    let items = found.map { course.item(for: course.shelf[$0], isShort: width < 76) }
    let inset = ItemList.inset(of: items, rows: height)
    list = ItemList(
      items: items, chosen: found.firstIndex(of: course.menu.choice) ?? 0,
      region: Region(
        row: 2 + inset, column: (columns - width) / 2, rows: height - inset, columns: width))
  }

  func draw(on canvas: inout Canvas) {
    let (start, end) = (list.region.column + 1, list.region.endColumn - 1)
    let top = list.region.row - 2
    let size = "\(course.shelf.count) lessons · \(course.totalMinutes) minutes"
    canvas.write("explore", row: top, column: start, style: Style(.accent))
    canvas.write(
      "how a convolutional network sees", row: top, column: start + 9,
      columns: end - size.count - start - 11)
    canvas.write(size, row: top, endingAt: end, style: Style(.dim))
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
  fileprivate func item(for entry: ShelfEntry, isShort: Bool) -> ItemList.Item {
    let number = entry.number.map(String.init) ?? ""
    let blanks = String(repeating: " ", count: max(0, 2 - number.count))
    // What comes first says most.
    let state = isShort ? String(state(of: entry).prefix { $0 != "," }) : state(of: entry)
    let lesson = progress.lessons[entry.slug]
    let role: Role =
      entry.front == nil ? .warning : lesson?.hasBegun == true ? .text : .dim
    let minutes = entry.front.map { "\($0.minutes) \(isShort ? "min" : "minutes")" } ?? ""
    let mark = lesson?.isFinished == true ? "●" : lesson?.hasBegun == true ? "◉" : "○"
    return ItemList.Item(
      title: [
        Span("\(mark) ", .accent),
        Span("\(blanks)\(number)  ", .accent), Span(entry.title, .text),
      ],
      detail: [
        Span(state, role),
        Span(
          String(repeating: " ", count: max(2, (isShort ? 9 : 13) - minutes.count)) + minutes, .dim),
      ],
      note: entry.summary)
  }
}
