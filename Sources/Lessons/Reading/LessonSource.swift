internal import Convolution
internal import Networks

/// A lesson's file as lines of text that is safe to print.
struct LessonSource {
  let path: String
  /// Without their line ends; line 1 is the first.
  let lines: [String]

  /// Larger files are refused before anything of them is looked at.
  static let mostBytes = YAMLText.mostBytes

  /// - Throws: `LocatedError` where the file is too large, or no UTF-8.
  init(bytes: some Sequence<UInt8>, path: String) throws(LocatedError) {
    self.path = path
    // One more than allowed is enough to know, whatever there is.
    var bytes = Array(bytes.prefix(Self.mostBytes + 1))
    guard bytes.count <= Self.mostBytes else {
      throw LocatedError(
        path: path, place: Place(line: 1, column: 1),
        message: "the file is longer than \(Self.mostBytes >> 10) KiB, the most that is read; "
          + "a lesson has some ten thousand letters: divide it")
    }
    // Some editors begin a file with a mark of its byte order.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    do throws(Unicode.UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      let bad = error.byteOffsets.lowerBound
      throw LocatedError(
        path: path, place: Self.place(ofByte: bad, in: bytes),
        message: "the byte \(Self.hexadecimal(bytes[bad])) is no UTF-8; save the file as UTF-8")
    }
    lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
    }
  }

  /// Everything before the byte is UTF-8: scalars are counted by their first bytes.
  private static func place(ofByte index: Int, in bytes: [UInt8]) -> Place {
    let before = bytes[..<index]
    let line = before.split(separator: 0x0A, omittingEmptySubsequences: false)
    return Place(
      line: line.count, column: (line.last ?? []).count { $0 & 0b1100_0000 != 0b1000_0000 } + 1)
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "0x" + (digits.count < 2 ? "0" : "") + digits
  }

  /// What could command a terminal, or moves the text in a way that cannot be seen.
  ///
  /// - Parameter count: How many lines are looked at.
  func unprintable(inFirst count: Int) -> [LocatedError] {
    lines.prefix(count).enumerated().compactMap { index, line in
      guard
        let (column, scalar) = line.unicodeScalars.enumerated().first(where: { $1.isUnprintable })
      else { return nil }
      return LocatedError(
        path: path, place: Place(line: index + 1, column: column + 1),
        message: Self.complaint(about: scalar))
    }
  }

  private static func complaint(about scalar: Unicode.Scalar) -> String {
    if scalar == "\t" { return "there is a tab; write blanks, whose width is the same everywhere" }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return "there is the control character \(name), which could command a terminal; delete it"
  }
}

extension Unicode.Scalar {
  /// Whether it is an instruction rather than a letter or a sign.
  var isUnprintable: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
