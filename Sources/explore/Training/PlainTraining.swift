import Drawing
import Exports
import ImageFiles
import Terminal
import Training
import Workbench

/// Trains a network without a screen: a row for each epoch as it ends, and on a terminal a line that says
/// how far it is.
struct PlainTraining {
  private(set) var trainer: Trainer
  private let keeper: CheckpointKeeper
  /// Gets the rows; nothing is printed where only the outcome is wanted.
  private let print: (String) throws(OutputError) -> Void
  private var line = ProgressLine()
  private var pace = Pace()
  /// A file that cannot be written is complained about once.
  private var hasComplained = false

  init(
    _ trainer: Trainer, keeper: CheckpointKeeper,
    print: @escaping (String) throws(OutputError) -> Void
  ) {
    (self.trainer, self.keeper, self.print) = (trainer, keeper, print)
  }

  /// Goes on to the end, or until somebody asks the program to end.
  ///
  /// - Returns: Why it ended before the training's end; nil for its end.
  mutating func run() throws(OutputError) -> Ending? {
    Interruption.watch()
    try print(TrainingReport.opening(trainer) + TrainingReport.head)
    for index in trainer.history.epochs.indices { try printRow(index) }
    while !trainer.isFinished {
      if let ending = Interruption.ending {
        line.clear()
        return ending
      }
      let epochs = trainer.history.epochs.count
      advance()
      if trainer.history.epochs.count > epochs {
        line.clear()
        try printRow(epochs)
        keep()
      }
      line.show { TrainingProgress.text(trainer, pace, width: $0) }
    }
    line.clear()
    return nil
  }

  /// One piece, and what it took.
  private mutating func advance() {
    let (phase, size) = (trainer.phase, trainer.recipe.batchSize)
    let start = ContinuousClock.now
    trainer.advance()
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    switch phase {
    case .training:
      trainer.seconds += seconds
      pace.add(size, seconds: seconds, of: .training)
    case .validating, .testing: pace.add(trainer.blockSize, seconds: seconds, of: .looking)
    case .finished: break
    }
  }

  private func printRow(_ index: Int) throws(OutputError) {
    try print(TrainingReport.row(index, of: trainer.history))
  }

  /// The training goes on without its file: there may be room again after the next epoch.
  private mutating func keep() {
    guard !keeper.keep(trainer), !hasComplained, let problem = keeper.problem else { return }
    hasComplained = true
    writeToStandardError("explore: \(singleLine("\(problem)")); the training goes on\n")
  }
}
