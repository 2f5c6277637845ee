/// A file of weights in the safetensors format, as PyTorch's ecosystem writes it.
///
/// Eight bytes say how long the header is, the header says where each tensor lies, and their numbers
/// follow. Opening reads the header only; tensors are read one by one, straight to where they stay.
///
/// Source: <https://huggingface.co/docs/safetensors>, the format.
package struct SafetensorsFile: Sendable {
  /// As it was given.
  package let path: String
  /// The tensors by their names.
  package let entries: [String: SafetensorsEntry]
  /// What whoever wrote the file noted in it.
  package let metadata: [String: String]
  private let source: ByteSource
  /// Where the numbers begin.
  private let dataStart: Int

  /// The longest header; that of a network with thousands of layers has less than a megabyte.
  static let mostHeaderBytes = 16 << 20

  /// Opens a file and reads its header.
  ///
  /// - Throws: `SafetensorsError` for a file that is missing, damaged or no such file.
  package init(path: String) throws(SafetensorsError) {
    try self.init(path: path) { () throws(SafetensorsError.Problem) in try ByteSource(path: path) }
  }

  /// The same for a file that is in memory; `path` only names it.
  ///
  /// - Throws: `SafetensorsError` for bytes that are no such file.
  package init(bytes: [UInt8], path: String) throws(SafetensorsError) {
    try self.init(path: path) { ByteSource(bytes) }
  }

  private init(
    path: String, _ open: () throws(SafetensorsError.Problem) -> ByteSource
  ) throws(SafetensorsError) {
    self.path = path
    do throws(SafetensorsError.Problem) {
      source = try open()
      if try PyTorchPickle.isAnnounced(by: source.bytes(from: 0, count: 512)) { throw .pickle }
      let length = source.count
      guard length >= 10 else { throw .tooShort(bytes: length) }
      let prefix = try source.bytes(from: 0, count: 8)
      let headerLength = prefix.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      guard 2...UInt64(Self.mostHeaderBytes) ~= headerLength else {
        throw .headerLength(found: headerLength, limit: Self.mostHeaderBytes)
      }
      dataStart = 8 + Int(headerLength)
      guard dataStart <= length else {
        throw .headerBeyondEnd(length: Int(headerLength), bytes: length)
      }
      let header = try SafetensorsHeader(
        try source.bytes(from: 8, count: Int(headerLength)), dataLength: length - dataStart)
      (entries, metadata) = (header.entries, header.metadata)
    } catch {
      throw SafetensorsError(path: path, problem: error)
    }
  }

  // MARK: Numbers

  /// All the numbers of a tensor in the file's order.
  ///
  /// - Throws: `SafetensorsError` when the tensor holds no floating-point numbers, or when the file has
  ///   changed since it was opened.
  package func numbers(_ name: String) throws(SafetensorsError) -> [Float] {
    let entry = try entry(name)
    return try filled(entry.count) { output throws(SafetensorsError.Problem) in
      try read(entry, from: 0, count: entry.count, into: output)
    }
  }

  /// The numbers of a matrix with rows and columns exchanged.
  ///
  /// A few rows at a time are read and dealt out, so that hardly more memory is used than the matrix
  /// takes, and neighbors are written together.
  package func transposed(_ name: String) throws(SafetensorsError) -> [Float] {
    let entry = try entry(name)
    precondition(entry.sizes.count == 2, "\(name) is a matrix")
    let (rows, columns) = (entry.sizes[0], entry.sizes[1])
    guard columns > 0 else { return [] }
    let rowsAtOnce = min(rows, max(16, (4 << 20) / (columns * MemoryLayout<Float>.stride)))
    let block = UnsafeMutablePointer<Float>.allocate(capacity: rowsAtOnce * columns)
    defer { block.deallocate() }
    return try filled(entry.count) { output throws(SafetensorsError.Problem) in
      for first in stride(from: 0, to: rows, by: rowsAtOnce) {
        let count = min(rowsAtOnce, rows - first)
        try read(entry, from: first * columns, count: count * columns, into: block)
        for column in 0..<columns {
          let target = output + column * rows + first
          for row in 0..<count { target[row] = block[row * columns + column] }
        }
      }
    }
  }

  /// A tensor that can be read.
  private func entry(_ name: String) throws(SafetensorsError) -> SafetensorsEntry {
    guard let entry = entries[name] else { preconditionFailure("\(path) has no tensor \(name)") }
    guard entry.type.isReadable else {
      throw SafetensorsError(
        path: path, problem: .unsupportedType(name, found: entry.type.rawValue))
    }
    return entry
  }

  private func filled(
    _ count: Int,
    _ fill: (UnsafeMutablePointer<Float>) throws(SafetensorsError.Problem) -> Void
  ) throws(SafetensorsError) -> [Float] {
    guard count > 0 else { return [] }
    var problem: SafetensorsError.Problem?
    let numbers = [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      guard let start = buffer.baseAddress else { return }
      do throws(SafetensorsError.Problem) {
        try fill(start)
        initialized = count
      } catch {
        problem = error
      }
    }
    if let problem { throw SafetensorsError(path: path, problem: problem) }
    return numbers
  }

  /// Reads elements of a tensor, whatever they are stored as.
  private func read(
    _ entry: SafetensorsEntry, from first: Int, count: Int,
    into output: UnsafeMutablePointer<Float>
  ) throws(SafetensorsError.Problem) {
    let start = dataStart + entry.bytes.lowerBound
    // The format is little-endian whatever the processor is.
    if entry.type == .float32, 1.littleEndian == 1 {
      return try source.read(
        from: start + first * 4,
        into: UnsafeMutableRawBufferPointer(start: output, count: count * 4))
    }
    let size = entry.type.byteCount
    let capacity = min(count, 1 << 20)
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity * size, alignment: 8)
    defer { bytes.deallocate() }
    for piece in stride(from: 0, to: count, by: capacity) {
      let length = min(capacity, count - piece)
      let read = UnsafeMutableRawBufferPointer(rebasing: bytes[..<(length * size)])
      try source.read(from: start + (first + piece) * size, into: read)
      for index in 0..<length {
        output[piece + index] = entry.type.value(in: UnsafeRawBufferPointer(read), at: index)
      }
    }
  }
}
