import Convolution

/// What a lesson keeps back, as the projector's screen asks for it.
extension Model {
  /// Whether a number of the output is kept back, or not there yet.
  func hidesOutput(_ element: Element) -> Bool {
    cover(ofOutput: element) != nil || element == cursor.element && !isComplete
  }

  /// Whether the number that the screen is about is kept back: the result, or the sum so far where
  /// it, or a product in it, has to be found first.
  var hidesPresentNumber: Bool {
    guard focus == .output else { return false }
    if isComplete { return hidesResult || hidesSum }
    let included = stages(of: explanation).includedTerms(at: cursor.stage)
    return veil.hidesSum || veil.products.contains { $0 < included }
  }
}
