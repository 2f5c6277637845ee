import ArgumentParser
import Convolution
import Exports
import Foundation
import ImageFiles
import Testing
import Training

@testable import explore

@Suite struct `explore augment` {
  private func command(_ arguments: String...) throws -> AugmentCommand {
    try #require(try Explore.parseAsRoot(["augment"] + arguments) as? AugmentCommand)
  }

  @Test func `without options it does what the lecture does`() throws {
    let text = try command("bag").text()
    #expect(text.augmentation == .lecture)
    #expect(text.draws.count == 5)
    #expect(
      text.text(columns: 80, ink: .shades)
        .hasPrefix("bag, 28×28: mirrored or not, rotation up to 36.0°, zoom 0.80 to 1.20\n"))
  }

  @Test func `every option arrives`() throws {
    let text = try command(
      "three", "--flip", "--flip-vertical", "--rotation", "0.25", "--zoom", "1/4", "--shift", "3",
      "--noise", "0.5", "--border", "black", "--count", "2"
    ).text()
    #expect(
      text.augmentation
        == (try Augmentation(
          flips: true, flipsVertically: true, rotation: 0.25, zoom: 0.25, shift: 3, noise: 0.5,
          border: .black)))
    #expect(text.pictures.count == 3)
  }

  @Test func `the same seed shows the same, another one something else`() throws {
    func text(_ seed: String) throws -> String {
      try command("sneaker", "--seed", seed).text().text(columns: 80, ink: .ascii)
    }
    #expect(try text("7") == text("7"))
    #expect(try text("7") != text("8"))
  }

  @Test func `the text is what was drawn`() throws {
    let text = try command("corner", "--shift", "2", "--count", "2", "--seed", "4").text()
    let (first, second) = (text.draws[0], text.draws[1])
    let lost = text.draws.map { draw in
      "\(Int((100 * draw.shareLost(of: Prominence(of: text.picture))).rounded())) %"
    }
    let lines = text.text(columns: 40, ink: .ascii).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "corner, 6×6: shift up to 2 pixels")
    #expect(lines[2] == "as it is  1         2")
    // Two rows of black, then four of a block of white: columns 2 to 5.
    #expect(lines[3].prefix(8).allSatisfy { $0 == " " })
    #expect(lines[4].hasPrefix("  @@@@"))
    let table = lines.drop { !$0.hasPrefix("draw") }
    let cells = table.dropFirst().prefix(2)
    for (cell, (draw, lost)) in zip(cells, zip([first, second], lost)) {
      #expect(cell.hasSuffix("\(lost)  \(draw)"))
    }
  }

  @Test func `no line is wider than the screen, and ASCII is ASCII`() throws {
    for columns in [1, 8, 20, 79, 80, 200] {
      let text = try command("bag", "--count", "3").text()
      let lines = text.text(columns: columns, ink: .shades).split(
        separator: "\n", omittingEmptySubsequences: false)
      let pictures = lines.dropFirst(2).prefix { !$0.hasPrefix("draw") }
      // At least as wide as the first title.
      #expect(pictures.allSatisfy { $0.unicodeScalars.count <= max(columns, 8) }, "\(columns)")
      #expect(columns == 1 || pictures.contains { $0.contains("█") })
      let ascii = text.text(columns: columns, ink: .ascii).written(inASCII: true)
      #expect(ascii.utf8.allSatisfy { $0 < 0x80 })
    }
  }

  @Test func `a contact sheet holds the original and every draw`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/sheet.png"
    try command("bag", "--count", "5", "-o", path).run()
    let sheet = try Picture.load(PictureRequest(path: path)).tensor
    // Two rows of three, or the like, each 112 high, with white between them.
    #expect(sheet.shape.height == 2 * 116 + 4)
    #expect(sheet.shape.width == 3 * 116 + 4 || sheet.shape.width == 4 * 116 + 4)
    #expect(sheet[Element(row: 0, column: 0)] == 1)
    let bag = try Picture.loadNamed(PictureRequest(path: "bag")).tensor
    for (row, column) in [(0, 0), (13, 14), (20, 9), (27, 27)] {
      let found = sheet[Element(row: 4 + 4 * row + 2, column: 4 + 4 * column + 1)]
      #expect(abs(found - bag[Element(row: row, column: column)]) < 0.5 / 255)
    }
    try command("bag", "--count", "1", "-o", folder.path + "/sheet.ppm").run()
    let color = try Picture.load(
      PictureRequest(path: folder.path + "/sheet.ppm", colors: .rgb)
    ).tensor
    #expect(color.shape.channels == 3)
  }

  @Test(arguments: [
    (["bag", "--rotation", "0.7"], 64 as Int32, "the rotation 0.7 is no fraction of a turn"),
    (["bag", "--zoom", "1"], 64, "the zoom 1.0 is no fraction"),
    (["bag", "--shift", "99999"], 64, "the shift 99999 is no number of pixels"),
    (["bag", "--count", "5000"], 64, "--count 5000: at most 1000 are drawn at once"),
    (["bag", "-o", "sheet.gif"], 64, "sheet.gif: the name does not end with a known format"),
    (["nowhere.png"], 66, "nowhere.png: there is no such file"),
  ])
  func `what is wrong is said`(arguments: [String], status: Int32, beginning: String) throws {
    let error = #expect(throws: (any Error).self) {
      var command = try Explore.parseAsRoot(["augment"] + arguments)
      try command.run()
    }
    let report = Report(of: try #require(error), from: Explore.self)
    #expect(report.status == status)
    #expect(report.complaint.hasPrefix("explore: \(beginning)"))
  }

  // MARK: Pictures in characters

  @Test func `two pixels share a character`() throws {
    let picture = try Tensor(
      shape: try Shape(channels: 1, height: 3, width: 2), elements: [1, 0, 1, 0.5, 1, 0])
    #expect(TextPicture(picture, mostWidth: 9, ink: .shades).lines == ["█░", "▒ "])
    #expect(TextPicture(picture, mostWidth: 9, ink: .ascii).lines == ["@:", "+ "])
    #expect(
      TextPicture(picture, mostWidth: 9, ink: .colors).lines == [
        "\u{1B}[38;5;231m\u{1B}[48;5;231m▀\u{1B}[38;5;16m\u{1B}[48;5;244m▀\u{1B}[0m",
        "\u{1B}[38;5;231m\u{1B}[49m▀\u{1B}[38;5;16m\u{1B}[49m▀\u{1B}[0m",
      ])
  }

  @Test func `a large picture is shown smaller, with its proportions`() throws {
    let picture = Tensor(shape: try Shape(channels: 3, height: 40, width: 100))
    let shown = TextPicture(picture, mostWidth: 30, ink: .shades)
    #expect(shown.width == 30)
    #expect(shown.lines.count == 6)
  }
}
