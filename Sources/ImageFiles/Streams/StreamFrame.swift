package import Convolution

/// One picture of a stream, complete and as it came: what nobody looks at is never decoded.
package struct StreamFrame: Hashable, Sendable {
  /// Its place in the stream, from 1; frames that were lost to damage do not count.
  package let number: Int
  package let extent: Extent
  private let content: Content

  private enum Content: Hashable {
    /// A whole file of Netpbm's.
    case anymap([UInt8])
    /// The planes of a Y4M frame.
    case planes([UInt8], Y4MLayout)
  }

  init(number: Int, extent: Extent, anymap bytes: [UInt8]) {
    (self.number, self.extent, content) = (number, extent, .anymap(bytes))
  }

  init(number: Int, planes: [UInt8], layout: Y4MLayout) {
    (self.number, extent, content) = (number, layout.extent, .planes(planes, layout))
  }

  /// The frame as a file in one of Netpbm's formats, so that a frame is read as any picture is.
  package var anymap: [UInt8] {
    switch content {
    case .anymap(let bytes): bytes
    case .planes(let planes, let layout): layout.anymap(of: planes)
    }
  }

  /// Decodes it; `request.path` only names it.
  package func picture(_ request: PictureRequest) throws(PictureError) -> Picture {
    let bytes = anymap
    return try bytes.span.bytes.withUnsafeBytes { bytes throws(PictureError) in
      try Picture.load(request, bytes: bytes)
    }
  }
}
