package import Convolution
package import ImageFiles

/// A tensor as numbers in a text file, with all their digits.
package enum TensorText: String, CaseIterable, Sendable {
  /// Rows of numbers separated by commas; an empty line between maps.
  case csv
  /// `{"shape":[channels,height,width],"data":[…]}` in reading order, on one line.
  case json

  /// Adds the numbers to a file, a row at a time.
  package func write(_ tensor: Tensor, to file: inout OutputFile) throws(OutputError) {
    switch self {
    case .csv: try writeTables(tensor, to: &file)
    case .json: try writeObject(tensor, to: &file)
    }
  }

  private func writeTables(
    _ tensor: Tensor, to file: inout OutputFile
  ) throws(OutputError) {
    let shape = tensor.shape
    for channel in 0..<shape.channels {
      if channel > 0 { try file.write("\n") }
      for row in 0..<shape.height {
        let numbers = tensor.row(row, ofChannel: channel)
        try file.write(Self.list(numbers, number: numeral) + [UInt8(ascii: "\n")])
      }
    }
  }

  private func writeObject(
    _ tensor: Tensor, to file: inout OutputFile
  ) throws(OutputError) {
    let shape = tensor.shape
    try file.write("{\"shape\":[\(shape.channels),\(shape.height),\(shape.width)],\"data\":[")
    for row in 0..<shape.channels * shape.height {
      if row > 0 { try file.write(",") }
      let (channel, row) = row.quotientAndRemainder(dividingBy: shape.height)
      let numbers = tensor.row(row, ofChannel: channel)
      try file.write(Self.list(numbers, number: jsonNumber))
    }
    try file.write("]}\n")
  }

  private static func list(
    _ numbers: ArraySlice<Float>, number: (Float) -> String
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    for value in numbers {
      if !bytes.isEmpty { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: number(value).utf8)
    }
    return bytes
  }
}

/// The shortest decimal that reads back as the same `Float`; JSON has no word for other values than
/// finite ones, so they are `null`.
func jsonNumber(_ value: Float) -> String { value.isFinite ? numeral(value) : "null" }

extension Tensor {
  fileprivate func row(_ row: Int, ofChannel channel: Int) -> ArraySlice<Float> {
    let start = (channel * shape.height + row) * shape.width
    return elements[start..<start + shape.width]
  }
}
