internal import CImageCodecs
internal import Convolution

/// PNG of every color type and bit depth, by libpng, row by row.
///
/// 16 bits stay 16; palettes and transparency are expanded; gamma, color profiles and everything
/// else but the pixels are ignored. A wrong checksum in any chunk refuses the file.
enum PNGFile {
  static func read(
    _ reader: inout ByteReader, _ request: PictureRequest
  ) throws(PictureProblem) -> Picture {
    var tensor: Result<(Tensor, String), PictureProblem>?
    withUnsafeMutablePointer(to: &reader) { pointer in
      do throws(PictureProblem) {
        tensor = .success(try decode(pointer, request))
      } catch {
        tensor = .failure(error)
      }
    }
    guard let (tensor, format) = try tensor?.get() else { throw .empty }
    return Picture(tensor: tensor, format: format, request: request)
  }

  private static func decode(
    _ reader: UnsafeMutablePointer<ByteReader>, _ request: PictureRequest
  ) throws(PictureProblem) -> (Tensor, String) {
    guard
      let source = png_source_open(
        { context, bytes, count in
          guard let reader = context?.assumingMemoryBound(to: ByteReader.self) else { return 0 }
          return reader.pointee.copy(to: bytes, count: count)
        }, reader)
    else { throw .damaged(byte: 0, part: "the PNG data", message: "libpng cannot start") }
    defer { png_source_close(source) }

    /// What libpng refused, and where in the file it was then.
    func check(_ succeeded: Bool, _ part: String) throws(PictureProblem) {
      guard !succeeded else { return }
      guard reader.pointee.remaining > 0 || !isAtEnd(source) else {
        throw .truncated(byte: reader.pointee.length, part: part, needed: nil)
      }
      throw .damaged(
        byte: reader.pointee.offset, part: part,
        message: String(cString: png_source_message(source)))
    }

    var header = png_header()
    try check(png_source_header(source, &header), "the PNG header")
    let extent = Extent(height: Int(header.height), width: Int(header.width))
    let (area, areaOverflows) = extent.height.multipliedReportingOverflow(by: extent.width)
    guard !areaOverflows, area <= PictureLimits.pixels else { throw .tooManyPixels(extent) }
    try requirePlausible(header, extent, fileBytes: reader.pointee.length)

    let rowSamples = extent.width * Int(header.row_channels)
    let rowBytes = rowSamples * Int(header.row_bit_depth) / 8
    let (unpacked, overflows) = rowBytes.multipliedReportingOverflow(by: extent.height)
    guard !overflows, unpacked <= PictureLimits.unpackedBytes else {
      throw .tooMuchToUnpack(extent)
    }
    let sink = PixelSink(
      sampleChannels: sampleChannels(header), stored: extent,
      maxval: header.row_bit_depth == 16 ? 65535 : 255, request: request)
    // libpng keeps two rows of its own; the passes of an interlaced picture need the whole.
    let rows = header.is_interlaced ? extent.height : 1
    let tensor = try sink.tensor(workingBytes: rowBytes * (rows + 6)) {
      target throws(PictureProblem) in
      let passes = Int(png_source_begin(source))
      try check(passes > 0, "the PNG header")
      let pixels = UnsafeMutableRawBufferPointer.allocate(byteCount: rowBytes * rows, alignment: 16)
      defer { pixels.deallocate() }
      let palette = header.has_palette ? Palette(header) : nil
      for pass in 0..<passes {
        for row in 0..<extent.height {
          let part = UnsafeMutableRawBufferPointer(
            rebasing: pixels[(row % rows * rowBytes)..<(row % rows + 1) * rowBytes])
          guard let start = part.baseAddress else { return }
          try check(png_source_row(source, start), "the pixels of row \(row)")
          guard pass == passes - 1 else { continue }
          if let palette {
            guard let colors = palette.colors(of: part, channels: sink.sampleChannels) else {
              throw .damaged(
                byte: reader.pointee.offset, part: "the pixels of row \(row)",
                message: "a color beyond the \(palette.count) of the palette")
            }
            colors.withUnsafeBufferPointer { target.write(row: row, samples: $0) }
          } else if header.row_bit_depth == 16 {
            target.write(row: row, samples: UnsafeBufferPointer(part.bindMemory(to: UInt16.self)))
          } else {
            target.write(row: row, samples: UnsafeBufferPointer(part.bindMemory(to: UInt8.self)))
          }
        }
      }
      try check(png_source_finish(source), "the end of the PNG data")
    }
    return (tensor, describe(header))
  }

  private static func sampleChannels(_ header: png_header) -> Int {
    header.has_palette ? (header.has_alpha ? 4 : 3) : Int(header.row_channels)
  }

  private static func isAtEnd(_ source: OpaquePointer) -> Bool {
    String(cString: png_source_message(source)).hasPrefix("the file ends")
  }

  /// Refuses sizes that no file of this length can fill: deflate packs at most 1032 bytes into one.
  private static func requirePlausible(
    _ header: png_header, _ extent: Extent, fileBytes: Int
  ) throws(PictureProblem) {
    // Transparency by a color key is not stored with the pixels; count one channel less.
    let stored = max(1, Int(header.row_channels) - (header.has_alpha ? 1 : 0))
    let bits = extent.width * extent.height * stored * Int(header.bit_depth)
    guard bits / 8 / 1032 <= fileBytes else {
      throw .implausible(byte: 16, part: "IHDR", promised: extent, fileBytes: fileBytes)
    }
  }

  private static func describe(_ header: png_header) -> String {
    let color = header.has_palette ? "palette" : header.row_channels >= 3 ? "RGB" : "gray"
    return "PNG, \(color)\(header.has_alpha ? " with alpha" : ""), \(header.bit_depth) "
      + "bit\(header.bit_depth == 1 ? "" : "s")\(header.is_interlaced ? ", interlaced" : "")"
  }

  /// The colors that the indices of a palette picture stand for.
  private struct Palette {
    let count: Int
    private let entries: [UInt8]

    init(_ header: png_header) {
      count = Int(header.palette_count)
      entries = withUnsafeBytes(of: header.palette) { Array($0) }
    }

    /// The samples of a row of indices, RGB or RGBA; nil when one of them has no color.
    func colors(of indices: UnsafeMutableRawBufferPointer, channels: Int) -> [UInt8]? {
      guard indices.allSatisfy({ $0 < count }) else { return nil }
      var samples = [UInt8](repeating: 0, count: indices.count * channels)
      for (position, index) in indices.enumerated() {
        for channel in 0..<channels {
          samples[position * channels + channel] = entries[Int(index) * 4 + channel]
        }
      }
      return samples
    }
  }
}
