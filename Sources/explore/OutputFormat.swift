import Convolution
import Explorer
import Exports
import ImageFiles

/// What kind of file a result becomes.
enum OutputFormat: Hashable, Sendable {
  case picture(PictureFormat)
  case text(TensorText)

  static let all: [OutputFormat] =
    PictureFormat.allCases.map(OutputFormat.picture) + TensorText.allCases.map(OutputFormat.text)

  /// What `--format` and the ends of file names call it.
  var name: String {
    switch self {
    case .picture(let format): format.rawValue
    case .text(let format): format.rawValue
    }
  }

  init(argument text: String) throws(ArgumentError) {
    guard let format = Self.all.first(where: { $0.name == text.lowercased() }) else {
      throw .expected(Self.all.dropLast().map(\.name).joined(separator: ", ") + " or json")
    }
    self = format
  }

  /// The format that a file's name ends with.
  ///
  /// - Throws: `Failure` with status 64 when it ends otherwise.
  init(path: String) throws(Failure) {
    let file = path.split(separator: "/").last ?? ""
    let end = file.lastIndex(of: ".").map { file[file.index(after: $0)...].lowercased() }
    guard let format = Self.all.first(where: { $0.name == end }) else {
      let names = Self.all.map { ".\($0.name)" }.joined(separator: ", ")
      throw Failure(
        .usage,
        "\(path): the name does not end with a known format (\(names)); choose one of them, or add "
          + "--format")
    }
    self = format
  }
}
