import Convolution
import Explorer
import Exports
import ImageFiles
import Networks

/// A network with its weights that says what pictures show.
struct Classifier {
  let blueprint: Blueprint
  let isUntrained: Bool
  /// Where the network's numbers come from.
  let numbers: Weights
  private let weights: WeightsArgument?
  private let network: Network

  /// - Throws: What keeps the network or its weights from being used, or `NoAnswer`.
  init(_ name: String, weights argument: WeightsArgument?) throws {
    let source = try NetworkSource(argument: name)
    (blueprint, weights) = (source.blueprint, argument)
    try blueprint.requireAnswer()
    numbers = try source.weights(argument, for: blueprint)
    isUntrained = numbers.areUntrained(for: blueprint)
    do throws(WeightsError) {
      let network = try blueprint.network(weights: numbers)
      self.network =
        blueprint.pretraining.map { network.standardizing($0.preprocessing) } ?? network
    } catch {
      throw source.located(error, argument)
    }
  }

  /// What a picture of a file, of standard input or of the program shows.
  ///
  /// - Throws: What is wrong with the picture, or `ShapeError` where it does not suit the network.
  func prediction(
    for path: String, named name: String, keeping count: Int
  ) throws -> Prediction {
    let picture = try Picture.loadNamed(PictureRequest(path: path, for: blueprint))
    return try prediction(of: picture.tensor, named: name, keeping: count)
  }

  /// What a picture shows that has the network's size and scale; a gray one may have one channel.
  func prediction(
    of picture: Tensor, named name: String, keeping count: Int
  ) throws(ShapeError) -> Prediction {
    Prediction(
      name, output: try output(for: picture, named: name), of: blueprint, keeping: count)
  }

  /// What comes out for such a picture.
  func output(for picture: Tensor, named name: String) throws(ShapeError) -> Tensor {
    var tensor = Exploration.Subject(picture: picture, title: name, arguments: [])
      .withChannels(blueprint.input.channels).picture
    try network.apply(to: &tensor)
    return tensor
  }

  /// Predictions as they are written.
  func text(_ format: PredictionText.Format) -> PredictionText {
    PredictionText(
      format: format, network: blueprint.name, weights: weights?.argument ?? "",
      isUntrained: isUntrained)
  }
}
