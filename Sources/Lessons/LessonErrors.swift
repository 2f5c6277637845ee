package import Networks

/// What is wrong with a lesson, in the order of the file.
package struct LessonErrors: Error, Sendable, CustomStringConvertible {
  /// Never empty, and no more than can be read.
  package let errors: [LocatedError]
  /// How many there are besides.
  package let furtherCount: Int

  private static let most = 20

  package init(_ errors: [LocatedError]) {
    var seen: Set<LocatedError> = []
    let sorted = errors.filter { seen.insert($0).inserted }.sorted { $0.place < $1.place }
    self.errors = Array(sorted.prefix(Self.most))
    furtherCount = sorted.count - self.errors.count
  }

  /// How many there are in all.
  package var count: Int { errors.count + furtherCount }

  package var description: String { lines.joined(separator: "\n") }

  /// A line for each, and one for those that are left out.
  package var lines: [String] {
    var lines = errors.map { Self.shortened($0.description) }
    if furtherCount > 0, let path = errors.first?.path {
      lines.append("\(path): and \(furtherCount) more")
    }
    return lines
  }

  /// Without its middle where it quotes something endless.
  private static func shortened(_ line: String) -> String {
    line.unicodeScalars.count > 1_000 ? "\(line.prefix(500)) … \(line.suffix(200))" : line
  }

  /// What the program should exit with: that of the first.
  package var exitCode: Int32 { errors.first?.exitCode ?? 65 }
}
