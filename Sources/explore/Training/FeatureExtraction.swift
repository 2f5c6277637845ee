import Convolution
import Explorer
import Networks
import Training

/// A trained network without its dense layers, whose outputs others learn from: what it has learned to
/// see is carried over to other pictures.
struct FeatureExtraction {
  /// The whole network.
  let blueprint: Blueprint
  /// The layer whose output is the features.
  let layer: Int
  let weights: Weights
  private let network: Network
  /// How the features were made ready for the head; nil before they have been computed.
  private var scale: FeatureScale?

  /// - Throws: `Failure` for a network that has no features, or what keeps its weights from being used.
  init(_ name: String, weights argument: WeightsArgument?) throws {
    let source = try NetworkSource(argument: name)
    blueprint = source.blueprint
    guard let layer = blueprint.featureLayer else {
      throw Failure(
        .usage,
        "\(blueprint.name) has no flatten layer, behind which its features would be; take a network "
          + "that ends in dense layers")
    }
    self.layer = layer
    weights = try source.weights(argument, for: blueprint)
    if argument == nil, weights.areUntrained(for: blueprint) {
      throw Failure(
        .usage,
        "--transfer \(name) needs its trained weights; add --weights FILE ('explore predict --help' "
          + "says where they come from), or --weights seed:1 to compare with untrained ones")
    }
    do throws(WeightsError) {
      let network = try blueprint.prefix(through: layer).network(weights: weights)
      self.network =
        blueprint.pretraining.map { network.standardizing($0.preprocessing) } ?? network
    } catch {
      throw source.located(error, argument)
    }
  }

  /// All the numbers of the network that was continued by what has been trained, as files have them.
  func tensors(with head: Trainer) throws -> [String: [Float]] {
    var tensors = head.tensors
    if let scale, let dense = head.blueprint.nodes.first(where: { !$0.tensors.isEmpty }) {
      tensors = scale.folding(into: tensors, dense: dense.name)
    }
    return try blueprint.prefix(through: layer).tensors(from: weights)
      .merging(tensors) { own, _ in own }
  }

  /// How many numbers become of each picture.
  var count: Int { blueprint.nodes[layer].output.count }

  /// The features of all pictures of a data set, each computed once, around 0 and of one size.
  ///
  /// - Parameter report: Is told how much is done: 0…1.
  /// - Throws: `ShapeError` for pictures that do not suit the network.
  mutating func features(of data: DataSet, report: (Double) -> Void) throws -> DataSet {
    let sets = [data.training, data.validation, data.test]
    let all = sets.reduce(0) { $0 + ($1?.count ?? 0) }
    var done = 0
    func features(of examples: Examples) throws -> Examples {
      var numbers: [Float] = []
      numbers.reserveCapacity(examples.count * count)
      for index in 0..<examples.count {
        var tensor = try blueprint.scaled(examples.picture(index))
        try network.apply(to: &tensor)
        numbers += tensor.elements
        done += 1
        report(Double(done) / Double(all))
      }
      return Examples(
        shape: try Shape(channels: count, height: 1, width: 1), numbers: .floats(numbers),
        labels: examples.labels)
    }
    let training = try features(of: data.training)
    let scale = FeatureScale(of: training)
    self.scale = scale
    return DataSet(
      name: data.name, classes: data.classes, training: scale.applied(to: training),
      validation: try data.validation.map { scale.applied(to: try features(of: $0)) },
      test: scale.applied(to: try features(of: data.test)))
  }
}
