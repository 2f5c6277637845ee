import ArgumentParser
import Convolution
import Explorer
import Foundation
import ImageFiles
import Lessons
import Testing

@testable import explore

/// The pictures that a lesson's scenes name.
@Suite struct `A lesson's pictures` {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func query(_ name: String) -> PictureQuery {
    PictureQuery(name: name, lessonPath: folder.path + "/lesson.md")
  }

  private var pictures: LessonPictures { LessonPictures(folder: folder.path + "/") }

  @Test func `a file beside the lesson wins over a built-in picture`() throws {
    #expect(try pictures.subject(for: query("three")).picture.shape.extent == Extent(28))
    try folder.write("1 2\n3 4\n", to: "three")
    #expect(try pictures.subject(for: query("three")).picture.elements == [1, 2, 3, 4])
    // Inside the program nothing is beside a lesson.
    #expect(
      try LessonPictures(folder: nil).subject(for: query("three")).picture.shape.extent
        == Extent(28))
  }

  @Test func `colors stay as they are unless they are asked to go`() throws {
    var query = query("colors")
    #expect(try pictures.subject(for: query).picture.shape.channels == 3)
    #expect(try pictures.subject(for: query).channelNames == ["red", "green", "blue"])
    query.hasColors = false
    #expect(try pictures.subject(for: query).picture.shape.channels == 1)
  }

  @Test func `part, size and scale are as on the command line, which brings them back`() throws {
    var query = query("three")
    (query.crop, query.resize, query.hasByteScale) = ("14x14+7+7", "7x7", true)
    let subject = try pictures.subject(for: query)
    let options = try PictureOptions.parse([
      "--crop", "14x14+7+7", "--resize", "7x7", "--scale", "byte",
    ])
    let picture = try Picture.loadNamed(options.request(path: "three"))
    #expect(subject.picture == picture.tensor)
    #expect(subject.fullScale == 255)
    #expect(subject.arguments == options.arguments(path: "three"))
  }

  @Test func `what is not there is told, with its path`() throws {
    let missing = #expect(throws: PictureError.self) { try pictures.subject(for: query("x9.png")) }
    #expect(missing?.description == "\(folder.path)/x9.png: there is no such file; check the path")
    let near = #expect(throws: Failure.self) { try pictures.subject(for: query("tree")) }
    #expect(near?.description.hasSuffix("or take the built-in picture 'three'") == true)
    // Not standard input.
    let minus = #expect(throws: PictureError.self) {
      try LessonPictures(folder: "").subject(for: PictureQuery(name: "-", lessonPath: "lesson.md"))
    }
    #expect(minus?.path == "./-")
  }

  @Test func `a part that cannot be read says what is expected`() throws {
    var query = query("three")
    query.crop = "middle"
    #expect(throws: ArgumentError.self) { try pictures.subject(for: query) }
    query.crop = "28x28+9+9"
    #expect(throws: PictureError.self) { try pictures.subject(for: query) }
  }
}
