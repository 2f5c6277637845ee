internal import Kernels

extension OptimizerState {
  /// One update of all the weights by the kernels: the same numbers as `update`, bit for bit.
  ///
  /// - Parameters:
  ///   - updated: Where the new weights go; as many as the old ones.
  ///   - workers: The threads that share the work.
  mutating func update(
    _ weights: [Float], gradients: [Float], rateFactor: Float, into updated: inout [Float],
    kernels: KernelSet, workers: Int
  ) {
    let numbers = UpdateNumbers(optimizer, rateFactor: rateFactor, update: updates + 1)
    let count = weights.count
    let pieces = (count + Self.pieceLength - 1) / Self.pieceLength
    let workers = count > 1 << 16 ? workers : 1
    weights.withUnsafeBufferPointer { weights in
      gradients.withUnsafeBufferPointer { gradients in
        updated.withUnsafeMutableBufferPointer { updated in
          first.withUnsafeMutableBufferPointer { first in
            second.withUnsafeMutableBufferPointer { second in
              guard let weights = weights.baseAddress, let gradients = gradients.baseAddress,
                let updated = updated.baseAddress
              else { return }
              // None where nothing is remembered.
              let (first, second) = (first.memory, second.memory)
              performConcurrently(pieces, workers: workers) { piece, _ in
                let start = piece * Self.pieceLength
                let length = min(Self.pieceLength, count - start)
                if let first, let second {
                  kernels.adam(
                    weights + start, gradients: gradients + start, means: first + start,
                    squares: second + start, count: length, rate: numbers.rate,
                    keptMean: numbers.keptFirst, newMean: numbers.newFirst,
                    keptSquare: numbers.keptSecond, newSquare: numbers.newSecond,
                    meanCorrection: numbers.firstCorrection,
                    squareCorrection: numbers.secondCorrection, epsilon: numbers.epsilon,
                    into: updated + start)
                } else if let first {
                  kernels.descend(
                    weights + start, gradients: gradients + start, velocities: first + start,
                    count: length, rate: numbers.rate, momentum: numbers.keptFirst,
                    into: updated + start)
                } else {
                  kernels.descend(
                    weights + start, gradients: gradients + start, count: length,
                    rate: numbers.rate, into: updated + start)
                }
              }
            }
          }
        }
      }
    }
    updates += 1
  }

  /// Weights that one thread updates in one go.
  private static let pieceLength = 1 << 14
}

extension UnsafeMutableBufferPointer {
  /// Where it begins; nil if it is empty.
  fileprivate var memory: UnsafeMutablePointer<Element>? { isEmpty ? nil : baseAddress }
}
