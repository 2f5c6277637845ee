import Explorer
import Networks
package import Training

/// A study in words and figures, as the screen and plain text have them.
///
/// No sentence here is typed for a task: which one is said follows from the result.
package struct StudyWords: Sendable {
  package let result: StudyResult
  package let task: StudyTask

  package init(_ result: StudyResult, task: StudyTask) {
    (self.result, self.task) = (result, task)
  }

  private var plan: StudyPlan { result.plan }

  /// `sandals against sneakers: 16 pictures to learn from (8 sandals, 8 sneakers), 10 seeds`.
  package var title: String {
    let first = plan.examples / 2
    return "\(task.title): \(plan.examples.grouped) pictures to learn from "
      + "(\(task.first.counted(first)), "
      + "\(task.second.counted(plan.examples - first))), \(Self.counted(plan.seeds, "seed"))"
  }

  /// `sandals against sneakers: 16 pictures, 10 seeds`.
  var shortTitle: String {
    "\(task.title): \(Self.counted(plan.examples, "picture")), \(Self.counted(plan.seeds, "seed"))"
  }

  /// What is measured, and how.
  package var method: [String] {
    var lines = [
      "Measured on \(result.testPictures.grouped) test pictures: the mean of what both kinds get "
        + "right, 50 % is guessing.",
      "\(plan.steps.grouped) updates in batches of \(plan.batchSize), adam, learning rate "
        + "\(Self.rate(plan.rate)); the weights after the last one count, nothing is chosen.",
    ]
    if let change = Self.words(for: task.disturbance) {
      lines.append("Every picture, also for the test, is \(change).")
    }
    if let base = result.bases.first {
      let scores = result.bases.map { TrainingFigures.percent($0.accuracy) }
      lines.append(
        "Transfer: layers of \(Self.counted(result.bases.count, "network")) that saw "
          + "\(base.trainingPictures.grouped) pictures of \(task.otherClasses.count) other classes "
          + "\(Self.counted(plan.baseEpochs, "time")) (\(scores.joined(separator: ", ")) right).")
    }
    if plan.ways.contains(.fineTuning) {
      lines.append(
        "Fine-tuning goes on where transfer ends: \(plan.steps.grouped) more updates at "
          + "\(Self.rate(plan.fineTuningRate)).")
    }
    return lines
  }

  /// `89.3`, in percent without the sign.
  package static func percent(_ share: Double) -> String { TrainingFigures.number(share) }

  /// `+6.6`, in points of a percent.
  package static func points(_ difference: Double) -> String {
    let text = TrainingFigures.number(difference)
    if text.hasPrefix("-") { return Double(text) == 0 ? "0.0" : "−" + text.dropFirst() }
    return Double(text) == 0 ? text : "+" + text
  }

  /// `transfer − from scratch`.
  package static func name(_ difference: PairedDifference) -> String {
    "\(difference.way.title) − \(difference.other.title)"
  }

  /// `fine-tuning − transfer`, for narrow columns.
  static func shortName(_ difference: PairedDifference) -> String {
    "\(difference.way.rawValue) − \(difference.other.rawValue)"
  }

  /// `9 of 10`.
  package static func ahead(_ difference: PairedDifference) -> String {
    "\(difference.ahead) of \(difference.differences.count)"
  }

  /// What a difference says.
  package static func verdict(_ difference: PairedDifference) -> String {
    switch difference.verdict {
    case .better: "better"
    case .worse: "worse"
    case .withinSpread:
      abs(difference.spread.mean) <= difference.spread.deviation
        ? "smaller than its spread" : "the seeds disagree"
    case .tooFewSeeds: "too few seeds to say"
    }
  }

  /// The same for narrow columns.
  static func shortVerdict(_ difference: PairedDifference) -> String {
    switch difference.verdict {
    case .better: "better"
    case .worse: "worse"
    case .withinSpread: "unclear"
    case .tooFewSeeds: "too few"
    }
  }

  /// What the whole study shows; nil where ways are missing that it takes to say so.
  package var conclusion: String? {
    let pictures = Self.counted(plan.examples, "picture")
    return switch result.conclusion {
    case nil: nil
    case .tooFewSeeds:
      "With fewer than \(PairedDifference.fewestSeeds) seeds nothing can be said: ask for more."
    case .tooEasy(let lowest):
      "No gap: scratch, transfer and control all get \(TrainingFigures.percent(lowest)) or more right. "
        + "The task is too easy to tell them apart; it shows how far \(pictures) carry."
    case .noGap:
      "No gap: transfer and learning from scratch do not differ clearly. With "
        + "\(pictures), this task does not show that transfer helps."
    case .learnedLayersHelp:
      "Transfer helps: it is ahead of learning from scratch, and of the same layers untrained. So it "
        + "is what they learned from other classes that helps."
    case .smallHeadHelps:
      "Transfer is ahead of learning from scratch, but not clearly of the same layers untrained. So "
        + "it may be the small head that helps, not what the layers learned."
    case .learnedLayersKeepUp:
      "Transfer keeps up with learning from scratch: the frozen layers do about as well, and better "
        + "than untrained ones, but no better than layers that learn the task itself."
    case .transferIsBehind:
      "Transfer is behind learning from scratch: with \(pictures), layers that learn the task itself "
        + "do better than those that learned other classes."
    }
  }

  /// What one picture of the small tests is worth, where there are any.
  package var smallTestNote: String? {
    guard result.smallTestPictures > 0 else { return nil }
    return "One of \(result.smallTestPictures.grouped) pictures is worth "
      + "\(StudyWords.percent(1 / Double(result.smallTestPictures))) points: by so small a test, "
      + "differences of a few points cannot be seen."
  }

  /// What there is of a study that was stopped; nil for a whole one.
  package var stopNote: String? {
    guard !result.isWhole else { return nil }
    guard result.hasFinishedRuns else { return "Stopped before a seed was finished." }
    let seeds = Self.counted(plan.seeds, "seed")
    return "Stopped when \(result.finishedSeeds) of \(seeds) had been through all ways; this is "
      + "what there was until then."
  }

  // MARK: Small words

  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count.grouped) \(noun)\(count == 1 ? "" : "s")"
  }

  private static func rate(_ rate: Float) -> String { Fixed(exactly: rate)?.text ?? "\(rate)" }

  /// `shifted by up to 5 pixels, mirrored at random, with noise of 0.1`; nil for nothing.
  static func words(for augmentation: Augmentation) -> String? {
    var words: [String] = []
    if augmentation.shift > 0 {
      words.append("shifted by up to \(counted(augmentation.shift, "pixel"))")
    }
    if augmentation.flips { words.append("mirrored at random") }
    if augmentation.rotation > 0 {
      words.append("turned by up to \(Int((augmentation.rotation * 360).rounded()))°")
    }
    if augmentation.zoom > 0 {
      words.append("zoomed by up to \(Int((augmentation.zoom * 100).rounded())) %")
    }
    if augmentation.noise > 0 { words.append("with noise of \(rate(augmentation.noise))") }
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }
}
