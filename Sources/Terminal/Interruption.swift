import CTerminal
package import Drawing

/// Requests to end, for a program without a screen that has something to save first.
///
/// From `watch` on, the first Ctrl-C, hang-up or request to terminate is only noted, whoever sends it;
/// the second ends the program at once.
package enum Interruption {
  package static func watch() { interruption_watch() }

  /// What has been asked for so far; nil for nothing.
  package static var ending: Ending? {
    let number = interruption_signal()
    return number == 0 ? nil : .signal(number)
  }
}
