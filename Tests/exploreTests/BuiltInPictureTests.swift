import Convolution
import Foundation
import ImageFiles
import Testing

@testable import explore

@Suite struct `Built-in pictures` {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Assets")

  @Test func `every file of the folder is inside, but for the photographs`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    let embedded = BuiltInPicture.all.map { $0.name + ".pgm" }
    let outside = ["README.md", "make.py", "camera.png", "coffee.png", "rocket.jpg"]
    #expect(Set(files.filter { !$0.hasPrefix(".") }) == Set(embedded + outside))
  }

  @Test(arguments: BuiltInPicture.all.map(\.name))
  func `they are what the files are`(name: String) throws {
    let file = try Picture.load(
      PictureRequest(path: Self.folder.appending(path: name + ".pgm").path))
    let inside = try Picture.loadNamed(PictureRequest(path: name))
    #expect(inside.tensor == file.tensor)
    #expect(inside.name == name)
  }

  @Test func `crop and resize work on them too`() throws {
    let request = PictureRequest(
      path: "three", crop: Crop(extent: .init(4), row: 10, column: 10), resize: .init(2))
    #expect(try Picture.loadNamed(request).tensor.shape.extent == .init(2))
  }

  @Test(arguments: ["tree", "three.pgm", "check"])
  func `a name that is nearly theirs is pointed out`(name: String) throws {
    let near = name == "check" ? "checkerboard" : "three"
    #expect(
      throws: Failure(
        .noInput,
        "\(name): there is no such file; check the path, or take the built-in picture '\(near)'")
    ) { try Picture.loadNamed(PictureRequest(path: name)) }
  }

  @Test func `other missing files are only missing`() {
    #expect(throws: PictureError(path: "photo.jpg", problem: .missing)) {
      try Picture.loadNamed(PictureRequest(path: "photo.jpg"))
    }
  }
}
