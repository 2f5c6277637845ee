import CAssets
import Training

/// A file of data that the program carries with it.
struct BuiltInData: Sendable {
  /// Its path in the folder `Assets`: `fashion/train-images-idx3-ubyte.gz`.
  let file: String
  private let index: Int

  static let all: [BuiltInData] = {
    var files: [BuiltInData] = []
    while let asset = data_at(files.count) {
      files.append(BuiltInData(file: String(cString: asset.pointee.file), index: files.count))
    }
    return files
  }()

  var bytes: UnsafeRawBufferPointer {
    let asset = data_at(index)?.pointee
    return UnsafeRawBufferPointer(start: asset?.bytes, count: asset?.count ?? 0)
  }
}

extension FashionMNIST {
  /// Twenty pictures of each class to learn from, and twenty to be tested with.
  static func builtInSample() throws(DataError) -> DataSet {
    try sample { name in BuiltInData.all.first { $0.file == "fashion/\(name)" }?.bytes }
  }
}
