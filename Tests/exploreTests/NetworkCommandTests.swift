import ArgumentParser
import Foundation
import Testing

@testable import explore

@Suite struct `The network command` {
  private static func text(_ arguments: String..., width: Int? = nil) throws -> String {
    try NetworkCommand.parse(arguments).text(width: width)
  }

  private static func complaint(_ arguments: String...) throws -> String {
    let command = try NetworkCommand.parse(arguments)
    do {
      return try command.text(width: nil)
    } catch {
      let report = Report(of: error, from: Explore.self)
      return "\(report.status) \(report.complaint)"
    }
  }

  @Test func `lists the catalogue without a name`() throws {
    #expect(try Self.text().contains("\nvgg16 "))
    #expect(
      try Self.complaint("--format", "json")
        == "64 explore: --format and --input need a network; 'explore network' lists them\n")
  }

  @Test(arguments: [
    ("fashion-mnist", "302,026 = 160 + 4,128 + 295,168 + 2,570"),
    ("handbags", "101,345 = 416 + 4,128 + 96,801"), ("vgg16", "138,357,544"),
    ("alexnet", "61,100,840"), ("resnet50", "25,557,032"), ("resnet50-headless", "23,587,712"),
  ])
  func `shows the lecture's figures`(name: String, total: String) throws {
    #expect(try Self.text(name).contains("\nparameters     \(total)"))
  }

  @Test func `has a format for other programs`() throws {
    #expect(try Self.text("lenet5", "--format", "json").hasPrefix("{\"name\":\"lenet5\""))
    #expect(try Self.text("lenet5", "--format", "csv").hasPrefix("layer,type,"))
    #expect(try Self.text("lenet5", "--format", "markdown").hasPrefix("## lenet5\n"))
  }

  @Test func `tries another picture size where the network allows it`() throws {
    #expect(try Self.text("resnet50", "--input", "320x256").contains("picture 3×320×256 → 1000"))
    #expect(
      try Self.complaint("lenet5", "--input", "8x8")
        == "64 explore: conv2 does not fit pool1's output of 6×2×2: the 5×5 kernel does not fit the "
        + "2×2 input (padding included); add padding or choose a smaller kernel\n")
  }

  @Test func `a slip is answered by the nearest name`() throws {
    #expect(
      try Self.complaint("vgg61")
        == "64 explore: there is no network 'vgg61'; did you mean 'vgg16'?\n")
  }

  @Test func `a file is read, and its mistakes told at their place`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "net.yaml")
    func write(_ layer: String) throws {
      let text = "input: {channels: 1, height: 9, width: 9}\nlayers:\n  - {\(layer)}\n"
      try Data(text.utf8).write(to: file)
    }
    try write("type: convolution, filters: 2, kernel: 3")
    #expect(try Self.text(file.path).hasPrefix("net\npicture 1×9×9 → 2×7×7\n"))
    try write("type: convolution, filters: 2, kernel: 10")
    #expect(
      try Self.complaint(file.path)
        == "65 explore: \(file.path):3:5: conv1 does not fit the picture of 1×9×9: the 10×10 kernel "
        + "does not fit the 9×9 input (padding included); add padding or choose a smaller kernel\n")
    #expect(
      try Self.complaint("missing.yaml")
        == "66 explore: missing.yaml: cannot be read: No such file or directory; check the path\n")
  }

  /// The help has a network file in it, which has to be one.
  @Test func `the example of the help works`() throws {
    let help = NetworkCommand.configuration.discussion
    let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
    let first = try #require(lines.firstIndex { $0.hasPrefix("  input:") })
    let text = lines[first...].prefix { !$0.isEmpty }.map { $0.dropFirst(2) + "\n" }.joined()
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "stripes.yaml")
    try Data(text.utf8).write(to: file)
    #expect(try Self.text(file.path).hasPrefix("stripes\nIs a stripe upright or lying?\n"))
  }
}
