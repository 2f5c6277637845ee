/// Watches the validation loss and says when it has stopped falling.
package struct EarlyStop: Hashable, Sendable {
  /// Epochs without a lower loss after which to stop; nil never stops.
  package let patience: Int?
  /// The epoch with the lowest loss so far, from 0.
  package private(set) var best: Int?
  /// Epochs since then.
  package private(set) var waited = 0
  private var lowest = Double.infinity
  private var epochs = 0

  package init(patience: Int?) { self.patience = patience }

  /// Takes the loss of one more epoch; NaN is no lower loss.
  ///
  /// - Returns: Whether to stop now.
  package mutating func observe(_ loss: Double) -> Bool {
    if loss < lowest {
      (best, lowest, waited) = (epochs, loss, 0)
    } else {
      waited += 1
    }
    epochs += 1
    return patience.map { waited >= max(1, $0) } ?? false
  }
}
