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
  }

  /// What the program should exit with: 66 where there is nothing to read, else 65.
  package var exitCode: Int32 {
    switch problem {
    case .missing, .unreadable, .noFashionMNIST: 66
    case .outOfMemory, .packedDamaged, .packedTruncated, .notIDX, .elementType, .axes, .sizes,
      .tooLarge, .truncated, .implausible, .trailing, .labelCount, .label, .pictureSize:
      65
    }
  }
}

extension DataError: CustomStringConvertible {
  /// One sentence: what was found, what is needed, what to do.
  package var description: String {
    if case .noFashionMNIST(let folders) = problem {
      return "Fashion-MNIST is not in \(Self.list(folders, "or")); install it with "
        + "'apt-get install dataset-fashion-mnist', or name its folder with --data"
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
    }
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
