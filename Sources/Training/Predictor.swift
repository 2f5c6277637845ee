internal import Convolution
internal import Kernels
package import Networks

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A chain of layers with its weights that looks at many pictures at once, as fast as a training does.
///
/// Not to be copied, because two copies would work in the same memory.
package struct Predictor: ~Copyable {
  private let layout: BatchLayout
  private let parameters: [Float]
  private let memory: BatchMemory
  private let isByteNetwork: Bool

  /// Numbers that all pictures of a pass may take together: 64 MiB.
  private static let mostNumbers = 16 << 20

  /// - Parameters:
  ///   - tensors: The weights by the names and in the order of weight files.
  ///   - threads: How many work at once, nil for as many as there are; no share depends on it.
  /// - Throws: `TrainingError` for a network that is no chain of the layers that training knows, or for
  ///   weights that do not suit; `tooLarge` for one whose maps take so much memory that pictures are
  ///   better looked at one by one.
  package init(
    _ blueprint: Blueprint, tensors: [String: [Float]], threads: Int? = nil
  ) throws(TrainingError) {
    let outputs = blueprint.output.count
    let layout = try BatchLayout(blueprint, classes: outputs == 1 ? 2 : outputs)
    let numbers = layout.numbersForEachPicture
    let capacity = min(256, Self.mostNumbers / numbers)
    guard capacity >= BatchMemory.groupSize else {
      throw .tooLarge(network: blueprint.name, numbers: numbers)
    }
    let parameters = try layout.parameters(from: tensors)
    // All at once: what cannot be copied is there as a whole or not at all.
    (self.layout, self.parameters, isByteNetwork) = (layout, parameters, blueprint.takesBytes)
    memory = BatchMemory(
      for: layout, capacity: capacity, workers: max(1, threads ?? workerCount), learns: false)
  }

  /// The numbers that come for each picture: a share for each class.
  package var classes: Int {
    switch layout.head {
    case .categories(let count): count
    case .binary: 2
    }
  }

  /// Pictures that are looked at in one go.
  package var blockSize: Int { memory.capacity }

  /// How much of the answer each class has, picture after picture.
  ///
  /// - Parameters:
  ///   - range: Which of the pictures; at most `blockSize` of them.
  ///   - examples: Pictures of the network's shape.
  package func shares(of range: Range<Int>, of examples: Examples) -> [Float] {
    precondition(
      range.count <= blockSize && examples.shape == layout.input,
      "\(range.count) pictures of \(examples.shape), not at most \(blockSize) of \(layout.input)")
    let scale: Float = isByteNetwork ? 1 : 1 / 255
    memory.fill(
      range.count, of: examples.shape, isMuch: range.count * examples.shape.count > 1 << 14
    ) { place, target in
      examples.write(range.lowerBound + place, scale: scale, to: target)
    }
    parameters.withUnsafeBufferPointer { parameters in
      // A network without weights has no numbers to point to, and reads none.
      layout.forward(
        range.count, parameters: parameters.baseAddress ?? UnsafePointer(memory.input.start),
        in: memory)
    }
    let scores = memory.outputs.last?.start ?? memory.input.start
    return [Float](unsafeUninitializedCapacity: range.count * classes) { shares, count in
      for picture in 0..<range.count { write(scores, picture, to: &shares) }
      count = range.count * classes
    }
  }

  private func write(
    _ scores: UnsafePointer<Float>, _ picture: Int,
    to shares: inout UnsafeMutableBufferPointer<Float>
  ) {
    switch layout.head {
    case .categories(let classes):
      let range = picture * classes..<(picture + 1) * classes
      var largest = scores[range.lowerBound]
      for index in range where scores[index] > largest { largest = scores[index] }
      var sum: Float = 0
      for index in range {
        shares[index] = expf(scores[index] - largest)
        sum += shares[index]
      }
      for index in range { shares[index] /= sum }
    case .binary:
      // The exponential of a negative number never overflows.
      let score = scores[picture]
      let small = expf(-abs(score))
      let share = score >= 0 ? 1 / (1 + small) : small / (1 + small)
      (shares[2 * picture], shares[2 * picture + 1]) = (1 - share, share)
    }
  }
}

extension BatchLayout {
  /// Numbers that are kept of each picture on the way forward, and which of them have won.
  fileprivate var numbersForEachPicture: Int {
    stages.reduce(input.count) { sum, stage in
      sum + stage.outputShape.count * (stage.keepsWinners ? 2 : 1)
    }
  }
}
