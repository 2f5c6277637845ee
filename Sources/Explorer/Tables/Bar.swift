/// A number as a bar of character cells.
package enum Bar {
  /// How long the bar of a number is: its distance from 0, as a part of `reach`.
  ///
  /// Numbers that are no numbers have no bar, and none is longer than `width`.
  package static func length(of value: Float, reach: Float, width: Int) -> Int {
    let share = abs(value) / reach
    guard share.isFinite, share >= 0 else { return 0 }
    return Int((min(share, 1) * Float(max(0, width))).rounded())
  }

  /// What a bar is made of; which side of 0 its number lies on can be told without colors.
  package static func glyph(of value: Float) -> Unicode.Scalar { value < 0 ? "▒" : "█" }
}
