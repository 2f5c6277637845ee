#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The bytes of a weights file, to be read from any place: an open file, or memory.
///
/// A class, because the open file has to be closed exactly once.
final class ByteSource: Sendable {
  /// The number of bytes.
  let count: Int
  private let place: Place

  private enum Place: Sendable {
    case file(descriptor: Int32)
    case memory([UInt8])
  }

  /// Opens a regular file.
  init(path: String) throws(SafetensorsError.Problem) {
    let descriptor = try Self.open(path)
    do throws(SafetensorsError.Problem) {
      count = try Self.length(of: descriptor)
    } catch {
      close(descriptor)
      throw error
    }
    place = .file(descriptor: descriptor)
  }

  init(_ bytes: [UInt8]) {
    count = bytes.count
    place = .memory(bytes)
  }

  deinit { if case .file(let descriptor) = place { close(descriptor) } }

  /// The bytes from a place on; fewer than asked for where they end.
  func bytes(from offset: Int, count: Int) throws(SafetensorsError.Problem) -> [UInt8] {
    let bytes = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(0, min(count, self.count - offset)), alignment: 8)
    defer { bytes.deallocate() }
    try read(from: offset, into: bytes)
    return Array(bytes)
  }

  /// Fills a buffer from a place on.
  ///
  /// - Throws: `unreadable` when the file has changed since it was opened.
  func read(
    from offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(SafetensorsError.Problem) {
    switch place {
    case .memory(let bytes): buffer.copyBytes(from: bytes[offset..<offset + buffer.count])
    case .file(let descriptor): try Self.read(descriptor, from: offset, into: buffer)
    }
  }
}

// MARK: - System calls

extension ByteSource {
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
