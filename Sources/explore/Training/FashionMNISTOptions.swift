import ArgumentParser
import Training

/// Where Fashion-MNIST is taken from; the same option for every command that learns from it.
struct FashionMNISTOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The folder of Fashion-MNIST's four files, or 'sample' for the 400 pictures in the program. \
      (default: where Debian's dataset-fashion-mnist and Keras put them)
      """, valueName: "folder"))
  var data: String?
}

extension FashionMNISTOptions {
  /// All of it.
  ///
  /// - Throws: `DataError`.
  func load(environment: Environment = processEnvironment) throws(DataError) -> DataSet {
    guard data != "sample" else { return try FashionMNIST.builtInSample() }
    let places = places(environment)
    return try FashionMNIST.load(fromFirstOf: places.folders, stating: places.stated)
  }

  /// Only what networks are tested with.
  ///
  /// - Throws: `DataError`.
  func loadTestPictures(
    environment: Environment = processEnvironment
  ) throws(DataError) -> PictureFile {
    guard data != "sample" else { return try FashionMNIST.builtInTestPictures() }
    let places = places(environment)
    return try FashionMNIST.testPictures(fromFirstOf: places.folders, stating: places.stated)
  }

  /// Where to look, and which of that to name where nothing is found; nil for all.
  private func places(_ environment: Environment) -> (folders: [String], stated: [String]?) {
    if let data {
      // A slash at the end would be doubled in messages.
      let isLong = data.count > 1 && data.hasSuffix("/")
      return ([isLong ? String(data.dropLast()) : data], nil)
    }
    let folders = FashionMNIST.usualFolders(environment)
    // Where to put it: one's own folder, and that of the package.
    return (folders, [folders.first, folders.last].compactMap(\.self))
  }
}
