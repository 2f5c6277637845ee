internal import Convolution

/// A table of numbers as a picture: a row a line, separated by semicolons, commas, TABs or blanks.
///
/// The first row decides: a semicolon in it separates, else a comma, else a TAB, else blanks. Lines
/// that begin with `#` and empty lines around the table are skipped; a heading is refused, as is
/// anything that is not a finite decimal number.
struct NumberTable {
  private enum Separator {
    case blanks
    case byte(UInt8)
  }

  private var numbers: [Float] = []
  private var width = 0
  private var height = 0
  private var separator = Separator.blanks
  private var emptyLine: Int?

  /// Whether the beginning of a file could be one of a text: no control characters but blanks.
  static func isText(_ head: UnsafeRawBufferPointer) -> Bool {
    head.allSatisfy { isBlank($0) || ($0 >= 0x20 && $0 != 0x7F) }
  }

  static func read(_ reader: inout ByteReader) throws(PictureProblem) -> Picture {
    try reader.require(atMost: PictureLimits.tableBytes)
    var table = NumberTable()
    // A byte order mark is part of no number.
    if reader.lookAhead(3).elementsEqual([0xEF, 0xBB, 0xBF]) { _ = reader.take(3) }
    var line = 1
    while let bytes = try reader.takeLine() {
      try table.add(bytes.bindMemory(to: UInt8.self), line: line)
      line += 1
    }
    guard table.height > 0 else {
      throw .cell(line: line, column: 1, found: "the end of the file", expected: Self.expectation)
    }
    guard let shape = try? Shape(channels: 1, height: table.height, width: table.width),
      let tensor = try? Tensor(shape: shape, elements: table.numbers)
    else { throw .tooManyNumbers }
    return Picture(tensor: tensor, name: "", format: "table of numbers", fullScale: nil)
  }

  private static let expectation =
    "a table holds decimal numbers only, without a heading; for a picture, "
    + PictureError.supported
}

// MARK: - Lines and cells

extension NumberTable {
  private mutating func add(
    _ bytes: UnsafeBufferPointer<UInt8>, line: Int
  ) throws(PictureProblem) {
    let start = bytes.firstIndex { !isBlank($0) }
    guard let start else {
      if height > 0, emptyLine == nil { emptyLine = line }
      return
    }
    guard bytes[start] != UInt8(ascii: "#") else { return }
    if let emptyLine {
      throw .cell(
        line: emptyLine, column: 1, found: "an empty line between rows",
        expected: "the rows of a table follow each other; save several tables as several files")
    }
    if height == 0 {
      separator =
        [UInt8(ascii: ";"), UInt8(ascii: ","), 0x09].first { bytes.contains($0) }.map(
          Separator.byte) ?? .blanks
    }
    let before = numbers.count
    try addCells(of: bytes, line: line)
    let found = numbers.count - before
    if height == 0 { width = found }
    guard found == width else {
      throw .raggedRow(line: line, column: 1, found: found, expected: width)
    }
    height += 1
  }

  private mutating func addCells(
    of bytes: UnsafeBufferPointer<UInt8>, line: Int
  ) throws(PictureProblem) {
    var start = 0
    while start <= bytes.count {
      while start < bytes.count, isBlank(bytes[start]), !isSeparator(bytes[start]) { start += 1 }
      var end = start
      while end < bytes.count, !isSeparator(bytes[end]) { end += 1 }
      let next = end + 1
      while end > start, isBlank(bytes[end - 1]) { end -= 1 }
      if start == end, case .blanks = separator {
        start = next
        continue
      }
      let cell = UnsafeBufferPointer(rebasing: bytes[start..<end])
      try add(cell, line: line, column: start + 1)
      start = next
    }
  }

  @inline(__always)
  private func isSeparator(_ byte: UInt8) -> Bool {
    switch separator {
    case .blanks: isBlank(byte)
    case .byte(let separator): byte == separator
    }
  }

  private mutating func add(
    _ cell: UnsafeBufferPointer<UInt8>, line: Int, column: Int
  ) throws(PictureProblem) {
    guard let number = decimalNumber(cell) else {
      throw .cell(
        line: line, column: column, found: Self.describe(cell), expected: Self.expected(cell))
    }
    guard number.isFinite else {
      throw .cell(
        line: line, column: column, found: Self.describe(cell),
        expected: "numbers have to lie between -3.4e38 and 3.4e38")
    }
    guard numbers.count < PictureLimits.tableNumbers else { throw .tooManyNumbers }
    numbers.append(number)
  }

  private static func describe(_ cell: UnsafeBufferPointer<UInt8>) -> String {
    guard !cell.isEmpty else { return "an empty cell" }
    let text = printable(String(decoding: cell.prefix(24), as: UTF8.self))
    return "'\(text)\(cell.count > 24 ? "…" : "")'"
  }

  /// The sentence that helps, for the mistakes that have one.
  private static func expected(_ cell: UnsafeBufferPointer<UInt8>) -> String {
    let text = String(decoding: cell.prefix(16), as: UTF8.self).lowercased()
    if cell.isEmpty { return "every row needs a number in every column" }
    if ["nan", "inf", "infinity"].contains(text.drop { "+-".contains($0) }) {
      return "only finite numbers can be pixels"
    }
    if text.contains(","), text.allSatisfy({ "0123456789,+-e".contains($0) }) {
      return "write decimals with a point"
    }
    return expectation
  }
}
