import Convolution

/// All maps of a node side by side, or all numbers of a vector: which, in what order, and the chosen
/// one.
package struct Gallery: Hashable, Sendable {
  package private(set) var sorting: Sorting
  /// The channels that show, in the order in which they do.
  package private(set) var order: [Int] = []
  /// The chosen one's place in the order.
  package var place = 0
  /// What was searched for; nil shows all.
  package private(set) var search: String?
  /// Whether keys still belong to the text that is searched for.
  package var isSearching = false
  /// Of each channel, once they were asked for.
  private var means: [Float]?
  /// Columns of the longest title, 0 without any.
  let widestTitle: Int

  package enum Sorting: CaseIterable, Hashable, Sendable {
    case number, strongest, mean

    package var title: String {
      switch self {
      case .number: "number"
      case .strongest: "strongest"
      case .mean: "mean"
      }
    }
  }

  /// The maps at a place by number, the numbers of a vector by size.
  init(_ exploration: Exploration, at place: Place, choosing channel: Int) {
    let shape = exploration.tensor(at: place).shape
    sorting = shape.isVector ? .strongest : .number
    widestTitle = (0..<shape.channels).reduce(0) {
      max($0, exploration.title(ofChannel: $1, at: place)?.unicodeScalars.count ?? 0)
    }
    arrange(exploration, at: place)
    choose(channel)
  }

  /// The chosen channel; nil when nothing was found.
  package var chosen: Int? { order.indices ~= place ? order[place] : nil }

  /// What the channels are sorted by, or shown with where that is their number.
  package func value(ofChannel channel: Int, _ exploration: Exploration, at place: Place) -> Float {
    if sorting == .mean, let means { return means[channel] }
    return exploration.strongest(ofChannel: channel, at: place)
  }

  // MARK: Changes

  mutating func sortNext(_ exploration: Exploration, at place: Place) {
    sorting = sorting.next
    // The mean of a single number is the number.
    if sorting == .mean, exploration.tensor(at: place).shape.isVector { sorting = sorting.next }
    arrange(exploration, at: place)
    // Who sorts wants to see what comes first.
    self.place = 0
  }

  mutating func search(for text: String?, _ exploration: Exploration, at place: Place) {
    search = text
    keepingChoice { $0.arrange(exploration, at: place) }
  }

  /// Goes to a channel; false when it does not show.
  @discardableResult
  mutating func choose(_ channel: Int) -> Bool {
    guard let place = order.firstIndex(of: channel) else { return false }
    self.place = place
    return true
  }

  private mutating func keepingChoice(_ change: (inout Gallery) -> Void) {
    let before = chosen
    change(&self)
    place = before.flatMap { order.firstIndex(of: $0) } ?? 0
  }

  private mutating func arrange(_ exploration: Exploration, at place: Place) {
    let count = exploration.tensor(at: place).shape.channels
    var channels = Array(0..<count)
    if let search, !search.isEmpty {
      let wanted = search.lowercased()
      channels = channels.filter {
        String($0).hasPrefix(wanted)
          || exploration.title(ofChannel: $0, at: place)?.lowercased().contains(wanted) == true
      }
    }
    switch sorting {
    case .number: break
    case .strongest:
      channels.sort(byDescending: { exploration.strongest(ofChannel: $0, at: place) })
    case .mean:
      let means = means ?? exploration.means(at: place)
      self.means = means
      channels.sort(byDescending: { means[$0] })
    }
    order = channels
  }
}

extension [Int] {
  /// The largest first; equal ones stay in order, and what is not a number comes last.
  fileprivate mutating func sort(byDescending value: (Int) -> Float) {
    let values = map { (index: $0, value: value($0)) }
    self = values.sorted { first, second in
      if first.value.isNaN || second.value.isNaN || first.value == second.value {
        let (isFirstNaN, isSecondNaN) = (first.value.isNaN, second.value.isNaN)
        return isFirstNaN == isSecondNaN ? first.index < second.index : isSecondNaN
      }
      return first.value > second.value
    }.map(\.index)
  }
}

// MARK: - What is known of a channel

extension Exploration {
  /// The highest number of a channel.
  package func strongest(ofChannel channel: Int, at place: Place) -> Float {
    let tensor = tensor(at: place)
    if tensor.shape.isVector { return tensor[channel, 0, 0] }
    return range(.map, at: place, channel: channel).maximum
  }

  /// What a channel stands for: its label, its color, or the filter that made it.
  package func title(ofChannel channel: Int, at place: Place) -> String? {
    label(ofChannel: channel, at: place) ?? name(ofChannel: channel, at: place)
  }

  /// The mean of each channel.
  ///
  /// - Complexity: One pass over the numbers.
  func means(at place: Place) -> [Float] {
    (0..<tensor(at: place).shape.channels).map { mean(ofChannel: $0, at: place) }
  }

  /// The mean of a channel.
  package func mean(ofChannel channel: Int, at place: Place) -> Float {
    let tensor = tensor(at: place)
    let area = tensor.shape.height * tensor.shape.width
    return tensor.elements.withUnsafeBufferPointer { elements in
      var sum: Double = 0
      for index in channel * area..<(channel + 1) * area { sum += Double(elements[index]) }
      return Float(sum / Double(area))
    }
  }
}
