internal import Convolution
internal import Drawing
internal import Explorer

/// The lines that write out how the engine adds up a cell.
enum WorkedTerms {
  /// Lines for the terms; what is longer is cut, because nobody reads it.
  private static let mostTerms = 9

  /// The cell's address and value, a line for each row of products, and what becomes of their sum.
  static func lines(of cell: Element, node: Int, in model: Model) -> [String] {
    var model = model
    model.veil = Veil()
    guard (try? model.go(to: cell, ofNode: node)) != nil else { return [] }
    let why = WhyText(model)
    func text(_ spans: some Sequence<Span>) -> String { spans.map(\.text).joined() }
    let left = why.terms.count - mostTerms
    var lines = [text(why.title.dropFirst())]
    lines += why.terms.prefix(mostTerms).map { "  " + text($0) }
    if why.listsTerms {
      let count = why.unlistedTerms + max(0, left)
      if count > 0 { lines.append("  and \(count) more") }
    } else if left > 0 {
      lines.append("  and so on")
    }
    return lines + why.results.map { "  " + text($0) }
  }
}

/// The address of a cell, as it stands in an expression: `conv1[0,2,3]`.
struct CellAddress: Hashable {
  let name: String
  /// Channel, row and column; row and column; or the position in a vector.
  let position: [Int]

  /// - Returns: nil where the text is something else, also several cells.
  init?(_ text: String) {
    guard let bracket = text.firstIndex(of: "["), text.hasSuffix("]") else { return nil }
    name = text[..<bracket].trimmedEnd
    let numbers = text[bracket...].dropFirst().dropLast()
    var position: [Int] = []
    for word in numbers.split(separator: ",", omittingEmptySubsequences: false) {
      guard let number = Int(String(word).trimmedEnds), number >= 0 else { return nil }
      position.append(number)
    }
    guard 1...3 ~= position.count, !name.isEmpty,
      name.unicodeScalars.allSatisfy({ $0.isNamePart })
    else { return nil }
    self.position = position
  }

  /// The node whose element it is, and the element; nil where there is none, or it is a pixel.
  ///
  /// The output of a ReLU that is shown with its convolution is explained by the convolution.
  func element(in model: Model) -> (node: Int, element: Element)? {
    let exploration = model.exploration
    guard let named = try? exploration.network.index(named: name) else { return nil }
    let joined = exploration.network.nodes.indices.first {
      model.joinsReLU && exploration.joinedReLU(after: $0) == named
    }
    let node = joined ?? named
    let shape = exploration.outputs[node].shape
    let element: Element
    switch position.count {
    case 1 where shape.isVector: element = Element(channel: position[0], row: 0, column: 0)
    case 2 where shape.channels == 1: element = Element(row: position[0], column: position[1])
    case 3: element = Element(channel: position[0], row: position[1], column: position[2])
    default: return nil
    }
    return shape.contains(element) ? (node, element) : nil
  }
}

// MARK: - Which cell it is

extension WorkedTerms {
  /// The cell that some expressions are about; nil where there is none, or more than one.
  static func cell(in sources: [String], of model: Model) -> (node: Int, element: Element)? {
    let words = sources.flatMap(words)
    // Of the picture there is nothing to explain.
    let addresses = Set(words.compactMap(CellAddress.init))
    let cells = addresses.compactMap { $0.element(in: model) }
    if cells.count == 1 { return cells[0] }
    let isAboutCursor = words.contains { word in
      ["sum", "result"].contains(word) || ["product[", "window["].contains(where: word.hasPrefix)
    }
    return cells.isEmpty && isAboutCursor ? (model.cursor.node, model.cursor.element) : nil
  }

  /// The names in an expression with what stands in brackets behind them; calls of functions and
  /// names in quotes are left out.
  private static func words(in source: String) -> [String] {
    var words: [String] = []
    var rest = source[...]
    while let first = rest.first {
      if first == "\"" {
        rest = rest.dropFirst().drop { $0 != "\"" }.dropFirst()
        rest = rest.drop { $0 == "." || $0.isLetter || $0.isNumber }
      } else if first.isLetter {
        var word = String(rest.prefix { $0.unicodeScalars.allSatisfy(\.isNamePart) })
        rest = rest.dropFirst(max(word.count, 1))
        let behind = rest.drop { $0 == " " }
        if behind.first == "[", let end = behind.firstIndex(of: "]") {
          word += behind[...end]
          rest = behind[end...].dropFirst()
        }
        if behind.first != "(" { words.append(word) }
      } else {
        rest = rest.dropFirst()
      }
    }
    return words
  }
}

extension Unicode.Scalar {
  fileprivate var isNamePart: Bool { properties.isAlphabetic || isASCIIDigit || self == "_" }
}
