import ArgumentParser
import Convolution
import Foundation
import ImageFiles
import Testing

@testable import explore

extension ApplyCommand {
  /// What a command line makes of its picture, before it is written.
  static func result(_ arguments: [String]) throws -> Tensor {
    let command = try parse(arguments)
    var tensor = try Picture.loadNamed(command.picture.request(path: command.image)).tensor
    try command.transform(&tensor)
    return tensor
  }
}

@Suite struct `Applying` {
  /// A folder for the test, gone afterwards.
  private func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private func failure(_ arguments: [String]) -> Failure? {
    do {
      try ApplyCommand.parse(arguments).run()
      return nil
    } catch {
      return error as? Failure
    }
  }

  @Test(arguments: ["pgm", "ppm", "png"], ["three", "gradient", "circle"])
  func `a picture written and read is the same`(format: String, name: String) throws {
    try inFolder { folder in
      let file = folder.appending(path: "copy." + format).path
      try ApplyCommand.parse([name, "-o", file]).run()
      let original = try Picture.loadNamed(PictureRequest(path: name))
      #expect(try Picture.load(PictureRequest(path: file)).tensor == original.tensor)
    }
  }

  @Test func `numbers become brightness, cut off or stretched`() throws {
    try inFolder { folder in
      let table = folder.appending(path: "table.csv")
      try Data("-1 0 0.5 255.5 300\n".utf8).write(to: table)
      func samples(_ options: [String]) throws -> [Float] {
        let file = folder.appending(path: "out.pgm").path
        try ApplyCommand.parse([table.path, "-o", file] + options).run()
        return try Picture.load(PictureRequest(path: file, scale: .byte)).tensor.elements
      }
      // Rounded half up.
      #expect(try samples([]) == [0, 0, 1, 255, 255])
      #expect(try samples(["--normalize"]).first == 0)
      #expect(try samples(["--normalize"]).last == 255)
    }
  }

  @Test func `a map is chosen from 0`() throws {
    let both = try ApplyCommand.result(["three", "--filter", "horizontal,vertical"])
    let second = try ApplyCommand.result([
      "three", "--filter", "horizontal,vertical", "--map", "1",
    ])
    #expect(second == both.channel(1))
    #expect(
      failure(["three", "--filter", "horizontal,vertical", "--map", "2", "--format", "json"])
        == Failure(.usage, "--map 2: the result has the maps 0 to 1"))
    #expect(
      failure(["three", "--map", "1", "--format", "json"])
        == Failure(.usage, "--map 1: the result has map 0 only"))
  }

  @Test func `the colors of a picture stay colors`() throws {
    try inFolder { folder in
      let photograph = `Built-in pictures`.folder.appending(path: "coffee.png").path
      let options = ["--rgb", "--crop", "20x30+100+200"]
      let file = folder.appending(path: "part.png").path
      try ApplyCommand.parse([photograph, "-o", file] + options).run()
      let part = try PictureOptions.parse(options)
      #expect(
        try Picture.load(PictureRequest(path: file, colors: .rgb)).tensor
          == Picture.load(part.request(path: photograph)).tensor)
    }
  }

  @Test(arguments: [
    (["--filter", "horizontal,vertical"], 2, "png"),
    (["--filter", "horizontal,vertical,sobel-x"], 3, "png"),
    (["--filter", "horizontal,vertical"], 2, "pgm"),
  ])
  func `several maps are not one picture`(options: [String], maps: Int, format: String) throws {
    try inFolder { folder in
      let file = folder.appending(path: "maps." + format).path
      #expect(
        failure(["three", "-o", file] + options)
          == Failure(
            .usage,
            "\(file): the result has \(maps) maps, a \(format) picture shows one; choose it with "
              + "--map K, from 0, or write all of them to a .json file"))
      #expect(!FileManager.default.fileExists(atPath: file))
    }
  }

  @Test func `the end of the name decides, unless a format does`() throws {
    try inFolder { folder in
      func path(_ name: String) -> String { folder.appending(path: name).path }
      try ApplyCommand.parse(["corner", "-o", path("a.JSON")]).run()
      try ApplyCommand.parse(["corner", "-o", path("a.txt"), "--format", "json"]).run()
      #expect(
        try Data(contentsOf: folder.appending(path: "a.JSON"))
          == Data(contentsOf: folder.appending(path: "a.txt")))
      #expect(
        failure(["corner", "-o", path("a.gif")])
          == Failure(
            .usage,
            "\(path("a.gif")): the name does not end with a known format (.pgm, .ppm, .png, .csv, "
              + ".json); choose one of them, or add --format"))
    }
    let missing = Failure(
      .usage,
      "the format of the result is missing; add -o FILE with an ending, or one of --format pgm, "
        + "ppm, png, csv, json")
    #expect(failure(["corner"]) == missing)
    #expect(failure(["corner", "-o", "-"]) == missing)
  }

  @Test func `numbers are not stretched`() {
    #expect(
      failure(["corner", "--format", "csv", "--normalize"])
        == Failure(.usage, "--normalize is for pictures; csv keeps the numbers, leave it out"))
  }
}
