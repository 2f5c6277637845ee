package import Convolution
package import Explorer
package import Training

/// What a filter is to learn, and what it begins with: everything that a training follows from, besides
/// the picture and the optimizer.
package struct FilterSetup: Hashable, Sendable {
  package var target: FilterTarget
  package var start: Start
  package var hasBias = false
  /// Whether the map is compared behind a ReLU.
  package var hasReLU = false

  /// The first numbers.
  package enum Start: Hashable, Sendable {
    case seed(UInt64)
    /// All of them 0.
    case zeros
    /// Somebody's guess: weights, and a bias that counts only while one is learned.
    case numbers([Float], bias: Float)
  }

  package init(target: FilterTarget, start: Start = .seed(1)) {
    (self.target, self.start) = (target, start)
  }

  /// - Throws: `ShapeError` or `FilterTaskError` when the filter or the map does not suit the picture.
  package func task(over picture: Tensor) throws -> FilterTask {
    try FilterTask(
      picture: picture, kernel: target.kernel, target: target.map(of: picture, hasReLU: hasReLU),
      hasBias: hasBias, hasReLU: hasReLU)
  }

  /// The first numbers for a task; a guess of another size gives way to seed 1.
  package func numbers(for task: FilterTask) -> [Float] {
    switch start {
    case .seed(let seed): return task.firstNumbers(seed: seed)
    case .zeros: return Array(repeating: 0, count: task.count)
    case .numbers(let weights, let bias):
      guard weights.count == task.filterShape.count else { return task.firstNumbers(seed: 1) }
      return weights + (task.hasBias ? [bias] : [])
    }
  }
}

/// The map that should come out: what a filter makes of the picture, or what somebody has painted.
package struct FilterTarget: Hashable, Sendable {
  package var base: Base
  /// Numbers that were painted over it, by their place in reading order.
  package var strokes: [Int: Float] = [:]

  package enum Base: Hashable, Sendable {
    /// What a filter makes of the picture; it is what the learned one is to become.
    case filter(FilterChoice)
    /// Zeros, to be painted on; the filter that is learned has this size.
    case blank(Extent)
    /// A map from a file, and the arguments that load it again.
    case map(Tensor, title: String, path: String, Extent)
  }

  package init(_ base: Base) { self.base = base }

  /// The size of the filter that is learned.
  package var kernel: Extent {
    switch base {
    case .filter(let choice): choice.filter.shape.extent
    case .blank(let kernel), .map(_, _, _, let kernel): kernel
    }
  }

  /// `horizontal`, `own 2×5`, `painted`, `map.csv`.
  package var title: String {
    guard strokes.isEmpty else { return "painted" }
    switch base {
    case .filter(let choice): return choice.shortTitle
    case .blank: return "blank"
    case .map(_, let title, _, _): return title
    }
  }

  /// The filter that the learned one is to become, for a picture with so many channels; nil where nobody
  /// knows whether there is one.
  package func goal(channels: Int) -> Tensor? {
    guard strokes.isEmpty, case .filter(let choice) = base else { return nil }
    return try? FilterTask.spread(choice.filter, over: channels)
  }

  /// The numbers that should come out.
  ///
  /// - Throws: `ShapeError` when the filter does not suit the picture.
  package func map(of picture: Tensor, hasReLU: Bool) throws(ShapeError) -> Tensor {
    var map: Tensor
    switch base {
    case .filter(let choice):
      map = try FilterTask.map(of: picture, through: choice.filter, hasReLU: hasReLU)
    case .blank(let kernel):
      let bank = FilterBank(
        filter: Tensor(
          shape: try Shape(
            channels: picture.shape.channels, height: kernel.height, width: kernel.width)))
      map = Tensor(shape: try Convolution2D(bank: bank).outputShape(for: picture.shape))
    case .map(let tensor, _, _, _): map = tensor
    }
    for (place, value) in strokes where map.elements.indices ~= place {
      map[map.shape.element(at: place)] = value
    }
    return map
  }
}
