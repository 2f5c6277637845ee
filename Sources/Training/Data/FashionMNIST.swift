internal import Convolution
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
      for inner in ["", "/FashionMNIST/raw", "/fashion-mnist"]
      where file(.trainingPictures, in: folder + inner) != nil {
        return try load(folder: folder + inner)
      }
    }
    throw DataError(
      path: folders.first ?? "", problem: .noFashionMNIST(folders: stated ?? folders))
  }

  /// Reads the four files from a folder.
  package static func load(folder: String) throws(DataError) -> DataSet {
    let training = try examples(.trainingPictures, .trainingLabels, in: folder)
    let test = try examples(.testPictures, .testLabels, in: folder)
    return try dataSet(named: "fashion-mnist", training: training, test: test)
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

    var arePictures: Bool { self == .trainingPictures || self == .testPictures }

    /// With hyphen or dot, as they are unpacked and as they come, what is unpacked first.
    var names: [String] {
      let axes = arePictures ? "idx3" : "idx1"
      return ["", ".gz"].flatMap { ending in
        ["-", "."].map { "\(rawValue)\($0)\(axes)-ubyte\(ending)" }
      }
    }
  }

  /// The path of a file under one of its names.
  private static func file(_ file: File, in folder: String) -> String? {
    file.names.map { "\(folder)/\($0)" }.first { path in access(path, F_OK) == 0 }
  }

  private static func examples(
    _ pictures: File, _ labels: File, in folder: String
  ) throws(DataError) -> LabeledPictures {
    let (picturesPath, labelsPath) = (
      try path(of: pictures, in: folder), try path(of: labels, in: folder)
    )
    let read = LabeledPictures(
      pictures: try IDXArray(path: picturesPath, axes: 3, meaning: "pictures"),
      labels: try IDXArray(path: labelsPath, axes: 1, meaning: "labels"),
      picturesPath: picturesPath, labelsPath: labelsPath)
    try read.check(classes: classes.count)
    return read
  }

  private static func path(of file: File, in folder: String) throws(DataError) -> String {
    guard let path = Self.file(file, in: folder) else {
      throw DataError(path: "\(folder)/\(file.names[2])", problem: .missing)
    }
    return path
  }

  /// Makes a data set of both halves.
  static func dataSet(
    named name: String, training: LabeledPictures, test: LabeledPictures
  ) throws(DataError) -> DataSet {
    let (expected, found) = (training.pictures.sizes.dropFirst(), test.pictures.sizes.dropFirst())
    guard expected == found else {
      throw DataError(
        path: test.picturesPath,
        problem: .pictureSize(
          found: Array(found), expected: Array(expected), file: lastName(training.picturesPath)))
    }
    return DataSet(
      name: name, classes: classes, training: training.examples, test: test.examples)
  }
}

/// Two files that belong together.
struct LabeledPictures {
  let pictures: IDXArray
  let labels: IDXArray
  let picturesPath: String
  let labelsPath: String

  /// Whether there is a label for each picture and a class for each label.
  func check(classes: Int) throws(DataError) {
    guard labels.bytes.count == pictures.sizes[0] else {
      throw DataError(
        path: labelsPath,
        problem: .labelCount(
          found: labels.bytes.count, pictures: pictures.sizes[0], file: lastName(picturesPath)))
    }
    if let index = labels.bytes.firstIndex(where: { $0 >= classes }) {
      throw DataError(
        path: labelsPath,
        problem: .label(labels.bytes[index], index: index, classes: classes))
    }
  }

  var examples: Examples {
    do {
      let shape = try Shape(channels: 1, height: pictures.sizes[1], width: pictures.sizes[2])
      return Examples(shape: shape, numbers: .bytes(pictures.bytes), labels: labels.bytes)
    } catch {
      preconditionFailure("a picture is no larger than all that are read: \(error)")
    }
  }
}

/// The last component of a path.
private func lastName(_ path: String) -> String {
  path.split(separator: "/").last.map(String.init) ?? path
}
