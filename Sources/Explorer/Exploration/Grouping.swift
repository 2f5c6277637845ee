import Convolution

/// Which input channels a filter sees.
package enum Grouping: Hashable, Sendable {
  /// The channels are cut into so many groups, and so are the filters; each filter sees its group.
  /// With a single group every filter sees everything.
  case groups(Int)
  /// Each filter is applied to each channel on its own: channels × filters maps.
  case depthwise

  package static let none = groups(1)

  /// As on the command line and in the options panel.
  package var title: String {
    switch self {
    case .groups(let count): String(count)
    case .depthwise: "depthwise"
    }
  }

  /// Depthwise, then as many groups as the channels can be cut into: 1, 2, 3, 6 for six channels.
  func neighbor(by step: Int, channels: Int) -> Grouping {
    let choices = [.depthwise] + (1...channels).filter { channels % $0 == 0 }.map(Grouping.groups)
    guard let position = choices.firstIndex(of: self) else { return .none }
    return choices[min(max(position + step, 0), choices.count - 1)]
  }

  /// How many groups there are for so many channels.
  func count(inputChannels: Int) -> Int {
    switch self {
    case .groups(let count): count
    case .depthwise: inputChannels
    }
  }
}

extension ChainSettings {
  package var isDepthwise: Bool { grouping == .depthwise }

  /// Which of the filters, as the user typed them, makes a map.
  package func filterIndex(ofMap map: Int) -> Int {
    isDepthwise ? map % filters.count : min(map, filters.count - 1)
  }

  /// The filters as the weights of one layer.
  ///
  /// A filter with one kernel uses it for every channel that it sees.
  ///
  /// - Throws: `ShapeError` when filters have different sizes or channels that the picture has not.
  func bank(inputChannels: Int) throws(ShapeError) -> FilterBank {
    let groups = grouping.count(inputChannels: inputChannels)
    guard groups >= 1 else { throw .sizeNotPositive("the number of groups", found: groups) }
    guard inputChannels % groups == 0 else {
      throw .groupsDoNotDivideChannels(groups: groups, channels: inputChannels)
    }
    let size = filters[0].filter.shape.extent
    for choice in filters where choice.filter.shape.extent != size {
      throw .unequalFilters(found: choice.filter.shape.extent, expected: size)
    }
    var weights: [Float] = []
    switch grouping {
    case .groups:
      for choice in filters {
        weights += try choice.kernels(channels: inputChannels / groups, groups: groups)
      }
    case .depthwise:
      // As everywhere in the field, the maps of one channel stand together.
      for channel in 0..<inputChannels {
        for choice in filters {
          let kernels = try choice.kernels(channels: inputChannels, groups: 1)
          let area = size.height * size.width
          weights += kernels[channel * area..<(channel + 1) * area]
        }
      }
    }
    let count = isDepthwise ? filters.count * inputChannels : filters.count
    return try FilterBank(
      filters: count, channels: inputChannels / groups, kernel: size, weights: weights,
      biases: Array(repeating: bias, count: count))
  }
}

extension FilterChoice {
  /// The weights for so many channels.
  fileprivate func kernels(channels: Int, groups: Int) throws(ShapeError) -> [Float] {
    let found = filter.shape.channels
    guard found != 1 else {
      return Array(repeatElement(filter.elements, count: channels).joined())
    }
    guard found == channels else {
      throw .channels(filter: found, groups: groups, input: channels * groups)
    }
    return filter.elements
  }
}
