/// Training data that cannot be used: which file or folder, and why.
package struct DataError: Error, Hashable, Sendable {
  /// As it was given.
  package let path: String
  package let problem: Problem

  package init(path: String, problem: Problem) { (self.path, self.problem) = (path, problem) }

  package enum Problem: Error, Hashable, Sendable {
    // Nothing to read
    case missing
    case unreadable(reason: String)
    case outOfMemory
    /// None of the folders, of which `path` is the first, holds the data set.
    case noFashionMNIST(folders: [String])
    // Damage
    case packedDamaged(byte: Int)
    case packedTruncated(bytes: Int)
    case notIDX(firstBytes: [UInt8])
    case elementType(UInt8)
    case axes(found: Int, expected: Int, meaning: String)
    case sizes([Int])
    case tooLarge(bytes: UInt64, limit: Int)
    case truncated(found: Int, needed: Int)
    case implausible(promised: Int, stored: Int)
    case trailing(needed: Int)
    // Files that do not belong together
    case labelCount(found: Int, pictures: Int, file: String)
    case label(UInt8, index: Int, classes: Int)
    case pictureSize(found: [Int], expected: [Int], file: String)
    /// A network takes another size.
    case otherSize(found: [Int], network: String, expected: [Int])
    // Folders of pictures
    case noFolder
    case notFolder
    case noClasses(pictures: Int)
    case noTrainingFolder(found: [String])
    case oneClass(String)
    case tooManyClasses(found: Int, most: Int)
    case otherClasses(found: [String], expected: [String], folder: String)
    /// `skipped` of its pictures could not be read.
    case emptyClass(skipped: Int)
    case tooFewPictures(found: Int, needed: Int)
    case tooManyPixels(pictures: Int, size: [Int], limit: Int)
  }

  /// What the program should exit with: 66 where there is nothing to read, else 65.
  package var exitCode: Int32 {
    switch problem {
    case .missing, .unreadable, .noFashionMNIST, .noFolder: 66
    case .outOfMemory, .packedDamaged, .packedTruncated, .notIDX, .elementType, .axes, .sizes,
      .tooLarge, .truncated, .implausible, .trailing, .labelCount, .label, .pictureSize, .otherSize,
      .notFolder, .noClasses, .noTrainingFolder, .oneClass, .tooManyClasses, .otherClasses,
      .emptyClass, .tooFewPictures, .tooManyPixels:
      65
    }
  }
}

extension DataError: CustomStringConvertible {
  /// One sentence: what was found, what is needed, what to do.
  package var description: String {
    if case .noFashionMNIST(let folders) = problem {
      return "Fashion-MNIST is not in \(Self.list(folders, "or")); install it with "
        + "'apt-get install dataset-fashion-mnist', name its folder with --data DIR, or take the "
        + "built-in sample with --data sample"
    }
    return "\(path): \(sentence)"
  }

  private var sentence: String {
    switch problem {
    case .missing: "there is no such file; check the path"
    case .unreadable(let reason): "cannot be read: \(reason); check the path"
    case .outOfMemory: "there is not enough memory to read it"
    case .noFashionMNIST: description
    case .packedDamaged(let byte):
      "byte \(byte): the gzip data are damaged; copy the file again"
    case .packedTruncated(let bytes):
      "ends at byte \(bytes), inside the gzip data; copy the file again"
    case .notIDX(let bytes):
      (bytes.isEmpty
        ? "is empty" : "starts with \(Self.hexadecimal(bytes)), which is not how IDX files do")
        + "; needed is an IDX file of unsigned bytes (00 00 08 …), packed with gzip or not"
    case .elementType(let type):
      "its elements are \(Self.name(ofType: type)); only unsigned bytes (type 08) are read"
    case .axes(let found, let expected, let meaning):
      "has \(found) \(found == 1 ? "axis" : "axes"); \(meaning) have \(expected)"
    case .sizes(let sizes):
      "has the size \(Self.product(sizes)), which holds nothing; write the file again"
    case .tooLarge(let bytes, let limit):
      "promises \(bytes == .max ? "more than 2⁶⁴" : "\(bytes)") bytes; at most \(limit >> 20) MiB "
        + "are read"
    case .truncated(let found, let needed):
      "ends after \(found) bytes of data where its header promises \(needed); copy the file again"
    case .implausible(let promised, let stored):
      "promises \(promised) bytes of data, more than \(stored) bytes of gzip can hold; copy the "
        + "file again"
    case .trailing(let needed):
      "has more than the \(needed) bytes of data that its header promises; copy the file again"
    case .labelCount(let found, let pictures, let file):
      "has \(found) labels for the \(pictures) pictures of \(file); copy both files again"
    case .label(let label, let index, let classes):
      "label \(index) (from 0) is \(label); the \(classes) classes are 0 to \(classes - 1)"
    case .pictureSize(let found, let expected, let file):
      "has pictures of \(Self.product(found)), but those of \(file) are \(Self.product(expected)); "
        + "all need the same size"
    case .otherSize(let found, let network, let expected):
      "has pictures of \(Self.product(found)), but \(network) takes \(Self.product(expected)); resize "
        + "them, or take a network of their size"
    case .noFolder: "there is no such folder; check the path"
    case .notFolder: "is no folder; name the one with a folder of pictures for each class"
    case .noClasses(let pictures):
      "has \(pictures == 0 ? "no folders" : "\(pictures) pictures, but no folders"); needed is one "
        + "folder for each class, with its pictures"
    case .noTrainingFolder(let found):
      "has the folder\(found.count == 1 ? "" : "s") \(Self.list(found, "and")), but none called "
        + "training or train; add it, or put all pictures into one folder for each class"
    case .oneClass(let name):
      "has one folder, '\(name)'; there is nothing to tell apart; add a folder for another class"
    case .tooManyClasses(let found, let most):
      "has \(found) folders; at most \(most) classes are told apart"
    case .otherClasses(let found, let expected, let folder):
      Self.difference(found, expected, folder)
    case .emptyClass(let skipped):
      skipped == 0
        ? "holds no pictures; add some, or remove the folder"
        : "none of its \(skipped) pictures can be read; replace them, or remove the folder"
    case .tooFewPictures(let found, let needed):
      "holds \(found) picture\(found == 1 ? "" : "s") that can be read; a class needs at least "
        + "\(needed), to learn from, to watch and to test"
    case .tooManyPixels(let pictures, let size, let limit):
      "has \(pictures) pictures, which at \(Self.product(size)) numbers each are more than the "
        + "\(limit >> 20) MiB that are kept; choose a smaller --size"
    }
  }

  /// What one folder of classes has, or lacks, that another has not.
  private static func difference(
    _ found: [String], _ expected: [String], _ folder: String
  ) -> String {
    let (missing, added) = (
      expected.filter { !found.contains($0) }, found.filter { !expected.contains($0) }
    )
    return missing.isEmpty
      ? "has a folder '\(added.first ?? "")', which \(folder) has not; both need the same classes"
      : "has no folder '\(missing[0])' as \(folder) has; both need the same classes"
  }

  /// The kinds of elements that the format knows.
  private static func name(ofType type: UInt8) -> String {
    switch type {
    case 0x09: "signed bytes (type 09)"
    case 0x0B: "16-bit whole numbers (type 0B)"
    case 0x0C: "32-bit whole numbers (type 0C)"
    case 0x0D: "32-bit floating-point numbers (type 0D)"
    case 0x0E: "64-bit floating-point numbers (type 0E)"
    default: "of the unknown type \(hexadecimal([type]))"
    }
  }

  private static func product(_ sizes: [Int]) -> String {
    sizes.map(String.init).joined(separator: "×")
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }
      .joined(separator: " ")
  }

  /// `a, b or c`.
  private static func list(_ texts: [String], _ conjunction: String) -> String {
    texts.count < 2
      ? texts.joined()
      : texts.dropLast().joined(separator: ", ") + " \(conjunction) \(texts[texts.count - 1])"
  }
}
