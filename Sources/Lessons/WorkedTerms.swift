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
    // Else a ReLU that is shown apart would be missing from the terms' sum.
    model.joinsReLU = true
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

extension Exploration {
  /// The node and the element of it that an address names.
  ///
  /// The output of a ReLU is explained by what stands before it: that is where its terms are.
  func explainedCell(_ address: Address) throws(AddressError) -> (node: Int, element: Element)? {
    let (place, element) = try locate(address)
    guard case .node(let named) = place else { return nil }
    return (network.nodes.indices.first { joinedReLU(after: $0) == named } ?? named, element)
  }
}

// MARK: - Which cell it is

extension WorkedTerms {
  /// The cell that some expressions are about; nil where there is none, or more than one.
  static func cell(in sources: [String], of model: Model) -> (node: Int, element: Element)? {
    let words = sources.flatMap(words)
    let addresses = words.filter { $0.contains("[") }.compactMap { try? Address(argument: $0) }
    let cells = Set(addresses).compactMap { try? model.exploration.explainedCell($0) }
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
          word += behind[...end].filter { $0 != " " }
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
