/// A file that could not be written.
package enum OutputError: Error, Hashable, Sendable {
  case cannotCreate(path: String, code: Int32)
  case writeFailed(path: String, code: Int32)
  /// The reader of a pipe has gone, which is its right: the program ends without a word.
  case closedPipe
  /// The picture format has no place for so many maps.
  case tooManyChannels(Int, format: PictureFormat, path: String)

  /// What the program should exit with.
  package var exitCode: Int32 {
    switch self {
    case .cannotCreate: 73
    case .writeFailed: 74
    case .closedPipe: 0
    case .tooManyChannels: 64
    }
  }
}

extension OutputError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .cannotCreate(let path, let code):
      "\(printable(path)): cannot be created: \(systemMessage(code))"
    case .writeFailed(let path, let code):
      "\(printable(path)): cannot be written: \(systemMessage(code))"
    case .closedPipe: "the reader of the output has gone"
    case .tooManyChannels(let count, let format, let path):
      "\(printable(path)): \(format.name) holds \(format.channelsDescription), the result has "
        + "\(count); choose one of them with --map K, or write all of them to a .json file"
    }
  }
}
