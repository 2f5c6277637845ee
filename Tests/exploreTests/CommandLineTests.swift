import ArgumentParser
import Convolution
import Explorer
import ImageFiles
import TestSupport
import Testing

@testable import explore

/// What the program prints on leaving brings back what was on the screen.
@Suite struct `The command line` {
  @Test(arguments: 0..<150)
  func `settings survive being written and read`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let settings = ChainSettings.random(channels: 2, using: &generator)
    var found = try ChainOptions.parse(settings.arguments).settings()
    // A name may become another one for the same numbers.
    #expect(found.filters.map(\.filter) == settings.filters.map(\.filter), "seed \(seed)")
    found.filters = settings.filters
    #expect(found == settings, "seed \(seed): \(settings.arguments)")
  }

  @Test(arguments: [
    ["three"], ["--rgb", "three"], ["--scale", "byte", "three"],
    ["--crop", "9x8+1+2", "--resize", "20x10", "three"],
    ["--rgb", "--scale", "byte", "--crop", "9x8+1+2", "--resize", "20x10", "-"],
  ])
  func `the picture's arguments survive`(arguments: [String]) throws {
    let options = try PictureOptions.parse(Array(arguments.dropLast()))
    #expect(options.arguments(path: arguments[arguments.count - 1]) == arguments)
  }

  @Test func `a file is not taken for an option`() throws {
    #expect(try PictureOptions.parse([]).arguments(path: "-9.png") == ["./-9.png"])
    #expect(try PictureOptions.parse([]).arguments(path: "-") == ["-"])
  }

  @Test(arguments: [
    "explore --filter horizontal --at 'conv1[0,0]' three",
    "explore --filter horizontal --at 'relu1[25,25]' three",
    "explore --filter horizontal --filter vertical --at 'conv1[1,3,4]' three",
    "explore --pool max:2x2 --at 'pool1[13,0]' three",
    "explore --filter horizontal --at 'relu1[25,25]' --present three",
    "explore --kernel '-1 0 1' --no-relu --at 'conv1[7,15]' --crop 9x20+1+2 three",
  ])
  func `a whole line comes back as it was`(line: String) throws {
    // As a shell would take it apart; nothing here has a quote inside.
    var words: [String] = []
    for (index, part) in line.split(separator: "'").enumerated() {
      words +=
        index.isMultiple(of: 2) ? part.split(separator: " ").map(String.init) : [String(part)]
    }
    let command = try #require(try Explore.parseAsRoot(Array(words.dropFirst())) as? ShowCommand)
    #expect(try command.openedModel().commandLine == line)
  }
}

@Suite struct `Where to start` {
  private func cursor(_ arguments: [String]) throws -> Cursor {
    let command = try #require(
      try Explore.parseAsRoot(arguments + ["three"]) as? ShowCommand)
    return try command.openedModel().cursor
  }

  @Test func `a bare position is one of the output`() throws {
    let place = Element(row: 3, column: 4)
    // The ReLU is shown with its convolution.
    #expect(try cursor(["--at", "3,4"]) == Cursor(node: 0, element: place))
    #expect(try cursor(["--at", "[3,4]"]) == Cursor(node: 0, element: place))
    #expect(try cursor(["--at", "output[0,3,4]"]) == Cursor(node: 0, element: place))
    #expect(
      try cursor(["--at", "3,4", "--filter", "vertical", "--pool", "max"])
        == Cursor(node: 2, element: place))
  }

  @Test func `a node goes by its name`() throws {
    #expect(
      try cursor(["--at", "relu1[3,4]"]) == Cursor(node: 1, element: Element(row: 3, column: 4)))
    #expect(
      try cursor(["--at", "conv1[1,3,4]", "--filter", "vertical,horizontal"])
        == Cursor(node: 0, element: Element(channel: 1, row: 3, column: 4)))
  }

  @Test func `a place that is not there is refused`() throws {
    #expect(throws: ShapeError.self) { try cursor(["--at", "conv2[1,1]"]) }
    #expect(throws: ShapeError.self) { try cursor(["--at", "26,0"]) }
    #expect(
      throws: Failure(
        .usage, "--at: relu1 has 2 channels; name one of them, as in relu1[0,3,4]")
    ) { try cursor(["--at", "3,4", "--filter", "vertical,horizontal"]) }
  }

  @Test func `input is the picture, and a pixel of it can be opened`() throws {
    let model = try ShowCommand.parse(["three", "--at", "input[13,14]"]).openedModel()
    #expect(model.focus == .input)
    #expect(model.inputCell == Element(row: 13, column: 14))
    #expect(model.usesOfInputCell.contains { $0.output == model.cursor.element })
    #expect(throws: ShapeError.self) { try cursor(["--at", "input[28,0]"]) }
    #expect(throws: Failure.self) { try cursor(["--at", "input[5]"]) }
    #expect(throws: Failure.self) {
      _ = try ShowCommand.parse(["colors", "--rgb", "--at", "input[1,1]"]).openedModel()
    }
  }

  @Test func `a single number is a place in a vector only`() throws {
    #expect(
      throws: Failure(
        .usage, "--at: relu1 has rows and columns; name both, as in relu1[0,0]")
    ) { try cursor(["--at", "3"]) }
    let number = try cursor(["--at", "dense1[41]", "--network", "fashion-mnist"])
    #expect(number.element == Element(channel: 41, row: 0, column: 0))
  }

  @Test(arguments: ["", "conv1", "conv1[3,4", "[1,2,3,4]", "a,b", "-1,0"])
  func `what is no place is refused`(text: String) {
    #expect(throws: ArgumentError.self) { try Address(argument: text) }
  }
}
