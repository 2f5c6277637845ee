import Drawing
import Explorer
import Lessons

extension Course {
  /// The lines of the contents that the search leaves.
  var entries: [Contents.Entry] {
    reading?.lesson.entries(searching: contents.search) ?? []
  }

  mutating func openContents(searching: Bool = false) {
    guard let reading else { return }
    contents = Contents(choice: reading.place.step, search: searching ? "" : nil)
    screen = .contents
  }

  mutating func browseContents(_ action: CourseAction) -> [CourseEffect] {
    let digits = contents.digits
    contents.digits = ""
    switch action {
    case .up: moveContents(by: -1)
    case .down: moveContents(by: 1)
    case .wheel(let up, _, _): moveContents(by: up ? -1 : 1)
    case .pageUp: moveContents(by: -5)
    case .pageDown: moveContents(by: 5)
    case .first: moveContents(by: -entries.count)
    case .last: moveContents(by: entries.count)
    case .accept: return goToChosenEntry()
    case .search: contents = Contents(search: "")
    case .type(let character): typeInContents(character, behind: digits)
    case .erase:
      if let text = contents.search, !text.isEmpty {
        contents = Contents(search: String(text.dropLast()))
      }
    case .cancel:
      if contents.search != nil {
        openContents()
      } else {
        screen = .menu
      }
    case .present:
      screen = .lesson
      return startPresenting()
    case .click(let row, _):
      guard let place = ContentsView(self).list.item(atRow: row) else { return [] }
      let isChosen = place == contents.choice
      contents.choice = place
      return isChosen ? goToChosenEntry() : []
    case .next, .previous, .goToTyped, .goToStep, .submit, .hint, .scene, .bench, .restoreScene,
      .explore,
      .blank, .reset, .resetAll, .help, .quit, .redraw, .tick, .resized, .opened, .failed, .merged,
      .say:
      break
    }
    return []
  }

  private mutating func moveContents(by steps: Int) {
    contents.choice = min(max(0, contents.choice + steps), max(0, entries.count - 1))
  }

  /// The present step is gone back to where it was left.
  private mutating func goToChosenEntry() -> [CourseEffect] {
    let entries = entries
    guard entries.indices.contains(contents.choice), let reading else { return [] }
    let entry = entries[contents.choice]
    screen = .lesson
    let isPresent = entry.place.step == reading.place.step && entry.excerpt == nil
    return isPresent ? [] : move(to: entry.place)
  }

  private mutating func typeInContents(_ character: Character, behind digits: String) {
    if let text = contents.search {
      contents = Contents(search: String((text + String(character)).prefix(40)))
      return
    }
    // 1 and then 2 is step 12, where there is one.
    for typed in [digits + String(character), String(character)] {
      guard let number = Int(typed), entries.indices.contains(number - 1) else { continue }
      (contents.choice, contents.digits) = (number - 1, typed)
      return
    }
  }
}
