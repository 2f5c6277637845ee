#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Keeps other programs, and other threads, from the same work until it is dropped.
///
/// The system gives the lock back when a program ends, however it does; the file itself stays, because
/// whoever waits for it has it open already.
struct FileLock: ~Copyable {
  private let descriptor: Int32

  /// How often it is tried, and the microseconds in between: for two seconds, since holders need
  /// milliseconds. A program that was stopped while it held the lock must not stop all others.
  private static let (attempts, pause) = (400, UInt32(5_000))

  /// - Returns: nil when it is not to be had; `code` then tells why.
  init?(path: String, code: inout Int32) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      code = errno
      return nil
    }
    for _ in 0..<Self.attempts {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
        self.descriptor = descriptor
        return
      }
      guard errno == EWOULDBLOCK || errno == EINTR else { break }
      usleep(Self.pause)
    }
    code = errno
    close(descriptor)
    return nil
  }

  deinit { close(descriptor) }

  /// Whether an error says that somebody else has the lock.
  static func isHeldElsewhere(_ code: Int32) -> Bool { code == EWOULDBLOCK }
}
