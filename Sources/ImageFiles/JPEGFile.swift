internal import CImageCodecs
internal import Convolution

/// JPEG, gray and colored, baseline and progressive, by TurboJPEG; the right way up.
///
/// The library goes on after damage with a warning and gray areas; here a warning refuses the file.
enum JPEGFile {
  static func read(
    _ reader: inout ByteReader, _ request: PictureRequest
  ) throws(PictureProblem) -> Picture {
    try reader.require(atMost: PictureLimits.jpegBytes)
    let bytes = reader.takeRest()
    let header = try JPEGHeader(bytes)
    if header.scans > 1 { try reader.require(atMost: PictureLimits.manyScansBytes) }
    let channels = header.components == 1 ? 1 : 3
    let stored = header.stored
    try requirePlausible(header, fileBytes: bytes.count)

    let sink = PixelSink(
      sampleChannels: channels, stored: stored, maxval: 255, request: request,
      orientation: header.orientation)
    let decoded = stored.height * stored.width * channels
    // With several scans the library keeps all coefficients, two bytes each.
    let coefficients = header.scans > 1 ? header.blocks * 128 : 0
    let tensor = try sink.tensor(workingBytes: bytes.count + decoded + coefficients) {
      target throws(PictureProblem) in
      let pixels = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: decoded)
      defer { pixels.deallocate() }
      try decode(bytes, header, channels: channels, into: pixels)
      let rowBytes = stored.width * channels
      for row in 0..<stored.height {
        target.write(
          row: row,
          samples: UnsafeBufferPointer(
            rebasing: pixels[(row * rowBytes)..<(row + 1) * rowBytes]))
      }
    }
    return Picture(tensor: tensor, format: describe(header), request: request)
  }

  private static func decode(
    _ bytes: UnsafeRawBufferPointer, _ header: JPEGHeader, channels: Int,
    into pixels: UnsafeMutableBufferPointer<UInt8>
  ) throws(PictureProblem) {
    guard let input = bytes.bindMemory(to: UInt8.self).baseAddress,
      let output = pixels.baseAddress
    else { return }
    var message = [CChar](repeating: 0, count: 256)
    let succeeded = jpeg_decode(
      input, bytes.count, output, Int32(header.stored.width), Int32(header.stored.height),
      Int32(channels), &message, message.count)
    guard !succeeded else { return }
    let text = message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
    throw .damaged(
      byte: header.firstScan, part: "the JPEG data from here on",
      message: String(decoding: text, as: UTF8.self))
  }

  /// Refuses sizes that no file of this length can fill, and scans without end.
  private static func requirePlausible(
    _ header: JPEGHeader, fileBytes: Int
  ) throws(PictureProblem) {
    let extent = header.stored
    guard extent.height * extent.width <= PictureLimits.pixels else {
      throw .tooManyPixels(extent)
    }
    // The first scan over a component spends at least one bit on every block.
    guard header.blocksOfLargestComponent / 8 <= fileBytes else {
      throw .implausible(
        byte: header.firstScan, part: "the frame header", promised: extent, fileBytes: fileBytes)
    }
    let visits = header.blocks.multipliedReportingOverflow(by: header.scans)
    guard !visits.overflow, visits.partialValue <= PictureLimits.blockVisits else {
      throw .tooManyScans(header.scans)
    }
  }

  private static func describe(_ header: JPEGHeader) -> String {
    "JPEG, \(header.components == 1 ? "gray" : "color")"
      + (header.isProgressive ? ", progressive" : "")
      + (header.orientation == .topLeft ? "" : ", turned (EXIF \(header.orientation.rawValue))")
  }
}
