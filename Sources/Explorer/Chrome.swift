package import Convolution

/// What surrounds the tables of the main screen.
package enum Chrome: Hashable, Sendable {
  /// The whole terminal: a heading above, what there is to say and the keys below.
  case whole
  /// Nothing: the scene of a lesson, beside or above its text.
  case scene
  /// Large cells and the one number that it is about, readable from the back of a room.
  case projector
}

/// What a lesson keeps back until it was predicted. A question mark stands in its place.
package struct Veil: Hashable, Sendable {
  /// Products of the present cell, by the number of their term.
  package var products: Set<Int> = []
  /// The sum of the products, and so what comes of it.
  package var hidesSum = false
  /// The present cell of the output.
  package var hidesResult = false
  /// The cells of the output behind the present one.
  package var hidesRest = false
  /// All cells of the output.
  package var hidesOutputs = false
  /// The output's size, and with it all of its cells.
  package var hidesSize = false

  package init() {}

  package var isEmpty: Bool { self == Veil() }
}

/// A cell that a lesson points at.
package enum Mark: Hashable, Sendable {
  case cell(Element, at: Place)
  /// A weight of the present filter, in the filter as typed.
  case weight(Element)
}
