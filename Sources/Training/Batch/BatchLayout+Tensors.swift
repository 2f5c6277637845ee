package import Convolution
internal import Kernels
internal import Networks

// Weight files and the engine have orders of their own: the one (filter, channel, row, column) and
// (unit, input), the other the same and (input, unit). Here channels lie side by side, and dense
// weights in panels.

extension BatchLayout {
  /// The numbers of all weights in this layout.
  ///
  /// - Parameter tensors: By the names and in the order of weight files.
  /// - Throws: `TrainingError.tensor`.
  func parameters(from tensors: [String: [Float]]) throws(TrainingError) -> [Float] {
    var parameters = [Float](repeating: 0, count: parameterCount)
    for stage in stages where stage.learns {
      for (name, places) in places(of: stage) {
        guard let numbers = tensors[name] else {
          throw .tensor(name, expected: places.count, found: nil)
        }
        guard numbers.count == places.count else {
          throw .tensor(name, expected: places.count, found: numbers.count)
        }
        for (place, number) in zip(places, numbers) { parameters[place] = number }
      }
    }
    return parameters
  }

  /// The same back: by the names and in the order of weight files.
  func tensors(from parameters: [Float]) -> [String: [Float]] {
    var tensors: [String: [Float]] = [:]
    for stage in stages where stage.learns {
      for (name, places) in places(of: stage) { tensors[name] = places.map { parameters[$0] } }
    }
    return tensors
  }

  /// Where each number of a weight file goes.
  private func places(of stage: Stage) -> [(name: String, places: [Int])] {
    var weights: [Int] = []
    let biases: Range<Int>
    let shape = stage.inputShape
    switch stage.kind {
    case .convolution(let convolution):
      let taps = convolution.depth / shape.channels
      for filter in 0..<convolution.filters {
        let start = stage.weights.lowerBound + filter * convolution.depth
        for channel in 0..<shape.channels {
          for tap in 0..<taps { weights.append(start + tap * shape.channels + channel) }
        }
      }
      biases = stage.biases
    case .dense(let inputs, let units):
      let width = kernels.panelWidth
      weights.reserveCapacity(inputs * units)
      let order = spreadOrder(of: stage)
      for unit in 0..<units {
        let start = stage.weights.lowerBound + unit / width * inputs * width + unit % width
        for input in order { weights.append(start + input * width) }
      }
      biases = stage.biases.lowerBound..<stage.biases.lowerBound + units
    case .activation, .pooling, .rescaling, .dropout: return []
    }
    let named = [("\(stage.node).weight", weights), ("\(stage.node).bias", Array(biases))]
    return stage.hasBias ? named : [named[0]]
  }

  /// For each input of a dense stage in the order (channel, row, column), its place here.
  ///
  /// Flattening does nothing to the memory, nor do layers that take every number alone: the maps before
  /// them say how the numbers lie.
  private func spreadOrder(of stage: Stage) -> [Int] {
    var index = stages.firstIndex { $0.node == stage.node } ?? 0
    while index > 0, stages[index - 1].isElementwise { index -= 1 }
    let maps = index == 0 ? input : stages[index - 1].outputShape
    return (0..<maps.count).map { maps.placeWithChannelsLast($0) }
  }
}

extension BatchLayout.Stage {
  /// Whether every number is taken alone.
  var isElementwise: Bool {
    switch kind {
    case .activation, .rescaling, .dropout: true
    case .convolution, .dense, .pooling: false
    }
  }
}

extension Shape {
  /// Where the element with an index in order (channel, row, column) lies in order (row, column,
  /// channel).
  func placeWithChannelsLast(_ index: Int) -> Int {
    let (channel, place) = index.quotientAndRemainder(dividingBy: extent.area)
    return place * channels + channel
  }
}

extension Blueprint {
  /// The network with numbers that are given by the names and in the order of weight files.
  ///
  /// - Precondition: All of them are there.
  package func network(tensors: [String: [Float]]) -> Network {
    var numbers = tensors
    for tensor in self.tensors where tensor.sizes.count == 2 {
      // The engine has (input, unit).
      guard let given = tensors[tensor.name] else { continue }
      let (units, inputs) = (tensor.sizes[0], tensor.sizes[1])
      numbers[tensor.name] = [Float](unsafeUninitializedCapacity: given.count) { buffer, count in
        for unit in 0..<units {
          for input in 0..<inputs { buffer[input * units + unit] = given[unit * inputs + input] }
        }
        count = given.count
      }
    }
    do {
      return try network(weights: .handmade(numbers, rest: .seeded(0)))
    } catch {
      preconditionFailure("\(name) was built from this blueprint before: \(error)")
    }
  }
}
