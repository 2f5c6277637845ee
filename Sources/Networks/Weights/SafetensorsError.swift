/// A weights file that cannot be used: which file, and why.
package struct SafetensorsError: Error, Hashable, Sendable {
  /// As it was given.
  package let path: String
  package let problem: Problem

  package enum Problem: Error, Hashable, Sendable {
    case missing
    case unreadable(_ reason: String)
    /// A file of PyTorch's own.
    case pickle
    case tooShort(bytes: Int)
    case headerLength(found: UInt64, limit: Int)
    case headerBeyondEnd(length: Int, bytes: Int)
    case header(_ reason: String)
    /// A key that its object has twice.
    case duplicate(_ name: String)
    case unsupportedType(_ tensor: String, found: String)
    case sizes(_ tensor: String, found: [Int])
    case offsets(_ tensor: String, found: [Int])
    case byteCount(_ tensor: String, found: Int, expected: Int)
    case overlap(_ tensor: String, with: String)
    case gap(before: String, bytes: Int)
    case truncated(_ tensor: String, needed: Int, found: Int)
    case trailing(bytes: Int)
  }

  /// What the program should exit with: 66 where there is nothing to read, else 65.
  package var exitCode: Int32 {
    switch problem {
    case .missing, .unreadable: 66
    default: 65
    }
  }
}

extension SafetensorsError: CustomStringConvertible {
  /// One sentence: what was found, what is needed, what to do.
  package var description: String { "\(path): \(sentence)" }

  private var sentence: String {
    switch problem {
    case .missing: "there is no such file; check the path"
    case .unreadable(let reason): "cannot be read: \(reason); check the path"
    case .pickle:
      "is a pickle of PyTorch, which could run any program while it is read; convert it once: "
        + PyTorchPickle.conversion(of: path)
    case .tooShort(let bytes):
      "has \(bytes) bytes, too few for a safetensors file; \(Self.advice)"
    case .headerLength(let found, let limit):
      "says that its header has \(found) bytes; a safetensors file has 2 to \(limit); \(Self.advice)"
    case .headerBeyondEnd(let length, let bytes):
      "ends inside its header, which has \(length) bytes of a file of \(bytes); copy the file again"
    case .header(let reason): "the header is not what safetensors has: \(reason); \(Self.advice)"
    case .duplicate(let name): "the header has '\(name)' twice; write the file again"
    case .unsupportedType(let tensor, let found):
      "the tensor '\(tensor)' has the type \(found); supported are F32, F16, BF16 and F64; convert it"
    case .sizes(let tensor, let found):
      "the tensor '\(tensor)' has the shape \(found), which is not possible; write the file again"
    case .offsets(let tensor, let found):
      "the tensor '\(tensor)' has the offsets \(found); needed are a begin and an end behind it; "
        + "write the file again"
    case .byteCount(let tensor, let found, let expected):
      "the tensor '\(tensor)' has \(found) bytes, but its shape and type need \(expected); write the "
        + "file again"
    case .overlap(let tensor, let other):
      "the tensors '\(other)' and '\(tensor)' overlap; write the file again"
    case .gap(let tensor, let bytes):
      "\(bytes) bytes before the tensor '\(tensor)' belong to no tensor; write the file again"
    case .truncated(let tensor, let needed, let found):
      "ends inside the tensor '\(tensor)': \(found) bytes of data where \(needed) are needed; copy "
        + "the file again"
    case .trailing(let bytes):
      "\(bytes) bytes at the end belong to no tensor; write the file again"
    }
  }

  private static let advice = "write it with the safetensors library"
}
