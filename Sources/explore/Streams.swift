import ImageFiles
import Networks
import Terminal

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
  static var width: Int? { terminalWidth(STDOUT_FILENO) }

  /// Whether people can be expected to see more than ASCII, as far as the locale says. Where neither
  /// `LC_ALL` nor `LC_CTYPE` nor `LANG` is set, they can.
  static var isUniversal: Bool { Characters.isUniversal(variable: processEnvironment) }

  /// Writes all of it.
  ///
  /// - Throws: `OutputError`. A closed pipe ends the program instead, silently.
  static func write(_ text: String) throws(OutputError) {
    var file = OutputFile.standardOutput()
    try file.write(text)
    try file.commit()
  }
}

/// Where complaints go, and how far something is.
enum StandardError {
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// The columns of the terminal; nil where it is none.
  static var width: Int? { terminalWidth(STDERR_FILENO) }
}

private func terminalWidth(_ descriptor: Int32) -> Int? {
  guard isatty(descriptor) == 1 else { return nil }
  if let text = getenv("COLUMNS"), let columns = Int(String(cString: text)), columns > 0 {
    return columns
  }
  var size = winsize()
  guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
  return Int(size.ws_col)
}

/// For the one line of an error. Where even that fails, nobody is left to tell.
func writeToStandardError(_ text: String) {
  guard var file = try? OutputFile(path: "/dev/stderr") else { return }
  try? file.write(text)
  try? file.commit()
}

/// The whole of a small text file with numbers.
///
/// - Throws: `Failure` with status 66 when there is nothing to read, 65 when it is no such text.
func readText(ofFile path: String) throws(Failure) -> String {
  do throws(TextFileError) {
    return try TextFile.read(path, advice: "write numbers such as \"1 0 -1\"")
  } catch {
    throw Failure(error.exitCode == 66 ? .noInput : .badData, error.description)
  }
}

/// Lets the system end the program when the reader of its output is gone, as it does by default.
func endSilentlyOnClosedPipes() { signal(SIGPIPE, SIG_DFL) }

/// A file that grows beyond what the shell allows (`ulimit -f`) is like a full disk: something to be told,
/// not something to die of.
func takeFileSizeLimitsAsErrors() { signal(SIGXFSZ, SIG_IGN) }

func exit(status: Int32) -> Never { exit(status) }
