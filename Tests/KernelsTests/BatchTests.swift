import CProcessor
import Kernels
import TestSupport
import Testing

/// A convolution over a picture whose channels are side by side, small and odd enough to meet every
/// edge of the loops.
private struct Case: CustomTestStringConvertible {
  let windows: batch_windows
  let filters: Int
  let pools: Bool
  let picture: [Float]
  /// The filters one after another, each as its window lies in memory.
  let weights: [Float]
  let biases: [Float]
  /// What the cells get from the layer behind.
  let gradients: [Float]

  var depth: Int { windows.runs * windows.run_length }
  var cells: Int { windows.rows * windows.columns }
  var testDescription: String { "\(windows), \(filters) filters" }

  init(pools: Bool, using generator: inout SeededGenerator) {
    self.pools = pools
    let channels = Int.random(in: 1...9, using: &generator)
    let (kernelHeight, kernelWidth) = (
      Int.random(in: 1...3, using: &generator), Int.random(in: 1...4, using: &generator)
    )
    let (rows, columns) = (
      Int.random(in: 1...4, using: &generator), Int.random(in: 1...5, using: &generator)
    )
    let stride = Int.random(in: 1...2, using: &generator)
    let pooled = pools ? 2 : 1
    let height = (rows * pooled - 1) * stride + kernelHeight
    let width =
      (columns * pooled - 1) * stride + kernelWidth + Int.random(in: 0...2, using: &generator)
    filters = Int.random(in: 1...37, using: &generator)
    windows = batch_windows(
      rows: rows, columns: columns, row_step: pooled * stride * width * channels,
      column_step: pooled * stride * channels, row_stride: stride * width * channels,
      column_stride: stride * channels, runs: kernelHeight, run_length: kernelWidth * channels,
      run_stride: width * channels)
    func numbers(_ count: Int) -> [Float] {
      (0..<count).map { _ in
        // Zeros and equal numbers now and then: two windows may tie.
        Int.random(in: 0..<8, using: &generator) == 0
          ? 0 : Float(Int.random(in: -64...64, using: &generator)) / 32
      }
    }
    picture = numbers(height * width * channels)
    weights = numbers(filters * kernelHeight * kernelWidth * channels)
    biases = numbers(filters)
    gradients = numbers(rows * columns * filters)
  }

  /// Where the first window of a cell begins, or one of its four.
  func start(_ cell: Int, _ window: Int) -> Int {
    let (row, column) = cell.quotientAndRemainder(dividingBy: windows.columns)
    return row * windows.row_step + column * windows.column_step
      + window / 2 * windows.row_stride + window % 2 * windows.column_stride
  }

  /// Where a number under a window lies in the picture.
  func place(_ tap: Int, from start: Int) -> Int {
    start + tap / windows.run_length * windows.run_stride + tap % windows.run_length
  }

  // MARK: The definitions

  func sum(_ filter: Int, _ cell: Int, _ window: Int) -> Float {
    let start = start(cell, window)
    var sum: Float = -0.0
    for tap in 0..<depth { sum += picture[place(tap, from: start)] * weights[filter * depth + tap] }
    return sum + biases[filter]
  }

  func output(_ filter: Int, _ cell: Int) -> (value: Float, winner: Int) {
    let sums = (0..<(pools ? 4 : 1)).map { sum(filter, cell, $0) }
    var winner = 0
    for window in sums.indices where sums[window] > sums[winner] { winner = window }
    return (sums[winner] < 0 ? 0 : sums[winner], winner)
  }

  /// Weights, biases and picture, each added up in reading order of the cells.
  func gradients(rectifying: Bool) -> (weights: [Float], biases: [Float], picture: [Float]) {
    var weightGradients = [Float](repeating: 0, count: weights.count)
    var biasGradients = [Float](repeating: 0, count: filters)
    var pictureGradients = [Float](repeating: 0, count: picture.count)
    for cell in 0..<cells {
      for window in 0..<(pools ? 4 : 1) {
        for filter in 0..<filters {
          let gradient = gradients[cell * filters + filter]
          let output = output(filter, cell)
          guard gradient != 0, output.winner == window, !rectifying || output.value > 0 else {
            continue
          }
          biasGradients[filter] += gradient
          for tap in 0..<depth {
            let place = place(tap, from: start(cell, window))
            weightGradients[filter * depth + tap] += picture[place] * gradient
            pictureGradients[place] += weights[filter * depth + tap] * gradient
          }
        }
      }
    }
    return (weightGradients, biasGradients, pictureGradients)
  }

  // MARK: As the kernels want it

  /// Filters side by side, whole panels of them, and the biases up to a whole panel.
  func panels(_ kernels: KernelSet) -> (weights: [Float], biases: [Float], rowLength: Int) {
    let width = kernels.panelWidth
    let rowLength = (filters + width - 1) / width * width
    var panels = [Float](repeating: 0, count: depth * rowLength)
    for filter in 0..<filters {
      for tap in 0..<depth {
        panels[filter / width * depth * width + tap * width + filter % width] =
          weights[filter * depth + tap]
      }
    }
    return (panels, biases + [Float](repeating: 0, count: rowLength - filters), rowLength)
  }
}

@Suite struct BatchTests {
  private static let seeds: ClosedRange<UInt64> = 1...60

  @Test(arguments: availableSets)
  func `many rows times a panel are the sums of the definition bit for bit`(
    kernels: KernelSet
  ) {
    var generator = SeededGenerator(seed: 91)
    for _ in 0..<200 {
      let rows = Int.random(in: 1...9, using: &generator)
      let depth = Int.random(in: 0...20, using: &generator)
      let columns = Int.random(in: 1...kernels.panelWidth, using: &generator)
      // Rows side by side, or the other way around.
      let (rowStride, step) = Bool.random(using: &generator) ? (depth, 1) : (1, rows)
      func numbers(_ count: Int) -> [Float] {
        (0..<count).map { _ in Float.random(in: -1...1, using: &generator) }
      }
      let left = numbers(rows * depth + 1)
      let panel = numbers(depth * kernels.panelWidth + 1)
      let biases = Bool.random(using: &generator) ? numbers(kernels.panelWidth) : nil
      var output = [Float](repeating: 77, count: rows * (columns + 1))
      kernels.multiply(
        left, rows: rows, rowStride: rowStride, step: step, depth: depth, panel: panel,
        biases: biases, into: &output, outputStride: columns + 1, columns: columns)
      for row in 0..<rows {
        #expect(output[row * (columns + 1) + columns] == 77)
        for column in 0..<columns {
          var sum: Float = -0.0
          for index in 0..<depth {
            sum += left[row * rowStride + index * step] * panel[index * kernels.panelWidth + column]
          }
          if let biases { sum += biases[column] }
          #expect(output[row * (columns + 1) + column] == sum)
        }
      }
    }
  }

  @Test(arguments: availableSets, [false, true])
  func `filters over a picture with channels side by side are the definition's bit for bit`(
    kernels: KernelSet, pools: Bool
  ) {
    for seed in Self.seeds {
      var generator = SeededGenerator(seed: seed)
      let given = Case(pools: pools, using: &generator)
      let (panels, biases, _) = given.panels(kernels)
      let count = given.cells * given.filters
      var output = [Float](repeating: .nan, count: count)
      var winners = [Int32](repeating: -1, count: count)
      if pools {
        kernels.correlateAndPool(
          given.picture, given.windows, panels: panels, biases: biases, filters: given.filters,
          into: &output, winners: &winners)
      } else {
        kernels.correlate(
          given.picture, given.windows, panels: panels, biases: biases, filters: given.filters,
          rectifying: true, into: &output)
      }
      for cell in 0..<given.cells {
        for filter in 0..<given.filters {
          let expected = given.output(filter, cell)
          let place = cell * given.filters + filter
          #expect(output[place] == expected.value, "seed \(seed): \(given)")
          if pools { #expect(Int(winners[place]) == expected.winner, "seed \(seed): \(given)") }
        }
      }
    }
  }

  @Test(arguments: availableSets, [false, true])
  func `what goes back is added up in the definition's order bit for bit`(
    kernels: KernelSet, pools: Bool
  ) {
    for seed in Self.seeds {
      var generator = SeededGenerator(seed: seed)
      let given = Case(pools: pools, using: &generator)
      let expected = given.gradients(rectifying: true)
      let all = (0..<given.cells).flatMap { cell in
        (0..<given.filters).map { given.output($0, cell) }
      }
      let (outputs, winners) = (all.map(\.value), all.map { Int32($0.winner) })
      var places = [Int](repeating: 0, count: max(given.cells, 4 * given.filters))
      var factors = [Float](repeating: 0, count: places.count)
      var (weights, biases, picture) = (
        [Float](repeating: 0, count: given.weights.count),
        [Float](repeating: 0, count: given.filters),
        [Float](repeating: 0, count: given.picture.count)
      )
      winners.withUnsafeBufferPointer { winners in
        let winners = pools ? winners.baseAddress : nil
        kernels.addWeightGradients(
          given.gradients, outputs: outputs, winners: winners, filters: given.filters,
          over: given.picture, given.windows, to: &weights, biasGradients: &biases,
          places: &places, factors: &factors)
        kernels.addPictureGradients(
          given.gradients, outputs: outputs, winners: winners, filters: given.filters,
          weights: given.weights, given.windows, to: &picture, places: &places,
          factors: &factors)
      }
      #expect(weights == expected.weights, "seed \(seed): \(given)")
      #expect(biases == expected.biases, "seed \(seed): \(given)")
      #expect(picture == expected.picture, "seed \(seed): \(given)")
    }
  }

  @Test(arguments: availableSets, [false, true])
  func `small windows give their weights the same, filters side by side`(
    kernels: KernelSet, pools: Bool
  ) {
    for seed in Self.seeds {
      var generator = SeededGenerator(seed: seed)
      let given = Case(pools: pools, using: &generator)
      let expected = given.gradients(rectifying: true)
      let all = (0..<given.cells).flatMap { cell in
        (0..<given.filters).map { given.output($0, cell) }
      }
      let (outputs, winners) = (all.map(\.value), all.map { Int32($0.winner) })
      let rowLength = given.panels(kernels).rowLength
      var rows = [Float](repeating: 0, count: given.depth * rowLength)
      var biases = [Float](repeating: 0, count: rowLength)
      winners.withUnsafeBufferPointer { winners in
        kernels.addSmallWeightGradients(
          given.gradients, outputs: outputs, winners: pools ? winners.baseAddress : nil,
          filters: given.filters, over: given.picture, given.windows, to: &rows,
          rowLength: rowLength, biasGradients: &biases)
      }
      for filter in 0..<given.filters {
        #expect(biases[filter] == expected.biases[filter])
        for tap in 0..<given.depth {
          #expect(
            rows[tap * rowLength + filter] == expected.weights[filter * given.depth + tap],
            "seed \(seed): \(given), filter \(filter), tap \(tap)")
        }
      }
    }
  }
}
