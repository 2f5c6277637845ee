import Kernels
import TestSupport

/// The sets of loops to hold against the definitions: all that this processor can run.
let availableSets = KernelSet.allCases.filter(\.isAvailable)

/// A plane of numbers with a margin beside each row, as the rows of a larger picture have.
struct Plane {
  let height: Int
  let width: Int
  let rowStride: Int
  var elements: [Float]

  /// What stands in the margin, to see that it is left alone.
  static let margin: Float = 77

  init(height: Int, width: Int, rowStride: Int) {
    self.height = height
    self.width = width
    self.rowStride = rowStride
    elements = Array(repeating: Plane.margin, count: height * rowStride)
  }

  /// Random numbers, zeros of both signs and, rarely, infinities among them.
  init(
    height: Int, width: Int, margin: Int, using generator: inout SeededGenerator
  ) {
    self.init(height: height, width: width, rowStride: width + margin)
    for row in 0..<height {
      for column in 0..<width {
        elements[row * rowStride + column] = Plane.randomElement(using: &generator)
      }
    }
  }

  static func randomElement(using generator: inout SeededGenerator) -> Float {
    let bits = generator.next()
    switch bits % 256 {
    case 0: return .infinity
    case 1: return -.infinity
    case 2...5: return 0
    case 6...9: return -0.0
    default: return Float(Int32(truncatingIfNeeded: bits >> 32)) * 0x1p-30
    }
  }

  /// The place of the first element that has other bits than in `other`; any NaN is like another.
  func firstDifference(from other: Plane) -> (row: Int, column: Int)? {
    guard elements.count == other.elements.count else { return (-1, -1) }
    return elements.withUnsafeBufferPointer { mine in
      other.elements.withUnsafeBufferPointer { theirs in
        var index = 0
        while index < mine.count {
          let (left, right) = (mine[index], theirs[index])
          if left.bitPattern != right.bitPattern, left == left || right == right {
            return (index / rowStride, index % rowStride)
          }
          index += 1
        }
        return nil
      }
    }
  }
}

/// Sizes of a window that goes over a plane, drawn so that it fits at least once.
struct WindowGeometry: CustomStringConvertible {
  let inputHeight: Int
  let inputWidth: Int
  let windowSize: (height: Int, width: Int)
  let stride: (height: Int, width: Int)
  let dilation: (height: Int, width: Int)

  init(using generator: inout SeededGenerator) {
    // Mostly small; now and then a row that is long enough for several vectors and a rest.
    let isWide = Int.random(in: 0..<8, using: &generator) == 0
    inputHeight = Int.random(in: 1...(isWide ? 4 : 20), using: &generator)
    inputWidth = Int.random(in: 1...(isWide ? 150 : 20), using: &generator)
    let rows = WindowGeometry.axis(length: inputHeight, using: &generator)
    let columns = WindowGeometry.axis(length: inputWidth, using: &generator)
    windowSize = (rows.size, columns.size)
    stride = (rows.stride, columns.stride)
    dilation = (rows.dilation, columns.dilation)
  }

  private static func axis(
    length: Int, using generator: inout SeededGenerator
  ) -> (size: Int, stride: Int, dilation: Int) {
    // One in sixteen is longer than the pieces that the loops make of a kernel row.
    let longest = Int.random(in: 0..<16, using: &generator) == 0 ? 17 : 7
    let size = Int.random(in: 1...min(longest, length), using: &generator)
    let largestDilation = size == 1 ? 3 : min(3, (length - 1) / (size - 1))
    return (
      size, Int.random(in: 1...3, using: &generator),
      Int.random(in: 1...largestDilation, using: &generator)
    )
  }

  var outputSize: (height: Int, width: Int) {
    (
      (inputHeight - (windowSize.height - 1) * dilation.height - 1) / stride.height + 1,
      (inputWidth - (windowSize.width - 1) * dilation.width - 1) / stride.width + 1
    )
  }

  var description: String {
    "window \(windowSize) stride \(stride) dilation \(dilation) over \(inputHeight)x\(inputWidth)"
  }
}
