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
    fileprivate let placement: Orientation.Placement
    fileprivate let plane: Int

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
      guard let start = elements.baseAddress, let samples = samples.baseAddress else { return }
      let target = start + (placement.origin + row * placement.rowStep)
      sink.scale.table.withUnsafeBufferPointer { table in
        guard let table = table.baseAddress else { return }
        let convert = Conversion<Sample>(scale: sink.scale, table: table)
        switch (sink.sampleChannels, sink.colors) {
        case (1, _): writeGray(samples, convert, to: target)
        case (2, _): writeGrayWithAlpha(samples, convert, to: target)
        case (let count, .gray): writeGrayOfColors(samples, count: count, convert, to: target)
        case (let count, .rgb): writeColors(samples, count: count, convert, to: target)
        }
      }
    }
  }

  /// Samples to numbers; those of a byte by a table.
  fileprivate struct Conversion<Sample: FixedWidthInteger & UnsignedInteger> {
    let scale: SampleScale
    let table: UnsafePointer<Float>

    @inline(__always)
    func callAsFunction(_ sample: UInt32) -> Float {
      Sample.bitWidth == 8 ? table[Int(sample & 255)] : scale.value(of: sample)
    }

    @inline(__always)
    func gray(_ color: (UInt32, UInt32, UInt32)) -> Float {
      scale.maxval >= 255 ? self(scale.roundedGray(color)) : scale.exactGray(color)
    }

    /// The color of a pixel of three samples, or of four with an alpha that lets white through.
    @inline(__always)
    func color(_ samples: UnsafePointer<Sample>, count: Int) -> (UInt32, UInt32, UInt32) {
      let color = (UInt32(samples[0]), UInt32(samples[1]), UInt32(samples[2]))
      guard count == 4 else { return color }
      let alpha = UInt32(samples[3])
      return (
        scale.overWhite(color.0, alpha: alpha), scale.overWhite(color.1, alpha: alpha),
        scale.overWhite(color.2, alpha: alpha)
      )
    }
  }
}

// MARK: - One row

// The positions follow from the shape, which is checked: plain pointers, without a check a pixel.
extension PixelSink.Target {
  private func writeGray<Sample>(
    _ samples: UnsafePointer<Sample>, _ convert: PixelSink.Conversion<Sample>,
    to target: UnsafeMutablePointer<Float>
  ) {
    let step = placement.columnStep
    if step == 1 {
      for column in 0..<sink.stored.width { target[column] = convert(UInt32(samples[column])) }
    } else {
      for column in 0..<sink.stored.width {
        target[column &* step] = convert(UInt32(samples[column]))
      }
    }
  }

  private func writeGrayWithAlpha<Sample>(
    _ samples: UnsafePointer<Sample>, _ convert: PixelSink.Conversion<Sample>,
    to target: UnsafeMutablePointer<Float>
  ) {
    for column in 0..<sink.stored.width {
      let alpha = UInt32(samples[2 &* column &+ 1])
      target[column &* placement.columnStep] = convert(
        convert.scale.overWhite(UInt32(samples[2 &* column]), alpha: alpha))
    }
  }

  private func writeGrayOfColors<Sample>(
    _ samples: UnsafePointer<Sample>, count: Int, _ convert: PixelSink.Conversion<Sample>,
    to target: UnsafeMutablePointer<Float>
  ) {
    for column in 0..<sink.stored.width {
      target[column &* placement.columnStep] = convert.gray(
        convert.color(samples + count &* column, count: count))
    }
  }

  private func writeColors<Sample>(
    _ samples: UnsafePointer<Sample>, count: Int, _ convert: PixelSink.Conversion<Sample>,
    to target: UnsafeMutablePointer<Float>
  ) {
    for column in 0..<sink.stored.width {
      let color = convert.color(samples + count &* column, count: count)
      let pixel = target + column &* placement.columnStep
      pixel[0] = convert(color.0)
      pixel[plane] = convert(color.1)
      pixel[2 &* plane] = convert(color.2)
    }
  }
}
