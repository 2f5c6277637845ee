package import Convolution

/// Layers that do not go together: which one, and why.
package struct BlueprintError: Error, Hashable, Sendable {
  /// The index of the layer; nil when the network as a whole is at fault.
  package let node: Int?
  /// The layer's name.
  package let layer: String
  /// The names and shapes of what the layer was given.
  package let inputs: [Input]
  package let problem: Problem

  /// What a layer takes: the picture or another layer's output.
  package struct Input: Hashable, Sendable {
    package let name: String
    package let shape: Shape
  }

  package enum Problem: Error, Hashable, Sendable {
    /// The sizes do not fit, as the engine would say it.
    case shape(ShapeError)
    case needsVector
    case unequalShapes
    case inputCount(expected: String, found: Int)
    case groupsDoNotDivideChannels(groups: Int)
    case notFinite(String, found: Float)
    case outOfRange(String, found: Float, range: String)
    case tooManyParameters
    case tooManyOperations
    case duplicateName(first: Int)
    case unusableName
    /// `position` counts in what `from` lists.
    case sourceNotEarlier(_ source: String, position: Int?)
    case unknownSource(_ source: String, position: Int, nearest: String?)
    case labelCount(labels: Int, outputs: Int)
    case noLayers
  }
}

extension BlueprintError: CustomStringConvertible {
  /// One sentence, without a full stop: what was found, what is needed, what to do.
  package var description: String {
    switch problem {
    case .shape(let error):
      "\(layer) does not fit \(given): \(error)"
    case .needsVector:
      "\(layer) takes a vector, found \(given); put a flatten layer before it"
    case .unequalShapes:
      "\(layer) adds numbers of equal shape, found \(given); make their shapes equal"
    case .inputCount(let expected, let found):
      "\(layer) takes \(expected) input\(expected == "1" ? "" : "s"), found \(found); correct 'from'"
    case .groupsDoNotDivideChannels(let groups):
      "\(layer) does not fit \(given): its channels cannot be shared out evenly among \(groups) "
        + "groups; choose another number of groups"
    case .notFinite(let label, let found):
      "\(layer): \(label) is \(found); it has to be a finite number"
    case .outOfRange(let label, let found, let range):
      "\(layer): \(label) is \(found); it has to be \(range)"
    case .tooManyParameters:
      "\(layer) has more parameters than can be counted, for \(given); make it smaller"
    case .tooManyOperations:
      "\(layer) has more multiplications than can be counted, for \(given); make it smaller"
    case .duplicateName(let first):
      "the name '\(layer)' is taken by layer \(first + 1); names have to be unique"
    case .unusableName:
      "'\(layer)' is no name for a layer; use letters, digits, '-', '_' and '.', but not 'input' "
        + "or 'output'"
    case .sourceNotEarlier(let source, _):
      source == layer
        ? "\(layer) takes its own output; a layer takes the picture ('input') or layers before it"
        : "\(layer) takes '\(source)', which comes later; a layer takes the picture ('input') or "
          + "layers before it"
    case .unknownSource(let source, _, let nearest):
      "\(layer) takes '\(source)', but there is no such layer before it; "
        + (nearest.map { "did you mean '\($0)'?" }
          ?? "name a layer before it, or 'input' for the picture")
    case .labelCount(let labels, let outputs):
      outputs == 1
        ? "there are \(labels) labels, but \(layer) makes a single number; give two, for numbers "
          + "near 0 and near 1, or none"
        : "there are \(labels) labels, but \(layer) makes \(outputs) numbers; give one for each, "
          + "or none"
    case .noLayers: "a network needs at least one layer"
    }
  }

  private var given: String {
    inputs.map { input in
      input.name == "input"
        ? "the picture of \(input.shape.sizes)" : "\(input.name)'s output of \(input.shape.sizes)"
    }.joined(separator: " and ")
  }
}
