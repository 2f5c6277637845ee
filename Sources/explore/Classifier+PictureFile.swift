import Convolution
import Exports
import Networks
import Training

extension Classifier {
  /// What the network takes all pictures of a file for: many at once where it is a chain that training
  /// knows, else one after the other.
  ///
  /// - Parameter receive: Gets pictures in their order, with a share for every class of each of them.
  /// - Throws: `DataError` for pictures that do not suit the network, or what `receive` throws.
  func answer(
    _ file: PictureFile, _ receive: (_ pictures: Range<Int>, _ shares: [Float]) throws -> Void
  ) throws {
    try file.requireSize(of: blueprint.input, network: blueprint.name)
    let examples = file.examples
    if examples.shape == blueprint.input, let predictor = try predictor() {
      for first in stride(from: 0, to: examples.count, by: predictor.blockSize) {
        let block = first..<min(first + predictor.blockSize, examples.count)
        try receive(block, predictor.shares(of: block, of: examples))
      }
      return
    }
    for index in 0..<examples.count {
      let picture = try blueprint.scaled(examples.picture(index))
      let output = try output(for: picture, named: file.path).elements
      try receive(
        index..<index + 1, output.count == 1 ? [1 - output[0], output[0]] : output)
    }
  }

  /// The test pictures of Fashion-MNIST, for whoever names no others.
  ///
  /// - Throws: `Failure` for a network that was made for something else, or `DataError`.
  func testPictures(_ options: FashionMNISTOptions) throws -> PictureFile {
    let input = blueprint.input
    guard [input.channels, input.height, input.width] == [1, 28, 28],
      blueprint.classes.count == FashionMNIST.classes.count
    else {
      throw Failure(
        .usage,
        "there are no pictures to predict; name some, such as 'explore predict "
          + "\(blueprint.name) photo.jpg' (see 'explore predict --help')")
    }
    return try options.loadTestPictures()
  }

  /// nil for a network that is looked through picture by picture.
  private func predictor() throws -> Predictor? {
    guard blueprint.pretraining == nil else { return nil }
    let tensors = try blueprint.tensors(from: numbers)
    do throws(TrainingError) {
      return try Predictor(blueprint, tensors: tensors)
    } catch {
      // No chain, or one with layers that training does not know: the engine knows them all.
      return nil
    }
  }
}

extension Blueprint {
  /// A picture of 0…1 as the network takes it: one that begins by rescaling bytes is given bytes.
  func scaled(_ picture: Tensor) throws(ShapeError) -> Tensor {
    guard case .rescaling = nodes.first?.plan else { return picture }
    return try Tensor(shape: picture.shape, elements: picture.elements.map { $0 * 255 })
  }
}
