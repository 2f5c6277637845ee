import Convolution
import Foundation
import ImageFiles
import Testing
import Training

@testable import explore

@Suite struct `Built-in pictures` {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Assets")

  @Test func `every file of the folder is inside, but for the photographs`() throws {
    let files = try FileManager.default.subpathsOfDirectory(atPath: Self.folder.path)
    let embedded = BuiltInPicture.all.map(\.file) + BuiltInData.all.map(\.file)
    let outside = [
      "README.md", "make.py", "camera.png", "coffee.png", "rocket.jpg", "imagenet-labels.txt",
      "fashion", "fashion/LICENSE", "fashion/make.py", "studies", "training", "training/make.py",
      "training/fashion-mnist.safetensors",
    ]
    let visible = files.filter { !$0.hasPrefix(".") && !$0.contains("/.") }
    #expect(visible.sorted() == (embedded + outside).sorted())
  }

  @Test(arguments: BuiltInPicture.all.map(\.file))
  func `they are what the files are`(path: String) throws {
    let name = try #require(BuiltInPicture.all.first { $0.file == path }?.name)
    let file = try Picture.load(
      PictureRequest(path: Self.folder.appending(path: path).path, colors: .rgb))
    let inside = try Picture.loadNamed(PictureRequest(path: name, colors: .rgb))
    #expect(inside.tensor == file.tensor)
    #expect(inside.name == name)
  }

  @Test func `clothes are of all ten classes, in their order, and two more`() throws {
    #expect(
      BuiltInPicture.clothes.map(\.name) == [
        "t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag",
        "ankle-boot", "sneaker-2", "bag-2",
      ])
    let shape = try Shape(channels: 1, height: 28, width: 28)
    for picture in BuiltInPicture.clothes {
      let tensor = try picture.load(PictureRequest(path: picture.name)).tensor
      #expect(tensor.shape == shape, "\(picture.name)")
    }
  }

  @Test func `red, green and blue each see another part of the colors`() throws {
    let tensor = try Picture.loadNamed(PictureRequest(path: "colors", colors: .rgb)).tensor
    let shape = try Shape(channels: 3, height: 6, width: 6)
    #expect(tensor.shape == shape)
    // Of each plane the rows, from the top.
    let rows = (0..<18).map { row in
      tensor.elements[row * 6..<row * 6 + 6].map { $0 == 1 ? "#" : "." }.joined()
    }
    #expect(rows[0..<6] == [".....#", "..##..", ".####.", ".####.", ".#.##.", "......"])
    #expect(rows[6..<12] == [".....#", "......", "......", ".####.", ".#.##.", "######"])
    #expect(rows[12..<18] == ["#####.", "##..##", "#....#", "######", "##.###", "......"])
  }

  @Test func `crop and resize work on them too`() throws {
    let request = PictureRequest(
      path: "three", crop: Crop(extent: .init(4), row: 10, column: 10), resize: .init(2))
    #expect(try Picture.loadNamed(request).tensor.shape.extent == .init(2))
  }

  @Test(arguments: [
    ("tree", "three"), ("three.pgm", "three"), ("check", "checkerboard"), ("colours", "colors"),
    ("tshirt", "t-shirt"), ("bags", "bag"),
  ])
  func `a name that is nearly theirs is pointed out`(name: String, near: String) throws {
    #expect(
      throws: Failure(
        .noInput,
        "\(name): there is no such file; check the path, or take the built-in picture '\(near)'")
    ) { try Picture.loadNamed(PictureRequest(path: name)) }
  }

  @Test(arguments: ["photo.jpg", "img.png", "dog.jpg"])
  func `other missing files are only missing`(path: String) {
    #expect(throws: PictureError(path: path, problem: .missing)) {
      try Picture.loadNamed(PictureRequest(path: path))
    }
  }
}
