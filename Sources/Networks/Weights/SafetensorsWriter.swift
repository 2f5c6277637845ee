/// Writes weights in the safetensors format; what it writes depends on the tensors alone.
///
/// ```swift
/// let writer = SafetensorsWriter(["a": .init(sizes: [2], numbers: [1, 2])], metadata: ["seed": "1"])
/// try writer.write { piece in try file.write(piece) }
/// ```
///
/// Like the format's own library, it has tensors in the order of their names, without gaps, and fills
/// the header with blanks so that the numbers lie on multiples of 8 bytes. Its metadata is in the order
/// of its names too.
///
/// Source: <https://huggingface.co/docs/safetensors>, the format.
package struct SafetensorsWriter: Sendable {
  private let tensors: [(name: String, tensor: Tensor)]
  private let metadata: [String: String]

  /// Numbers and their shape.
  package struct Tensor: Hashable, Sendable {
    /// Outermost first; empty for a single number.
    package let sizes: [Int]
    package let numbers: [Float]

    /// - Precondition: There are as many numbers as the sizes ask for.
    package init(sizes: [Int], numbers: [Float]) {
      precondition(
        product(sizes) == numbers.count, "\(numbers.count) numbers do not have the shape \(sizes)")
      (self.sizes, self.numbers) = (sizes, numbers)
    }
  }

  /// - Parameter metadata: Texts for whoever reads the file, by names of one's own.
  package init(_ tensors: [String: Tensor], metadata: [String: String] = [:]) {
    precondition(
      tensors[SafetensorsHeader.metadataKey] == nil,
      "no tensor can be called \(SafetensorsHeader.metadataKey)")
    self.tensors = tensors.sorted { Self.precedes($0.key, $1.key) }.map { ($0.key, $0.value) }
    self.metadata = metadata
  }

  /// The weights of a network.
  ///
  /// - Parameter numbers: All its tensors by our names, each laid out as PyTorch does
  ///   (`WeightTensor.sizes`).
  package init(
    _ blueprint: Blueprint, numbers: [String: [Float]], metadata: [String: String] = [:]
  ) {
    var tensors: [String: Tensor] = [:]
    for tensor in blueprint.tensors {
      guard let numbers = numbers[tensor.name] else {
        preconditionFailure("there are no numbers for \(tensor.name) of \(blueprint.name)")
      }
      tensors[tensor.name] = Tensor(sizes: tensor.sizes, numbers: numbers)
    }
    self.init(tensors, metadata: metadata)
  }

  /// Hands out the whole file, piece by piece.
  ///
  /// - Throws: What the sink throws.
  package func write<Problem: Error>(
    to sink: (UnsafeRawBufferPointer) throws(Problem) -> Void
  ) throws(Problem) {
    try hand(header, to: sink)
    for (_, tensor) in tensors {
      // The format is little-endian whatever the processor is.
      try hand(
        1.littleEndian == 1
          ? tensor.numbers
          : tensor.numbers.map { Float(bitPattern: $0.bitPattern.littleEndian) }, to: sink)
    }
  }

  /// The whole file in memory.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write { bytes.append(contentsOf: $0) }
    return bytes
  }

  /// The length of the header, and the header.
  private var header: [UInt8] {
    var fields: [String] = []
    if !metadata.isEmpty {
      let texts = metadata.sorted { Self.precedes($0.key, $1.key) }
        .map { "\(Self.json($0.key)):\(Self.json($0.value))" }
      fields.append("\(Self.json(SafetensorsHeader.metadataKey)):{\(texts.joined(separator: ","))}")
    }
    var offset = 0
    for (name, tensor) in tensors {
      let end = offset + tensor.numbers.count * MemoryLayout<Float>.size
      let sizes = tensor.sizes.map(String.init).joined(separator: ",")
      fields.append(
        "\(Self.json(name)):{\"dtype\":\"F32\",\"shape\":[\(sizes)],"
          + "\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    var text = Array("{\(fields.joined(separator: ","))}".utf8)
    while !text.count.isMultiple(of: 8) { text.append(UInt8(ascii: " ")) }
    return withUnsafeBytes(of: UInt64(text.count).littleEndian, Array.init) + text
  }

  /// Byte by byte, which is the same for every program and in every language.
  private static func precedes(_ first: String, _ second: String) -> Bool {
    first.utf8.lexicographicallyPrecedes(second.utf8)
  }

  /// A text as JSON has it.
  private static func json(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{8}": result += "\\b"
      case "\u{c}": result += "\\f"
      case "\u{20}"...: result.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return result + "\""
  }
}

/// Hands out the memory of an array; `withUnsafeBytes` of the library forgets what error it passes on.
private func hand<Element, Problem: Error>(
  _ elements: [Element], to sink: (UnsafeRawBufferPointer) throws(Problem) -> Void
) throws(Problem) {
  let outcome = elements.withUnsafeBytes { bytes in
    Result<Void, Problem> { () throws(Problem) in try sink(bytes) }
  }
  try outcome.get()
}
