/// What an expression comes to.
package enum Value: Hashable, Sendable {
  case number(Double)
  /// Several numbers, in reading order.
  case numbers([Double])
  /// Height and width, before them the channels where it is a stack: `26×26`, `32×27×27`.
  case size([Int])
  case truth(Bool)
}
