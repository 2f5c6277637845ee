package import Explorer
package import Networks

/// A picture as a scene asks for it.
package struct PictureQuery: Hashable, Sendable {
  /// A built-in picture's name, or a file's path as seen from the lesson's folder.
  package var name: String
  /// The lesson's path, beside which files are looked for.
  package var lessonPath: String
  /// `HxW+ROW+COLUMN`, as on the command line.
  package var crop: String?
  /// `HxW`.
  package var resize: String?
  /// Pixels are 0…255 rather than 0…1.
  package var hasByteScale = false
  /// Red, green and blue are kept apart; nil: as they are in a colour picture.
  package var hasColors: Bool?

  package init(name: String, lessonPath: String) {
    (self.name, self.lessonPath) = (name, lessonPath)
  }
}

/// Fetches pictures for scenes; an error's description is a sentence for the lesson's author.
package typealias PictureLoader = @Sendable (PictureQuery) throws -> Exploration.Subject

/// Everything that is wrong with a lesson, in the order of the file.
package struct LessonErrors: Error, Sendable, CustomStringConvertible {
  package let errors: [LocatedError]

  package init(_ errors: [LocatedError]) { self.errors = errors }

  package var description: String { errors.map(\.description).joined(separator: "\n") }
}

extension Lesson {
  /// Reads a lesson, builds every scene of it, computes every number and every answer.
  ///
  /// - Parameter bytes: The file's content, which should be UTF-8.
  /// - Throws: `LessonErrors`: nothing is half-loaded.
  package init(bytes: some Sequence<UInt8>, path: String, pictures: PictureLoader) throws(LessonErrors) {
    throw LessonErrors([LocatedError(path: path, place: Place(line: 1, column: 1), message: "not written yet")])
  }
}

extension FrontMatter {
  /// Reads only what stands at the top of a lesson.
  ///
  /// - Throws: `LessonErrors`.
  package init(bytes: some Sequence<UInt8>, path: String) throws(LessonErrors) {
    throw LessonErrors([LocatedError(path: path, place: Place(line: 1, column: 1), message: "not written yet")])
  }
}
