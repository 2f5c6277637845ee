import Networks
import Training

/// Trainings whose histories the program carries with it.
enum KnownHistories {
  /// The dense network's training over the same data, which a network with convolutions is to beat; nil
  /// where there is none to compare with.
  static func baseline(for trainer: Trainer) -> History? {
    let name = "fashion-mnist-dense"
    guard trainer.history.network != name,
      let file = BuiltInData.all.first(where: { $0.file == "training/\(name).json" }),
      let history = try? History(json: Array(file.bytes), path: file.file),
      history.data == trainer.history.data
    else { return nil }
    return history
  }
}

extension History {
  /// Reads a history's file.
  ///
  /// - Throws: `HistoryFileError`, or `TextFileError` for a file that cannot be read.
  init(reading path: String) throws {
    let bytes = try TextFile.bytes(path, limit: History.mostBytes)
    try self.init(json: Array(bytes), path: path)
  }
}
