import Convolution
import Drawing

/// Moving among the maps of a node, sorting and searching them.
extension Model {
  mutating func openGallery() {
    isPlaying = false
    mode = .gallery(
      Gallery(exploration, at: outputPlace, choosing: cursor.element.channel))
  }

  mutating func browse(_ action: Action, _ gallery: Gallery) {
    var gallery = gallery
    let digits = typed
    if action != .help { typed = "" }
    let layout = GalleryLayout(self, gallery)
    switch action {
    case .up, .down, .left, .right, .pageUp, .pageDown, .wheel, .first, .last:
      gallery.place = layout.grid.place(after: gallery.place, action, of: gallery.order.count)
    case .digit(let digit): typed = digits + String(digit)
    case .go: go(toMap: digits, in: &gallery)
    case .sort: gallery.sortNext(exploration, at: outputPlace)
    case .search:
      gallery.isSearching = true
      gallery.search(for: "", exploration, at: outputPlace)
    case .type(let character) where gallery.isSearching:
      gallery.search(
        for: (gallery.search ?? "") + String(character), exploration, at: outputPlace)
    case .erase where gallery.isSearching:
      gallery.search(for: String((gallery.search ?? "").dropLast()), exploration, at: outputPlace)
    case .accept where gallery.isSearching:
      gallery.isSearching = false
      if gallery.search?.isEmpty == true { gallery.search(for: nil, exploration, at: outputPlace) }
    case .accept:
      open(gallery)
      return
    case .click(let row, let column):
      let clicked = layout.grid.place(
        row: row, column: column, onPageWith: gallery.place, of: gallery.order.count)
      gallery.place = clicked ?? gallery.place
    case .nextPalette: palette = palette.next
    case .nextScope: scope = scope.next
    case .cancel where !digits.isEmpty: break
    case .cancel where gallery.search != nil:
      gallery.isSearching = false
      gallery.search(for: nil, exploration, at: outputPlace)
    case .cancel:
      mode = .exploring
      return
    default: break
    }
    mode = .gallery(gallery)
  }

  private mutating func go(toMap digits: String, in gallery: inout Gallery) {
    guard !digits.isEmpty else {
      gallery.place = 0
      return
    }
    let count = outputSheet.shape.channels
    guard let channel = Int(digits), channel < count else {
      message = .problem(
        "there is no \(digits); \(exploration.name(of: outputPlace)) has 0 to \(count - 1)")
      return
    }
    if !gallery.choose(channel) {
      message = .note("\(channel) does not match '\(gallery.search ?? "")'; esc shows all")
    }
  }

  /// Shows the chosen map in the main screen, at the cell where the cursor was.
  private mutating func open(_ gallery: Gallery) {
    guard let channel = gallery.chosen else {
      message = .note("nothing matches '\(gallery.search ?? "")'; esc shows all")
      return
    }
    mode = .exploring
    focus = .output
    var element = cursor.element
    element.channel = channel
    goTo(element)
  }
}
