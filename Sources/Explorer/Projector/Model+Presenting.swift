package import Drawing

/// Presenting: large cells on paper, for a projector.
///
/// Remotes send PageUp and PageDown, `.` or `b` to blank the screen, and F5 and Esc in turn to begin and to
/// end. F5 switches presenting on and off; Esc backs out of panels and, when there is none, ends presenting:
/// no key of a remote ever ends anything else.
extension Model {
  package var isPresenting: Bool { chrome == .projector }

  /// Whether the projector's screen itself shows, rather than a list, a panel or another screen.
  var showsProjector: Bool { isPresenting && mode.kind == .exploring }

  /// What a key does at the moment; on a blank screen every key brings back what was there.
  package func action(for key: Key) -> Action? {
    isBlank ? .blank : KeyTable.action(for: key, in: mode)
  }

  /// Switches presenting on, or off: then what surrounded the tables before comes back.
  mutating func togglePresenting() {
    if isPresenting {
      chrome = chromeBehind
    } else {
      (chromeBehind, chrome) = (chrome, .projector)
    }
  }

  /// Leaves the projector empty, so that the room looks at the teacher; nothing plays meanwhile.
  mutating func blank() {
    guard isPresenting else { return }
    isPlaying = false
    isBlank = true
  }
}
