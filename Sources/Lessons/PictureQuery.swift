package import Explorer

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
  /// Red, green and blue are kept apart; nil: as they are in a color picture.
  package var hasColors: Bool?

  package init(name: String, lessonPath: String) {
    (self.name, self.lessonPath) = (name, lessonPath)
  }
}

/// Fetches pictures for scenes; an error's description is a sentence for the lesson's author.
package typealias PictureLoader = @Sendable (PictureQuery) throws -> Exploration.Subject
