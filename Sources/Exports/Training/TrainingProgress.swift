import Explorer
import Networks
package import Training
package import Workbench

/// How far a training is, on one line.
package enum TrainingProgress {
  /// `epoch 3/10, batch 412/750, loss 0.412, accuracy 85.1 %, 9,850 pictures/s, 1 min 12 s left`, as
  /// many of these as fit.
  package static func text(_ trainer: Trainer, _ pace: Pace, width: Int) -> String {
    let history = trainer.history
    let epochs = history.recipe.epochs
    var facts = ["epoch \(min(trainer.epoch + 1, epochs).grouped)/\(epochs.grouped)"]
    switch trainer.phase {
    case .training:
      facts.append("batch \(trainer.batch.grouped)/\(history.batchesPerEpoch.grouped)")
    case .validating: facts.append("validation")
    case .testing: facts = ["test"]
    case .finished: facts = ["finished"]
    }
    if let score = trainer.running, !trainer.isFinished {
      facts.append("loss \(TrainingFigures.loss(score.loss))")
      facts.append("accuracy \(TrainingFigures.percent(score.accuracy))")
    }
    if let rate = pace.picturesPerSecond {
      facts.append("\(Int(min(rate, 1e9).rounded()).grouped) pictures/s")
    }
    if !trainer.isFinished, let seconds = pace.secondsLeft(of: trainer) {
      facts.append("\(TrainingFigures.duration(seconds)) left")
    }
    return ProgressLine.text(facts, width: width)
  }
}

/// One line that is written over and over while something goes on.
enum ProgressLine {
  /// The facts in their order, as many as fit.
  static func text(_ facts: [String], width: Int) -> String {
    var line = ""
    for fact in facts {
      let longer = line.isEmpty ? fact : "\(line), \(fact)"
      guard longer.unicodeScalars.count <= width else { break }
      line = longer
    }
    return line
  }
}
