#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A file of weights in the safetensors format, as PyTorch's ecosystem writes it.
///
/// Eight bytes say how long the header is, the header says where each tensor lies, and their numbers
/// follow. Opening reads the header only; tensors are read one by one, straight to where they stay.
///
/// A class, because the open file has to be closed exactly once.
///
/// Source: <https://huggingface.co/docs/safetensors>, the format.
package final class SafetensorsFile: Sendable {
  /// As it was given.
  package let path: String
  /// The tensors by their names.
  package let entries: [String: SafetensorsEntry]
  private let descriptor: Int32
  /// Where the numbers begin.
  private let dataStart: Int

  /// The longest header; that of a network with thousands of layers has less than a megabyte.
  static let mostHeaderBytes = 16 << 20

  /// Opens a file and reads its header.
  ///
  /// - Throws: `SafetensorsError` for a file that is missing, damaged or no such file.
  package init(path: String) throws(SafetensorsError) {
    self.path = path
    do throws(SafetensorsError.Problem) {
      descriptor = try Self.open(path)
      let length = try Self.length(of: descriptor)
      guard length >= 10 else { throw .tooShort(bytes: length) }
      let prefix = try Self.bytes(of: descriptor, from: 0, count: 8)
      let headerLength = prefix.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      guard 2...UInt64(Self.mostHeaderBytes) ~= headerLength else {
        throw .headerLength(found: headerLength, limit: Self.mostHeaderBytes)
      }
      dataStart = 8 + Int(headerLength)
      guard dataStart <= length else {
        throw .headerBeyondEnd(length: Int(headerLength), bytes: length)
      }
      let header = try Self.bytes(of: descriptor, from: 8, count: Int(headerLength))
      entries = try SafetensorsHeader.entries(header, dataLength: length - dataStart)
    } catch {
      throw SafetensorsError(path: path, problem: error)
    }
  }

  deinit { close(descriptor) }

  // MARK: Numbers

  /// All the numbers of a tensor in the file's order.
  ///
  /// - Throws: `SafetensorsError` when the file has changed since it was opened.
  package func numbers(_ name: String) throws(SafetensorsError) -> [Float] {
    let entry = entry(name)
    return try filled(entry.count) { output throws(SafetensorsError.Problem) in
      try read(entry, from: 0, count: entry.count, into: output)
    }
  }

  /// The numbers of a matrix with rows and columns exchanged.
  ///
  /// A few rows at a time are read and dealt out, so that hardly more memory is used than the matrix
  /// takes, and neighbors are written together.
  package func transposed(_ name: String) throws(SafetensorsError) -> [Float] {
    let entry = entry(name)
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

  private func entry(_ name: String) -> SafetensorsEntry {
    guard let entry = entries[name] else { preconditionFailure("\(path) has no tensor \(name)") }
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
    switch entry.type {
    case .float32:
      try Self.read(
        descriptor, from: start + first * 4,
        into: UnsafeMutableRawBufferPointer(start: output, count: count * 4))
      // The format is little-endian whatever the processor is.
      if 1.bigEndian == 1 {
        for index in 0..<count {
          output[index] = Float(bitPattern: output[index].bitPattern.byteSwapped)
        }
      }
    case .float16, .bfloat16:
      let capacity = min(count, 1 << 20)
      let halves = UnsafeMutableBufferPointer<UInt16>.allocate(capacity: capacity)
      defer { halves.deallocate() }
      for piece in stride(from: 0, to: count, by: capacity) {
        let length = min(capacity, count - piece)
        try Self.read(
          descriptor, from: start + (first + piece) * 2,
          into: UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(halves)[..<(length * 2)]))
        for index in 0..<length {
          output[piece + index] = entry.type.value(ofBits: UInt16(littleEndian: halves[index]))
        }
      }
    }
  }
}

// MARK: - System calls

extension SafetensorsFile {
  private static func open(_ path: String) throws(SafetensorsError.Problem) -> Int32 {
    while true {
      let descriptor = systemOpen(path)
      if descriptor >= 0 { return descriptor }
      if errno == EINTR { continue }
      throw errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(reason(errno))
    }
  }

  private static func length(of descriptor: Int32) throws(SafetensorsError.Problem) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(reason(errno)) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable("it is no regular file") }
    return Int(status.st_size)
  }

  private static func bytes(
    of descriptor: Int32, from offset: Int, count: Int
  ) throws(SafetensorsError.Problem) -> [UInt8] {
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 8)
    defer { bytes.deallocate() }
    try read(descriptor, from: offset, into: bytes)
    return Array(bytes)
  }

  /// Fills a buffer from a place in the file.
  private static func read(
    _ descriptor: Int32, from offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(SafetensorsError.Problem) {
    var done = 0
    while done < buffer.count {
      guard let start = buffer.baseAddress else { return }
      let count = pread(descriptor, start + done, buffer.count - done, off_t(offset + done))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(reason(errno)) }
      guard count > 0 else { throw .unreadable("it has become shorter while it was read") }
      done += count
    }
  }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}

/// `open` has the name of one of our own methods. It does not wait for the other end of a pipe, which is
/// refused anyway.
private func systemOpen(_ path: String) -> Int32 {
  open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
}
