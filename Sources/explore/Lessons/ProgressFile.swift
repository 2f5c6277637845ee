import ImageFiles
import Lessons
import Networks

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Foundation on macOS has a class of this name.
typealias Progress = Lessons.Progress

/// Where the program remembers how far its user is: `progress.json` in the state folder.
///
/// Every change reads the file, merges and writes it under a lock, so that two programs at once lose
/// nothing of each other's. It is replaced as a whole; a file that cannot be read is put aside, and one
/// of a newer program is never touched.
struct ProgressFile: Hashable, Sendable {
  let path: String

  init(path: String) { self.path = path }

  /// - Returns: nil where the user has no home.
  init?(environment: Environment = processEnvironment) {
    guard let folder = UserFolder.state.path(in: environment) else { return nil }
    path = folder + "/progress.json"
  }

  /// What is in the file. What must not change is told apart from what may.
  private struct Document: Codable {
    static let currentFormat = 1

    var format = currentFormat
    var lessons: [String: LessonProgress]
  }

  /// The one thing that all formats have.
  private struct Header: Decodable {
    let format: Int
  }
}

/// Why progress could not be kept, or what was done about it.
enum ProgressProblem: Error, Hashable, Sendable, CustomStringConvertible {
  case noHome
  case newerFormat(path: String, Int)
  /// Renamed, so that it can be looked at.
  case damaged(path: String, keptAs: String)
  case damagedInPlace(path: String)
  /// The file or its folder cannot be read or written.
  case unusable(String)
  case locked(path: String)

  var description: String {
    switch self {
    case .noHome:
      "progress is not saved: there is no home folder; set XDG_STATE_HOME to a folder to keep it in"
    case .newerFormat(let path, let format):
      "progress is not saved: \(path) has format \(format), and this program knows format 1; take a "
        + "newer 'explore'"
    case .damaged(let path, let copy):
      "\(path) was damaged: it is kept as \(copy), and progress begins anew"
    case .damagedInPlace(let path):
      "progress is not saved: \(path) is damaged and cannot be renamed; remove it"
    case .unusable(let reason): "progress is not saved: \(reason)"
    case .locked(let path): "progress is not saved: another program holds \(path)"
    }
  }

  /// The same in a few words, for the screen; the rest is said when it has been left.
  var notice: String {
    switch self {
    case .damaged: "the file of your progress was damaged; it begins anew"
    case .noHome, .newerFormat, .damagedInPlace, .unusable, .locked:
      "your progress is not saved; the reason follows when you leave"
    }
  }
}

extension ProgressFile {
  /// What was remembered; nothing where there is no file yet.
  ///
  /// - Throws: `ProgressProblem` for a file that this program cannot read.
  func read() throws(ProgressProblem) -> Progress {
    guard let isRegular = FileSystem.isRegularFile(path) else { return Progress() }
    guard isRegular else { throw .unusable("\(path): is no regular file; remove it") }
    let data: Data
    do throws(TextFileError) {
      data = Data(try TextFile.bytes(path, limit: 64 << 20))
    } catch {
      throw .unusable(error.description)
    }
    let decoder = JSONDecoder()
    if let format = try? decoder.decode(Header.self, from: data).format,
      format > Document.currentFormat
    {
      throw .newerFormat(path: path, format)
    }
    guard let document = try? decoder.decode(Document.self, from: data),
      document.format == Document.currentFormat
    else { throw .damagedInPlace(path: path) }
    var progress = Progress()
    progress.lessons = document.lessons.mapValues(\.clamped)
    return progress
  }

  /// Changes what is remembered, whoever else may be about to.
  ///
  /// - Returns: What is in the file now, and what became of a damaged one.
  /// - Throws: `ProgressProblem`; then the file is as it was.
  @discardableResult
  func update(
    _ change: (inout Progress) -> Void
  ) throws(ProgressProblem) -> (progress: Progress, damage: ProgressProblem?) {
    try createFolder()
    var code: Int32 = 0
    guard let lock = FileLock(path: lockPath, code: &code) else {
      throw FileLock.isHeldElsewhere(code)
        ? .locked(path: lockPath) : .unusable("\(lockPath): \(systemMessage(code))")
    }
    var damage: ProgressProblem?
    var progress = Progress()
    do throws(ProgressProblem) {
      progress = try read()
    } catch {
      guard case .damagedInPlace = error else { throw error }
      damage = try putAside()
    }
    let before = progress
    change(&progress)
    if progress != before { try write(progress) }
    _ = consume lock
    return (progress, damage)
  }

  private var lockPath: String {
    (path.hasSuffix(".json") ? String(path.dropLast(".json".count)) : path) + ".lock"
  }

  private var folder: String { path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "." }

  private func createFolder() throws(ProgressProblem) {
    do throws(SystemError) {
      try FileSystem.createFolder(folder)
    } catch {
      throw .unusable("the folder \(folder) cannot be created: \(error)")
    }
  }

  private func write(_ progress: Progress) throws(ProgressProblem) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    do {
      let data = try encoder.encode(Document(lessons: progress.lessons))
      var file = try OutputFile(path: path)
      try file.write(Array(data) + [UInt8(ascii: "\n")])
      try file.commit()
    } catch {
      throw .unusable("\(error)")
    }
  }

  /// Gives a damaged file a name that no other has.
  private func putAside() throws(ProgressProblem) -> ProgressProblem {
    for number in 1...99 {
      let copy = "\(path).damaged-\(number)"
      guard !FileSystem.hasEntry(copy) else { continue }
      do throws(SystemError) {
        try FileSystem.rename(path, to: copy)
      } catch {
        break
      }
      return .damaged(path: path, keptAs: copy)
    }
    throw .damagedInPlace(path: path)
  }
}
