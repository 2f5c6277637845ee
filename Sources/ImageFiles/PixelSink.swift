internal import Convolution

/// Takes a file's rows of samples and writes the tensor's numbers, each once, where the
/// orientation wants them.
struct PixelSink {
  /// The samples of a row: gray (1), gray and alpha (2), RGB (3) or RGBA (4), side by side.
  let sampleChannels: Int
  let stored: Extent
  let scale: SampleScale
  let colors: ColorChannels
  let orientation: Orientation

  init(
    sampleChannels: Int, stored: Extent, maxval: Int, request: PictureRequest,
    orientation: Orientation = .topLeft
  ) {
    self.sampleChannels = sampleChannels
    self.stored = stored
    self.scale = SampleScale(maxval: maxval, scale: request.scale)
    self.colors = request.colors
    self.orientation = orientation
  }

  /// How many channels the tensor gets.
  var channels: Int { sampleChannels >= 3 && colors == .rgb ? 3 : 1 }

  /// Fills a tensor row by row.
  ///
  /// - Parameters:
  ///   - workingBytes: What the reader itself needs, for the limit.
  ///   - fill: Gives every row of the file once to `Target.write`.
  func tensor(
    workingBytes: Int, filledBy fill: (Target) throws(PictureProblem) -> Void
  ) throws(PictureProblem) -> Tensor {
    let shape = try PictureLimits.shape(
      channels: channels, extent: orientation.extent(of: stored), workingBytes: workingBytes)
    var problem: PictureProblem?
    let tensor = Tensor(shape: shape) { elements in
      adviseHugePages(elements)
      do throws(PictureProblem) {
        try fill(Target(sink: self, elements: elements))
      } catch {
        problem = error
      }
    }
    if let problem { throw problem }
    return tensor
  }
}

extension PixelSink {
  /// The memory of the tensor that is being filled.
  struct Target {
    let sink: PixelSink
    let elements: UnsafeMutableBufferPointer<Float>
    private let placement: Orientation.Placement
    private let plane: Int

    fileprivate init(sink: PixelSink, elements: UnsafeMutableBufferPointer<Float>) {
      self.sink = sink
      self.elements = elements
      placement = sink.orientation.placement(of: sink.stored)
      plane = sink.stored.height * sink.stored.width
    }

    /// Writes the pixels of one row of the file.
    ///
    /// - Parameter samples: `stored.width` · `sampleChannels` of them.
    func write<Sample: FixedWidthInteger & UnsignedInteger>(
      row: Int, samples: UnsafeBufferPointer<Sample>
    ) {
      precondition(samples.count == sink.stored.width * sink.sampleChannels)
      precondition(0..<sink.stored.height ~= row)
      let start = placement.origin + row * placement.rowStep
      let step = placement.columnStep
      let width = sink.stored.width
      let scale = sink.scale
      switch (sink.sampleChannels, sink.colors) {
      case (1, _):
        scale.table.withUnsafeBufferPointer { table in
          for column in 0..<width {
            let sample = samples[column]
            elements[start + column * step] =
              Sample.bitWidth == 8 ? table[Int(sample)] : scale.value(of: UInt32(sample))
          }
        }
      case (2, _):
        for column in 0..<width {
          let gray = UInt32(samples[2 * column])
          let alpha = UInt32(samples[2 * column + 1])
          elements[start + column * step] =
            scale.value(of: scale.overWhite(gray, alpha: alpha))
        }
      case (let count, let colors):
        for column in 0..<width {
          var red = UInt32(samples[count * column])
          var green = UInt32(samples[count * column + 1])
          var blue = UInt32(samples[count * column + 2])
          if count == 4 {
            let alpha = UInt32(samples[count * column + 3])
            red = scale.overWhite(red, alpha: alpha)
            green = scale.overWhite(green, alpha: alpha)
            blue = scale.overWhite(blue, alpha: alpha)
          }
          let index = start + column * step
          switch colors {
          case .gray: elements[index] = scale.gray(red, green, blue)
          case .rgb:
            elements[index] = scale.value(of: red)
            elements[index + plane] = scale.value(of: green)
            elements[index + 2 * plane] = scale.value(of: blue)
          }
        }
      }
    }
  }
}
