import ArgumentParser
import Convolution
import Drawing
import Explorer
import Exports
import ImageFiles
import Terminal
import Training
import Workbench

/// `explore train filter`: one filter learns to do what another does, or what somebody painted.
struct TrainFilterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "filter",
    abstract: "Watch the numbers of one filter find themselves.",
    discussion: """
      From random first numbers, one update after another, until what comes out of the picture \
      matches the target. On the screen every update can be taken back, and every number can be \
      asked why it changes. Without a terminal, it prints the steps.

      Examples:
        explore train filter
        explore train filter --target vertical photo.jpg
        explore train filter --target-kernel "0 1 0; 1 -4 1; 0 1 0" --optimizer momentum
        explore train filter --rate 1 --steps 50 --plain
        explore train filter --steps 400 --format csv
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, csv, json
  }

  @Argument(help: .image)
  var image: String?

  @OptionGroup(title: "What is learned") var training: FilterTrainingOptions
  @OptionGroup(title: "The picture") var picture: PictureOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The step to begin on. (default: 0)", valueName: "N"),
    transform: { try wholeNumber(argument: $0, atLeast: 0) })
  var step: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Without a screen: updates to make. (default: 100)", valueName: "N"),
    transform: { try wholeNumber(argument: $0, atLeast: 0) })
  var steps: Int?

  @Option(help: "Without a screen: a table of some steps, or all of them as data.")
  var format: Format?

  @OptionGroup(title: "The screen") var display: DisplayOptions

  /// Updates without a screen.
  private static let standardSteps = 100

  func run() throws {
    let model = try model()
    guard format == nil else { return try printed(model) }
    try display.show {
      try leave(runSession(model))
    } orPrint: {
      try printed(model)
    }
  }

  /// The model before a display is known, at the first numbers.
  func model() throws -> FilterModel {
    let image = image ?? BuiltInPicture.standard
    let request = picture.request(path: image)
    let loaded = try Picture.loadNamed(request)
    let subject = Exploration.Subject(
      picture: loaded.tensor, title: loaded.name, arguments: picture.arguments(path: image),
      fullScale: request.scale.fullScale, channelNames: loaded.channelNames)
    var model = try FilterModel(
      subject, setup: training.setup(over: loaded.tensor),
      optimizer: { training.optimizer(for: $0) },
      display: DisplayProperties(columns: 80, rows: 24, colors: .monochrome, glyphs: .unicode))
    if display.present { model.chrome = .projector }
    return model
  }

  private func printed(_ model: FilterModel) throws {
    var model = model
    model.computeSteps(to: steps ?? step ?? Self.standardSteps, changes: training.change)
    switch format ?? .text {
    case .text: try StandardOutput.write(display.written(FilterTraining.text(model)))
    case .csv: try StandardOutput.write(FilterTraining.csv(model))
    case .json: try StandardOutput.write(FilterTraining.json(model))
    }
  }

  /// The terminal lives in here only, so that it is given back before anything else is written.
  private func runSession(_ model: FilterModel) throws -> (model: FilterModel, ending: Ending?) {
    var terminal = try NcursesTerminal(options: display.terminal)
    let activity = TrainingFilter(model, step: step ?? 0, changes: training.change)
    var session = Session(activity)
    let last = session.run(on: &terminal)
    return (last.content.model, last.ending)
  }

  private func leave(_ last: (model: FilterModel, ending: Ending?)) throws {
    // Only who left on purpose is there to read it.
    if last.ending == nil || last.ending == .signal(Ending.interrupt) {
      try StandardOutput.write(last.model.commandLine + "\n")
    }
    if let ending = last.ending { throw ExitCode(ending.status) }
  }
}
