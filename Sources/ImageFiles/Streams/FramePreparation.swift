package import Convolution

/// How a frame becomes what a network takes: which part of it, in which size, and whether it is
/// turned over.
package struct FramePreparation: Hashable, Sendable {
  /// How the network takes any picture.
  private let request: PictureRequest
  private let channels: Int
  package var fit = FrameFit.crop
  /// Black becomes white: for networks that have learned bright things on black.
  package var inverts = false
  /// What is darkest becomes black, and what is brightest white: a wall is never as even as the paper of
  /// a data set.
  package var stretchesContrast = false
  /// Left becomes right, as in a mirror.
  package var mirrors = false

  /// - Parameters:
  ///   - request: How the network takes any picture; it says to which size.
  ///   - channels: How many the network takes.
  package init(for request: PictureRequest, channels: Int) {
    precondition(request.fitting != nil, "a network takes pictures of one size")
    (self.request, self.channels) = (request, channels)
  }

  /// The longer side of a picture that is drawn: more does not show on any terminal.
  private static let mostDrawn = 160

  /// The number of the brightest pixel.
  package var fullScale: Float { request.scale.fullScale }

  /// What the network gets to see, and the same part of the frame for people.
  ///
  /// - Returns: `picture` has red, green and blue where the frame has, from 0 to 1, and is not
  ///   inverted.
  package func prepared(
    _ frame: StreamFrame
  ) throws(PictureError) -> (picture: Tensor, input: Tensor) {
    var drawn = request
    (drawn.scale, drawn.colors) = (.unit, .rgb)
    var needed = request
    switch fit {
    case .stretch: needed.fitting = .stretched(to: extent)
    case .crop:
      drawn.crop = part(of: frame.extent)
      // What takes the middle itself is given all of it.
      if case .stretched = request.fitting { needed.crop = drawn.crop }
    }
    drawn.fitting = .stretched(to: drawnExtent(of: drawn.crop?.extent ?? frame.extent))
    let picture = try frame.picture(drawn).tensor
    let input = try frame.picture(needed).tensor
    return (turned(picture), brightened(turned(input)).repeated(channels))
  }

  /// The size that the network takes.
  private var extent: Extent {
    switch request.fitting {
    case .stretched(let extent), .middle(let extent, _): extent
    case nil: preconditionFailure("a network takes pictures of one size")
    }
  }

  /// The part in the middle that the network is shown: as large as possible in the proportions of what
  /// it takes, or the part of that which it was trained with.
  private func part(of frame: Extent) -> Crop {
    var height = min(frame.height, max(1, frame.width * extent.height / extent.width))
    var width = min(frame.width, max(1, frame.height * extent.width / extent.height))
    if case .middle(_, let shorterSide) = request.fitting {
      let shorter = min(frame.height, frame.width)
      height = max(1, shorter * extent.height / shorterSide)
      width = max(1, shorter * extent.width / shorterSide)
    }
    return Crop(
      extent: Extent(height: height, width: width), row: (frame.height - height) / 2,
      column: (frame.width - width) / 2)
  }

  private func drawnExtent(of extent: Extent) -> Extent {
    let longest = max(extent.height, extent.width)
    guard longest > Self.mostDrawn else { return extent }
    return Extent(
      height: max(1, extent.height * Self.mostDrawn / longest),
      width: max(1, extent.width * Self.mostDrawn / longest))
  }

  /// Inverted and stretched, as far as it is to be.
  private func brightened(_ tensor: Tensor) -> Tensor {
    guard inverts || stretchesContrast else { return tensor }
    let range = tensor.valueRange()
    var (black, white) = stretchesContrast ? (range.minimum, range.maximum) : (0, fullScale)
    // A picture of one brightness has no contrast to stretch.
    if black == white { (black, white) = (0, fullScale) }
    if inverts { (black, white) = (white, black) }
    return tensor.mapped(from: black, white, to: fullScale)
  }

  private func turned(_ tensor: Tensor) -> Tensor { mirrors ? tensor.mirrored : tensor }
}

/// How a frame gets the proportions of a network's input.
package enum FrameFit: String, CaseIterable, Hashable, Sendable {
  /// The middle of it, as large as possible.
  case crop
  /// All of it, narrower or lower than it was.
  case stretch
}

extension Tensor {
  /// `black` becomes 0 and `white` `fullScale`, and what lies between them keeps its proportion.
  fileprivate func mapped(from black: Float, _ white: Float, to fullScale: Float) -> Tensor {
    Tensor(shape: shape) { target in
      for index in target.indices {
        target[index] = (elements[index] - black) / (white - black) * fullScale
      }
    }
  }

  fileprivate var mirrored: Tensor {
    Tensor(shape: shape) { target in
      for start in stride(from: 0, to: shape.count, by: shape.width) {
        for column in 0..<shape.width {
          target[start + column] = elements[start + shape.width - 1 - column]
        }
      }
    }
  }

  /// A gray picture for a network that wants colors: all channels the same.
  fileprivate func repeated(_ channels: Int) -> Tensor {
    guard shape.channels == 1, channels > 1,
      let whole = try? Shape(channels: channels, height: shape.height, width: shape.width)
    else { return self }
    return Tensor(shape: whole) { target in
      for index in target.indices { target[index] = elements[index % shape.count] }
    }
  }
}
