import Convolution

/// What a lesson keeps back, as the projector's screen asks for it.
extension Model {
  /// Whether a number of the output is kept back.
  func hidesOutput(_ element: Element) -> Bool {
    if veil.hidesOutputs { return true }
    if element == cursor.element {
      return veil.hidesResult || veil.hidesSum || !isComplete
    }
    return veil.hidesRest && shape.index(of: element) > shape.index(of: cursor.element)
  }

  /// Whether the number that the screen is about is kept back: the result, or the sum so far where
  /// it, or a product in it, has to be found first.
  var hidesPresentNumber: Bool {
    guard focus == .output, !veil.isEmpty else { return false }
    if veil.hidesSum { return true }
    if isComplete { return veil.hidesResult || veil.hidesOutputs }
    let included = stages(of: explanation).includedTerms(at: cursor.stage)
    return veil.products.contains { $0 < included }
  }
}
