package import Convolution

/// A picture that could not be had: which file, and why.
package struct PictureError: Error, Hashable, Sendable {
  /// The path as it was given; `-` is standard input.
  package var path: String
  package var problem: PictureProblem

  package init(path: String, problem: PictureProblem) {
    self.path = path
    self.problem = problem
  }

  /// What the program should exit with: 64 for a wrong option, 66 where there is nothing to read,
  /// 65 where what is there is no good.
  package var exitCode: Int32 {
    switch problem {
    case .missing, .directory, .unreadable: 66
    case .cropOutside, .resizeTooLarge: 64
    default: 65
    }
  }
}

/// What can be wrong with a picture. Positions of bytes count from 0, lines and columns from 1.
package enum PictureProblem: Error, Hashable, Sendable {
  // Nothing to read
  case missing
  case directory
  case unreadable(_ code: Int32)
  case empty
  // Nothing that could be understood
  case foreign(ForeignFormat)
  case unknownFormat(firstBytes: [UInt8])
  case unsupported(found: String, supported: String, conversion: Conversion)
  // Too much
  case fileTooLong(limit: Int)
  case lineTooLong(byte: Int)
  case tooManyPixels(Extent)
  case tooMuchMemory(Extent, channels: Int)
  case tooMuchToUnpack(Extent)
  case tooManyNumbers
  case tooManyScans(Int)
  // Damage
  case truncated(byte: Int, part: String, needed: Int?)
  case invalid(byte: Int, field: String, found: String, supported: String)
  case damaged(byte: Int, part: String, message: String)
  case implausible(byte: Int, part: String, promised: Extent, fileBytes: Int)
  // Tables
  case cell(line: Int, column: Int, found: String, expected: String)
  case raggedRow(line: Int, column: Int, found: Int, expected: Int)
  // Options
  case cropOutside(Crop, picture: Extent)
  case resizeTooLarge(Extent)
}

extension PictureError: CustomStringConvertible {
  package var description: String {
    let name = path == "-" ? "standard input" : printable(path)
    switch problem {
    case .cell(let line, let column, _, _), .raggedRow(let line, let column, _, _):
      return "\(name):\(line):\(column): \(sentence)"
    default: return "\(name): \(sentence)"
    }
  }

  private var sentence: String {
    switch problem {
    case .missing: "there is no such file; check the path"
    case .directory: "is a folder; name one of the pictures in it"
    case .unreadable(let code): "cannot be read: \(systemMessage(code))"
    case .empty: "is empty, 0 bytes; \(Self.supported)"
    case .foreign(let format):
      "is \(format.name), which is not read; convert it: \(format.conversion.command(for: path))"
    case .unknownFormat(let bytes):
      "starts with the bytes \(bytes.map(hexadecimal).joined(separator: " ")), "
        + "which is no known picture; \(Self.supported)"
    case .unsupported(let found, let supported, let conversion):
      "is \(found); supported are \(supported); convert it: \(conversion.command(for: path))"
    case .fileTooLong(let limit):
      "is longer than \(limit >> 20) MiB, the most that is read of such a file; "
        + "scale the picture down first"
    case .lineTooLong(let byte):
      "byte \(byte): the line is longer than \(PictureLimits.lineBytes >> 20) MiB, too long for a "
        + "row of a table; \(Self.supported)"
    case .tooMuchToUnpack(let extent):
      "unpacks to more than \(PictureLimits.unpackedBytes >> 20) MiB for its \(extent) pixels; "
        + "scale the picture down first: \(Conversion.quarter.command(for: path))"
    case .tooManyPixels(let extent):
      "has \(extent) pixels; at most \(PictureLimits.pixels) (64 Mi) are read; "
        + "scale the picture down first: \(Conversion.quarter.command(for: path))"
    case .tooMuchMemory(let extent, let channels):
      "would need more than \(PictureLimits.memory >> 20) MiB for its \(extent) pixels"
        + "\(channels == 3 ? " in color; read it in gray, or" : ";") "
        + "scale the picture down first: \(Conversion.quarter.command(for: path))"
    case .tooManyNumbers:
      "holds more than \(PictureLimits.tableNumbers) numbers, the most of a table; "
        + "save it as a picture"
    case .tooManyScans(let scans):
      "goes over its picture \(scans) times (scans), too often to be a picture; "
        + "save it again: \(Conversion.toPNG.command(for: path))"
    case .truncated(let byte, let part, let needed):
      "ends at byte \(byte), in \(part)"
        + "\(needed.map { ", which needs \($0) bytes in all" } ?? ""); "
        + "the file is incomplete, save or copy it again"
    case .invalid(let byte, let field, let found, let supported):
      "byte \(byte): \(field) is \(found); supported: \(supported)"
    case .damaged(let byte, let part, let message):
      "byte \(byte): damage in \(part): \(printable(message)); save or copy the file again"
    case .implausible(let byte, let part, let promised, let fileBytes):
      "byte \(byte): \(part) promises \(promised) pixels, far more than the \(fileBytes) bytes "
        + "of the file can hold; save or copy it again"
    case .cell(_, _, let found, let expected): "found \(found); \(expected)"
    case .raggedRow(_, _, let found, let expected):
      "the row has \(found) number\(found == 1 ? "" : "s"), the rows before it have \(expected); "
        + "all rows need the same length"
    case .cropOutside(let crop, let picture):
      "the crop \(crop) does not lie inside the picture, which is \(picture) (height × width)"
    case .resizeTooLarge(let extent):
      "cannot be resized to \(extent); at most \(PictureLimits.pixels) (64 Mi) numbers fit, "
        + "and each side has to be at least 1"
    }
  }

  static let supported =
    "supported are PNG, JPEG, PBM, PGM and PPM pictures and tables of numbers (CSV, TSV, blanks)"
}
