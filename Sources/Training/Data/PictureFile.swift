package import Convolution

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// An IDX file of gray pictures, with what they show where a file of labels stands beside it.
package struct PictureFile: Hashable, Sendable {
  /// As it was given.
  package let path: String
  /// The file that the labels come from; nil where there is none, and then the examples' labels mean
  /// nothing.
  package let labelsPath: String?
  package let examples: Examples

  fileprivate init(path: String, labelsPath: String?, examples: Examples) {
    (self.path, self.labelsPath, self.examples) = (path, labelsPath, examples)
  }

  /// Reads a file and its labels.
  ///
  /// - Parameter classes: How many kinds of pictures there are.
  /// - Throws: `DataError` for files that are missing, damaged, or do not belong together.
  package init(path: String, classes: Int) throws(DataError) {
    let pictures = try IDXArray(path: path, axes: 3, meaning: "pictures")
    let labelsPath = Self.labelNames(besides: path).first { access($0, F_OK) == 0 }
    var labels: Examples.File?
    if let labelsPath {
      labels = (labelsPath, try IDXArray(path: labelsPath, axes: 1, meaning: "labels"))
    }
    self.init(
      path: path, labelsPath: labelsPath,
      examples: try Examples((path, pictures), labels: labels, classes: classes))
  }

  /// - Throws: `otherSize` for pictures of another size than a network takes.
  package func requireSize(of input: Shape, network: String) throws(DataError) {
    guard examples.shape.extent == input.extent else {
      throw DataError(
        path: path,
        problem: .otherSize(
          found: [examples.shape.height, examples.shape.width], network: network,
          expected: [input.height, input.width]))
    }
  }
}

// MARK: - Which files

extension PictureFile {
  /// Whether a path leads to such a file rather than to one picture.
  ///
  /// The first bytes decide, or the usual name where they are damaged. Only regular files are looked
  /// into: what is read from a pipe is gone.
  package static func isOne(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    if lastName(path).contains("idx3-ubyte") || lastName(path).contains("idx1-ubyte") {
      return true
    }
    guard let file = fopen(path, "rb") else { return false }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4)
    guard fread(&bytes, 1, 4, file) == 4 else { return false }
    // Packed, or two zeros and a type; no format of pictures begins like that.
    return bytes.starts(with: [0x1F, 0x8B])
      || bytes.starts(with: [0, 0]) && 0x08...0x0E ~= bytes[2]
  }

  /// What a file of labels may be called: `a-images-idx3-ubyte` goes with `a-labels-idx1-ubyte`, both
  /// packed or not; first what ends like the pictures.
  static func labelNames(besides path: String) -> [String] {
    let name = lastName(path)
    let folder = path.dropLast(name.utf8.count)
    guard path.hasSuffix(name), name.contains("images") else { return [] }
    let isPacked = name.hasSuffix(".gz")
    let stem = (isPacked ? String(name.dropLast(3)) : name)
      .replacing("images", with: "labels").replacing("idx3", with: "idx1")
    return [isPacked ? ".gz" : "", isPacked ? "" : ".gz"].map { "\(folder)\(stem)\($0)" }
  }
}

extension FashionMNIST {
  /// The pictures that the data set is tested with, from the first folder that has them.
  ///
  /// - Parameters:
  ///   - folders: Tried in their order, each also with what torchvision and archives put into it.
  ///   - stated: The folders that a message names; nil for all.
  /// - Throws: `DataError`: `noFashionMNIST` where none of the folders has them.
  package static func testPictures(
    fromFirstOf folders: [String], stating stated: [String]? = nil
  ) throws(DataError) -> PictureFile {
    for folder in folders {
      for inner in innerFolders {
        guard let path = file(.testPictures, in: folder + inner) else { continue }
        return try PictureFile(path: path, classes: classes.count)
      }
    }
    throw DataError(
      path: folders.first ?? "", problem: .noFashionMNIST(folders: stated ?? folders))
  }

  /// Those of the sample that the program carries.
  package static func builtInTestPictures() throws(DataError) -> PictureFile {
    PictureFile(
      path: "sample/\(File.testPictures.names[2])", labelsPath: File.testLabels.names[2],
      examples: try builtInSample().test)
  }
}
