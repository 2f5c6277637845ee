internal import CCompression

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The bytes of a file, or of memory, in order; unpacked where they are gzip, whatever the name says.
///
/// They pass through a small buffer, so that memory does not grow with the file.
struct DataReader: ~Copyable {
  /// The length as it is stored: packed, if it is.
  let storedLength: Int

  private let descriptor: Int32?
  /// What was read and not used yet is `input[position..<end]`.
  private let input: UnsafeMutableRawBufferPointer
  private var position = 0
  private var end: Int
  /// How many bytes lie before the buffer.
  private var passed = 0
  /// The unpacking; nil for what is not packed.
  private let stream: OpaquePointer?
  /// Whether a packed stream is complete and nothing of another has been seen.
  private var isBetweenStreams = false

  private static let chunk = 128 << 10
  private static let gzipMagic: [UInt8] = [0x1F, 0x8B]

  /// Opens a file.
  ///
  /// - Throws: `missing`, `unreadable` or `outOfMemory`.
  static func open(path: String) throws(DataError.Problem) -> DataReader {
    let descriptor = try openToRead(path)
    let input = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 16)
    do throws(DataError.Problem) {
      var status = stat()
      guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        throw .unreadable(reason: "it is no regular file")
      }
      let end = try fill(input, from: descriptor)
      return DataReader(
        storedLength: Int(status.st_size), descriptor: descriptor, input: input, end: end,
        stream: try stream(for: input[..<end]))
    } catch {
      input.deallocate()
      close(descriptor)
      throw error
    }
  }

  /// Reads bytes that are in memory already; they are copied.
  ///
  /// - Throws: `outOfMemory`.
  static func open(bytes: UnsafeRawBufferPointer) throws(DataError.Problem) -> DataReader {
    let stream = try stream(for: bytes[...])
    // Never without a place to point to.
    let input = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(1, bytes.count), alignment: 16)
    input.copyMemory(from: bytes)
    return DataReader(
      storedLength: bytes.count, descriptor: nil, input: input, end: bytes.count, stream: stream)
  }

  private init(
    storedLength: Int, descriptor: Int32?, input: UnsafeMutableRawBufferPointer, end: Int,
    stream: OpaquePointer?
  ) {
    self.storedLength = storedLength
    self.descriptor = descriptor
    self.input = input
    self.end = end
    self.stream = stream
  }

  deinit {
    input.deallocate()
    if let descriptor { close(descriptor) }
    if let stream { gzip_stream_close(stream) }
  }

  private static func stream(
    for bytes: some Collection<UInt8>
  ) throws(DataError.Problem) -> OpaquePointer? {
    guard bytes.starts(with: gzipMagic) else { return nil }
    guard let stream = gzip_stream_open() else { throw .outOfMemory }
    return stream
  }
}

// MARK: - Reading on

extension DataReader {
  var isPacked: Bool { stream != nil }

  /// The most bytes that there can be. Deflate makes at most 1032 bytes out of one.
  ///
  /// Source: zlib's technical details, "Maximum Compression Factor".
  var mostBytes: Int {
    isPacked ? storedLength.multipliedReportingOverflow(by: 1032).partialValue : storedLength
  }

  /// Fills a buffer with the bytes that come next.
  ///
  /// - Returns: How many there were; fewer than there is room for only at the end.
  /// - Throws: `unreadable`, `damaged`, `packedTruncated` or `outOfMemory`.
  mutating func read(
    into target: UnsafeMutableRawBufferPointer
  ) throws(DataError.Problem) -> Int {
    guard let start = target.baseAddress else { return 0 }
    var count = 0
    while count < target.count {
      if position == end { try refill() }
      let made = try step(into: start + count, room: target.count - count)
      guard let made else { break }
      count += made
    }
    return count
  }

  /// One piece of the bytes; nil at the end.
  private mutating func step(
    into target: UnsafeMutableRawPointer, room: Int
  ) throws(DataError.Problem) -> Int? {
    guard let base = input.baseAddress else { return nil }
    guard let stream else {
      guard position < end else { return nil }
      let count = min(room, end - position)
      target.copyMemory(from: base + position, byteCount: count)
      position += count
      return count
    }
    // A complete stream at the end of the file is the end; a byte more begins another one.
    if isBetweenStreams, position == end { return nil }
    var (taken, written) = (0, 0)
    let result = gzip_stream_unpack(
      stream, (base + position).assumingMemoryBound(to: UInt8.self), end - position, &taken,
      target.assumingMemoryBound(to: UInt8.self), room, &written)
    position += taken
    isBetweenStreams = result == unpacking_ended
    switch result {
    case unpacking_ended: return written
    case unpacking_goes_on:
      // Nothing came, although there was room, and nothing is left to unpack.
      if written == 0, taken == 0 { throw .packedTruncated(bytes: passed + end) }
      return written
    case unpacking_damaged: throw .packedDamaged(byte: passed + position)
    default: throw .outOfMemory
    }
  }

  /// Reads the next piece of a file, when all before it is used.
  private mutating func refill() throws(DataError.Problem) {
    guard let descriptor else { return }
    let count = try Self.fill(input, from: descriptor)
    // At the end what was passed is the length, and the buffer stays used up.
    passed += end
    (position, end) = (0, count)
  }
}

// MARK: - System calls

extension DataReader {
  private static func openToRead(_ path: String) throws(DataError.Problem) -> Int32 {
    while true {
      let descriptor = systemOpen(path)
      if descriptor >= 0 { return descriptor }
      if errno == EINTR { continue }
      throw errno == ENOENT || errno == ENOTDIR
        ? .missing : .unreadable(reason: String(cString: strerror(errno)))
    }
  }

  /// Fills the buffer as far as the file goes.
  private static func fill(
    _ buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32
  ) throws(DataError.Problem) -> Int {
    var done = 0
    while done < buffer.count, let start = buffer.baseAddress {
      let count = systemRead(descriptor, start + done, buffer.count - done)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(reason: String(cString: strerror(errno))) }
      guard count > 0 else { break }
      done += count
    }
    return done
  }
}

/// `open` has the name of our own method. It does not wait for the other end of a pipe, which is
/// refused anyway.
private func systemOpen(_ path: String) -> Int32 {
  open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
}

/// `read` has the name of our own method.
private func systemRead(_ file: Int32, _ target: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(file, target, count)
}
