#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The bytes of a file in order, its length known before the first of them is used.
///
/// A regular file passes through a small buffer, whatever its size; what has no length of its own
/// (a pipe) is gathered first. So a reader can hold a header's promises against `length` before it
/// makes room for them.
struct ByteReader: ~Copyable {
  /// The number of bytes there are.
  private(set) var length: Int

  /// Set when the system could not read on; the bytes end there.
  private(set) var failure: Int32?

  /// nil when everything is in the buffer.
  private let descriptor: Int32?
  private let closesDescriptor: Bool
  private var buffer: UnsafeMutableRawBufferPointer
  private var position = 0
  private var end = 0
  /// Whether the last line ended with CR, of which an LF would be a part.
  private var endsInsideLineBreak = false
  /// Where in the file the buffer begins.
  private var bufferOffset = 0

  private static let chunk = 256 << 10

  /// Opens a file, or standard input for `-`.
  static func open(path: String) throws(PictureProblem) -> ByteReader {
    let isStandardInput = path == "-"
    let descriptor = isStandardInput ? 0 : retrying { openToRead(path) }
    guard descriptor >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(errno)
    }
    var reader = ByteReader(descriptor: descriptor, closesDescriptor: !isStandardInput)
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(errno) }
    let kind = status.st_mode & S_IFMT
    guard kind != S_IFDIR else { throw .directory }
    // Files of /proc claim to be empty.
    if kind == S_IFREG, status.st_size > 0 {
      reader.length = max(0, Int(status.st_size) - max(0, Int(lseek(descriptor, 0, SEEK_CUR))))
    } else {
      reader.gatherUntilEnd()
    }
    if let failure = reader.failure { throw .unreadable(failure) }
    guard reader.length <= PictureLimits.fileBytes else {
      throw .fileTooLong(limit: PictureLimits.fileBytes)
    }
    guard reader.length > 0 else { throw .empty }
    return reader
  }

  private init(descriptor: Int32, closesDescriptor: Bool) {
    self.descriptor = descriptor
    self.closesDescriptor = closesDescriptor
    length = 0
    buffer = resized(nil, to: Self.chunk)
  }

  /// Bytes that are in memory already; they are copied.
  init(bytes: UnsafeRawBufferPointer) throws(PictureProblem) {
    guard bytes.count > 0 else { throw .empty }
    descriptor = nil
    closesDescriptor = false
    length = bytes.count
    end = bytes.count
    buffer = resized(nil, to: bytes.count)
    buffer.copyMemory(from: bytes)
  }

  deinit {
    free(buffer.baseAddress)
    if closesDescriptor, let descriptor { close(descriptor) }
  }
}

// MARK: - Reading on

extension ByteReader {
  /// The position of the next byte, from 0.
  var offset: Int { bufferOffset + position }

  /// How many bytes are still to come.
  var remaining: Int { length - offset }

  /// The next byte; nil at the end.
  @inline(__always)
  mutating func next() -> UInt8? {
    if position == end, !refill(atLeast: 1) { return nil }
    let byte = buffer[position]
    position += 1
    return byte
  }

  /// The byte that `next` will return.
  @inline(__always)
  mutating func peek() -> UInt8? {
    if position == end, !refill(atLeast: 1) { return nil }
    return buffer[position]
  }

  /// The next `count` bytes side by side, valid until the next call; nil when there are not as many.
  mutating func take(_ count: Int) -> UnsafeRawBufferPointer? {
    if end - position < count, !refill(atLeast: count) { return nil }
    defer { position += count }
    return UnsafeRawBufferPointer(rebasing: buffer[position..<position + count])
  }

  /// The bytes from here on, up to `count`, without passing them.
  mutating func lookAhead(_ count: Int) -> UnsafeRawBufferPointer {
    if end - position < count { _ = refill(atLeast: min(count, remaining)) }
    return UnsafeRawBufferPointer(rebasing: buffer[position..<min(end, position + count)])
  }

  /// Copies up to `count` bytes; fewer only at the end.
  mutating func copy(to target: UnsafeMutableRawPointer, count: Int) -> Int {
    var copied = 0
    while copied < count, position < end || refill(atLeast: 1) {
      let step = min(count - copied, end - position)
      if let start = buffer.baseAddress {
        (target + copied).copyMemory(from: start + position, byteCount: step)
      }
      position += step
      copied += step
    }
    return copied
  }

  /// Refuses a file of which there is more than `limit`.
  func require(atMost limit: Int) throws(PictureProblem) {
    guard length <= limit else { throw .fileTooLong(limit: limit) }
  }

  /// The next line without its end (LF, CR LF or CR), valid until the next call; nil at the end.
  ///
  /// - Throws: `lineTooLong`.
  mutating func takeLine() throws(PictureProblem) -> UnsafeRawBufferPointer? {
    if endsInsideLineBreak, peek() == 0x0A { position += 1 }
    endsInsideLineBreak = false
    guard remaining > 0 else { return nil }
    var scanned = 0
    while true {
      let window = buffer[(position + scanned)..<end]
      if let index = window.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
        endsInsideLineBreak = buffer[index] == 0x0D
        let line = UnsafeRawBufferPointer(rebasing: buffer[position..<index])
        position = index + 1
        return line
      }
      scanned = end - position
      guard scanned <= PictureLimits.lineBytes else { throw .lineTooLong(byte: offset) }
      if !refill(atLeast: scanned + 1) { return take(scanned) }
    }
  }

  /// Everything that is left, side by side, valid until the next call.
  mutating func takeRest() -> UnsafeRawBufferPointer { take(remaining) ?? lookAhead(remaining) }
}

// MARK: - The buffer

extension ByteReader {
  /// Brings the bytes from `position` on to the front and reads until there are `count` of them.
  private mutating func refill(atLeast count: Int) -> Bool {
    guard let descriptor, count <= remaining else { return false }
    let rest = end - position
    if buffer.count < count { buffer = resized(buffer, to: max(count, 2 * buffer.count)) }
    if rest > 0, let start = buffer.baseAddress {
      start.copyMemory(from: start + position, byteCount: rest)
    }
    bufferOffset += position
    position = 0
    end = rest
    while end < count {
      guard readOnce(descriptor) else { return false }
    }
    return true
  }

  /// One `read` behind the bytes of the buffer. A file that has become shorter just ends.
  private mutating func readOnce(_ descriptor: Int32) -> Bool {
    guard let start = buffer.baseAddress else { return false }
    let found = retrying { read(descriptor, start + end, buffer.count - end) }
    if found < 0 { failure = errno }
    end += max(0, found)
    if found <= 0 { length = bufferOffset + end }
    return found > 0
  }

  /// Reads a source of unknown length whole, but no more than one byte past the limit.
  private mutating func gatherUntilEnd() {
    guard let descriptor else { return }
    while end <= PictureLimits.fileBytes {
      if end == buffer.count {
        buffer = resized(buffer, to: min(2 * end, PictureLimits.fileBytes + 1))
      }
      guard readOnce(descriptor) else { return }
    }
    length = end
  }
}

private func openToRead(_ path: String) -> Int32 { open(path, O_RDONLY | O_CLOEXEC) }

/// A block of another size, with the bytes that fit; `realloc` moves pages instead of copying them.
private func resized(
  _ block: UnsafeMutableRawBufferPointer?, to count: Int
) -> UnsafeMutableRawBufferPointer {
  guard let start = realloc(block?.baseAddress, count) else {
    preconditionFailure("no memory for \(count) bytes")
  }
  return UnsafeMutableRawBufferPointer(start: start, count: count)
}
