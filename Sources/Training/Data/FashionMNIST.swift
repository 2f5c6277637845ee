internal import Networks

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// 60,000 pictures of clothes to learn from, 10,000 to be tested with, 28 × 28 in gray.
///
/// Source: Xiao, Rasul and Vollgraf, *Fashion-MNIST: a novel image dataset for benchmarking machine
/// learning algorithms* (2017).
package enum FashionMNIST {
  /// What the classes are called, in the order of the labels.
  package static let classes: [String] = {
    do {
      return try NetworkCatalog.blueprint(named: "fashion-mnist").labels
    } catch {
      preconditionFailure("the catalogue has the lecture's network: \(error)")
    }
  }()

  /// Where the data set may be, the likeliest first: an own folder for data, where Keras keeps what it
  /// downloads, and where Debian's package `dataset-fashion-mnist` puts it.
  ///
  /// - Parameter environment: What the shell has set under a name.
  package static func usualFolders(_ environment: (String) -> String?) -> [String] {
    func folders(_ name: String) -> [String] {
      // The XDG specification has relative paths ignored.
      (environment(name) ?? "").split(separator: ":").map(String.init).filter { $0.first == "/" }
    }
    let homes = folders("HOME").prefix(1)
    var data = folders("XDG_DATA_HOME")
    if data.isEmpty { data = homes.map { "\($0)/.local/share" } }
    var shared = folders("XDG_DATA_DIRS")
    for folder in ["/usr/local/share", "/usr/share"] where !shared.contains(folder) {
      shared.append(folder)
    }
    return data.map { "\($0)/explore/fashion-mnist" }
      + homes.map { "\($0)/.keras/datasets/fashion-mnist" }
      + (data + shared).map { "\($0)/datasets/fashion-mnist" }
  }

  /// Reads the four files from the first folder that has them.
  ///
  /// - Parameters:
  ///   - folders: Tried in their order, each also with what torchvision and archives put into it.
  ///   - stated: The folders that a message names; nil for all.
  /// - Throws: `DataError`: `noFashionMNIST` where none of the folders has the training pictures.
  package static func load(
    fromFirstOf folders: [String], stating stated: [String]? = nil
  ) throws(DataError) -> DataSet {
    for folder in folders {
      for inner in innerFolders
      where file(.trainingPictures, in: folder + inner) != nil {
        return try load(folder: folder + inner)
      }
    }
    throw DataError(
      path: folders.first ?? "", problem: .noFashionMNIST(folders: stated ?? folders))
  }

  /// Reads the four files from a folder.
  package static func load(folder: String) throws(DataError) -> DataSet {
    try load(named: "fashion-mnist") { file throws(DataError) in
      guard let path = Self.file(file, in: folder) else {
        throw DataError(path: "\(folder)/\(file.names[2])", problem: .missing)
      }
      return (path, try IDXArray(path: path, axes: file.axes, meaning: file.meaning))
    }
  }

  /// Reads a sample of the four files from memory.
  ///
  /// - Parameter bytes: What a file of this name holds; nil where there is none.
  package static func sample(
    _ bytes: (_ name: String) -> UnsafeRawBufferPointer?
  ) throws(DataError) -> DataSet {
    try load(named: "fashion-mnist sample") { file throws(DataError) in
      for name in file.names {
        guard let bytes = bytes(name) else { continue }
        return (
          name,
          try IDXArray(bytes: bytes, name: name, axes: file.axes, meaning: file.meaning)
        )
      }
      throw DataError(path: file.names[2], problem: .missing)
    }
  }
}

// MARK: - Files

extension FashionMNIST {
  /// What the four files are called, without what their names end with.
  enum File: String, Hashable, CaseIterable {
    case trainingPictures = "train-images"
    case trainingLabels = "train-labels"
    case testPictures = "t10k-images"
    case testLabels = "t10k-labels"

    /// What each of the axes counts: pictures, rows, columns; or labels.
    var axes: Int {
      switch self {
      case .trainingPictures, .testPictures: 3
      case .trainingLabels, .testLabels: 1
      }
    }

    var meaning: String { axes == 1 ? "labels" : "pictures" }

    /// With hyphen or dot, as they are unpacked and as they come, what is unpacked first.
    var names: [String] {
      ["", ".gz"].flatMap { ending in
        ["-", "."].map { "\(rawValue)\($0)idx\(axes)-ubyte\(ending)" }
      }
    }
  }

  /// Where archives put the files, and torchvision.
  static let innerFolders = ["", "/FashionMNIST/raw", "/fashion-mnist"]

  /// The path of a file under one of its names.
  static func file(_ file: File, in folder: String) -> String? {
    file.names.map { "\(folder)/\($0)" }.first { path in access(path, F_OK) == 0 }
  }

  /// Reads two pairs of files and holds them against each other.
  private static func load(
    named name: String,
    _ read: (File) throws(DataError) -> (path: String, array: IDXArray)
  ) throws(DataError) -> DataSet {
    let pictures = try read(.trainingPictures)
    let training = try Examples(
      pictures, labels: try read(.trainingLabels), classes: classes.count)
    let testPictures = try read(.testPictures)
    let (expected, found) = (pictures.array.sizes.dropFirst(), testPictures.array.sizes.dropFirst())
    guard expected == found else {
      throw DataError(
        path: testPictures.path,
        problem: .pictureSize(
          found: Array(found), expected: Array(expected), file: lastName(pictures.path)))
    }
    let test = try Examples(
      testPictures, labels: try read(.testLabels), classes: classes.count)
    return DataSet(name: name, classes: classes, training: training, test: test)
  }
}

/// The last component of a path.
package func lastName(_ path: String) -> String {
  path.split(separator: "/").last.map(String.init) ?? path
}
