import ArgumentParser
import Drawing
import Explorer
import Exports
import ImageFiles
import Networks
import Terminal
import Training
import Workbench

/// A training from its first batch to its files, on the screen or in plain text.
struct NetworkTrainingRun {
  let trainer: Trainer
  let files: TrainingFileOptions
  let display: DisplayOptions
  let format: Format
  let comparison: History?
  /// What goes on with the training, without `--resume` and its file.
  let command: [String]
  let keeper: CheckpointKeeper
  /// The network for `explore predict`, where the catalogue has none and nobody has written a file.
  var networkFile: Blueprint?
  /// What there is to say at the end before everything else.
  var notes: [String] = []
  /// What the screen says at first; nil for nothing.
  var firstNote: String?
  /// Where the pictures' features come from; nil where they are learned from as they are.
  var extraction: FeatureExtraction?

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  /// - Parameter command: What goes on with the training, without `--resume` and its file.
  /// - Throws: What keeps files from being read or written.
  init(
    _ trainer: Trainer, files: TrainingFileOptions, display: DisplayOptions, format: Format?,
    command: [String]
  ) throws {
    (self.trainer, self.files, self.display, self.command) = (trainer, files, display, command)
    self.format = format ?? .text
    hasFormat = format != nil
    comparison = try files.comparison(for: trainer)
    keeper = CheckpointKeeper(
      path: files.save ?? files.resume, network: trainer.blueprint.name)
  }

  private let hasFormat: Bool

  func run() throws {
    // There is nothing to see of features.
    guard !hasFormat, extraction == nil else { return try runPlainly() }
    try display.show(runOnScreen, orPrint: runPlainly)
  }

  // MARK: Without a screen

  private func runPlainly() throws {
    var training = PlainTraining(trainer, keeper: keeper) { text throws(OutputError) in
      if format == .text { try StandardOutput.write(display.written(text)) }
    }
    let ending = try training.run()
    let trainer = training.trainer
    try conclude(trainer, test: trainer.history.test, ending)
  }

  // MARK: On the screen

  private func runOnScreen() throws {
    let last = try runSession()
    guard let trainer = last.training.trainer else { return }
    // Whose terminal has gone will read nothing.
    if last.ending == nil || last.ending == .signal(Ending.interrupt) {
      var text = TrainingReport.opening(trainer) + TrainingReport.head
      for index in trainer.history.epochs.indices {
        text += TrainingReport.row(index, of: trainer.history)
      }
      try StandardOutput.write(display.written(text))
    }
    // Who stops a training on the screen has its weights tested.
    try conclude(trainer, test: last.training.test?.score ?? trainer.history.test, last.ending)
  }

  /// The terminal lives in here only, so that it is given back before anything else is written.
  private func runSession() throws -> (training: NetworkTraining, ending: Ending?) {
    var terminal = try NcursesTerminal(options: display.terminal)
    let training = NetworkTraining(
      trainer, comparison: comparison, note: firstNote, display: terminal.properties)
    let activity = TrainingNetwork(training) { training in
      guard let trainer = training.trainer else { return .failed("there is nothing to save") }
      guard keeper.keep(trainer), let path = keeper.path else {
        return .failed(keeper.problem.map { "\($0)" } ?? Self.noPlace)
      }
      return .saved(path: path)
    }
    var session = Session(activity)
    let last = session.run(on: &terminal)
    return (last.content.training, last.ending)
  }

  private static let noPlace =
    "the weights are not kept: there is no home folder; name a file with --save"

  // MARK: The end

  /// Writes the files, says what came out, and then what went wrong, if anything did.
  private func conclude(
    _ trainer: Trainer, test: History.Score?, _ ending: Ending?
  ) throws {
    var problems = files.write(trainer.history)
    var notes = notes
    if keeper.keep(trainer), let path = keeper.path {
      if !trainer.isFinished { notes.append("Stopped \(TrainingReport.place(trainer)).") }
      notes.append("Weights and training are in \(path).")
      if let network = networkNote(trainer, weights: path, &problems) { notes.append(network) }
      if !trainer.isFinished {
        let words = ["explore"] + command + ["--resume", path]
        notes.append("To go on: \(words.map(\.quotedForShell).joined(separator: " "))")
      }
    } else if let problem = keeper.problem, keeper.isAskedFor {
      problems.insert(problem, at: 0)
    } else {
      let reason = keeper.problem.map { "the weights are not kept: \($0)" } ?? Self.noPlace
      writeToStandardError("explore: \(singleLine(reason))\n")
    }
    switch format {
    case .text:
      let text = TrainingReport.closing(
        trainer, test: test, comparison: comparison, notes: notes)
      try StandardOutput.write(display.written(text))
    case .json: try StandardOutput.write(String(decoding: trainer.history.json, as: UTF8.self))
    }
    for problem in problems.dropFirst() {
      writeToStandardError(Report(of: problem, from: Explore.self).complaint)
    }
    if let problem = problems.first { throw problem }
    if let divergence = TrainingReport.divergence(trainer) { throw Failure(.failure, divergence) }
    if let ending { throw ExitCode(ending.status) }
  }

  /// Writes the network beside its weights, so that `explore predict` can take both.
  ///
  /// - Returns: What can be done with it; nil where nothing was to be written.
  private func networkNote(
    _ trainer: Trainer, weights: String, _ problems: inout [any Error]
  ) -> String? {
    guard let networkFile else { return nil }
    let stem = weights.hasSuffix(".safetensors") ? String(weights.dropLast(12)) : weights
    let path = stem + ".yaml"
    do {
      var named = weights
      if let extraction {
        // The checkpoint has only what was trained: the head.
        named = stem + "-network.safetensors"
        try write(named) { file in
          try file.write(
            SafetensorsWriter(networkFile, numbers: try extraction.tensors(with: trainer)))
        }
      }
      let name = named.split(separator: "/").last.map(String.init) ?? named
      try write(path) { file in
        try file.write(networkFile.networkFile(weights: name))
      }
      return "To use it: explore predict \(path.quotedForShell) PICTURE"
    } catch {
      problems.append(error)
      return nil
    }
  }

  private func write(
    _ path: String, _ content: (inout OutputFile) throws -> Void
  ) throws {
    var file = try OutputFile(path: path)
    try content(&file)
    try file.commit()
  }
}
