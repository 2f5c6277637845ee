#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A small file, read as a whole.
package enum TextFile {
  /// The text of a file.
  ///
  /// - Parameters:
  ///   - limit: The most bytes; a longer file is refused.
  ///   - mustBeRegular: Pipes and devices, which can keep one waiting, are refused.
  ///   - advice: What to do about a file that is no text.
  package static func read(
    _ path: String, limit: Int = 1 << 20, mustBeRegular: Bool = false, advice: String
  ) throws(TextFileError) -> String {
    let bytes = try bytes(path, limit: limit, mustBeRegular: mustBeRegular)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw TextFileError(path: path, problem: .notText(advice: advice))
    }
    return text
  }

  /// The bytes of a file.
  ///
  /// - Parameters:
  ///   - limit: The most of them; a longer file is refused.
  ///   - mustBeRegular: Pipes and devices, which can keep one waiting, are refused.
  package static func bytes(
    _ path: String, limit: Int, mustBeRegular: Bool = false
  ) throws(TextFileError) -> [UInt8] {
    func failure(_ problem: TextFileError.Problem) -> TextFileError {
      TextFileError(path: path, problem: problem)
    }
    var status = stat()
    if mustBeRegular, stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw failure(.unreadable(reason: "it is no regular file"))
    }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure(.unreadable(reason: String(cString: strerror(errno)))) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = block.withUnsafeMutableBytes { systemRead(file, $0) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(.unreadable(reason: String(cString: strerror(errno)))) }
      guard count > 0 else { break }
      bytes += block[..<count]
      guard bytes.count <= limit else { throw failure(.tooLong(limit: limit)) }
    }
    return bytes
  }
}

/// `read` has the name of our own method.
private func systemRead(_ file: Int32, _ block: UnsafeMutableRawBufferPointer) -> Int {
  read(file, block.baseAddress, block.count)
}

/// A text file that cannot be used: which file, and why.
package struct TextFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// As it was given.
  package let path: String
  package let problem: Problem

  package enum Problem: Hashable, Sendable {
    case unreadable(reason: String)
    case tooLong(limit: Int)
    case notText(advice: String)
  }

  /// What the program should exit with: 66 where there is nothing to read, else 65.
  package var exitCode: Int32 { if case .unreadable = problem { 66 } else { 65 } }

  /// One sentence: what was found, what to do.
  package var description: String {
    switch problem {
    case .unreadable(let reason): "\(path): cannot be read: \(reason); check the path"
    case .tooLong(let limit):
      "\(path): is longer than \(limit >> 10) KiB, the most that is read; shorten it"
    case .notText(let advice): "\(path): is not text in UTF-8; \(advice)"
    }
  }
}
