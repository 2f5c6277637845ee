import ImageFiles

// The C library: the file manager of Foundation would bring functions into the program that the
// linker warns about, and cost time at every start.
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the program asks of the file system besides reading and writing files.
enum FileSystem {
  /// Whether a name is taken, be it by a link that leads nowhere.
  static func hasEntry(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Whether there is a file with a content of its own: reading a pipe or a device might never end.
  ///
  /// - Returns: nil where there is nothing.
  static func isRegularFile(_ path: String) -> Bool? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether there is a folder, or a link to one.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The names in a folder, in no order.
  static func names(in folder: String) throws(SystemError) -> [String] {
    guard let directory = opendir(folder) else { throw SystemError(code: errno) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      // An entry is only as long as its name: it must not be copied as a whole.
      guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { break }
      let name = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
      names.append(String(cString: name))
    }
    return names.filter { $0 != "." && $0 != ".." }
  }

  /// Creates a folder and those that lead to it, for their owner alone, as the XDG specification asks.
  static func createFolder(_ path: String) throws(SystemError) {
    if mkdir(path, 0o700) == 0 { return }
    var code = errno
    if code == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try createFolder(String(path[..<slash]))
      if mkdir(path, 0o700) == 0 { return }
      code = errno
    }
    // Another program may have been faster; and what is there need not be a folder.
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw SystemError(code: code)
    }
  }

  static func rename(_ path: String, to newPath: String) throws(SystemError) {
    guard systemRename(path, newPath) == 0 else { throw SystemError(code: errno) }
  }
}

/// `rename` has the name of our own method.
private func systemRename(_ path: String, _ newPath: String) -> Int32 { rename(path, newPath) }

/// Why the system refused something.
struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
  let code: Int32

  var description: String { systemMessage(code) }
}
