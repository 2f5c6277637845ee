import ImageFiles
import Networks
import Training

/// Keeps a training in a file, so that its weights can be used and so that it can go on.
///
/// The file is replaced as a whole: whenever the program ends, however it does, the last one that was
/// complete is there. A class, because the screen and what comes after it share what has been kept.
final class CheckpointKeeper {
  /// nil where there is no place for it.
  let path: String?
  /// Whether somebody wants the file: then it is an error that it cannot be written.
  let isAskedFor: Bool
  /// What was wrong the last time; nil where it went well.
  private(set) var problem: (any Error)?
  private var kept: Place?

  /// How far a training is; its weights follow from that.
  private struct Place: Hashable {
    let updates: Int
    let phase: Trainer.Phase
  }

  /// - Parameter path: Where somebody wants it; nil for the folder of what the program remembers.
  init(path: String?, network: String, environment: Environment = processEnvironment) {
    isAskedFor = path != nil
    self.path =
      path
      ?? UserFolder.state.path(in: environment).map {
        "\($0)/training/\(Self.fileName(for: network)).safetensors"
      }
  }

  /// What a file may be called everywhere.
  private static func fileName(for network: String) -> String {
    let allowed = network.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "-" }
    return String(allowed.prefix(64))
  }

  /// Whether the last thing that was done with a training is in the file.
  func hasKept(_ trainer: Trainer) -> Bool { kept == place(of: trainer) }

  /// Writes the file, if there is something new.
  ///
  /// - Returns: Whether all there is is in the file now; `problem` says why it is not.
  @discardableResult
  func keep(_ trainer: Trainer) -> Bool {
    guard !hasKept(trainer) else { return true }
    guard let path else { return false }
    do {
      if !isAskedFor { try createFolder(of: path) }
      var file = try OutputFile(path: path)
      try file.write(trainer.checkpoint.file)
      try file.commit(outlivesPowerCuts: true)
      (kept, problem) = (place(of: trainer), nil)
      return true
    } catch {
      problem = error
      return false
    }
  }

  private func place(of trainer: Trainer) -> Place {
    Place(updates: trainer.batchLosses.count, phase: trainer.phase)
  }

  private func createFolder(of path: String) throws(Failure) {
    guard let slash = path.lastIndex(of: "/") else { return }
    let folder = String(path[..<slash])
    do throws(SystemError) {
      try FileSystem.createFolder(folder)
    } catch {
      throw Failure(.cannotCreate, "\(folder): cannot be created: \(error)")
    }
  }
}
