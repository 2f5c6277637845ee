import Foundation
import TestSupport
import Testing

/// A file of the folder `Assets`, where the tests were compiled.
func asset(_ name: String) -> String {
  URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Assets/\(name)").path
}

/// What the program gets to see of the world: nothing that depends on where the tests run.
func screenEnvironment(type: String? = "xterm-256color") -> [String: String] {
  var environment = ["LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"]
  environment["TERM"] = type
  return environment
}

/// Starts the program on the hand-drawn picture, and waits for its first frame.
///
/// - Parameter environment: Takes precedence; an empty value takes a variable away.
func startExplore(
  _ arguments: [String] = [asset("three.pgm")], type: String = "xterm-256color",
  environment: [String: String] = [:], columns: Int = 80, rows: Int = 24
) throws -> PtyProcess {
  let process = try PtyProcess(
    builtProgram("explore"), arguments,
    environment: screenEnvironment(type: type).merging(environment) { $1 }
      .filter { !$0.value.isEmpty },
    columns: columns, rows: rows)
  // The last line of a frame ends with this key.
  try #require(process.wait(for: "quit", seconds: 20), "\(type): no first frame")
  return process
}

extension PtyProcess {
  var text: String { String(decoding: output, as: UTF8.self) }

  /// Types a key and waits for the whole answer: the screen has changed, and is quiet again.
  ///
  /// - Returns: What the program has sent.
  @discardableResult
  func answer(to keys: String, seconds: Double = 10) -> String {
    let start = output.count
    type(keys)
    wait(seconds: seconds) { self.output.count > start }
    var last = start
    while output.count > last {
      last = output.count
      wait(seconds: 0.05) { false }
    }
    return String(decoding: output[start...], as: UTF8.self)
  }

  /// Whether the line of the terminal and its modes are as they were before the program.
  var isWhole: Bool { settings == originalSettings && modesLeftOn == [] }

  /// The last line that the program printed.
  var lastLine: String {
    text.split(whereSeparator: \.isNewline).last.map {
      $0.replacing(/\u{1B}(\[[0-9;?]*[A-Za-z]|[=>]|\([A-Z0-9])/, with: "")
        .trimmingCharacters(in: .whitespaces)
    } ?? ""
  }
}

/// Runs a line of a shell, in which `$explore` is the program and `$three` the hand-drawn picture.
///
/// - Returns: Its status and everything that it printed, standard error included.
func runShell(
  _ line: String, environment: [String: String] = screenEnvironment()
) throws -> (status: Int32, output: String) {
  let process = Process()
  let pipe = Pipe()
  process.executableURL = URL(filePath: "/bin/sh")
  process.arguments = ["-c", line]
  process.environment = environment.merging(
    ["explore": try builtProgram("explore").path, "three": asset("three.pgm")]) { $1 }
  process.standardInput = FileHandle.nullDevice
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  process.waitUntilExit()
  return (process.terminationStatus, output)
}
