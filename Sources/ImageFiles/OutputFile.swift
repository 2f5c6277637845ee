#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A file being written that is there whole, or not at all.
///
/// What is to become a regular file is written to a neighbor, which `commit` renames; one that is
/// dropped before leaves everything as it was. Where the system can, the neighbor has no name until
/// then, so that a program that is killed leaves nothing behind. Pipes, devices and standard output are
/// written to directly. Symbolic links are followed; an existing file keeps its permissions, a new
/// one gets those of the umask. The bytes pass through a buffer: chunks may be small.
///
/// ```swift
/// var file = try OutputFile(path: "edges.csv")
/// try file.write("1,2\n")
/// try file.commit()
/// ```
package struct OutputFile: ~Copyable {
  private let name: String
  private let destination: Destination
  private var descriptor: Int32
  private var pending: [UInt8] = []
  private var isCommitted = false

  private enum Destination {
    /// Written directly; closed at the end if it is ours.
    case stream(isOurs: Bool)
    /// To be given the path; until then the file has the temporary name, or none at all.
    case file(temporary: String?, path: String)
  }

  private static let bufferSize = 64 << 10

  /// Standard output.
  package static func standardOutput() -> OutputFile {
    OutputFile(name: "standard output", destination: .stream(isOurs: false), descriptor: 1)
  }

  /// Prepares to write a file, or standard output for `-`.
  ///
  /// - Throws: `OutputError.cannotCreate`.
  package init(path: String) throws(OutputError) {
    if let open = Self.openDescriptor(path) {
      self.init(name: path, destination: .stream(isOurs: false), descriptor: open)
      return
    }
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT != S_IFREG {
      let descriptor = retrying { open(path, O_WRONLY | O_CLOEXEC) }
      guard descriptor >= 0 else { throw .cannotCreate(path: path, code: errno) }
      self.init(name: path, destination: .stream(isOurs: true), descriptor: descriptor)
      return
    }
    // To replace a file that may not be written would go behind its owner's back.
    if exists, access(path, W_OK) != 0 { throw .cannotCreate(path: path, code: errno) }
    guard !path.isEmpty, !path.hasSuffix("/") else {
      throw .cannotCreate(path: path, code: path.isEmpty ? ENOENT : EISDIR)
    }
    let target = Self.followingLinks(path)
    let (descriptor, temporary) = try Self.createNeighbor(of: target, path: path)
    if exists { fchmod(descriptor, status.st_mode & 0o7777) }
    self.init(
      name: path, destination: .file(temporary: temporary, path: target), descriptor: descriptor)
  }

  private init(name: String, destination: Destination, descriptor: Int32) {
    self.name = name
    self.destination = destination
    self.descriptor = descriptor
  }

  deinit {
    guard !isCommitted else { return }
    switch destination {
    case .stream(let isOurs):
      if isOurs { close(descriptor) }
    case .file(let temporary, _):
      if descriptor >= 0 { close(descriptor) }
      if let temporary { unlink(temporary) }
    }
  }
}

// MARK: - Writing

extension OutputFile {
  /// Adds bytes to the file.
  ///
  /// - Throws: `OutputError.writeFailed` or `OutputError.closedPipe`.
  package mutating func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
    if pending.count + bytes.count < Self.bufferSize {
      pending.append(contentsOf: bytes)
    } else {
      try flush()
      if bytes.count < Self.bufferSize {
        pending.append(contentsOf: bytes)
      } else {
        try writeThrough(bytes)
      }
    }
  }

  /// Adds bytes to the file.
  package mutating func write(_ bytes: [UInt8]) throws(OutputError) {
    var problem: OutputError?
    bytes.withUnsafeBytes { buffer in
      do throws(OutputError) { try write(buffer) } catch { problem = error }
    }
    if let problem { throw problem }
  }

  /// Adds text, in UTF-8.
  package mutating func write(_ text: String) throws(OutputError) {
    try write(Array(text.utf8))
  }

  /// Finishes: from here on the file is there.
  ///
  /// - Parameter outlivesPowerCuts: Waits until a regular file's bytes are on the disk, so that even
  ///   where the power fails, what the path leads to is whole.
  /// - Throws: `OutputError`; then a regular file is as it was before.
  package mutating func commit(outlivesPowerCuts: Bool = false) throws(OutputError) {
    precondition(!isCommitted, "a file is committed once")
    try flush()
    if outlivesPowerCuts, case .file = destination, retrying({ fsync(descriptor) }) != 0 {
      throw failure(errno)
    }
    switch destination {
    case .stream(let isOurs):
      isCommitted = true
      // Some file systems tell only here that the disk is full.
      if isOurs, close(descriptor) != 0 { throw failure(errno) }
    case .file(let temporary, let path):
      guard let neighbor = temporary ?? Self.name(descriptor, nextTo: path) else {
        throw failure(errno)
      }
      let closed = close(descriptor)
      descriptor = -1
      guard closed == 0, rename(neighbor, path) == 0 else {
        let code = errno
        unlink(neighbor)
        throw failure(code)
      }
      isCommitted = true
    }
  }

  private mutating func flush() throws(OutputError) {
    guard !pending.isEmpty else { return }
    let bytes = pending
    pending.removeAll(keepingCapacity: true)
    var problem: OutputError?
    bytes.withUnsafeBytes { buffer in
      do throws(OutputError) { try writeThrough(buffer) } catch { problem = error }
    }
    if let problem { throw problem }
  }

  private func writeThrough(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
    var rest = bytes
    while !rest.isEmpty {
      let written = retrying {
        #if canImport(Glibc)
          Glibc.write(descriptor, rest.baseAddress, rest.count)
        #elseif canImport(Musl)
          Musl.write(descriptor, rest.baseAddress, rest.count)
        #else
          Darwin.write(descriptor, rest.baseAddress, rest.count)
        #endif
      }
      guard written >= 0 else {
        // A descriptor that another program made non-blocking: wait for room.
        guard errno == EAGAIN else { throw failure(errno) }
        var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&room, 1, -1)
        continue
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
    }
  }

  private func failure(_ code: Int32) -> OutputError {
    code == EPIPE ? .closedPipe : .writeFailed(path: name, code: code)
  }
}

// MARK: - Paths

extension OutputFile {
  /// The open descriptor that a path stands for. Opening such a path again would cut off a file
  /// that the shell is appending to.
  private static func openDescriptor(_ path: String) -> Int32? {
    switch path {
    case "-", "/dev/stdout": return 1
    case "/dev/stderr": return 2
    default:
      for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
        if let number = Int32(path.dropFirst(folder.count)), fcntl(number, F_GETFD) >= 0 {
          return number
        }
      }
      return nil
    }
  }

  /// The path that a chain of symbolic links ends at, which need not exist.
  private static func followingLinks(_ path: String) -> String {
    var path = path
    for _ in 0..<40 {
      var buffer = [CChar](repeating: 0, count: 4096)
      let length = readlink(path, &buffer, buffer.count)
      guard length > 0 else { return path }
      let link = String(
        decoding: buffer[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
      path = link.hasPrefix("/") ? link : folder(of: path) + link
    }
    return path
  }

  /// What stands before the last component, with its slash.
  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// A new file in the same folder, so that renaming it does not copy. `open` heeds the umask.
  ///
  /// - Returns: Its descriptor, and its name if it has one.
  private static func createNeighbor(
    of target: String, path: String
  ) throws(OutputError) -> (Int32, String?) {
    #if os(Linux)
      let place = folder(of: target)
      let descriptor = retrying {
        open(place.isEmpty ? "." : place, O_WRONLY | temporaryFileFlag | O_CLOEXEC, 0o666)
      }
      if descriptor >= 0 { return (descriptor, nil) }
    #endif
    for _ in 0..<16 {
      let temporary = temporaryName(nextTo: target)
      let descriptor = retrying {
        open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      }
      if descriptor >= 0 { return (descriptor, temporary) }
      guard errno == EEXIST else { break }
    }
    throw .cannotCreate(path: path, code: errno)
  }

  /// `O_TMPFILE`, a macro that Swift does not see; these are its parts wherever Swift runs.
  private static let temporaryFileFlag: Int32 = 0o20_000_000 | O_DIRECTORY

  /// Gives a file without a name one beside `target`; a name that exists could not be taken.
  ///
  /// - Returns: nil when the system refuses, with `errno` telling why.
  private static func name(_ descriptor: Int32, nextTo target: String) -> String? {
    for _ in 0..<16 {
      let name = temporaryName(nextTo: target)
      let code = linkat(
        AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, name, AT_SYMLINK_FOLLOW)
      if code == 0 { return name }
      guard errno == EEXIST else { return nil }
    }
    return nil
  }

  private static func temporaryName(nextTo target: String) -> String {
    let unique = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    return folder(of: target) + ".explore-\(unique).tmp"
  }
}
