internal import Convolution

/// What a picture may cost, so that no file takes the machine with it.
///
/// Together they keep any file under two seconds and 512 MB: the pictures of today's cameras, up to
/// 64 megapixels in gray, fit.
enum PictureLimits {
  /// The most pixels.
  static let pixels = 64 << 20
  /// The longest file.
  static let fileBytes = 256 << 20
  /// The most memory for the tensor and everything that is needed to fill it.
  static let memory = 448 << 20
  /// The most numbers in a table, whose size is known only at its end.
  static let tableNumbers = 32 << 20

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
