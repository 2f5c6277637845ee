#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// How a network is to be trained: everything that its numbers depend on, besides the data.
///
/// The same recipe over the same data gives the same weights, bit for bit.
package struct Recipe: Hashable, Sendable, Codable {
  /// How often every training picture is seen.
  package var epochs = 10
  /// Pictures between two updates.
  package var batchSize = 64
  /// Whether an epoch ends with its last whole batch, so that every update is made of equally many
  /// pictures. Which ones are left over changes with the epoch's order.
  package var dropsIncompleteBatch = false
  /// How pictures are changed, anew each time that they are learned from.
  package var augmentation = Augmentation.none
  /// What turns gradients into updates.
  package var optimizer = Optimizer.adam()
  /// How the learning rate changes from epoch to epoch.
  package var schedule = Schedule.constant
  /// The share of the training set that is held out where the data bring no validation set. As in
  /// Keras it is taken from the end, before anything is shuffled.
  package var validationShare = 0.2
  /// Epochs without a lower validation loss after which training stops; nil never stops early.
  package var patience: Int?
  /// What the weights begin with.
  package var initializer = Initializer.glorot
  /// Where all chance comes from: first weights, order of the pictures, dropout, augmentation.
  package var seed: UInt64 = 1

  package init() {}
}

/// What turns gradients into updates.
package enum Optimizer: Hashable, Sendable, Codable {
  /// weight − rate · velocity, where velocity = momentum · velocity + gradient, as PyTorch does it.
  case gradientDescent(rate: Float, momentum: Float = 0)
  /// Kingma and Ba, *Adam: A Method for Stochastic Optimization* (2015), algorithm 1, with epsilon
  /// where PyTorch has it (`OptimizerState` has the formulas).
  case adam(rate: Float = 1e-3, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-7)

  /// The learning rate.
  package var rate: Float {
    get {
      switch self {
      case .gradientDescent(let rate, _), .adam(let rate, _, _, _): rate
      }
    }
    set {
      switch self {
      case .gradientDescent(_, let momentum):
        self = .gradientDescent(rate: newValue, momentum: momentum)
      case .adam(_, let beta1, let beta2, let epsilon):
        self = .adam(rate: newValue, beta1: beta1, beta2: beta2, epsilon: epsilon)
      }
    }
  }
}

/// How the learning rate changes from epoch to epoch.
package enum Schedule: Hashable, Sendable, Codable {
  case constant
  /// Times `factor` after every `epochs` epochs.
  case steps(epochs: Int, factor: Float)
  /// Along half a cosine from the full rate to nothing over all epochs.
  case cosine

  /// What the learning rate is multiplied by.
  ///
  /// - Parameter epoch: From 0.
  package func factor(epoch: Int, of epochs: Int) -> Float {
    switch self {
    case .constant: 1
    case .steps(let length, let factor):
      (0..<epoch / max(1, length)).reduce(1) { product, _ in product * factor }
    case .cosine: epochs <= 1 ? 1 : 0.5 + 0.5 * cosf(.pi * Float(epoch) / Float(epochs))
    }
  }
}

/// What weights begin with. Biases begin with 0.
package enum Initializer: String, Hashable, Sendable, Codable, CaseIterable {
  /// Uniform within ±√(6 / (fan in + fan out)): Glorot and Bengio, *Understanding the difficulty of
  /// training deep feedforward neural networks* (2010). What Keras does.
  case glorot
  /// Uniform within ±√(6 / fan in): He, Zhang, Ren and Sun, *Delving deep into rectifiers* (2015).
  case he
  /// Uniform within ±1 / √(fan in), biases too: what PyTorch does.
  case pyTorch
}
