internal import CProcessor
internal import Convolution
internal import Kernels

extension BatchLayout {
  /// Follows the loss back to all weights.
  ///
  /// `memory` holds what `forward` has left there, and `memory.outputGradients` what the loss says of
  /// the last stage's numbers.
  ///
  /// - Parameter gradients: One for each parameter; written over.
  func backward(
    _ count: Int, parameters: UnsafePointer<Float>, in memory: BatchMemory,
    chance: Draw?, to gradients: UnsafeMutablePointer<Float>
  ) {
    let groups = (count + BatchMemory.groupSize - 1) / BatchMemory.groupSize
    for group in 0..<groups { memory.partials[group].update(repeating: 0) }
    for (number, segment) in segments.enumerated().reversed() {
      let above =
        number + 1 < segments.count ? memory.gradients[number + 1] : memory.outputGradients
      if case .dense(let inputs, let units) = stages[segment.lowerBound].kind {
        differentiate(
          segment.lowerBound, inputs: inputs, units: units, count, parameters, in: memory,
          above: above.start, below: number == 0 ? nil : memory.gradients[number].start,
          to: gradients)
      } else {
        performConcurrently(groups, workers: memory.workers) { group, worker in
          let first = group * BatchMemory.groupSize
          for picture in first..<min(first + BatchMemory.groupSize, count) {
            goBack(
              through: segment, picture, parameters, in: memory, scratch: memory.scratch[worker],
              chance, group: group, above: above.start,
              below: number == 0 ? nil : memory.gradients[number].start)
          }
        }
      }
    }
    addPartials(groups, in: memory, to: gradients)
  }

  // MARK: Dense

  /// Panels of the weights' gradients, and what goes on to the stage before: all of them independent.
  private func differentiate(
    _ stage: Int, inputs: Int, units: Int, _ count: Int, _ parameters: UnsafePointer<Float>,
    in memory: BatchMemory, above: UnsafeMutablePointer<Float>,
    below: UnsafeMutablePointer<Float>?, to gradients: UnsafeMutablePointer<Float>
  ) {
    let width = kernels.panelWidth
    let place = stages[stage]
    let input = self.inputs(of: stage, 0, in: memory)
    let panels = (units + width - 1) / width
    let inputPanels = below == nil ? 0 : (inputs + width - 1) / width
    performConcurrently(
      panels + inputPanels, workers: isWorthThreads(inputs * units * count, memory)
    ) { task, worker in
      let panel = memory.scratch[worker].panel.start
      if task < panels {
        let columns = min(width, units - task * width)
        let biases = gradients + place.biases.lowerBound + task * width
        for column in 0..<width { biases[column] = 0 }
        for picture in 0..<count {
          let row = above + picture * units + task * width
          for column in 0..<width {
            panel[picture * width + column] = column < columns ? row[column] : 0
          }
          if place.hasBias { for column in 0..<columns { biases[column] += row[column] } }
        }
        kernels.multiply(
          input, rows: inputs, rowStride: 1, step: inputs, depth: count, panel: panel,
          biases: nil, into: gradients + place.weights.lowerBound + task * inputs * width,
          outputStride: width, columns: width)
      } else if let below {
        // The weights turned: for each unit those of neighboring inputs.
        let first = (task - panels) * width
        let columns = min(width, inputs - first)
        for unit in 0..<units {
          let weights =
            parameters + place.weights.lowerBound + unit / width * inputs * width + first * width
            + unit % width
          for column in 0..<columns { panel[unit * width + column] = weights[column * width] }
          for column in columns..<width { panel[unit * width + column] = 0 }
        }
        kernels.multiply(
          above, rows: count, rowStride: units, step: 1, depth: units, panel: panel, biases: nil,
          into: below + first, outputStride: inputs, columns: columns)
      }
    }
  }

  // MARK: Picture by picture

  private func goBack(
    through segment: Range<Int>, _ picture: Int, _ parameters: UnsafePointer<Float>,
    in memory: BatchMemory, scratch: BatchMemory.Scratch, _ chance: Draw?, group: Int,
    above: UnsafeMutablePointer<Float>, below: UnsafeMutablePointer<Float>?
  ) {
    var (free, other) = (scratch.first.start, scratch.second.start)
    var current = above + picture * stages[segment.upperBound - 1].outputShape.count
    for index in segment.reversed() {
      let stage = stages[index]
      let isFirst = index == segment.lowerBound
      // What nobody asks for is not computed.
      if isFirst, below == nil, !stage.learns { return }
      let target: UnsafeMutablePointer<Float>? =
        isFirst ? below.map { $0 + picture * stage.inputShape.count } : free
      goBack(
        through: index, picture, parameters, in: memory, scratch: scratch, chance,
        partial: memory.partials[group].start + memory.partialStarts[index], above: current,
        below: target)
      if let target {
        current = target
        swap(&free, &other)
      }
    }
  }

  private func goBack(
    through index: Int, _ picture: Int, _ parameters: UnsafePointer<Float>,
    in memory: BatchMemory, scratch: BatchMemory.Scratch, _ chance: Draw?,
    partial: UnsafeMutablePointer<Float>, above: UnsafeMutablePointer<Float>,
    below: UnsafeMutablePointer<Float>?
  ) {
    let stage = stages[index]
    let count = stage.outputShape.count
    let output = memory.outputs[index].start + picture * count
    switch stage.kind {
    case .convolution(let convolution):
      goBack(
        through: convolution, stage, weights: parameters + stage.weights.lowerBound,
        input: inputs(of: index, picture, in: memory), output: output,
        winners: memory.winners[index].map { UnsafePointer($0 + picture * count) },
        scratch: scratch, partial: partial, above: above, below: below)
    case .activation(let function):
      guard let below else { return }
      for place in 0..<count { below[place] = above[place] * function.slope(output[place]) }
    case .rescaling(let scale, _):
      guard let below else { return }
      for place in 0..<count { below[place] = above[place] * scale }
    case .dropout(let rate, let order):
      guard let below else { return }
      guard let chance else {
        below.update(from: above, count: count)
        return
      }
      let mask = DropoutMask(rate: rate, chance, node: stage.position)
      let first = (chance.firstPicture + picture) * count
      for place in 0..<count {
        below[place] = above[place] * mask.factor(first + order[place])
      }
    case .pooling(let table):
      guard let below else { return }
      below.update(repeating: 0, count: stage.inputShape.count)
      table.goBack(
        above, channels: stage.inputShape.channels,
        winners: memory.winners[index].map { UnsafePointer($0 + picture * count) }, to: below)
    case .dense: break
    }
  }

  private func goBack(
    through convolution: BatchConvolution, _ stage: Stage, weights: UnsafePointer<Float>,
    input: UnsafeMutablePointer<Float>, output: UnsafePointer<Float>,
    winners: UnsafePointer<Int32>?, scratch: BatchMemory.Scratch,
    partial: UnsafeMutablePointer<Float>, above: UnsafePointer<Float>,
    below: UnsafeMutablePointer<Float>?
  ) {
    let channels = stage.inputShape.channels
    let source = convolution.padded(
      input, channels: channels, shape: stage.inputShape, into: scratch.padded)
    let outputs = convolution.fusion == .alone ? nil : output
    let rowLength = convolution.paddedFilters(panelWidth: kernels.panelWidth)
    if convolution.isSmall {
      kernels.addSmallWeightGradients(
        above, outputs: outputs, winners: winners, filters: convolution.filters, over: source,
        convolution.windows, to: partial, rowLength: rowLength,
        biasGradients: partial + convolution.depth * rowLength)
    } else {
      kernels.addWeightGradients(
        above, outputs: outputs, winners: winners, filters: convolution.filters, over: source,
        convolution.windows, to: partial,
        biasGradients: partial + convolution.depth * rowLength, places: scratch.places.start,
        factors: scratch.factors.start)
    }
    guard let below else { return }
    let target = convolution.paddingBefore == nil ? below : scratch.paddedGradients.start
    target.update(
      repeating: 0, count: convolution.paddedCount(channels: channels))
    kernels.addPictureGradients(
      above, outputs: outputs, winners: winners, filters: convolution.filters, weights: weights,
      convolution.windows, to: target, places: scratch.places.start,
      factors: scratch.factors.start)
    guard let before = convolution.paddingBefore else { return }
    let length = stage.inputShape.width * channels
    for row in 0..<stage.inputShape.height {
      (below + row * length).update(
        from: target
          + ((row + before.height) * convolution.padded.width + before.width) * channels,
        count: length)
    }
  }

  // MARK: Sums over the groups

  /// Adds up what the groups of pictures have brought, in their order.
  private func addPartials(
    _ groups: Int, in memory: BatchMemory, to gradients: UnsafeMutablePointer<Float>
  ) {
    for (index, stage) in stages.enumerated() {
      guard case .convolution(let convolution) = stage.kind else { continue }
      let (depth, filters) = (convolution.depth, convolution.filters)
      let rowLength = convolution.paddedFilters(panelWidth: kernels.panelWidth)
      let start = memory.partialStarts[index]
      (gradients + stage.weights.lowerBound).update(
        repeating: 0, count: stage.weights.count + stage.biases.count)
      for group in 0..<groups {
        let partial = memory.partials[group].start + start
        let weights = gradients + stage.weights.lowerBound
        if convolution.isSmall {
          for filter in 0..<filters {
            for tap in 0..<depth {
              weights[filter * depth + tap] += partial[tap * rowLength + filter]
            }
          }
        } else {
          for place in 0..<filters * depth { weights[place] += partial[place] }
        }
        guard stage.hasBias else { continue }
        let biases = gradients + stage.biases.lowerBound
        for filter in 0..<filters { biases[filter] += partial[depth * rowLength + filter] }
      }
    }
  }
}

extension BatchLayout.Function {
  /// The derivative, from what came out.
  func slope(_ output: Float) -> Float {
    switch self {
    case .relu: output > 0 ? 1 : 0
    case .other(.leakyReLU(let slope)): output > 0 ? 1 : slope
    case .other(.sigmoid): output * (1 - output)
    case .other(.tanh): 1 - output * output
    }
  }
}

extension PoolingTable {
  /// Hands each cell's gradient on: to the winner, or to all in equal parts. Adds to `below`.
  func goBack(
    _ above: UnsafePointer<Float>, channels: Int, winners: UnsafePointer<Int32>?,
    to below: UnsafeMutablePointer<Float>
  ) {
    for cell in 0..<divisors.count {
      for channel in 0..<channels {
        let source = cell * channels + channel
        if let winners {
          below[Int(winners[source]) * channels + channel] += above[source]
        } else {
          let share = above[source] / divisors[cell]
          for place in places[starts[cell]..<starts[cell + 1]] {
            below[place * channels + channel] += share
          }
        }
      }
    }
  }
}
