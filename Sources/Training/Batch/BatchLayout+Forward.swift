internal import CProcessor
internal import Convolution
internal import Kernels

extension BatchLayout {
  /// Where in a training a pass is, which is all that its chance depends on.
  struct Draw {
    let seed: UInt64
    /// The number of the batch in the whole training, from 0.
    let update: Int
    /// The place in the batch of the first picture of the pass.
    let firstPicture: Int
  }

  /// Computes all stages for the pictures that stand in `memory.input`.
  ///
  /// - Parameters:
  ///   - count: The number of pictures, at most the memory's capacity.
  ///   - chance: nil outside of training: nothing is dropped then.
  func forward(
    _ count: Int, parameters: UnsafePointer<Float>, in memory: BatchMemory, chance: Draw? = nil
  ) {
    packConvolutions(parameters, in: memory)
    for segment in segments {
      if case .dense(let inputs, let units) = stages[segment.lowerBound].kind {
        multiply(
          segment.lowerBound, inputs: inputs, units: units, count, parameters, in: memory)
      } else {
        let groups = (count + BatchMemory.groupSize - 1) / BatchMemory.groupSize
        performConcurrently(groups, workers: memory.workers) { group, worker in
          let first = group * BatchMemory.groupSize
          for picture in first..<min(first + BatchMemory.groupSize, count) {
            for stage in segment {
              run(stage, picture, in: memory, scratch: memory.scratch[worker], chance)
            }
          }
        }
      }
    }
  }

  /// What goes into a stage for one picture.
  func inputs(of stage: Int, _ picture: Int, in memory: BatchMemory) -> UnsafeMutablePointer<Float>
  {
    let buffer = stage == 0 ? memory.input : memory.outputs[stage - 1]
    return buffer.start + picture * stages[stage].inputShape.count
  }

  // MARK: Dense

  private func multiply(
    _ stage: Int, inputs: Int, units: Int, _ count: Int, _ parameters: UnsafePointer<Float>,
    in memory: BatchMemory
  ) {
    let width = kernels.panelWidth
    let place = stages[stage]
    let input = self.inputs(of: stage, 0, in: memory)
    let panels = (units + width - 1) / width
    performConcurrently(panels, workers: isWorthThreads(inputs * units * count, memory)) {
      panel, _ in
      kernels.multiply(
        input, rows: count, rowStride: inputs, step: 1, depth: inputs,
        panel: parameters + place.weights.lowerBound + panel * inputs * width,
        biases: parameters + place.biases.lowerBound + panel * width,
        into: memory.outputs[stage].start + panel * width, outputStride: units,
        columns: min(width, units - panel * width))
    }
  }

  /// The workers for so many products: starting a thread costs as much as some hundred thousand.
  func isWorthThreads(_ products: Int, _ memory: BatchMemory) -> Int {
    products > 1 << 20 ? memory.workers : 1
  }

  // MARK: Picture by picture

  private func run(
    _ index: Int, _ picture: Int, in memory: BatchMemory, scratch: BatchMemory.Scratch,
    _ chance: Draw?
  ) {
    let stage = stages[index]
    let input = inputs(of: index, picture, in: memory)
    let count = stage.outputShape.count
    let output = memory.outputs[index].start + picture * count
    switch stage.kind {
    case .convolution(let convolution):
      let source = convolution.padded(
        input, channels: stage.inputShape.channels, shape: stage.inputShape, into: scratch.padded)
      let panels = UnsafePointer(memory.panels[index].start)
      let biases =
        panels + convolution.depth * convolution.paddedFilters(panelWidth: kernels.panelWidth)
      if convolution.fusion == .withReLUAndPooling, let winners = memory.winners[index] {
        kernels.correlateAndPool(
          source, convolution.windows, panels: panels, biases: biases,
          filters: convolution.filters, into: output, winners: winners + picture * count)
      } else {
        kernels.correlate(
          source, convolution.windows, panels: panels, biases: biases,
          filters: convolution.filters, rectifying: convolution.fusion == .withReLU, into: output)
      }
    case .activation(.relu):
      for place in 0..<count { output[place] = input[place] < 0 ? 0 : input[place] }
    case .activation(.other(let activation)):
      for place in 0..<count { output[place] = activation(input[place]) }
    case .rescaling(let scale, let offset):
      for place in 0..<count { output[place] = input[place] * scale + offset }
    case .dropout(let rate, let order):
      guard let chance else {
        output.update(from: input, count: count)
        return
      }
      let mask = DropoutMask(rate: rate, chance, node: stage.position)
      let first = (chance.firstPicture + picture) * count
      for place in 0..<count {
        output[place] = input[place] * mask.factor(first + order[place])
      }
    case .pooling(let table):
      table.pool(
        input, channels: stage.inputShape.channels, into: output,
        winners: memory.winners[index].map { $0 + picture * count })
    case .dense: break
    }
  }

  // MARK: Weights

  /// Lays the filters side by side, a panel's filters for one number under the window after the other.
  private func packConvolutions(_ parameters: UnsafePointer<Float>, in memory: BatchMemory) {
    let width = kernels.panelWidth
    for (index, stage) in stages.enumerated() {
      guard case .convolution(let convolution) = stage.kind else { continue }
      let (depth, filters) = (convolution.depth, convolution.filters)
      let weights = parameters + stage.weights.lowerBound
      let panels = memory.panels[index].start
      for filter in 0..<filters {
        let target = panels + filter / width * depth * width + filter % width
        for tap in 0..<depth { target[tap * width] = weights[filter * depth + tap] }
      }
      let biases = panels + depth * convolution.paddedFilters(panelWidth: width)
      biases.update(from: parameters + stage.biases.lowerBound, count: filters)
    }
  }
}

extension UnsafeMutableBufferPointer {
  /// Where it begins; none of a pass's buffers is empty.
  var start: UnsafeMutablePointer<Element> {
    guard let start = baseAddress else { preconditionFailure("the buffer has no memory") }
    return start
  }
}

extension BatchConvolution {
  /// The picture as the windows see it: itself, or a copy with zeros around it.
  func padded(
    _ input: UnsafeMutablePointer<Float>, channels: Int, shape: Shape,
    into buffer: BatchMemory.Buffer
  ) -> UnsafePointer<Float> {
    guard let before = paddingBefore else { return UnsafePointer(input) }
    buffer.update(repeating: 0)
    let length = shape.width * channels
    for row in 0..<shape.height {
      (buffer.start + ((row + before.height) * padded.width + before.width) * channels).update(
        from: input + row * length, count: length)
    }
    return UnsafePointer(buffer.start)
  }
}

extension PoolingTable {
  /// Pools every channel.
  func pool(
    _ input: UnsafePointer<Float>, channels: Int, into output: UnsafeMutablePointer<Float>,
    winners: UnsafeMutablePointer<Int32>?
  ) {
    for cell in 0..<divisors.count {
      let candidates = places[starts[cell]..<starts[cell + 1]]
      for channel in 0..<channels {
        let target = cell * channels + channel
        if isMaximum {
          var (largest, winner) = (-Float.infinity, candidates.startIndex)
          for index in candidates.indices {
            let value = input[candidates[index] * channels + channel]
            if !(value <= largest) || index == candidates.startIndex {
              (largest, winner) = (value, index)
              if value.isNaN { break }
            }
          }
          output[target] = largest
          winners?[target] = Int32(candidates[winner])
        } else {
          var sum: Float = -0.0
          for place in candidates { sum += input[place * channels + channel] }
          output[target] = sum / divisors[cell]
        }
      }
    }
  }
}

/// Which numbers a dropout layer drops in one update: element by element what `Dropout.mask` says.
struct DropoutMask {
  private let stream: UInt64
  private let rate: Float

  init(rate: Float, _ draw: BatchLayout.Draw, node: Int) {
    self.rate = rate
    stream = Chance.dropout.seed(from: draw.seed, at: draw.update, node)
  }

  /// 0 for a number that is dropped, and what makes up for it for one that is kept.
  ///
  /// - Parameter place: Counted over all pictures of the batch.
  func factor(_ place: Int) -> Float {
    let share = Float(SeededNumbers.output(place + 1, seed: stream) >> 40) * 0x1p-24
    return 2 * share - 1 < 2 * rate - 1 ? 0 : 1 / (1 - rate)
  }
}
