import Convolution
import Explorer

/// The numbers under the window of the cursor's cell, by row and column, before them the channel where
/// the cell sees several.
struct CellWindow {
  let explanation: Explanation
  /// How the terms lie; a vector where they have no rows and columns.
  let shape: Shape

  init(_ model: Model) {
    explanation = model.explanation
    let count = explanation.terms.count
    let (channels, rows) =
      switch model.node.layer {
      case .convolution(let layer): (layer.bank.channels, layer.bank.kernel.height)
      case .pooling, .globalPooling: (1, Set(explanation.terms.map(\.element.row)).count)
      case .rectification, .activation, .normalization, .rescaling, .dropout, .flatten: (1, 1)
      case .dense, .softmax, .addition: (count, 1)
      }
    guard
      let shape = try? Shape(channels: channels, height: rows, width: count / (channels * rows))
    else { preconditionFailure("\(count) terms in \(channels) channels of \(rows) rows") }
    self.shape = shape
  }

  /// The number of the term at a position as an address writes it.
  ///
  /// - Parameter word: What the terms are called, for the complaint.
  /// - Throws: `PositionError`.
  func term(at position: [Int], word: String) throws(PositionError) -> Int {
    try shape.index(at: position, word: word)
  }
}

extension Shape {
  /// The number of the element at a position as an address writes it.
  ///
  /// - Parameter word: What the elements are called, for the complaint.
  /// - Throws: `PositionError`.
  func index(at position: [Int], word: String) throws(PositionError) -> Int {
    let element: Element? =
      switch position.count {
      case 1 where isVector: Element(channel: position[0], row: 0, column: 0)
      case 2 where channels == 1: Element(row: position[0], column: position[1])
      case 3: Element(channel: position[0], row: position[1], column: position[2])
      default: nil
      }
    guard let element else { throw .wrongCount(word, found: position.count, shape: self) }
    guard contains(element) else { throw .outside(word, element, shape: self) }
    return index(of: element)
  }
}

/// A position that is none in the window.
enum PositionError: Error, Hashable {
  case wrongCount(_ word: String, found: Int, shape: Shape)
  case outside(_ word: String, Element, shape: Shape)

  /// One sentence, without a full stop: what was found, what is needed.
  var description: String {
    switch self {
    case .wrongCount(let word, let found, let shape):
      "\(word) takes \(Self.needed(shape)), as in \(word)\(Self.example(shape)); found \(found) "
        + "number\(found == 1 ? "" : "s")"
    case .outside(let word, let element, let shape):
      "there is no \(word)\(element.channel == 0 ? element.address(in: shape) : element.description); "
        + "the window has \(shape.isVector ? "\(shape) numbers" : "\(shape) numbers, counted from 0")"
    }
  }

  private static func needed(_ shape: Shape) -> String {
    shape.isVector
      ? "a single number" : shape.channels == 1 ? "row and column" : "channel, row and column"
  }

  private static func example(_ shape: Shape) -> String {
    Element(row: 0, column: 0).address(in: shape)
  }
}
