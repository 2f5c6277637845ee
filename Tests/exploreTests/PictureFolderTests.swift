import ArgumentParser
import Convolution
import Foundation
import ImageFiles
import Testing
import Training

@testable import explore

@Suite struct `Folders of one's own pictures` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A plain picture, brighter from column to column.
  private static func picture(height: Int, width: Int, seed: Int) -> [UInt8] {
    let pixels = (0..<height * width).map { "\((17 * ($0 % width) + seed) % 256)" }
    return Array("P2 \(width) \(height) 255 \(pixels.joined(separator: " "))".utf8)
  }

  private func writeZoo() throws {
    for (offset, kind) in ["ant", "bee"].enumerated() {
      for number in 0..<6 {
        try folder.write(
          Self.picture(height: 4 + number, width: 9 - number, seed: 40 * offset + number),
          to: "zoo/\(kind)/\(number).pgm")
      }
    }
  }

  private func load(_ shape: Shape) throws -> (LabeledFolder, [PictureLoading.Skipped]) {
    let tree = try PictureFolder.tree(folder.path + "/zoo/")
    var loading = try PictureLoading(tree, shape: shape, seed: 3)
    while !loading.isDone { loading.advance() }
    return (try loading.finished(), loading.skipped)
  }

  @Test func `options say what all pictures become, and what was skipped is told`() throws {
    try writeZoo()
    try folder.write(Array("P5 4 4 255 abc".utf8), to: "zoo/ant/7.pgm")
    let path = folder.path + "/zoo"
    var loading = try PictureFolderOptions.parse(["--size", "5x7", "--gray"]).loading(path, seed: 1)
    while !loading.isDone { loading.advance() }
    #expect(try loading.finished().data.training.shape == Shape(channels: 1, height: 5, width: 7))
    #expect(loading.complaints.count == 2)
    #expect(loading.complaints[0].hasPrefix("\(path)/ant/7.pgm: ends at byte"))
    #expect(loading.complaints[1] == "1 of 13 pictures in \(path) cannot be read and is left out")
    let standard = try PictureFolderOptions.parse([]).loading(path, seed: 1)
    #expect(standard.shape == (try Shape(channels: 3, height: 64, width: 64)))
    #expect(standard.complaints.isEmpty)
  }

  @Test(arguments: [1, 3])
  func `pictures of any size come in one`(channels: Int) throws {
    try writeZoo()
    let shape = try Shape(channels: channels, height: 5, width: 7)
    let (loaded, skipped) = try load(shape)
    #expect(skipped.isEmpty)
    #expect(loaded.data.name == "zoo")
    #expect(loaded.data.training.shape == shape)
    let path = try #require(loaded.paths[.test]?.first)
    let expected = try PictureFolder.picture(path, shape)
    for (found, expected) in zip(loaded.data.test.picture(0).elements, expected.elements) {
      #expect(abs(found - expected) <= 0.5 / 255)
    }
  }

  @Test func `one broken file is named, skipped and counted`() throws {
    try writeZoo()
    let broken = try folder.write(Array("P5 4 4 255 abc".utf8), to: "zoo/ant/7.pgm")
    try folder.write(Array("GIF89a\u{4}\u{0}\u{4}\u{0}".utf8), to: "zoo/bee/8.gif")
    let (loaded, skipped) = try load(try Shape(channels: 1, height: 4, width: 4))
    #expect(loaded.paths.values.joined().count == 12)
    #expect(skipped.map(\.path) == [broken, "\(folder.path)/zoo/bee/8.gif"])
    #expect(skipped[0].reason.hasPrefix("\(broken): ends at byte"))
    #expect(skipped[1].reason.contains("GIF"))
  }

  @Test func `hidden files, other files and links that lead back are no matter`() throws {
    try writeZoo()
    let shape = try Shape(channels: 1, height: 4, width: 4)
    let before = try load(shape).0
    for name in [".DS_Store", ".hidden.png", "Thumbs.db", "notes.txt"] {
      try folder.write([1, 2, 3], to: "zoo/ant/\(name)")
    }
    try folder.write([1, 2, 3], to: "zoo/.cache/x.png")
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/zoo/bee/up", withDestinationPath: "../..")
    #expect(try load(shape).0 == before)
    #expect(try PictureFolder.tree(folder.path + "/zoo").otherFiles == 2)
  }

  @Test func `a link to a picture is a picture, one to nothing is skipped, a pipe never waits`()
    throws
  {
    try writeZoo()
    for (name, target) in [("a.pgm", "../bee/0.pgm"), ("b.pgm", "nothing"), ("c.pgm", "/dev/zero")]
    {
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder.path)/zoo/ant/\(name)", withDestinationPath: target)
    }
    let (loaded, skipped) = try load(try Shape(channels: 1, height: 4, width: 4))
    #expect(loaded.paths.values.joined().count == 13)
    #expect(skipped.map { $0.path.suffix(5) } == ["b.pgm", "c.pgm"])
  }

  @Test func `what is no folder is refused`() throws {
    try writeZoo()
    for (path, sentence, status) in [
      ("nowhere", "there is no such folder; check the path", 66 as Int32),
      (
        "zoo/ant/0.pgm", "is no folder; name the one with a folder of pictures for each class", 65
      ),
    ] {
      let path = "\(folder.path)/\(path)"
      let error = #expect(throws: DataError.self) { try PictureFolder.tree(path) }
      #expect(error?.description == "\(path): \(sentence)")
      #expect(error?.exitCode == status)
    }
  }
}
