package import Convolution

/// Why the value of an option is refused. The parser puts the value and the option before it:
/// "the value '0' is invalid for '--stride <size>': 0 is too small; the smallest is 1".
package struct ArgumentError: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }

  package static func expected(_ form: String) -> ArgumentError {
    ArgumentError("expected \(form)")
  }
}

extension Extent {
  /// Reads `N`, the same for both, or `HEIGHTxWIDTH`.
  package init(argument text: some StringProtocol, atLeast smallest: Int = 1) throws(ArgumentError)
  {
    let form = ArgumentError.expected("a whole number or HEIGHTxWIDTH, such as 2 or 1x3")
    let sizes = try wholeNumbers(text, separatedBy: "xX×", atLeast: smallest, else: form)
    switch sizes.count {
    case 1: self.init(sizes[0])
    case 2: self.init(height: sizes[0], width: sizes[1])
    default: throw form
    }
  }

  /// Reads `HEIGHTxWIDTH`: for pictures, where a single number would be a guess.
  package init(pictureArgument text: some StringProtocol) throws(ArgumentError) {
    let form = ArgumentError.expected("HEIGHTxWIDTH, such as 28x28")
    let sizes = try wholeNumbers(text, separatedBy: "xX×", atLeast: 1, else: form)
    guard sizes.count == 2 else { throw form }
    self.init(height: sizes[0], width: sizes[1])
  }
}

extension Edges {
  /// Reads `N`, `HEIGHTxWIDTH` (rows above and below, columns on the left and right), or
  /// `TOP,LEFT,BOTTOM,RIGHT`.
  package init(
    argument text: some StringProtocol,
    else form: ArgumentError = .expected(
      "a whole number, HEIGHTxWIDTH or TOP,LEFT,BOTTOM,RIGHT, such as 1, 0x2 or 0,0,1,1")
  ) throws(ArgumentError) {
    if text.contains(",") {
      let sizes = try wholeNumbers(text, separatedBy: ",", atLeast: 0, else: form)
      guard sizes.count == 4 else { throw form }
      self.init(top: sizes[0], left: sizes[1], bottom: sizes[2], right: sizes[3])
    } else {
      let sizes = try wholeNumbers(text, separatedBy: "xX×", atLeast: 0, else: form)
      guard let height = sizes.first, let width = sizes.last, sizes.count <= 2 else { throw form }
      self.init(top: height, left: width, bottom: height, right: width)
    }
  }
}

extension Padding {
  /// Reads `valid`, `same`, `same-lower` or the sides as `Edges` does.
  package init(argument text: String) throws(ArgumentError) {
    switch text {
    case "valid": self = .valid
    case "same": self = .same
    case "same-lower": self = .sameLower
    default:
      self = .explicit(
        try Edges(
          argument: text,
          else: .expected(
            "valid, same, same-lower, a whole number, HEIGHTxWIDTH or TOP,LEFT,BOTTOM,RIGHT, "
              + "such as 1, 0x2 or 0,0,1,1")))
    }
  }
}

extension Border {
  /// Reads `zero`, `replicate`, `reflect` or `wrap`.
  package init(argument text: String) throws(ArgumentError) {
    guard let border = Border(rawValue: text) else {
      let names = Border.allCases.map(\.rawValue)
      throw .expected(
        names.dropLast().joined(separator: ", ") + " or " + (names.last ?? ""))
    }
    self = border
  }
}

/// Reads one whole number.
package func wholeNumber(argument text: String, atLeast smallest: Int) throws(ArgumentError) -> Int
{
  let form = ArgumentError.expected("a whole number, such as \(smallest)")
  return try wholeNumbers(text, separatedBy: "", atLeast: smallest, else: form)[0]
}

/// Reads what chance follows from.
package func seed(argument text: String) throws(ArgumentError) -> UInt64 {
  guard !text.isEmpty, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else {
    throw .expected("a whole number from 0, such as 7")
  }
  guard let seed = UInt64(text) else { throw ArgumentError("the largest is \(UInt64.max)") }
  return seed
}

/// Reads whole numbers with separators between them.
///
/// - Parameter form: What to say when the text is something else.
package func wholeNumbers(
  _ text: some StringProtocol, separatedBy separators: String, atLeast smallest: Int,
  else form: ArgumentError
) throws(ArgumentError) -> [Int] {
  // Far beyond every picture; products of two stay far from overflow.
  let largest = 1 << 24
  let words = text.split(omittingEmptySubsequences: false, whereSeparator: separators.contains)
  for word in words {
    let digits = word.hasPrefix("-") ? word.dropFirst() : word[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { throw form }
  }
  var numbers: [Int] = []
  for word in words {
    // With nothing but digits, only how many there are can keep `Int` from reading them.
    let number = Int(word) ?? (word.hasPrefix("-") ? .min : .max)
    if number < smallest {
      throw ArgumentError("\(word) is too small; the smallest is \(smallest)")
    }
    if number > largest {
      throw ArgumentError("\(word) is too large; the largest is \(largest)")
    }
    numbers.append(number)
  }
  return numbers
}
