internal import CAssets

/// A file of data that the program carries with it.
package struct BuiltInData: Sendable {
  /// Its path in the folder `Assets`: `fashion/train-images-idx3-ubyte.gz`.
  package let file: String
  private let index: Int

  package static let all: [BuiltInData] = {
    var files: [BuiltInData] = []
    while let asset = data_at(files.count) {
      files.append(BuiltInData(file: String(cString: asset.pointee.file), index: files.count))
    }
    return files
  }()

  /// The file with this path; nil where the program carries none.
  package init?(_ file: String) {
    guard let found = Self.all.first(where: { $0.file == file }) else { return nil }
    self = found
  }

  private init(file: String, index: Int) { (self.file, self.index) = (file, index) }

  package var bytes: UnsafeRawBufferPointer {
    let asset = data_at(index)?.pointee
    return UnsafeRawBufferPointer(start: asset?.bytes, count: asset?.count ?? 0)
  }

  /// The names of the files of a folder, without their ending.
  static func names(in folder: String, ending: String) -> [String] {
    all.map(\.file).filter { $0.hasPrefix(folder + "/") && $0.hasSuffix(ending) }
      .map { String($0.dropFirst(folder.count + 1).dropLast(ending.count)) }
  }
}

extension FashionMNIST {
  /// Twenty pictures of each class to learn from, and twenty to be tested with.
  package static func builtInSample() throws(DataError) -> DataSet {
    try sample { name in BuiltInData("fashion/\(name)")?.bytes }
  }
}
