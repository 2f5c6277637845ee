/// How much is added around the input before windows slide over it.
public enum Padding: Hashable, Sendable {
  /// Nothing: windows stay inside.
  case valid
  /// As much as makes ⌈n / stride⌉ windows fit; an odd one goes below and to the right.
  case same
  /// As `same`, but an odd one goes above and to the left.
  case sameLower
  /// So many elements on each of the four sides.
  case explicit(Edges)

  /// The same number of elements on each side.
  public static func all(_ size: Int) -> Padding { .explicit(Edges(size)) }
}

/// A number of elements for each side.
public struct Edges: Hashable, Sendable {
  /// Rows above.
  public var top: Int
  /// Columns before the first.
  public var left: Int
  /// Rows below.
  public var bottom: Int
  /// Columns behind the last.
  public var right: Int

  /// In the order of the command line.
  public init(top: Int, left: Int, bottom: Int, right: Int) {
    self.top = top
    self.left = left
    self.bottom = bottom
    self.right = right
  }

  /// The same number on each side.
  public init(_ all: Int) { self.init(top: all, left: all, bottom: all, right: all) }
}

extension Edges: CustomStringConvertible {
  /// The shortest of `1`, `1×2` (rows × columns) and `top,left,bottom,right`.
  public var description: String {
    guard top == bottom, left == right else { return "\(top),\(left),\(bottom),\(right)" }
    return top == left ? "\(top)" : "\(top)×\(left)"
  }
}

/// What stands in the padding around a picture.
public enum Border: String, CaseIterable, Hashable, Sendable {
  /// Zeros.
  case zero
  /// The nearest pixel of the edge: `a a | a b c | c c`.
  case replicate
  /// The picture mirrored at its edge pixel, which is not repeated: `c b | a b c | b a`.
  case reflect
  /// The picture again, as on a tiled floor: `b c | a b c | a b`.
  case wrap

  /// The pixel of an axis of `length` that a position stands for; nil where a zero stands.
  ///
  /// - Complexity: O(1), however far outside the position lies.
  public func source(of position: Int, length: Int) -> Int? {
    if 0..<length ~= position { return position }
    switch self {
    case .zero: return nil
    case .replicate: return min(max(position, 0), length - 1)
    case .reflect:
      guard length > 1 else { return 0 }
      let period = 2 * (length - 1)
      let phase = remainder(position, period)
      return min(phase, period - phase)
    case .wrap: return remainder(position, length)
    }
  }
}

/// The remainder that is never negative.
private func remainder(_ position: Int, _ period: Int) -> Int {
  let rest = position % period
  return rest < 0 ? rest + period : rest
}
