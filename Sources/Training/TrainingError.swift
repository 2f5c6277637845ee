package import Convolution

/// Why something cannot be trained.
package enum TrainingError: Error, Hashable, Sendable {
  /// The layer takes something else than the one before it.
  case notAChain(network: String, layer: String)
  case unsupportedLayer(_ kind: String, layer: String)
  case classCount(network: String, outputs: Int, classes: Int)
  /// A sigmoid tells two classes apart with one number.
  case sigmoidClasses(network: String, outputs: Int, classes: Int)
  case pictureShape(network: String, expected: Shape, found: Shape)
  /// There is nothing to learn from.
  case noExamples(_ set: String)
  /// All pictures would be held out.
  case allHeldOut(count: Int, share: Double)
  /// First weights that the network has no place for, or that are missing.
  case tensor(_ name: String, expected: Int, found: Int?)
  case shape(ShapeError, layer: String)
  /// A checkpoint of another network, recipe or data set.
  case otherTraining(_ what: String, expected: String, found: String)
  /// A number of the recipe that nothing can be trained with.
  case recipe(_ name: String, found: String, needed: String)
  /// Its layers have no weights.
  case nothingToLearn(network: String)
  /// So many numbers come out of its layers for each picture.
  case tooLarge(network: String, numbers: Int)
  /// What was kept of a training contradicts itself.
  case contradiction(_ what: String, found: String, needed: String)
}

extension TrainingError: CustomStringConvertible {
  /// One sentence: what was found, what is supported, what to do.
  package var description: String {
    switch self {
    case .notAChain(let network, let layer):
      "\(network): \(layer) does not simply follow the layer before it; only chains are trained; "
        + "take such a network's features with --transfer, and train a head on them"
    case .unsupportedLayer(let kind, let layer):
      "\(layer): training does not support this \(kind) layer; it supports convolutions without groups, "
        + "dense layers, pooling, activations, dropout and rescaling"
    case .classCount(let network, let outputs, let classes):
      "\(network) answers with \(outputs) numbers, but there are \(classes) classes; change its last layer"
    case .sigmoidClasses(let network, let outputs, let classes):
      "\(network) ends in a sigmoid of \(outputs) numbers over \(classes) classes; one number tells two "
        + "classes apart, use softmax for more"
    case .pictureShape(let network, let expected, let found):
      "\(network) takes pictures of \(expected), found \(found); resize them"
    case .noExamples(let set): "the \(set) set has no pictures; add some"
    case .allHeldOut(let count, let share):
      "holding out \(share) of \(count) \(count == 1 ? "picture" : "pictures") leaves none to learn from; "
        + "hold out less, or add pictures"
    case .tensor(let name, let expected, let found):
      if let found {
        "the tensor '\(name)' has \(found) numbers, needed are \(expected); take weights of the same network"
      } else {
        "the tensor '\(name)' with \(expected) numbers is missing; take weights of the same network"
      }
    case .shape(let error, let layer): "\(layer): \(error)"
    case .otherTraining(let what, let expected, let found):
      "this was saved with another \(what): \(found), not \(expected); use the same one to go on"
    case .recipe(let name, let found, let needed):
      "the \(name) is \(found); possible is \(needed)"
    case .nothingToLearn(let network):
      "\(network) has no weights to learn; add a convolution or a dense layer"
    case .tooLarge(let network, let numbers):
      "\(network) makes \(numbers) numbers of each picture, too many for several at once; take smaller "
        + "pictures"
    case .contradiction(let what, let found, let needed):
      "what was saved of the training is damaged: \(what) is \(found), where only \(needed) is "
        + "possible; take an earlier file"
    }
  }
}
