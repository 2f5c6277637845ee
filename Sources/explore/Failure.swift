import ArgumentParser
import Convolution
import Drawing
import Exports
import ImageFiles
import Lessons
import Networks
import Training

/// What the program could not do: one sentence for the user, and the status to end with.
struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
  let status: Status
  /// What was found, what is supported, what to do.
  let description: String

  init(_ status: Status, _ description: String) {
    self.status = status
    self.description = description
  }

  /// The status by which a calling program tells failures apart.
  ///
  /// Source: the BSD header `sysexits.h`.
  enum Status: Int32, Hashable, Sendable {
    case failure = 1
    /// The command line is wrong, or asks for something impossible.
    case usage = 64
    /// A file is there, but its content is no good.
    case badData = 65
    case noInput = 66
    case cannotCreate = 73
    case writeFailed = 74
  }
}

/// What is left to say and to return when a command ends with an error.
///
/// An error is one line on standard error, starting with the program's name. Help and the version are
/// "errors" of the argument parser as well; they go to standard output.
struct Report: Hashable, Sendable {
  let status: Int32
  /// For standard output.
  let output: String
  /// For standard error: nothing, or one line; for a lesson one for each of its mistakes.
  let complaint: String

  /// - Parameter root: The command whose arguments were parsed.
  init(of error: any Error, from root: any ParsableCommand.Type) {
    switch error {
    case let failure as Failure:
      self.init(complaint: failure.description, status: failure.status.rawValue)
    case let error as PictureError:
      self.init(complaint: error.description, status: error.exitCode)
    case OutputError.closedPipe: self.init(status: 0, output: "", complaint: "")
    case let error as OutputError:
      self.init(complaint: error.description, status: error.exitCode)
    case let error as LocatedError:
      self.init(complaint: error.description, status: error.exitCode)
    case let errors as LessonErrors:
      self.init(
        status: errors.exitCode, output: "",
        complaint: errors.lines.map { "explore: \(Self.shortened(singleLine($0)))\n" }.joined())
    case let error as StreamError:
      self.init(complaint: error.description, status: error.exitCode)
    case let error as TextFileError:
      self.init(complaint: error.description, status: error.exitCode)
    case let error as SafetensorsError:
      self.init(complaint: error.description, status: error.exitCode)
    case let error as DataError:
      self.init(complaint: error.description, status: error.exitCode)
    case let error as CheckpointError:
      self.init(complaint: error.description, status: error.exitCode)
    case let error as HistoryFileError:
      self.init(complaint: error.description, status: Failure.Status.badData.rawValue)
    case let error as WeightsError:
      self.init(complaint: error.description, status: Failure.Status.badData.rawValue)
    case is ShapeError, is UnknownFilter, is KernelTextError, is UnknownNetwork, is NoAnswer,
      is BlueprintError, is TrainingError, is AugmentationError, is FilterTaskError,
      is StudyError:
      self.init(complaint: "\(error)", status: Failure.Status.usage.rawValue)
    default:
      let status = root.exitCode(for: error)
      let message = root.message(for: error)
      switch status {
      case .success: self.init(status: 0, output: message + "\n", complaint: "")
      case .validationFailure:
        let sentence = Self.lowercasingFirstWord(message)
        let hint = Self.helpCommand(in: root.fullMessage(for: error))
        self.init(
          complaint: sentence + " (see '\(hint ?? "explore --help")')",
          status: Failure.Status.usage.rawValue)
      default: self.init(complaint: message, status: status.rawValue)
      }
    }
  }

  private init(status: Int32, output: String, complaint: String) {
    self.status = status
    self.output = output
    self.complaint = complaint
  }

  private init(complaint: String, status: Int32) {
    let line = complaint.isEmpty ? "" : "explore: \(Self.shortened(singleLine(complaint)))\n"
    self.init(status: status, output: "", complaint: line)
  }

  /// Without its middle where it quotes something endless, such as a whole file.
  private static func shortened(_ line: String) -> String {
    line.unicodeScalars.count > 2_000 ? "\(line.prefix(1_000)) … \(line.suffix(500))" : line
  }

  /// Says it and ends.
  func endProgram() -> Never {
    if !output.isEmpty {
      do {
        try StandardOutput.write(output)
      } catch {
        Report(complaint: error.description, status: error.exitCode).endProgram()
      }
    }
    if !complaint.isEmpty { writeToStandardError(complaint) }
    exit(status: status)
  }

  /// The argument parser writes sentences with a capital and a period; ours follow a colon.
  private static func lowercasingFirstWord(_ message: String) -> String {
    let text = message.hasSuffix(".") ? message.dropLast() : message[...]
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  /// The command that its full message recommends: `See 'explore apply --help' for more …`.
  private static func helpCommand(in message: String) -> String? {
    let line = message.split(separator: "\n").last { $0.hasSuffix("' for more information.") }
    guard let line else { return nil }
    let parts = line.split(separator: "'", omittingEmptySubsequences: false)
    return parts.count > 2 ? String(parts[1]) : nil
  }
}

extension Ending {
  /// The signal of Ctrl-C.
  static let interrupt: Int32 = 2
  private static let hangUp: Int32 = 1

  /// The status to end with, as a shell would have it: 128 and the signal's number. A terminal that
  /// has gone hangs up, whether its signal arrives or only the end of its input.
  var status: Int32 {
    switch self {
    case .signal(let number): 128 + number
    case .endOfInput: 128 + Self.hangUp
    }
  }
}

/// The text on one line that cannot command a terminal: line ends become blanks, other control
/// characters are spelled out.
func singleLine(_ text: String) -> String {
  let lines = text.split(whereSeparator: \.isNewline).map { line in
    var words = line.drop { $0 == " " }
    while words.last == " " { words.removeLast() }
    return words
  }
  var result = ""
  for scalar in lines.joined(separator: " ").unicodeScalars {
    if scalar.properties.generalCategory == .control {
      result += "\\u{\(String(scalar.value, radix: 16))}"
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return result
}
