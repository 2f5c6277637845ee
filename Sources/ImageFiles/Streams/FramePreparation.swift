package import Convolution

/// How a frame becomes what a network takes: which part of it, in which size, and whether it is
/// turned over.
package struct FramePreparation: Hashable, Sendable {
  /// What the network takes.
  package let input: Shape
  /// Whether its numbers go up to 1 or to 255.
  package let scale: ValueScale
  package var fit: FrameFit
  /// Black becomes white: for networks that have learned bright things on black.
  package var inverts: Bool
  /// Left becomes right, as in a mirror.
  package var mirrors: Bool

  package init(
    input: Shape, scale: ValueScale, fit: FrameFit = .crop, inverts: Bool = false,
    mirrors: Bool = false
  ) {
    (self.input, self.scale, self.fit) = (input, scale, fit)
    (self.inverts, self.mirrors) = (inverts, mirrors)
  }

  /// The longer side of a picture that is drawn: more does not show on any terminal.
  private static let mostDrawn = 160

  /// What the network gets to see, and the same part of the frame for people.
  ///
  /// - Returns: `picture` has red, green and blue where the frame has, from 0 to 1, and is not
  ///   inverted.
  package func prepared(
    _ frame: StreamFrame
  ) throws(PictureError) -> (picture: Tensor, input: Tensor) {
    let bytes = frame.anymap
    let picture = try part(of: bytes, .unit, .rgb) { drawnExtent(of: $0) }
    let numbers = try part(of: bytes, scale, input.channels == 1 ? .gray : .rgb) { _ in
      input.extent
    }
    return (picture, numbers.inverted(inverts ? scale.fullScale : nil).repeated(input.channels))
  }

  private func part(
    of bytes: [UInt8], _ scale: ValueScale, _ colors: ColorChannels,
    extent: (Extent) -> Extent
  ) throws(PictureError) -> Tensor {
    let request = PictureRequest(path: "-", scale: scale, colors: colors)
    var tensor = try bytes.span.bytes.withUnsafeBytes { bytes throws(PictureError) in
      try Picture.load(request, bytes: bytes)
    }.tensor
    do throws(PictureProblem) {
      if let crop = crop(of: tensor.shape.extent) { tensor = try tensor.cropped(to: crop) }
      tensor = try tensor.resized(to: extent(tensor.shape.extent))
    } catch {
      throw PictureError(path: "-", problem: error)
    }
    return mirrors ? tensor.mirrored : tensor
  }

  /// The largest part in the middle that has the proportions of the input.
  private func crop(of frame: Extent) -> Crop? {
    guard fit == .crop else { return nil }
    let height = min(frame.height, max(1, frame.width * input.height / input.width))
    let width = min(frame.width, max(1, frame.height * input.width / input.height))
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
}

/// How a frame gets the proportions of a network's input.
package enum FrameFit: String, CaseIterable, Hashable, Sendable {
  /// The middle of it, as large as possible.
  case crop
  /// All of it, narrower or lower than it was.
  case stretch
}

extension Tensor {
  /// Every number as far from the brightest as it was from 0; nil leaves them as they are.
  fileprivate func inverted(_ fullScale: Float?) -> Tensor {
    guard let fullScale else { return self }
    return Tensor(shape: shape) { target in
      for index in target.indices { target[index] = fullScale - elements[index] }
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
