import Convolution

extension PoolingChoice {
  /// Reads `max`, `average` or `average-of-pixels`, then `:HEIGHTxWIDTH`, `/STRIDE` and `+PADDING` as wanted, in this
  /// order. The window is 2x2 unless it says otherwise, the stride as wide as the window.
  package init(argument text: String) throws(ArgumentError) {
    var rest = text[...]
    let name = rest.prefix { !":/+".contains($0) }
    rest = rest.dropFirst(name.count)
    switch name {
    case "max": self.init(.maximum)
    case "average": self.init(.average(countingPadding: true))
    case "average-of-pixels": self.init(.average(countingPadding: false))
    default: throw Self.form
    }
    if let size = try Self.part(after: ":", of: &rest) {
      kernel = try Self.naming(":\(size)") { () throws(ArgumentError) in
        try Extent(argument: size)
      }
    }
    if let size = try Self.part(after: "/", of: &rest) {
      stride = try Self.naming("/\(size)") { () throws(ArgumentError) in
        try Extent(argument: size)
      }
    }
    if let size = try Self.part(after: "+", of: &rest) {
      padding = try Self.naming("+\(size)") { () throws(ArgumentError) in
        try Edges(argument: size)
      }
    }
    guard rest.isEmpty else { throw Self.form }
  }

  private static let form = ArgumentError.expected(
    "max, average or average-of-pixels, then :HEIGHTxWIDTH, /STRIDE and +PADDING as wanted, such "
      + "as max, max:3x3 or average:3x3/2+1")

  /// Takes what follows `mark`, up to the next mark.
  private static func part(
    after mark: Character, of rest: inout Substring
  ) throws(ArgumentError) -> Substring? {
    guard rest.first == mark else { return nil }
    rest = rest.dropFirst()
    let part = rest.prefix { !":/+".contains($0) }
    guard !part.isEmpty else { throw form }
    rest = rest.dropFirst(part.count)
    return part
  }

  /// Says which part of the text an error is about.
  private static func naming<Value>(
    _ part: String, _ read: () throws(ArgumentError) -> Value
  ) throws(ArgumentError) -> Value {
    do {
      return try read()
    } catch {
      throw ArgumentError("in '\(part)', \(error)")
    }
  }
}
