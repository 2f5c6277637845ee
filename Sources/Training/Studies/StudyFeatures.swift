internal import Convolution

/// Frozen convolutions while they compute what a head is to see of some pictures.
struct StudyFeatures: Sendable {
  private var network: Trainer
  private let pictures: Examples
  private var numbers: [Float] = []
  private var done = 0

  /// Pictures that take some milliseconds.
  static let piece = 192

  /// - Parameter convolutions: Their weights; what else is among them is not used.
  init(
    _ networks: StudyNetworks, convolutions: [String: [Float]], over pictures: Examples,
    threads: Int
  ) throws(TrainingError) {
    self.pictures = pictures
    // What stands behind the convolutions does not matter.
    let rest = Initializer.pyTorch.tensors(for: networks.transferred, seed: 0)
    let frozen = networks.numbers(convolutions, ofHead: false)
    network = try Trainer(
      networks.transferred,
      data: DataSet(
        name: "features", classes: ["0", "1"], training: pictures, test: pictures),
      recipe: Recipe(), weights: rest.merging(frozen) { $1 }, threads: threads)
  }

  /// The next pictures.
  ///
  /// - Returns: How many there were.
  mutating func advance(_ count: Int) -> Int {
    network.takeOwnMemory()
    // All at once: an array that grows takes twice what it needs.
    numbers.reserveCapacity(pictures.count * network.featureCount)
    let start = done
    let end = min(pictures.count, start + count)
    while done < end {
      let next = min(done + network.blockSize, end)
      network.addFeatures(about: Array(done..<next), of: pictures, to: &numbers)
      done = next
    }
    return end - start
  }

  /// What has come out, once it is all there.
  var finished: Examples? {
    guard done == pictures.count else { return nil }
    do {
      let shape = try Shape(channels: numbers.count / max(1, done), height: 1, width: 1)
      return Examples(shape: shape, numbers: .floats(numbers), labels: pictures.labels)
    } catch {
      preconditionFailure("features are as many as a head takes: \(error)")
    }
  }

  /// All at once.
  static func all(
    of pictures: Examples, _ networks: StudyNetworks, convolutions: [String: [Float]]
  ) throws(TrainingError) -> Examples? {
    var features = try StudyFeatures(
      networks, convolutions: convolutions, over: pictures, threads: 1)
    _ = features.advance(pictures.count)
    return features.finished
  }
}

extension Trainer {
  /// Numbers that come out before the first dense layer for each picture.
  fileprivate var featureCount: Int {
    guard let dense = layout.stages.first(where: \.isDense) else { return 0 }
    return dense.inputShape.count
  }

  /// Adds what comes out before the first dense layer, in order (channel, row, column), picture by
  /// picture.
  fileprivate func addFeatures(
    about indices: [Int], of examples: Examples, to numbers: inout [Float]
  ) {
    guard let dense = layout.stages.firstIndex(where: \.isDense), dense > 0 else { return }
    look(at: indices, of: examples)
    let maps = layout.stages[dense - 1].outputShape
    let places = (0..<maps.count).map { maps.placeWithChannelsLast($0) }
    let start = memory.outputs[dense - 1].start
    for picture in 0..<indices.count {
      for place in places { numbers.append(start[picture * maps.count + place]) }
    }
  }
}
