/// A mistake in a text file: where it stands, and one sentence on it.
package struct LocatedError: Error, Hashable, Sendable, CustomStringConvertible {
  /// As it was given.
  package let path: String
  package let place: Place
  /// What was found, what is supported, what to do.
  package let message: String
  /// Whether the mistake is that something named here is not there.
  package let isMissingInput: Bool

  package init(path: String, place: Place, message: String, isMissingInput: Bool = false) {
    self.path = path
    self.place = place
    // What is quoted can have more lines than one; a complaint is a line.
    self.message = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    self.isMissingInput = isMissingInput
  }

  /// `file:line:column: message`.
  package var description: String { "\(path):\(place.line):\(place.column): \(message)" }

  /// What the program should exit with: 66 where something is not there, 65 for bad data.
  package var exitCode: Int32 { isMissingInput ? 66 : 65 }
}

/// A position in a text, both from 1; columns count Unicode scalars.
package struct Place: Hashable, Comparable, Sendable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) { (self.line, self.column) = (line, column) }

  package static func < (first: Place, second: Place) -> Bool {
    (first.line, first.column) < (second.line, second.column)
  }
}
