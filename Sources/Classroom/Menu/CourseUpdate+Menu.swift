import Drawing
import Explorer
import Lessons

extension Course {
  mutating func browseMenu(_ action: CourseAction) -> [CourseEffect] {
    let digits = menu.digits
    menu.digits = ""
    switch action {
    case .up: moveMenu(by: -1)
    case .down: moveMenu(by: 1)
    case .wheel(let up, _, _): moveMenu(by: up ? -1 : 1)
    case .pageUp: moveMenu(by: -5)
    case .pageDown: moveMenu(by: 5)
    case .first: moveMenu(by: -shelf.count)
    case .last: moveMenu(by: shelf.count)
    case .accept: return openChosen()
    case .present:
      let effects = openChosen()
      isPresenting = !effects.isEmpty
      return effects
    case .explore: screen = .explorer
    case .search: menu.search = ""
    case .type(let character): typeInMenu(character, behind: digits)
    case .erase:
      if menu.search?.isEmpty == false { search(menu.search.map { String($0.dropLast()) }) }
    case .cancel:
      if menu.search != nil {
        search(nil)
      } else if reading != nil {
        screen = .lesson
      } else {
        message = .note("q quits, ? helps")
      }
    case .click(let row, _):
      guard let place = MenuView(self).list.item(atRow: row) else { return [] }
      // The first click chooses, the second opens.
      let isChosen = found[place] == menu.choice
      menu.choice = found[place]
      return isChosen ? openChosen() : []
    case .next, .previous, .goToTyped, .goToStep, .submit, .hint, .scene, .bench, .restoreScene,
      .blank,
      .reset, .resetAll, .help, .quit, .redraw, .tick, .resized, .opened, .failed, .merged, .say:
      break
    }
    return []
  }

  private mutating func openChosen() -> [CourseEffect] {
    guard found.contains(menu.choice), let entry = chosenEntry else { return [] }
    return open(entry)
  }

  private mutating func moveMenu(by steps: Int) {
    let found = found
    guard !found.isEmpty else { return }
    let present = found.firstIndex(of: menu.choice) ?? 0
    menu.choice = found[min(max(0, present + steps), found.count - 1)]
  }

  private mutating func search(_ text: String?) {
    menu.search = text
    let found = found
    if !found.contains(menu.choice), let first = found.first { menu.choice = first }
  }

  /// A letter of what is searched for, or else a digit of a lesson's number.
  private mutating func typeInMenu(_ character: Character, behind digits: String) {
    if let text = menu.search {
      search(String((text + String(character)).prefix(40)))
      return
    }
    // 1 and then 2 is lesson 12, where there is one.
    for typed in [digits + String(character), String(character)] {
      guard let index = shelf.firstIndex(where: { $0.number == Int(typed) }) else { continue }
      (menu.choice, menu.digits) = (index, typed)
      return
    }
    message = .note("there is no lesson \(character)")
  }
}
