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
  /// - Throws: `DataError`.
  func load(environment: Environment = processEnvironment) throws(DataError) -> DataSet {
    switch data {
    case "sample": return try FashionMNIST.builtInSample()
    case let folder?:
      // A slash at the end would be doubled in messages.
      let isLong = folder.count > 1 && folder.hasSuffix("/")
      return try FashionMNIST.load(fromFirstOf: [isLong ? String(folder.dropLast()) : folder])
    case nil:
      let folders = FashionMNIST.usualFolders(environment)
      // Where to put it: one's own folder, and that of the package.
      return try FashionMNIST.load(
        fromFirstOf: folders, stating: [folders.first, folders.last].compactMap(\.self))
    }
  }
}
