/// A line of a table of keys, which runs a screen and writes its line of keys and its help page.
package struct KeyLine<Action: Sendable, Mode: Hashable & Sendable>: Sendable {
  package let keys: [Key]
  package let action: Action
  /// Where the keys do it.
  package let modes: Set<Mode>
  /// The keys as the help shows them.
  package let label: String
  /// Key and word for the line of keys; nil keeps the binding out of it.
  package let hint: String?
  /// One line for the help page; empty for a binding that another's line covers.
  package let help: String

  package init(
    keys: [Key], action: Action, modes: Set<Mode>, label: String, hint: String?, help: String
  ) {
    (self.keys, self.action, self.modes) = (keys, action, modes)
    (self.label, self.hint, self.help) = (label, hint, help)
  }

  /// Its line on the help page.
  package var helpLine: HelpPage.Line? { help.isEmpty ? nil : .keys(label, help: help) }
}
