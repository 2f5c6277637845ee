internal import CImageCodecs
package import Convolution

/// A kind of picture file that is written.
package enum PictureFormat: String, CaseIterable, Hashable, Sendable {
  case pgm
  case ppm
  case png

  /// The format that a file name's ending asks for, in whatever case.
  package init?(path: String) {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    self.init(rawValue: path[path.index(after: dot)...].lowercased())
  }

  var name: String { self == .png ? "a PNG picture" : "a \(rawValue.uppercased()) picture" }

  /// Whether so many maps make a picture of this format: gray, or red, green and blue.
  func takes(channels: Int) -> Bool {
    switch self {
    case .pgm: channels == 1
    case .ppm: channels == 3
    case .png: channels == 1 || channels == 3
    }
  }

  var channelsDescription: String {
    switch self {
    case .pgm: "one map"
    case .ppm: "three maps (red, green, blue)"
    case .png: "one map or three (red, green, blue)"
    }
  }
}

/// Writes a tensor as a picture of 8 bits a sample, row by row: memory for a few rows suffices.
package struct PictureWriter: Sendable {
  package var format: PictureFormat
  /// The value that becomes 255, as in `Picture.fullScale`; nil takes values as they are.
  package var fullScale: Float?
  /// Stretches the smallest value to 0 and the largest to 255 instead.
  package var normalizes: Bool

  package init(format: PictureFormat, fullScale: Float?, normalizes: Bool = false) {
    self.format = format
    self.fullScale = fullScale
    self.normalizes = normalizes
  }

  /// Writes to a file, whole or not at all; `-` is standard output.
  package func write(_ tensor: Tensor, to path: String) throws(OutputError) {
    // Before the file is opened: a FIFO would wait for its reader only to get nothing.
    try requireRoom(for: tensor, path: path)
    var file = try OutputFile(path: path)
    try write(tensor, to: &file, named: path)
    try file.commit()
  }

  /// Adds the picture to a file that is being written.
  ///
  /// - Parameter name: What an error calls the file.
  package func write(
    _ tensor: Tensor, to file: inout OutputFile, named name: String
  ) throws(OutputError) {
    try requireRoom(for: tensor, path: name)
    let shape = tensor.shape
    let rows = SampleRows(tensor: tensor, levels: Levels(of: tensor, self))
    switch format {
    case .pgm, .ppm:
      try file.write("\(format == .pgm ? "P5" : "P6")\n\(shape.width) \(shape.height)\n255\n")
      let samples = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: rows.count)
      defer { samples.deallocate() }
      for row in 0..<shape.height {
        rows.copy(row: row, to: samples)
        try file.write(UnsafeRawBufferPointer(samples))
      }
    case .png: try writePNG(rows, to: &file, named: name)
    }
  }

  private func requireRoom(for tensor: Tensor, path: String) throws(OutputError) {
    guard format.takes(channels: tensor.shape.channels) else {
      throw .tooManyChannels(tensor.shape.channels, format: format, path: path)
    }
  }
}

// MARK: - PNG

/// What the C callback needs: the file, and a place for what went wrong.
private struct PNGDestination: ~Copyable {
  let file: UnsafeMutablePointer<OutputFile>
  var problem: OutputError?
}

extension PictureWriter {
  private func writePNG(
    _ rows: SampleRows, to file: inout OutputFile, named name: String
  ) throws(OutputError) {
    var problem: OutputError?
    var succeeded = false
    withUnsafeMutablePointer(to: &file) { pointer in
      var destination = PNGDestination(file: pointer)
      withUnsafeMutablePointer(to: &destination) { succeeded = encode(rows, to: $0) }
      problem = destination.problem
    }
    if let problem { throw problem }
    // Without a problem of the file's, libpng had no memory.
    guard succeeded else { throw .writeFailed(path: name, code: 12) }
  }

  private func encode(_ rows: SampleRows, to destination: UnsafeMutablePointer<PNGDestination>)
    -> Bool
  {
    let shape = rows.tensor.shape
    let sink = png_sink_open(
      { context, bytes, count in
        guard let context else { return false }
        let destination = context.assumingMemoryBound(to: PNGDestination.self)
        do throws(OutputError) {
          try destination.pointee.file.pointee.write(
            UnsafeRawBufferPointer(start: bytes, count: count))
          return true
        } catch {
          destination.pointee.problem = error
          return false
        }
      }, destination, UInt32(shape.width), UInt32(shape.height), Int32(shape.channels))
    guard let sink else { return false }
    defer { png_sink_close(sink) }
    let samples = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: rows.count)
    defer { samples.deallocate() }
    guard let start = samples.baseAddress else { return false }
    for row in 0..<shape.height {
      rows.copy(row: row, to: samples)
      guard png_sink_row(sink, start) else { return false }
    }
    return png_sink_finish(sink)
  }
}
