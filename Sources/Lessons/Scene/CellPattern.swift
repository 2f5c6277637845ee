import Convolution
import Explorer
import Networks
import Workbench

/// Cells to look at, as a scene writes them: `output[0,0..3]`, `weight[0,1]`.
struct CellPattern: Hashable, Sendable {
  /// `input`, `output`, a node's name, or `weight`.
  let table: String
  let ranges: [ClosedRange<Int>]

  /// More cells than that are no cells to look at.
  static let mostCells = 4_096

  /// Reads a table's name and, in brackets, numbers or ranges such as `0..3`.
  init(argument text: String) throws(ArgumentError) {
    let form = ArgumentError.expected(
      "cells such as input[2,3], output[0,0..3] or weight[0,1], or none")
    guard let bracket = text.firstIndex(of: "["), text.hasSuffix("]") else { throw form }
    table = String(text[..<bracket])
    guard !table.isEmpty else { throw form }
    var ranges: [ClosedRange<Int>] = []
    let positions = text[bracket...].dropFirst().dropLast()
    for part in positions.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "..", omittingEmptySubsequences: false)
      guard ends.count <= 2 else { throw form }
      var numbers: [Int] = []
      for end in ends {
        let word = end.split(separator: " ").joined(separator: " ")
        numbers += try wholeNumbers(word, separatedBy: "", atLeast: 0, else: form)
      }
      let (first, last) = (numbers[0], numbers[numbers.count - 1])
      guard first <= last else {
        throw ArgumentError("the range \(part) runs backwards; write \(last)..\(first)")
      }
      ranges.append(first...last)
    }
    guard 1...3 ~= ranges.count else { throw form }
    self.ranges = ranges
  }

  /// The cells where the model has them.
  func marks(in model: Model) throws(CellError) -> Set<Mark> {
    let count = ranges.reduce(1.0) { $0 * Double($1.count) }
    guard count <= Double(Self.mostCells) else {
      throw CellError("these are more than \(Self.mostCells.grouped) cells; name fewer")
    }
    let last = ranges.map(\.upperBound)
    guard table != "weight" else {
      guard let filter = model.choice?.filter.shape else { throw .noFilter }
      _ = try filter.weight(at: last)
      var marks: Set<Mark> = []
      for position in positions { marks.insert(.weight(try filter.weight(at: position))) }
      return marks
    }
    do throws(AddressError) {
      let place = try model.exploration.place(named: table)
      _ = try model.exploration.element(last, at: place)
      var marks: Set<Mark> = []
      for position in positions {
        marks.insert(.cell(try model.exploration.element(position, at: place), at: place))
      }
      return marks
    } catch {
      throw CellError(error.description)
    }
  }

  private var positions: [[Int]] {
    ranges.reduce([[]]) { heads, range in heads.flatMap { head in range.map { head + [$0] } } }
  }
}

/// Why cells that a scene names are not there.
struct CellError: Error {
  let message: String

  init(_ message: String) { self.message = message }

  static var noFilter: CellError {
    CellError("there is no filter of the scene's own here; name cells of input or output")
  }
}

extension Shape {
  /// A weight of a filter of this shape: row and column, before them the channel of a cube.
  func weight(at position: [Int]) throws(CellError) -> Element {
    guard 2...3 ~= position.count else {
      throw CellError("name a weight by row and column, as in 0,2")
    }
    let channel = position.count == 3 ? position[0] : 0
    let element = Element(
      channel: channel, row: position[position.count - 2], column: position[position.count - 1])
    guard contains(element) else {
      throw CellError(
        "there is no weight \(position.map(String.init).joined(separator: ",")) in a filter of "
          + "\(self)")
    }
    return element
  }
}

/// What a scene keeps back, as it is written.
enum HiddenPart: Hashable, Sendable {
  case product([Int])
  case products, sum, result, rest, outputs, size
  /// Of a filter that learns.
  case table(FilterLayout.TableKind)
  /// Of a study.
  case page(StudyPage)

  private static let words = [
    "products", "sum", "result", "rest", "outputs", "size", "gradient", "updated",
    "table", "differences",
  ]

  init(argument text: String) throws(ArgumentError) {
    switch text {
    case "products": self = .products
    case "sum": self = .sum
    case "result": self = .result
    case "rest": self = .rest
    case "outputs": self = .outputs
    case "size": self = .size
    case "gradient": self = .table(.gradient)
    case "updated": self = .table(.next)
    case "table": self = .page(.table)
    case "differences": self = .page(.differences)
    case _ where text.hasPrefix("product[") && text.hasSuffix("]"):
      self = .product(
        try wholeNumbers(
          text.dropFirst("product[".count).dropLast(), separatedBy: ",", atLeast: 0,
          else: .expected("a product by row and column, such as product[1,2]")))
    default:
      if let nearest = nearestName(to: text, among: Self.words + ["none"]) {
        throw ArgumentError("did you mean '\(nearest)'?")
      }
      throw .expected("product[1,2], \(Self.words.listed("or")), or none")
    }
  }

  /// Adds it to what is kept back.
  func hide(in veil: inout Veil, of model: Model) throws(PositionError) {
    switch self {
    case .product(let position):
      veil.products.insert(try CellWindow(model).term(at: position, word: "product"))
    case .products: veil.products.formUnion(model.explanation.terms.indices)
    case .sum: veil.hidesSum = true
    case .result: veil.hidesResult = true
    case .rest: veil.hidesRest = true
    case .outputs: veil.hidesOutputs = true
    case .size: veil.hidesSize = true
    // They are no part of what is explored.
    case .table, .page: break
    }
  }
}
