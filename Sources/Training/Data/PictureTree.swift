/// A folder with what is in it, as far down as it matters. Values only: who lists it is elsewhere.
package struct FolderListing: Hashable, Sendable {
  package var name: String
  /// The names of the files that are not hidden.
  package var files: [String]
  package var folders: [FolderListing]

  package init(name: String, files: [String] = [], folders: [FolderListing] = []) {
    (self.name, self.files, self.folders) = (name, files, folders)
  }

  /// Its files whose names are those of pictures, in the order of their names.
  var pictures: [String] { files.filter(Self.isPicture).sorted() }

  /// Whether a file is taken for a picture: one of a known kind, readable or not, and one whose name
  /// says nothing. Others (`Thumbs.db`, notes, tables) are left alone.
  static func isPicture(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return true }
    return endings.contains(name[name.index(after: dot)...].lowercased())
  }

  /// Those that are read, and those of pictures that have to be converted first, which is to be said.
  private static let endings: Set<String> = [
    "png", "jpg", "jpeg", "jpe", "jfif", "pgm", "ppm", "pbm", "pnm", "gif", "bmp", "tif", "tiff",
    "webp", "heic", "heif", "avif", "jp2", "jxl",
  ]
}

/// Which pictures there are of each class: a folder for each, or for each below `training`, `validation`
/// and `test`.
///
/// Whatever order the folders and files were listed in, classes and pictures are in that of their names.
/// Pictures in folders below those of the classes are not looked at, so that a link that leads back up
/// is no matter.
package struct PictureTree: Hashable, Sendable {
  /// The folder, as it was given.
  package let path: String
  /// The folders' names.
  package let classes: [String]
  /// The paths of all pictures of each class, for each part that has a folder; `training` alone where
  /// there are none.
  package let files: [Part: [[String]]]
  /// How many files are there besides, hidden ones not counted.
  package let otherFiles: Int

  package enum Part: String, Hashable, Sendable, CaseIterable {
    case training, validation, test

    /// What folders for it are called, the usual names with others.
    var folderNames: Set<String> {
      switch self {
      case .training: ["training", "train"]
      case .validation: ["validation", "valid", "val"]
      case .test: ["test", "testing"]
      }
    }

    init?(folder: String) {
      let name = folder.lowercased()
      guard let part = Self.allCases.first(where: { $0.folderNames.contains(name) }) else {
        return nil
      }
      self = part
    }
  }

  /// The most classes: labels are bytes.
  package static let mostClasses = 256

  /// - Throws: `DataError` for a folder that holds no classes to be told apart.
  package init(_ listing: FolderListing, path: String) throws(DataError) {
    let parts = Self.parts(of: listing)
    guard let training = parts[.training] else {
      throw DataError(
        path: path, problem: .noTrainingFolder(found: listing.folders.map(\.name).sorted()))
    }
    let classes = training.folders.map(\.name).sorted()
    let trainingPath = Self.path(path, training, in: listing)
    guard !classes.isEmpty else {
      throw DataError(
        path: trainingPath, problem: .noClasses(pictures: training.pictures.count))
    }
    guard classes.count > 1 else {
      throw DataError(path: trainingPath, problem: .oneClass(classes[0]))
    }
    guard classes.count <= Self.mostClasses else {
      throw DataError(
        path: trainingPath,
        problem: .tooManyClasses(found: classes.count, most: Self.mostClasses))
    }
    var files: [Part: [[String]]] = [:]
    var otherFiles = 0
    for part in Part.allCases {
      guard let folder = parts[part] else { continue }
      let path = Self.path(path, folder, in: listing)
      let found = folder.folders.sorted { $0.name < $1.name }
      guard found.map(\.name) == classes else {
        throw DataError(
          path: path,
          problem: .otherClasses(
            found: found.map(\.name), expected: classes, folder: trainingPath))
      }
      otherFiles += folder.files.count
      for folder in found {
        otherFiles += folder.files.count - folder.pictures.count
        guard !folder.pictures.isEmpty else {
          throw DataError(
            path: "\(path)/\(folder.name)", problem: .emptyClass(skipped: 0))
        }
      }
      files[part] = found.map { folder in
        folder.pictures.map { "\(path)/\(folder.name)/\($0)" }
      }
    }
    (self.path, self.classes, self.files, self.otherFiles) = (path, classes, files, otherFiles)
  }

  /// The folders of the parts, where all folders bear names of parts and those to learn from have
  /// folders in them; else the folder itself is what is learned from. (A train can be a class too.)
  private static func parts(of listing: FolderListing) -> [Part: FolderListing] {
    var parts: [Part: FolderListing] = [:]
    for folder in listing.folders {
      guard let part = Part(folder: folder.name), parts[part] == nil else {
        return [.training: listing]
      }
      parts[part] = folder
    }
    guard parts.values.contains(where: { !$0.folders.isEmpty }) else {
      return [.training: listing]
    }
    return parts
  }

  private static func path(
    _ path: String, _ folder: FolderListing, in listing: FolderListing
  ) -> String {
    folder == listing ? path : "\(path)/\(folder.name)"
  }

  /// How many pictures there are.
  package var pictureCount: Int {
    files.values.reduce(0) { $0 + $1.reduce(0) { $0 + $1.count } }
  }

  /// All pictures with their classes and, where it has a folder, their part.
  var entries: [Entry] {
    Part.allCases.flatMap { part in
      (files[part] ?? []).enumerated().flatMap { label, paths in
        paths.map { Entry(path: $0, label: UInt8(label), part: part) }
      }
    }
  }

  struct Entry: Hashable, Sendable {
    let path: String
    let label: UInt8
    let part: Part
  }
}
