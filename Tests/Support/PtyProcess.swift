package import Foundation

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A program running in a pseudo-terminal of its own, as its session's leader.
///
/// Nothing here sleeps: every wait ends when the program has said what is waited for, or at a deadline.
/// A class, because a process and a descriptor have to be given back exactly once.
package final class PtyProcess {
  /// How a process ended.
  package enum Ending: Hashable, Sendable {
    case exited(Int32)
    case signaled(Int32)
  }

  /// The settings of a terminal's line, as `stty -a` would print them.
  package struct Settings: Hashable, Sendable {
    let flags: [UInt64]
    let controlCharacters: [UInt8]
  }

  package let pid: pid_t
  /// Everything that the program has written.
  package private(set) var output: [UInt8] = []
  /// The settings of the line before the program changed them.
  package let originalSettings: Settings

  private var master: Int32
  private var terminal: Int32
  private var original = termios()
  private var ending: Ending?

  package init(
    _ program: URL, _ arguments: [String] = [], environment: [String: String] = [:],
    columns: Int = 80, rows: Int = 24
  ) throws {
    // Our own end of the terminal stays open, so that its settings can be read after the program's end.
    master = -1
    terminal = -1
    var name = [CChar](repeating: 0, count: 256)
    guard openpty(&master, &terminal, nil, nil, nil) == 0,
      ttyname_r(terminal, &name, name.count) == 0
    else { throw POSIXError(.ENODEV) }
    for descriptor in [master, terminal] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    tcgetattr(terminal, &original)
    originalSettings = Settings(original)
    Self.setSize(of: master, columns: columns, rows: rows)
    pid = try Self.spawn(
      program, arguments, environment: environment, terminal: name)
  }

  deinit {
    if ending == nil {
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
    }
    for descriptor in [master, terminal] where descriptor >= 0 { close(descriptor) }
  }

  private static func spawn(
    _ program: URL, _ arguments: [String], environment: [String: String], terminal: [CChar]
  ) throws -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
      let newSession: Int32 = 0x400
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
      let newSession: Int32 = 0x80
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    // Whatever our own parent has us ignore, a program in a terminal starts with a clean slate.
    var all = sigset_t()
    var none = sigset_t()
    sigfillset(&all)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setsigmask(&attributes, &none)
    let flags = newSession | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
    posix_spawnattr_setflags(&attributes, Int16(flags))
    // A session's leader that opens a terminal gets it as its own.
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var words = ([program.path] + arguments).map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + variables { free(text) } }
    var pid: pid_t = 0
    let error = posix_spawn(&pid, program.path, &actions, &attributes, &words, &variables)
    guard error == 0 else { throw POSIXError(POSIXErrorCode(rawValue: error) ?? .ENOEXEC) }
    return pid
  }

  // MARK: What a person does

  package func type(_ text: String) { type(bytes: Array(text.utf8)) }

  /// Types at most as much as a line holds before its program reads, which is 4095 bytes.
  package func type(bytes: [UInt8]) {
    precondition(bytes.count < 4096, "\(bytes.count) bytes do not fit into the line")
    _ = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
  }

  package func resize(columns: Int, rows: Int) {
    Self.setSize(of: master, columns: columns, rows: rows)
  }

  package func send(signal: Int32) { kill(pid, signal) }

  /// Closes the window: the terminal is gone, and the program hears of it.
  package func hangUp() {
    close(terminal)
    close(master)
    terminal = -1
    master = -1
  }

  /// Sets the line as it was at first, as a shell does when a job stops.
  package func resetSettings() { tcsetattr(terminal, TCSANOW, &original) }

  private static func setSize(of terminal: Int32, columns: Int, rows: Int) {
    var size = winsize()
    size.ws_col = UInt16(columns)
    size.ws_row = UInt16(rows)
    _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
  }

  // MARK: What there is to see

  package var settings: Settings {
    var present = termios()
    tcgetattr(terminal, &present)
    return Settings(present)
  }

  /// Reads until the output from `start` on contains `text`; says whether it came in time.
  @discardableResult
  package func wait(for text: String, from start: Int = 0, seconds: Double = 10) -> Bool {
    let wanted = Array(text.utf8)
    return wait(seconds: seconds) { self.output.dropFirst(start).contains(wanted) }
  }

  /// Reads until the condition holds; says whether it came to hold in time.
  @discardableResult
  package func wait(seconds: Double = 10, until isReached: () -> Bool) -> Bool {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while !isReached() {
      let remaining = deadline - .now
      guard remaining > .zero, readSome(milliseconds: min(remaining / .milliseconds(1), 20)) else {
        return isReached()
      }
    }
    return true
  }

  /// False when nothing more will ever come.
  private func readSome(milliseconds: Double) -> Bool {
    guard master >= 0 else { return false }
    var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, Int32(milliseconds.rounded(.up))) > 0 else { return true }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(master, &buffer, buffer.count)
    guard count > 0 else { return false }
    output += buffer[..<count]
    return true
  }

  /// How the program ended; nil when it still runs at the deadline.
  package func waitForEnd(seconds: Double = 10) -> Ending? {
    // Its last words must be read, or it would wait for room to write them.
    let deadline = ContinuousClock.now + .seconds(seconds)
    while ending == nil, ContinuousClock.now < deadline {
      var status: Int32 = 0
      if waitpid(pid, &status, WNOHANG) == pid {
        let signal = status & 0x7F
        ending = signal == 0 ? .exited((status >> 8) & 0xFF) : .signaled(signal)
      }
      if !readSome(milliseconds: 2) { usleep(1000) }
    }
    // What it wrote last may take more than one reading: a terminal hands out a few kilobytes a time.
    var known = -1
    while ending != nil, output.count > known {
      known = output.count
      _ = readSome(milliseconds: 20)
    }
    return ending
  }

  /// Waits until the program has been stopped, as by Ctrl-Z.
  package func waitForStop() {
    var status: Int32 = 0
    waitpid(pid, &status, WUNTRACED)
  }

  /// The terminal's private modes that were switched on and not off again, such as 1049 for the
  /// alternate screen and 1000 for the mouse. The cursor, 25, counts when it was left hidden.
  package var modesLeftOn: Set<Int> {
    var modes: Set<Int> = [7, 25]
    for match in String(decoding: output, as: UTF8.self).matches(of: /\u{1B}\[\?([0-9;]+)([hl])/) {
      for number in match.1.split(separator: ";").compactMap({ Int($0) }) {
        if match.2 == "h" { modes.insert(number) } else { modes.remove(number) }
      }
    }
    return modes.symmetricDifference([7, 25])
  }
}

extension PtyProcess.Settings {
  fileprivate init(_ settings: termios) {
    flags = [settings.c_iflag, settings.c_oflag, settings.c_cflag, settings.c_lflag].map {
      UInt64($0)
    }
    controlCharacters = withUnsafeBytes(of: settings.c_cc) { Array($0) }
  }
}

/// A program of this package, beside the tests where it was built.
package func builtProgram(_ name: String) throws -> URL {
  let places =
    [Bundle.main.bundleURL, Bundle.main.executableURL?.deletingLastPathComponent()]
    + Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() }
  for place in places {
    guard let program = place?.appending(path: name) else { continue }
    if FileManager.default.isExecutableFile(atPath: program.path) { return program }
  }
  throw CocoaError(.fileNoSuchFile)
}
