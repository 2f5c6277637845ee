import Networks
import Training

/// Trainings whose histories the program carries with it.
enum KnownHistories {
  /// The dense network's training over the same data, which a network with convolutions is to beat; nil
  /// where there is none to compare with.
  static func baseline(for trainer: Trainer) -> History? {
    let name = "fashion-mnist-dense"
    guard trainer.history.network != name,
      let history = History.recorded(named: name), history.data == trainer.history.data,
      history.pictures == trainer.history.pictures
    else { return nil }
    return history
  }
}

extension History {
  /// How many pictures are learned from or held out: other files may bear the same name.
  fileprivate var pictures: Int { trainingExamples + validationExamples }

  /// Reads a history's file.
  ///
  /// - Throws: `HistoryFileError`, or `TextFileError` for a file that cannot be read.
  init(reading path: String) throws {
    let bytes = try TextFile.bytes(path, limit: History.mostBytes)
    try self.init(json: Array(bytes), path: path)
  }
}
