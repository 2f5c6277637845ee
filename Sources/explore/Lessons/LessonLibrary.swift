import Convolution
import Explorer

/// The lessons that there are to take.
///
/// They come from one place, never from several at once, so that a teacher who brings a course of her
/// own has nothing else in the menu. The first of these that holds a lesson wins:
///
/// 1. the folder that `--lessons` names, and then no other;
/// 2. `Lessons` in the present folder;
/// 3. `lessons` in the user's data folder, `~/.local/share/explore`;
/// 4. those inside the program.
struct LessonLibrary: Hashable, Sendable {
  /// In the order of their file names.
  let sources: [LessonSource]
  private let origin: Origin

  private enum Origin: Hashable, Sendable {
    /// The folder was named on the command line.
    case named(folder: String)
    /// A place that is looked into without being told.
    case found
    /// A single file was named.
    case file
  }

  /// - Parameters:
  ///   - folder: What `--lessons` names.
  ///   - nearby: The folder of lessons beside the user's own files.
  /// - Throws: `Failure` where that folder holds no lesson.
  init(
    folder: String? = nil, nearby: String = "Lessons",
    environment: Environment = processEnvironment
  ) throws(Failure) {
    if let folder {
      self.init(sources: try Self.lessons(in: folder), origin: .named(folder: folder))
      guard sources.isEmpty else { return }
      throw Failure(
        .noInput,
        "\(folder): holds no lessons; a lesson is a file that ends with .md, such as 'explore lesson "
          + "new' writes")
    }
    let installed = UserFolder.data.path(in: environment).map { $0 + "/lessons" }
    for folder in [nearby, installed].compactMap(\.self) {
      // What cannot be looked into is as good as not there: nobody has asked for it.
      guard let lessons = try? Self.lessons(in: folder), !lessons.isEmpty else { continue }
      self.init(sources: lessons, origin: .found)
      return
    }
    self.init(sources: LessonSource.builtIn, origin: .found)
  }

  private init(sources: [LessonSource], origin: Origin) {
    (self.sources, self.origin) = (sources, origin)
  }

  /// A library in which a lesson of a file is the only one, if it is not among them anyway.
  func including(_ source: LessonSource) -> LessonLibrary {
    sources.contains(source) ? self : LessonLibrary(sources: [source], origin: .file)
  }

  /// The lessons of a folder; what is about them, `README.md`, is none itself.
  private static func lessons(in folder: String) throws(Failure) -> [LessonSource] {
    let files: [String]
    do throws(SystemError) {
      files = try FileSystem.names(in: folder)
    } catch {
      throw Failure(.noInput, "\(folder): is no folder that can be read; check the path")
    }
    let parent = folder.hasSuffix("/") ? folder : folder + "/"
    let lessons = files.filter {
      $0.hasSuffix(LessonSource.ending) && !$0.hasPrefix(".") && $0.uppercased() != "README.MD"
        && FileSystem.isRegularFile(parent + $0) == true
    }
    return lessons.sorted().map { LessonSource(path: parent + $0) }
  }
}

extension LessonLibrary {
  /// A lesson by its number, its slug or its name; or, for what looks like a path, the file.
  ///
  /// - Throws: `Failure` where there is no such lesson. A file need not be there.
  func source(named name: String) throws(Failure) -> LessonSource {
    let number = Int(name)
    if let found = sources.first(where: { $0.slug == name })
      ?? sources.first(where: { $0.name == name })
      ?? sources.first(where: { number != nil && $0.number == number })
    {
      return found
    }
    if name.contains("/") || name.hasSuffix(LessonSource.ending) { return LessonSource(path: name) }
    // A mistyped subcommand comes here too.
    let near = nearestName(
      to: name, among: sources.map(\.name) + sources.map(\.slug) + ["check", "new", "reset"])
    throw Failure(
      .usage,
      "there is no lesson '\(name)'; " + (near.map { "did you mean '\($0)'? " } ?? "")
        + "'explore lessons' lists them, and a file's name ends with .md")
  }
}

extension LessonLibrary {
  /// The command line that opens a lesson.
  ///
  /// - Parameter step: Counted from 1.
  func command(for source: LessonSource, step: Int, options: [String] = []) -> String {
    var arguments = ["--step", "\(step)"] + options
    switch origin {
    case .named(let folder): arguments = [source.slug] + arguments + ["--lessons", folder]
    case .found: arguments = [source.slug] + arguments
    // A file's name that begins with a minus would be taken for an option.
    case .file: arguments = [(source.path.hasPrefix("-") ? "./" : "") + source.path] + arguments
    }
    return (["explore", "lesson"] + arguments.map(\.quotedForShell)).joined(separator: " ")
  }
}
