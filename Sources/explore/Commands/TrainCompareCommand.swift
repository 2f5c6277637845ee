import ArgumentParser
import Drawing
import Explorer
import Exports
import ImageFiles
import Terminal
import Training
import Workbench

/// `explore train compare`: what few examples can do, learned from in several ways.
struct TrainCompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare ways to learn from few examples: from scratch, or by transfer.",
    discussion: """
      Two kinds of Fashion-MNIST's pictures are to be told apart:

        bags-shoes          upright, as they are
        sandal-sneaker      two kinds of shoes
        shifted-bags-shoes  shifted by up to 5 pixels, mirrored at random, noisy

      The ways to learn it:

        scratch       all layers, from random numbers
        augmentation  from scratch, each picture changed anew each time
        transfer      layers that have learned other classes, frozen; a small head learns
        untrained     the control: the same layers, never trained, with the same head
        fine-tuning   from what transfer has in the end, all layers slowly

      Everything is done again for each seed, with other pictures and other first numbers, so that \
      chance can be told from what a way is worth. The same seed gives the same numbers, bit for \
      bit, on any number of threads.

      Examples:
        explore train compare
        explore train compare sandal-sneaker --examples 16
        explore train compare shifted-bags-shoes --ways scratch,augmentation --seeds 5
        explore train compare sandal-sneaker --format json --plot curves.svg
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, csv
  }

  @Argument(
    help: ArgumentHelp(
      "bags-shoes, sandal-sneaker or shifted-bags-shoes. (default: bags-shoes)",
      valueName: "task"),
    transform: { text in
      guard let task = StudyTask(named: text) else {
        throw ArgumentError.expected(Self.list(StudyTask.all.map(\.name), "or"))
      }
      return task
    })
  var task: StudyTask?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Pictures to learn from, half of them of each kind. (default: 98)", valueName: "N"),
    transform: { try wholeNumber(argument: $0, atLeast: 2) })
  var examples: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How often everything is done again. (default: 10)", valueName: "N"),
    transform: { try wholeNumber(argument: $0, atLeast: 1) })
  var seeds: Int?

  @Option(
    help: ArgumentHelp("Ways to learn, with commas between. (default: all)", valueName: "ways"),
    transform: { text in
      let ways = text.split(separator: ",").map { StudyWay(rawValue: String($0)) }
      guard !ways.isEmpty, !ways.contains(nil) else {
        throw ArgumentError.expected(
          Self.list(StudyWay.allCases.map(\.rawValue), "and") + ", with commas between")
      }
      return Set(ways.compactMap { $0 })
    })
  var ways: Set<StudyWay>?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Updates of each way. (default: 200)", valueName: "N"),
    transform: { try wholeNumber(argument: $0, atLeast: 1) })
  var steps: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Where all chance comes from. (default: 1)", valueName: "N"),
    transform: seed(argument:))
  var seed: UInt64?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many work at once. (default: all processors)", valueName: "N"),
    transform: threadCount(argument:))
  var threads: Int?

  @Flag(
    help: """
      Show a run that is in the program instead: 16 or 98 examples, ten seeds, all ways. Only to see \
      its pictures are the data needed.
      """)
  var recorded = false

  @OptionGroup(title: "The pictures") var pictures: FashionMNISTOptions

  @Option(help: ArgumentHelp("Draw the curves, as SVG.", valueName: "file"))
  var plot: String?

  @Option(help: "Without a screen: tables to read, or all figures for other programs.")
  var format: Format?

  @OptionGroup(title: "The screen") var display: DisplayOptions

  private static func list(_ names: [String], _ word: String) -> String {
    names.dropLast().joined(separator: ", ") + " \(word) " + (names.last ?? "")
  }

  func run() throws {
    if let plot, FileSystem.isRegularFile(plot) ?? true {
      // What is not committed leaves everything as it was.
      _ = try OutputFile(path: plot)
    }
    if recorded { return try show(record: try recordedResult()) }
    let data = try pictures.load()
    let study = try study(of: data)
    guard format == nil else { return try runPlainly(study) }
    try display.show {
      try runOnScreen { display in
        Comparison(study, data: data, threads: threads, display: display)
      }
    } orPrint: {
      try runPlainly(study)
    }
  }

  /// Shows what is in the program, with its pictures where the data are.
  private func show(record: StudyResult) throws {
    func printed() throws {
      try printOpening(of: record)
      try conclude(record, nil)
    }
    guard format == nil else { return try printed() }
    try display.show {
      // Curves and tables need no data.
      let data = try? pictures.load()
      try runOnScreen { display in
        Comparison(record: record, task: chosenTask, data: data, display: display)
      }
    } orPrint: {
      try printed()
    }
  }

  func study(of data: DataSet) throws(StudyError) -> Study {
    var plan = StudyPlan(
      task: chosenTask, examples: examples ?? Self.standardExamples, seeds: seeds ?? 10,
      ways: ways ?? Set(StudyWay.allCases))
    plan.seed = seed ?? plan.seed
    plan.steps = steps ?? plan.steps
    return try Study(plan, task: chosenTask, data: data, threads: threads)
  }

  private var chosenTask: StudyTask { task ?? .bagsAndShoes }
  private static let standardExamples = 98

  /// The run that is in the program.
  func recordedResult() throws(Failure) -> StudyResult {
    guard seeds == nil, ways == nil, steps == nil, seed == nil, pictures.data == nil else {
      throw Failure(
        .usage, "--recorded goes with a task and --examples only: the run is what it is")
    }
    let count = examples ?? Self.standardExamples
    guard let result = StudyResult.recorded(chosenTask, examples: count) else {
      throw Failure(
        .usage,
        "there is no recorded run with \(count) examples; ask for 16 or 98, or leave out --recorded"
      )
    }
    return result
  }

  // MARK: Without a screen

  private func runPlainly(_ study: Study) throws {
    var study = study
    try printOpening(of: study.result)
    let ending = try followed(&study)
    try conclude(study.result, ending)
  }

  /// What is done, before anybody waits for it.
  private func printOpening(of result: StudyResult) throws(OutputError) {
    guard (format ?? .text) == .text else { return }
    try StandardOutput.write(display.written(StudyReport(result, task: chosenTask).opening))
  }

  /// Prints what came out, and draws it where it was asked for.
  private func conclude(_ result: StudyResult, _ ending: Ending?) throws {
    let task = StudyTask(named: result.plan.task) ?? chosenTask
    let report = StudyReport(result, task: task)
    switch format ?? .text {
    case .text:
      try StandardOutput.write(display.written(report.closing(width: StandardOutput.width ?? 80)))
    case .csv: try StandardOutput.write(report.csv)
    case .json: try StandardOutput.write(result.json)
    }
    // What was there before is worth more than a picture of nothing.
    if let plot, result.hasFinishedRuns {
      var file = try OutputFile(path: plot)
      try file.write(StudySVG(result, task: task).text)
      try file.commit()
    }
    if let ending { throw ExitCode(ending.status) }
  }

  /// Goes on to the end, or until somebody asks the program to end.
  private func followed(_ study: inout Study) throws(OutputError) -> Ending? {
    var line = ProgressLine()
    var rows = StudyRows()
    var hasRows = false
    let start = monotonicClock()
    Interruption.watch()
    while !study.isFinished, Interruption.ending == nil {
      study.advance()
      if (format ?? .text) == .text {
        let ready = rows.next(of: study)
        if !ready.isEmpty {
          line.clear()
          try StandardOutput.write(display.written(ready))
          hasRows = true
        }
      }
      let seconds = Double(monotonicClock() - start) / 1000
      line.show { StudyProgress.text(study, seconds: seconds, width: $0) }
    }
    line.clear()
    if hasRows { try StandardOutput.write("\n") }
    return study.isFinished ? nil : Interruption.ending
  }

  // MARK: On the screen

  private func runOnScreen(_ comparison: (DisplayProperties) -> Comparison) throws {
    let last = try runSession(comparison)
    // Whose terminal has gone will read nothing.
    guard last.ending == nil || last.ending == .signal(Ending.interrupt) else {
      throw ExitCode(last.ending?.status ?? 0)
    }
    let (result, task) = (last.comparison.result, last.comparison.task)
    let again = commandLine(for: result.plan) + (last.comparison.isRecord ? " --recorded" : "")
    try StandardOutput.write(
      display.written(StudyReport(result, task: task).opening) + again + "\n\n")
    try conclude(result, last.ending)
  }

  /// The terminal lives in here only, so that it is given back before anything else is written.
  private func runSession(
    _ comparison: (DisplayProperties) -> Comparison
  ) throws -> (comparison: Comparison, ending: Ending?) {
    var terminal = try NcursesTerminal(options: display.terminal)
    var comparison = comparison(terminal.properties)
    if display.present { _ = update(&comparison, .present) }
    var session = Session(Comparing(comparison))
    let last = session.run(on: &terminal)
    return (last.content.comparison, last.ending)
  }

  /// What does the same again.
  private func commandLine(for plan: StudyPlan) -> String {
    var words = ["explore", "train", "compare", plan.task, "--examples", "\(plan.examples)"]
    if plan.seeds != 10 { words += ["--seeds", "\(plan.seeds)"] }
    if plan.ways.count < StudyWay.allCases.count {
      words += ["--ways", plan.ways.map(\.rawValue).joined(separator: ",")]
    }
    if plan.steps != 200 { words += ["--steps", "\(plan.steps)"] }
    if plan.seed != 1 { words += ["--seed", "\(plan.seed)"] }
    if let data = pictures.data { words += ["--data", data.quotedForShell] }
    return words.joined(separator: " ")
  }
}
