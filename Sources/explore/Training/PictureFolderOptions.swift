import ArgumentParser
import Convolution
import Explorer
import Training

/// What a folder of pictures becomes: the same options for every command that learns from one.
struct PictureFolderOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Resize all pictures to this size, whatever their proportions. (default: 64x64)",
      valueName: "HxW"),
    transform: { try Extent(pictureArgument: $0) })
  var size = Extent(64)

  @Flag(help: "Take the pictures in gray, not as red, green and blue.")
  var gray = false
}

extension PictureFolderOptions {
  /// The shape that all pictures get.
  func shape() throws(ShapeError) -> Shape {
    try Shape(channels: gray ? 1 : 3, height: size.height, width: size.width)
  }

  /// Looks at what is in a folder, before any picture is read.
  ///
  /// - Throws: `DataError` or `ShapeError`.
  func loading(_ path: String, seed: UInt64) throws -> PictureLoading {
    try PictureLoading(PictureFolder.tree(path), shape: shape(), seed: seed)
  }
}

extension PictureLoading {
  /// Loads the next picture from its file.
  mutating func advance() { advance(PictureFolder.picture) }

  /// What is to be said of pictures that were not used: a line for each, and one with their number.
  var complaints: [String] {
    guard !skipped.isEmpty else { return [] }
    let count = tree.pictureCount
    return skipped.map { "\($0.reason); skipped" } + [
      "\(skipped.count) of \(count) pictures in \(tree.path) cannot be read and "
        + "\(skipped.count == 1 ? "is" : "are") left out"
    ]
  }
}
