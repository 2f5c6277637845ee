package import Convolution

/// What the veil of a lesson covers, of what the screen shows.
///
/// The veil hangs before the present cell, and before the output of its node. Where a number follows
/// from another by copying alone, both are covered.
extension Model {
  /// Whether the number of the present cell is kept back.
  package var hidesResult: Bool { veil.hidesResult || veil.hidesSum || veil.coversOutputs }

  /// Whether what the terms come to is kept back.
  package var hidesSum: Bool {
    if veil.hidesSum || veil.coversOutputs { return true }
    guard veil.hidesResult else { return false }
    return switch explanation.operation {
    // Without a bias and a ReLU nothing happens between the sum and the result.
    case .weightedSum(_, let bias): bias == 0 && joinedReLU == nil
    case .average, .softmax: false
    case .maximum, .addition, .rectification, .activation, .normalization, .rescaling, .copy: true
    }
  }

  /// Whether the product of a term of the present cell is kept back.
  package func hidesProduct(_ term: Int) -> Bool {
    // A single product is its own sum.
    veil.products.contains(term) || !veil.isEmpty && hidesSum && explanation.terms.count == 1
  }

  /// Whether one of the products in a part of the terms is kept back, and so what they come to.
  package func hidesProduct(among terms: Range<Int>) -> Bool {
    veil.products.contains(where: terms.contains)
  }

  /// What stands in a cell of the output in place of its number: a question mark in the present one,
  /// a dot in the others; nil where the number shows.
  package func cover(ofOutput element: Element) -> String? {
    guard let hidden = hiddenOutputs else { return nil }
    let shape = exploration.tensor(at: outputPlace).shape
    guard hidden.contains(shape.index(of: element)) else { return nil }
    return element == cursor.element ? "?" : "·"
  }

  /// The cells of the output that are kept back, in reading order; nil when there are none.
  var hiddenOutputs: Range<Int>? {
    let shape = exploration.tensor(at: outputPlace).shape
    if veil.coversOutputs { return 0..<shape.count }
    let present = shape.index(of: cursor.element)
    if veil.hidesRest { return present + (hidesResult ? 0 : 1)..<shape.count }
    return hidesResult ? present..<present + 1 : nil
  }

  /// What the sum of a channel of the present cell is kept back for: its own products, or that it is
  /// all there is to the sum.
  package func hidesSum(ofSlice slice: Int, of channels: ShownChannels) -> Bool {
    if hidesProduct(among: channels.terms(ofSlice: slice)) { return true }
    return hidesSum && channels.isOnlyOne(slice, in: explanation)
  }

  /// Whether what the channels that are not shown come to is kept back.
  package func hidesSumOfHidden(_ channels: ShownChannels) -> Bool {
    hidesSum || veil.products.contains { !channels.terms.contains($0) }
  }
}

extension Veil {
  /// Whether no cell of the output shows its number.
  fileprivate var coversOutputs: Bool { hidesOutputs || hidesSize }
}

extension ShownChannels {
  /// Whether all the other channels add nothing.
  fileprivate func isOnlyOne(_ slice: Int, in explanation: Explanation) -> Bool {
    let own = terms(ofSlice: slice)
    return explanation.terms.indices.allSatisfy {
      own.contains($0) || explanation.summand($0) == 0
    }
  }
}

// MARK: - Marks

extension Model {
  /// The cells of a place that a lesson points at; where a ReLU is joined, those before it are those
  /// behind it.
  package func markedCells(at place: Place) -> Set<Element> {
    Set(
      marks.compactMap { mark in
        guard case .cell(let element, let marked) = mark else { return nil }
        return marked == place || place == outputPlace && marked == .node(cursor.node)
          ? element : nil
      })
  }

  /// Whether a lesson points at a weight of the filter as it is used.
  ///
  /// - Parameter slice: The channel, from the first that the present element sees.
  package func isMarked(weightAt row: Int, _ column: Int, slice: Int) -> Bool {
    guard !marks.isEmpty, let kernel = convolution?.bank.kernel else { return false }
    let (row, column) = typedPlace(row, column, kernel)
    // A flat filter is typed once, for all channels.
    let channel = choice?.filter.shape.channels == 1 ? 0 : slice
    return marks.contains(.weight(Element(channel: channel, row: row, column: column)))
  }

  /// What a lesson points at on this screen, in words: `input[2,3]`, `weight[0,1]`.
  package var markedAddresses: [String] {
    marks.compactMap { mark -> (order: [Int], text: String)? in
      switch mark {
      case .weight(let weight):
        let isFlat = choice?.filter.shape.channels == 1 || !isCube
        let place = isFlat ? [weight.row, weight.column] : weight.coordinates
        let address = place.map(String.init).joined(separator: ",")
        return ([1] + weight.coordinates, "weight[\(address)]")
      case .cell(let element, let place):
        guard place == inputPlace || place == outputPlace || place == .node(cursor.node) else {
          return nil
        }
        let order = place == inputPlace ? 0 : 2
        return ([order] + element.coordinates, exploration.address(element, at: place))
      }
    }.sorted { $0.order.lexicographicallyPrecedes($1.order) }.map(\.text)
  }
}

extension Element {
  fileprivate var coordinates: [Int] { [channel, row, column] }
}
