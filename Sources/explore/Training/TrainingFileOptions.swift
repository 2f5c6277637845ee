import ArgumentParser
import Exports
import ImageFiles
import Training

/// The files that a training leaves behind.
struct TrainingFileOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Where weights and training are kept, at the end of each epoch and when it is stopped. \
      (default: a file in ~/.local/state/explore/training, or that of --resume)
      """, valueName: "file"))
  var save: String?

  @Option(
    help: ArgumentHelp("Go on where the training in this file was left.", valueName: "file"))
  var resume: String?

  @Option(
    help: ArgumentHelp("Write losses and accuracies of all epochs, as JSON.", valueName: "file"))
  var history: String?

  @Option(help: ArgumentHelp("Draw the curves, as SVG.", valueName: "file"))
  var plot: String?

  @Option(
    help: ArgumentHelp(
      """
      Say what became of the mistakes of another training with this history. (default: that of \
      the dense network, where the program has one over the same pictures)
      """, valueName: "file"))
  var compare: String?
}

extension TrainingFileOptions {
  /// Makes sure that what is asked for can be written, before anybody waits for it.
  ///
  /// - Throws: `Failure` or `OutputError`.
  func validateOutputs() throws {
    if save == "-" {
      throw Failure(
        .usage, "--save needs a file that can be replaced after each epoch; name one")
    }
    for path in [save ?? resume, history, plot].compactMap({ $0 })
    where FileSystem.isRegularFile(path) ?? true {
      // What is not committed leaves everything as it was.
      _ = try OutputFile(path: path)
    }
  }

  /// Writes curves and figures.
  ///
  /// - Returns: What went wrong.
  func write(_ record: History) -> [any Error] {
    var problems: [any Error] = []
    func write(_ path: String?, _ bytes: () -> [UInt8]) {
      guard let path else { return }
      do {
        var file = try OutputFile(path: path)
        try file.write(bytes())
        try file.commit()
      } catch {
        problems.append(error)
      }
    }
    write(history) { record.json }
    write(plot) { Array(CurvesSVG(record).text.utf8) }
    return problems
  }

  /// The training that mistakes are compared with; nil where none is known.
  ///
  /// - Throws: `HistoryFileError`, or `TextFileError` for a file that cannot be read.
  func comparison(for trainer: Trainer) throws -> History? {
    guard let compare else { return KnownHistories.baseline(for: trainer) }
    return try History(reading: compare)
  }
}
