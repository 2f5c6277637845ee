package import Convolution

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// How much of a picture stands out from its background, pixel by pixel.
///
/// The background is the median of the outermost pixels, in each channel; what stands out is how far
/// a pixel is from it, all channels together. So a bright thing on black counts like a dark one on
/// white.
package struct Prominence: Sendable {
  /// One for each pixel, in reading order.
  let weights: [Double]
  let extent: Extent
  let total: Double

  package init(of picture: Tensor) {
    extent = picture.shape.extent
    let (height, width) = (extent.height, extent.width)
    var weights = [Double](repeating: 0, count: height * width)
    for channel in 0..<picture.shape.channels {
      let plane = picture.elements[channel * weights.count..<(channel + 1) * weights.count]
      let first = plane.startIndex
      var edge: [Float] = []
      for row in 0..<height {
        for column in 0..<width
        where row == 0 || row == height - 1 || column == 0 || column == width - 1 {
          edge.append(plane[first + row * width + column])
        }
      }
      edge.sort()
      let background = edge[edge.count / 2]
      for index in weights.indices {
        weights[index] += Double(abs(plane[first + index] - background))
      }
    }
    self.weights = weights
    total = weights.reduce(0, +)
  }
}

extension Augmentation.Draw {
  /// What pushes things out of the frame.
  package enum Cause: String, Hashable, Sendable, CaseIterable {
    case shift, zoom, rotation
  }

  /// The share of what stands out that leaves the frame: 0…1.
  package func shareLost(of prominence: Prominence) -> Double {
    guard movesPixels, prominence.total > 0 else { return 0 }
    let extent = prominence.extent
    let middle = (row: Double(extent.height - 1) / 2, column: Double(extent.width - 1) / 2)
    let angle = 2 * Double.pi * Double(turn)
    let (along, across) = (Double(zoom) * cos(angle), Double(zoom) * sin(angle))
    var lost = 0.0
    for index in prominence.weights.indices where prominence.weights[index] > 0 {
      let row = Double(index / extent.width) - middle.row
      let column = Double(index % extent.width) - middle.column
      let (r, c) = (isFlippedVertically ? -row : row, isFlipped ? -column : column)
      // The way there: what `map(in:)` undoes.
      let newRow = r * along - c * across + middle.row + Double(rowShift)
      let newColumn = c * along + r * across + middle.column + Double(columnShift)
      let isInside =
        -0.5...Double(extent.height) - 0.5 ~= newRow
        && -0.5...Double(extent.width) - 0.5 ~= newColumn
      if !isInside { lost += prominence.weights[index] }
    }
    return lost / prominence.total
  }

  /// What would, alone, push most out of the frame.
  package func mainCause(of prominence: Prominence) -> Cause {
    func share(_ cause: Cause) -> Double {
      var alone = Augmentation.Draw()
      switch cause {
      case .shift: (alone.rowShift, alone.columnShift) = (rowShift, columnShift)
      case .zoom: alone.zoom = zoom
      case .rotation: alone.turn = turn
      }
      return alone.shareLost(of: prominence)
    }
    return Cause.allCases.max { share($0) < share($1) } ?? .shift
  }
}
