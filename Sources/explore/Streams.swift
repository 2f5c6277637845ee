import ImageFiles

// The C library, without Foundation, which would cost 7 ms of every start.
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where answers come from.
enum StandardInput {
  static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }
}

/// Where results go.
enum StandardOutput {
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// The columns of the terminal, or what `COLUMNS` says of it; nil where results go elsewhere.
  static var width: Int? {
    guard isTerminal else { return nil }
    if let text = getenv("COLUMNS"), let columns = Int(String(cString: text)), columns > 0 {
      return columns
    }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Writes all of it.
  ///
  /// - Throws: `OutputError`. A closed pipe ends the program instead, silently.
  static func write(_ text: String) throws(OutputError) {
    var file = OutputFile.standardOutput()
    try file.write(text)
    try file.commit()
  }
}

/// For the one line of an error. Where even that fails, nobody is left to tell.
func writeToStandardError(_ text: String) {
  guard var file = try? OutputFile(path: "/dev/stderr") else { return }
  try? file.write(text)
  try? file.commit()
}

/// The whole of a small text file.
///
/// - Throws: `Failure` with status 66 when there is nothing to read, 65 when it is no such text.
func readText(ofFile path: String, kind: TextKind = .numbers) throws(Failure) -> String {
  guard let text = String(validating: try readBytes(ofFile: path, limit: 1 << 20), as: UTF8.self)
  else {
    throw Failure(.badData, "\(path): is not text in UTF-8; \(kind.advice)")
  }
  return text
}

/// The whole of a file.
///
/// - Parameter limit: The most bytes; a longer file is refused.
/// - Throws: `Failure` with status 66 when there is nothing to read, 65 when it is too long.
func readBytes(ofFile path: String, limit: Int) throws(Failure) -> [UInt8] {
  func failure(_ code: Int32) -> Failure {
    Failure(.noInput, "\(path): cannot be read: \(systemMessage(code)); check the path")
  }
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { throw failure(errno) }
  defer { close(file) }
  var bytes: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 1 << 14)
  while true {
    let count = block.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { throw failure(errno) }
    guard count > 0 else { break }
    bytes += block[..<count]
    guard bytes.count <= limit else {
      throw Failure(
        .badData, "\(path): is longer than \(limit >> 10) KiB, the most that is read; shorten it")
    }
  }
  return bytes
}

/// What a text file is read for.
enum TextKind: Sendable {
  case numbers, network

  /// What to write into it.
  fileprivate var advice: String {
    switch self {
    case .numbers: "write numbers such as \"1 0 -1\""
    case .network: "write a network in YAML, as 'explore network --help' says"
    }
  }
}

/// Lets the system end the program when the reader of its output is gone, as it does by default.
func endSilentlyOnClosedPipes() { signal(SIGPIPE, SIG_DFL) }

func exit(status: Int32) -> Never { exit(status) }
