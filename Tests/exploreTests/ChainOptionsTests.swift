import ArgumentParser
import Convolution
import Explorer
import Foundation
import Testing

@testable import explore

@Suite struct `Chain options` {
  private func settings(
    _ arguments: [String], fallback: FilterChoice? = nil
  ) throws -> ChainSettings {
    try ChainOptions.parse(arguments).settings(fallback: fallback)
  }

  private func horizontal() throws -> FilterChoice {
    FilterChoice(try FilterCatalog.entry(named: "horizontal"))
  }

  @Test func `without options the chain is empty`() throws {
    #expect(try settings([]) == ChainSettings())
  }

  @Test func `all options arrive`() throws {
    let settings = try settings([
      "--filter", "horizontal, vertical", "--filter", "sobel-x", "--kernel", "1 2; 3 4",
      "--bias", "1/4", "--stride", "2x1", "--padding", "same", "--border", "reflect",
      "--dilation", "3", "--flip", "--no-relu", "--pool", "max:3x3/2",
    ])
    #expect(settings.filters.map(\.name) == ["horizontal", "vertical", "sobel-x", nil])
    #expect(settings.filters.last?.filter.elements == [1, 2, 3, 4])
    #expect(settings.bias == 0.25)
    #expect(settings.stride == Extent(height: 2, width: 1))
    #expect(settings.padding == .same)
    #expect(settings.border == .reflect)
    #expect(settings.dilation == Extent(3))
    #expect(settings.isFlipped)
    #expect(!settings.hasReLU)
    #expect(settings.pooling == PoolingChoice(.maximum, kernel: Extent(3), stride: Extent(2)))
  }

  @Test(arguments: [["--kernel", "-1 0 1"], ["--kernel=-1 0 1"], ["--kernel", "-1,0,1"]])
  func `a kernel may begin with a minus`(arguments: [String]) throws {
    #expect(try settings(arguments).filters.first?.filter.elements == [-1, 0, 1])
  }

  @Test(arguments: ["-0.5", "-1/2", "-5e-1", "-.5"])
  func `a bias may begin with a minus`(text: String) throws {
    let settings = try settings(["--kernel", "1", "--bias", text, "--no-relu"])
    #expect(settings.bias == -0.5)
    #expect(!settings.hasReLU)
  }

  @Test func `the last of relu and no-relu counts`() throws {
    #expect(try settings(["--kernel", "1", "--no-relu", "--relu"]).hasReLU)
    #expect(try !settings(["--kernel", "1", "--relu", "--no-relu"]).hasReLU)
  }

  @Test func `the fallback filter is for a picture that is only looked at`() throws {
    let horizontal = try horizontal()
    #expect(try settings([], fallback: horizontal).filters == [horizontal])
    #expect(try settings(["--stride", "2"], fallback: horizontal).stride == Extent(2))
    #expect(try settings(["--pool", "max"], fallback: horizontal).filters.isEmpty)
    #expect(try settings(["--kernel", "5"], fallback: horizontal).filters.count == 1)
  }

  @Test(arguments: [
    ["--bias", "1"], ["--stride", "2"], ["--padding", "1"], ["--border", "wrap"],
    ["--dilation", "2"], ["--groups", "2"], ["--depthwise"], ["--flip"], ["--relu"],
  ])
  func `an option that works on filters needs one`(arguments: [String]) {
    let failure = Failure(
      .usage,
      "\(arguments[0]) needs a filter; add --filter NAME or --kernel \"ROWS\", or leave it out")
    #expect(throws: failure) { try settings(arguments + ["--pool", "max"]) }
  }

  @Test func `a kernel in a file is read`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "edge.txt")
    try Data("1 1/2\n-1 0\n".utf8).write(to: file)
    #expect(
      try settings(["--kernel", file.path]).filters.first?.filter.elements == [1, 0.5, -1, 0])

    try Data("1 1/2\n-1\n".utf8).write(to: file)
    #expect(
      throws: Failure(
        .badData,
        "\(file.path): row 2 of the kernel has 1 number, the first has 2; all rows need the same "
          + "length")
    ) { try settings(["--kernel", file.path]) }

    try Data([0xFF, 0xFE, 0x31]).write(to: file)
    #expect(
      throws: Failure(
        .badData, "\(file.path): is not text in UTF-8; write numbers such as \"1 0 -1\"")
    ) { try settings(["--kernel", file.path]) }

    try Data(repeating: 0x31, count: 1 << 20 + 1).write(to: file)
    #expect(
      throws: Failure(
        .badData, "\(file.path): is longer than 1024 KiB, the most that is read; shorten it")
    ) { try settings(["--kernel", file.path]) }
  }

  @Test func `a bank of filters is read, and slips in it are told with file and line`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "bank.txt")
    try Data("# left\n1 0 -1\n\n1 2 1\n\n# deep\n1 1 1\n---\n2 2 2\n".utf8).write(to: file)
    let settings = try settings(["--kernel", "1 2 3", "--bank", file.path, "--groups", "2"])
    #expect(settings.filters.map(\.shortTitle) == ["own 1×3", "left", "own 1×3", "deep"])
    #expect(settings.filters.last?.filter.shape.channels == 2)
    #expect(settings.grouping == .groups(2))
    #expect(
      settings.arguments == ["--kernel", "1 2 3", "--bank", file.path, "--groups", "2"])
    #expect(try self.settings(settings.arguments) == settings)
    var changed = settings
    changed.filters[1] = FilterChoice(try KernelText.parse("5 5 5"))
    #expect(!changed.arguments.contains("--bank"), "what was changed is no longer in the file")
    #expect(changed.arguments.count { $0 == "--kernel" } == 4)

    try Data("1 0 -1\n\n1 0\n".utf8).write(to: file)
    #expect(
      throws: Failure(
        .badData,
        "\(file.path):3: the filter is 1×2, the first is 1×3; the filters of a bank need the same "
          + "size")
    ) { try self.settings(["--bank", file.path]) }
    #expect(
      throws: Failure(
        .noInput, "none.txt: cannot be read: No such file or directory; check the path")
    ) { try self.settings(["--bank", "none.txt"]) }
  }

  @Test func `depthwise is a grouping of its own`() throws {
    #expect(try settings(["--filter", "box-3", "--depthwise"]).grouping == .depthwise)
    #expect(
      throws: Failure(
        .usage, "--depthwise makes a group of each input channel; leave --groups out, or this")
    ) { try settings(["--filter", "box-3", "--depthwise", "--groups", "3"]) }
  }

  @Test func `rows with a slip are not looked for as a file`() {
    #expect(
      throws: Failure(
        .usage,
        "--kernel \"1 1; 2\": row 2 of the kernel has 1 number, the first has 2; all rows need "
          + "the same length")
    ) { try settings(["--kernel", "1 1; 2"]) }
    #expect(
      throws: Failure(
        .usage,
        "--kernel \"\": the kernel has no numbers; write rows like \"1 1 1; 0 0 0; -1 -1 -1\"")
    ) { try settings(["--kernel", ""]) }
  }

  @Test func `a missing kernel file and a folder are named`() {
    #expect(
      throws: Failure(
        .noInput, "edges.kernel: cannot be read: No such file or directory; check the path")
    ) { try settings(["--kernel", "edges.kernel"]) }
    #expect(throws: Failure(.noInput, "/: cannot be read: Is a directory; check the path")) {
      try settings(["--kernel", "/"])
    }
  }
}
