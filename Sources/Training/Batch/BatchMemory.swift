internal import CProcessor
internal import Convolution
internal import Kernels

/// The memory that a pass over many pictures works in: made once, used for every batch.
///
/// A class, because it is memory and not a value: nothing in it outlives a pass. Two passes must not
/// use one at the same time.
///
/// `@unchecked`, because that is promised by whoever passes it on: `Trainer` goes on only in a memory
/// that nobody else holds.
final class BatchMemory: @unchecked Sendable {
  /// The most pictures that are handled at once.
  let capacity: Int
  /// Workers that may run at once.
  let workers: Int
  /// What comes out of every stage, picture after picture.
  let outputs: [Buffer]
  /// The pictures that go in, channels last.
  let input: Buffer
  /// For stages that pool the winners: which window of a cell, or which place of the map.
  let winners: [UnsafeMutablePointer<Int32>?]
  /// The gradients of what goes into every segment.
  let gradients: [Buffer]
  /// The gradients of what comes out of the last stage.
  let outputGradients: Buffer
  /// The weights of convolutions as the way forwards wants them: panels, then biases.
  let panels: [Buffer]
  /// For each group of pictures, what the weights of the convolutions get from it.
  let partials: [Buffer]
  /// Where a stage's part begins in a partial.
  let partialStarts: [Int]
  /// For each worker: a padded picture and its gradients, two sets of gradients between stages, and
  /// lists.
  let scratch: [Scratch]

  typealias Buffer = UnsafeMutableBufferPointer<Float>

  struct Scratch {
    let padded: Buffer
    let paddedGradients: Buffer
    let first: Buffer
    let second: Buffer
    let places: UnsafeMutableBufferPointer<Int>
    let factors: Buffer
    /// A dense stage's gradients as a panel, or its weights turned.
    let panel: Buffer
  }

  /// Pictures whose contributions to weights are added up on their own: small enough to stay in a
  /// cache, and a fixed number, so that sums do not depend on the threads.
  static let groupSize = 8

  /// - Parameter learns: Whether there is a way back, which needs more than half of the memory.
  init(for layout: BatchLayout, capacity: Int, workers: Int, learns: Bool = true) {
    self.capacity = capacity
    self.workers = workers
    let width = layout.kernels.panelWidth
    func buffer(_ count: Int) -> Buffer {
      // Vectors may be read, but not written, up to a panel behind the end.
      let buffer = Buffer.allocate(capacity: max(1, count) + width)
      buffer.initialize(repeating: 0)
      return buffer
    }
    input = buffer(layout.input.count * capacity)
    outputs = layout.stages.map { buffer($0.outputShape.count * capacity) }
    winners = layout.stages.map { stage in
      guard stage.keepsWinners else { return nil }
      let count = stage.outputShape.count * capacity + width
      let pointer = UnsafeMutablePointer<Int32>.allocate(capacity: count)
      pointer.initialize(repeating: 0, count: count)
      return pointer
    }
    gradients = layout.segments.map {
      // Nobody asks what the pictures themselves get.
      let isWanted = learns && $0.lowerBound > 0
      return buffer(isWanted ? layout.stages[$0.lowerBound].inputShape.count * capacity : 0)
    }
    outputGradients = buffer(learns ? layout.outputCount * capacity : 0)
    var starts: [Int] = []
    var end = 0
    for stage in layout.stages {
      starts.append(end)
      if case .convolution(let convolution) = stage.kind {
        end += convolution.gradientCount(panelWidth: width)
      }
    }
    partialStarts = starts
    let groups = learns ? (capacity + Self.groupSize - 1) / Self.groupSize : 0
    let partialCount = end
    partials = (0..<groups).map { _ in buffer(partialCount) }
    panels = layout.stages.map { stage in
      guard case .convolution(let convolution) = stage.kind else { return buffer(0) }
      return buffer((convolution.depth + 1) * convolution.paddedFilters(panelWidth: width))
    }
    let sizes = layout.stages.map { max($0.inputShape.count, $0.outputShape.count) }
    let largest = learns ? sizes.max() ?? 0 : 0
    var (padded, lists, panel) = (0, 0, 0)
    for stage in layout.stages {
      switch stage.kind {
      case .convolution(let convolution):
        padded = max(padded, convolution.paddedCount(channels: stage.inputShape.channels))
        lists = max(lists, convolution.windows.rows * convolution.windows.columns)
        lists = max(lists, 4 * convolution.filters)
      case .dense(_, let units): panel = max(panel, max(capacity, units) * width)
      case .activation, .pooling, .rescaling, .dropout: break
      }
    }
    let (paddedCount, listCount, panelCount) = (padded, lists, panel)
    scratch = (0..<max(1, workers)).map { _ in
      Scratch(
        padded: buffer(paddedCount), paddedGradients: buffer(paddedCount), first: buffer(largest),
        second: buffer(largest), places: .allocate(capacity: max(1, listCount)),
        factors: buffer(listCount), panel: buffer(panelCount))
    }
  }

  deinit {
    input.deallocate()
    outputGradients.deallocate()
    for buffer in outputs + gradients + panels + partials { buffer.deallocate() }
    for pointer in winners { pointer?.deallocate() }
    for scratch in scratch {
      for buffer in [
        scratch.padded, scratch.paddedGradients, scratch.first, scratch.second, scratch.factors,
        scratch.panel,
      ] { buffer.deallocate() }
      scratch.places.deallocate()
    }
  }
}

// MARK: - Pictures that go in

extension BatchMemory {
  /// Has pictures written to where a pass reads them, groups of them at the same time.
  ///
  /// - Parameters:
  ///   - isMuch: Whether writing them takes longer than starting threads.
  ///   - write: Gets the place of a picture in the batch, and where it begins in memory.
  func fill(
    _ count: Int, of shape: Shape, isMuch: Bool,
    _ write: (_ place: Int, _ target: UnsafeMutablePointer<Float>) -> Void
  ) {
    let groups = (count + Self.groupSize - 1) / Self.groupSize
    performConcurrently(groups, workers: isMuch ? workers : 1) { group, _ in
      let first = group * Self.groupSize
      for place in first..<min(first + Self.groupSize, count) {
        write(place, input.start + place * shape.count)
      }
    }
  }
}

extension BatchLayout.Stage {
  /// Whether the way back has to know which number was the largest.
  var keepsWinners: Bool {
    switch kind {
    case .convolution(let convolution): convolution.fusion == .withReLUAndPooling
    case .pooling(let table): table.isMaximum
    case .dense, .activation, .rescaling, .dropout: false
    }
  }
}

extension BatchConvolution {
  /// The filters, up to whole panels.
  func paddedFilters(panelWidth: Int) -> Int {
    (filters + panelWidth - 1) / panelWidth * panelWidth
  }

  /// Numbers that a group's gradients take: weights, then biases.
  func gradientCount(panelWidth: Int) -> Int {
    (isSmall ? depth + 1 : depth) * paddedFilters(panelWidth: panelWidth)
      + (isSmall ? 0 : paddedFilters(panelWidth: panelWidth))
  }
}
