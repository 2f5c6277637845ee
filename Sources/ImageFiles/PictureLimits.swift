internal import Convolution

/// What a picture may cost, so that no file takes the machine with it.
///
/// Together they keep any file under two seconds and 512 MB, with room for a slow machine, and let
/// the pictures of today's cameras through.
enum PictureLimits {
  /// The most pixels.
  static let pixels = 64 << 20
  /// The most memory for the tensor and everything that is needed to fill it.
  static let memory = 448 << 20
  /// The longest file.
  static let fileBytes = 200 << 20
  /// The longest table, line of a table, and JPEG file: they cost more by the byte.
  static let tableBytes = 128 << 20
  static let lineBytes = 16 << 20
  static let jpegBytes = 48 << 20
  /// The longest JPEG file of several scans (progressive), which are twice the work.
  static let manyScansBytes = 32 << 20
  /// The most numbers in a table.
  static let tableNumbers = 16 << 20
  /// The most that the pixels of a PNG file may unpack to.
  static let unpackedBytes = 160 << 20
  /// How many blocks of 8 × 8 all scans of a JPEG file may visit together.
  static let blockVisits = 30_000_000

  /// The shape of a picture with the sizes that a file promises.
  ///
  /// - Parameter workingBytes: What its reader needs besides the tensor.
  static func shape(
    channels: Int, extent: Extent, workingBytes: Int
  ) throws(PictureProblem) -> Shape {
    let (area, overflows) = extent.height.multipliedReportingOverflow(by: extent.width)
    guard !overflows, area <= pixels else { throw .tooManyPixels(extent) }
    let (bytes, sumOverflows) = (area * channels * 4).addingReportingOverflow(workingBytes)
    guard !sumOverflows, bytes <= memory,
      let shape = try? Shape(channels: channels, height: extent.height, width: extent.width)
    else { throw .tooMuchMemory(extent, channels: channels) }
    return shape
  }
}
