import CAssets
import Lessons
import Networks

/// A lesson that was found: where it is, and how to get at it. Reading it comes later.
struct LessonSource: Hashable, Sendable {
  /// The file's name without its ending: `02-laying-a-filter`.
  let slug: String
  /// For messages, as it was given.
  let path: String
  private let home: Home

  private enum Home: Hashable, Sendable {
    case file
    /// Inside the program, by its position in the list.
    case builtIn(Int)
  }

  /// A lesson in a file, which need not be there.
  init(path: String) {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    slug = file.hasSuffix(Self.ending) ? String(file.dropLast(Self.ending.count)) : file
    self.path = path
    home = .file
  }

  private init(builtIn index: Int, file: String) {
    slug = String(file.dropLast(Self.ending.count))
    path = file
    home = .builtIn(index)
  }

  static let ending = ".md"

  /// The lessons of the folder `Lessons`, which the program carries with it.
  static let builtIn: [LessonSource] = {
    var sources: [LessonSource] = []
    while let asset = lesson_at(sources.count) {
      sources.append(
        LessonSource(builtIn: sources.count, file: String(cString: asset.pointee.file)))
    }
    return sources
  }()

  /// The number that the slug begins with; nil without one.
  var number: Int? { Int(slug.prefix { $0.isASCII && $0.isNumber }) }

  /// The slug behind its number: `laying-a-filter`.
  var name: String {
    guard let dash = slug.firstIndex(of: "-"), Int(slug[..<dash]) != nil else { return slug }
    return String(slug[dash...].dropFirst())
  }
}

extension LessonSource {
  func bytes() throws(TextFileError) -> [UInt8] {
    switch home {
    case .file: return try TextFile.bytes(path, limit: Self.longestFile)
    case .builtIn(let index):
      let asset = lesson_at(index)?.pointee
      return Array(UnsafeRawBufferPointer(start: asset?.bytes, count: asset?.count ?? 0))
    }
  }

  /// Longer than any that is read, so that it is the reader who says what is too long.
  private static let longestFile = 64 << 20

  /// What the menu shows.
  ///
  /// - Throws: `TextFileError`, or `LessonErrors`.
  func front() throws -> FrontMatter { try FrontMatter(bytes: bytes(), path: path) }

  /// - Throws: `TextFileError`, or `LessonErrors`.
  func lesson() throws -> Lesson {
    let pictures =
      switch home {
      case .file: LessonPictures(folder: path.lastIndex(of: "/").map { String(path[...$0]) } ?? "")
      case .builtIn: LessonPictures(folder: nil)
      }
    return try Lesson(bytes: bytes(), path: path) { try pictures.subject(for: $0) }
  }
}
