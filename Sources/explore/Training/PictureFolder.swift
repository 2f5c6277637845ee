import Convolution
import ImageFiles
import Training

/// A folder of one's own pictures, one folder in it for each class.
enum PictureFolder {
  /// Looks at what is there, as far down as classes in `training`, `validation` and `test` lie.
  ///
  /// Links are followed, hidden files and folders are not looked at.
  ///
  /// - Throws: `DataError`.
  static func tree(_ path: String) throws(DataError) -> PictureTree {
    // A slash at the end would be doubled in paths.
    let isLong = path.count > 1 && path.hasSuffix("/")
    let path = isLong ? String(path.dropLast()) : path
    guard FileSystem.hasEntry(path) else {
      throw DataError(path: path, problem: .noFolder)
    }
    guard FileSystem.isFolder(path) else {
      throw DataError(path: path, problem: .notFolder)
    }
    return try PictureTree(try listing(path, name: path, depth: 2), path: path)
  }

  /// - Parameter depth: How many levels of folders below this one have their files listed too.
  private static func listing(
    _ path: String, name: String, depth: Int
  ) throws(DataError) -> FolderListing {
    var listing = FolderListing(name: name)
    for name in try names(in: path) where !name.hasPrefix(".") {
      let inner = "\(path)/\(name)"
      if !FileSystem.isFolder(inner) {
        listing.files.append(name)
      } else if depth > 0 {
        listing.folders.append(try Self.listing(inner, name: name, depth: depth - 1))
      }
    }
    return listing
  }

  private static func names(in folder: String) throws(DataError) -> [String] {
    do throws(SystemError) {
      return try FileSystem.names(in: folder)
    } catch {
      throw DataError(path: folder, problem: .unreadable(reason: error.description))
    }
  }

  /// A picture in the shape of all of them: in gray where that has one channel, squeezed where it has
  /// other proportions, as Keras does it.
  ///
  /// - Throws: `PictureError`, and `Failure` for what is no file and could keep one waiting.
  static func picture(_ path: String, _ shape: Shape) throws -> Tensor {
    guard FileSystem.isRegularFile(path) != false else {
      throw Failure(.badData, "\(path): is no picture's file; replace it with one that is")
    }
    let request = PictureRequest(
      path: path, scale: .unit, colors: shape.channels == 1 ? .gray : .rgb, resize: shape.extent)
    return try Picture.load(request).tensor.withChannels(shape.channels)
  }
}

extension Tensor {
  /// The picture with its only channel repeated, as a gray picture is a color picture whose three channels
  /// are the same; itself where it has several.
  func withChannels(_ channels: Int) throws(ShapeError) -> Tensor {
    guard shape.channels == 1, channels > 1 else { return self }
    return try Tensor(
      shape: Shape(channels: channels, height: shape.height, width: shape.width),
      elements: Array(repeatElement(elements, count: channels).joined()))
  }
}
