import ArgumentParser
import Convolution
import Testing

@testable import explore

/// A program with one command, for what only a whole command line shows.
private struct Program: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore", version: "explore 1.2.3", subcommands: [Apply.self, Show.self],
    defaultSubcommand: Show.self)

  struct Apply: ParsableCommand {
    @Argument var image: String
    @OptionGroup var picture: PictureOptions
    @OptionGroup var chain: ChainOptions

    mutating func run() throws { _ = try chain.settings() }
  }

  struct Show: ParsableCommand {
    @Argument var image: String
    @OptionGroup var chain: ChainOptions
  }

  /// What the program would say.
  static func report(_ arguments: [String]) -> Report? {
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
      return nil
    } catch {
      return Report(of: error, from: Self.self)
    }
  }
}

@Suite struct `The report of an error` {
  @Test(arguments: [
    (
      ["apply", "a.png", "--stride", "0"],
      "the value '0' is invalid for '--stride <N|HxW>': 0 is too small; the smallest is 1 "
        + "(see 'explore apply --help')"
    ),
    (
      ["apply", "a.png", "--filter", "horizntal"],
      "the value 'horizntal' is invalid for '--filter <name,…>': there is no filter 'horizntal'; "
        + "did you mean 'horizontal'? (see 'explore apply --help')"
    ),
    (
      ["apply", "a.png", "--filter", "horizontal,"],
      "the value 'horizontal,' is invalid for '--filter <name,…>': expected names separated by "
        + "commas, such as horizontal,vertical; 'explore filters' lists them "
        + "(see 'explore apply --help')"
    ),
    (
      ["apply", "a.png", "--bias", "-x"],
      "the value '-x' is invalid for '--bias <number>': expected a number, such as 2, -0.5 or 1/9 "
        + "(see 'explore apply --help')"
    ),
    (
      ["apply", "a.png", "--scale", "bit"],
      "the value 'bit' is invalid for '--scale <scale>'. Please provide one of 'unit' and 'byte' "
        + "(see 'explore apply --help')"
    ),
    (["apply"], "missing expected argument '<image>' (see 'explore apply --help')"),
    ([], "missing expected argument '<image>' (see 'explore --help')"),
    (
      ["a.png", "--strid", "2"],
      "unknown option '--strid'. Did you mean '--stride'? (see 'explore show --help')"
    ),
    (["apply", "a.png", "b.png"], "unexpected argument 'b.png' (see 'explore apply --help')"),
    (
      ["apply", "a.png", "--kernel"],
      "missing value for '--kernel <rows|file>' (see 'explore apply --help')"
    ),
  ])
  func `a wrong command line is one line with a hint`(
    arguments: [String], sentence: String
  ) throws {
    let report = try #require(Program.report(arguments))
    #expect(report.complaint == "explore: \(sentence)\n")
    #expect(report.status == 64)
    #expect(report.output.isEmpty)
  }

  @Test func `a wrong crop goes by both its names`() throws {
    let report = try #require(Program.report(["apply", "a.png", "--crop", "9"]))
    #expect(
      report.complaint
        == "explore: the value '9' is invalid for '--crop <HxW+ROW+COLUMN>': expected "
        + "HEIGHTxWIDTH+ROW+COLUMN, sizes from 1 and positions from 0, such as 28x28+100+40 "
        + "(see 'explore apply --help')\n")
  }

  @Test(arguments: [
    (Failure.Status.failure, Int32(1)), (.usage, 64), (.badData, 65), (.noInput, 66),
    (.cannotCreate, 73), (.writeFailed, 74),
  ])
  func `a failure keeps its sentence and its status`(status: Failure.Status, code: Int32) {
    let report = Report(of: Failure(status, "a.png: is torn; mend it"), from: Program.self)
    #expect(report.complaint == "explore: a.png: is torn; mend it\n")
    #expect(report.status == code)
  }

  @Test func `a request that does not fit the picture is a matter of usage`() {
    let error = ShapeError.kernelExceedsInput(
      kernel: Extent(5), dilation: Extent(1), paddedInput: Extent(3))
    let report = Report(of: error, from: Program.self)
    #expect(report.complaint == "explore: \(error)\n")
    #expect(report.status == 64)
  }

  @Test func `an error nobody foresaw still has a line and status 1`() {
    struct Surprise: Error, CustomStringConvertible { let description = "the disk\nis on fire" }
    let report = Report(of: Surprise(), from: Program.self)
    #expect(report.complaint == "explore: the disk is on fire\n")
    #expect(report.status == 1)
  }

  @Test func `a bare status says nothing`() {
    let report = Report(of: ExitCode(130), from: Program.self)
    #expect((report.complaint, report.output) == ("", ""))
    #expect(report.status == 130)
  }

  @Test(arguments: [["--help"], ["-h"], ["apply", "--help"], ["help", "apply"]])
  func `help is no error`(arguments: [String]) throws {
    let report = try #require(Program.report(arguments))
    #expect(report.status == 0)
    #expect(report.complaint.isEmpty)
    #expect(report.output.contains("USAGE: explore"))
  }

  @Test func `the version is no error`() throws {
    let report = try #require(Program.report(["--version"]))
    #expect((report.status, report.output) == (0, "explore 1.2.3\n"))
  }

  @Test func `the program's own help has examples and the order of sizes`() throws {
    let help = Explore.helpMessage(columns: 80)
    #expect(help.contains("HEIGHTxWIDTH"))
    #expect(help.contains("explore photo.jpg --filter horizontal"))
  }

  @Test func `what a name smuggles in stays on the line and cannot command the terminal`() {
    #expect(singleLine("a\nb\r\n  c \n") == "a b c")
    #expect(singleLine("a\u{1B}[2Jb\u{7F}\u{9B}\t") == "a\\u{1b}[2Jb\\u{7f}\\u{9b}\\u{9}")
    #expect(singleLine("Größe × 3 – größer") == "Größe × 3 – größer")
  }
}
