import Convolution
import Explorer
import ImageFiles
import Lessons

/// The pictures that a lesson's scenes name: files beside it, and those inside the program.
struct LessonPictures: Sendable {
  /// The lesson's folder, with its slash; nil for a lesson that has no files beside it.
  let folder: String?

  /// As on the command line, a file wins over a built-in picture of the same name.
  ///
  /// - Throws: `PictureError`, `ArgumentError` or `Failure`.
  func subject(for query: PictureQuery) throws -> Exploration.Subject {
    var request = PictureRequest(
      path: query.name, scale: query.hasByteScale ? .byte : .unit,
      // A gray picture keeps its one channel all the same.
      colors: query.hasColors == false ? .gray : .rgb,
      crop: try query.crop.map { try Crop(argument: $0) },
      resize: try query.resize.map { try Extent(pictureArgument: $0) })
    let picture = try load(&request)
    if picture.tensor.shape.channels == 1 { request.colors = .gray }
    return Exploration.Subject(
      picture: picture.tensor, title: picture.name, arguments: request.arguments,
      fullScale: request.scale.fullScale, channelNames: picture.channelNames)
  }

  /// - Parameter request: Names the picture as the lesson does; afterwards as the command line would.
  private func load(_ request: inout PictureRequest) throws -> Picture {
    let builtIn = BuiltInPicture.named(request.path)
    guard let folder else {
      guard let builtIn else {
        throw PictureError(path: request.path, problem: .missing)
          .suggestingBuiltIn(near: request.path)
      }
      return try builtIn.load(request)
    }
    var file = request
    if !file.path.hasPrefix("/") { file.path = folder + file.path }
    // Alone, a minus would be standard input.
    if file.path == "-" { file.path = "./-" }
    // Nobody is asked for input by a lesson, and it must not wait for what never comes.
    if FileSystem.isRegularFile(file.path) == false {
      throw Failure(.badData, "\(request.path): is no picture's file; name one that is")
    }
    do throws(PictureError) {
      let picture = try Picture.load(file)
      request = file
      return picture
    } catch {
      guard error.problem == .missing else { throw error }
      guard let builtIn else { throw error.suggestingBuiltIn(near: request.path) }
      return try builtIn.load(request)
    }
  }
}
