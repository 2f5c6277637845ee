import ArgumentParser
import Convolution
import Drawing
import Explorer
import Exports
import ImageFiles
import Networks
import Terminal

/// `explore IMAGE`: the screen, or the same as text where there is none.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Open the explorer on a picture.",
    discussion: """
      On leaving, it prints the command line that brings back what was on the screen. Without a \
      terminal, it prints what the screen would show.

      Examples:
        explore
        explore photo.jpg --crop 28x28+100+40
        explore photo.jpg --filter sobel-x --padding same --at 3,4
        explore --filter vertical --pool max --plain
        explore photo.jpg --network vgg16
        convert photo.heic pgm:- | explore -
      """)

  @Argument(help: .image)
  var image: String?

  @OptionGroup(title: "What is done to the picture") var chain: ChainOptions
  @OptionGroup(title: "A whole network") var network: NetworkOptions
  @OptionGroup(title: "The picture") var picture: PictureOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The output cell to start on. (default: the first)", valueName: "node[row,column]"),
    transform: PlaceArgument.init(argument:))
  var at: PlaceArgument?

  @OptionGroup(title: "The screen") var display: DisplayOptions

  func run() throws {
    let model = try openedModel()
    guard !display.plain, StandardOutput.isTerminal else {
      return try printPlain(model)
    }
    do {
      try leave(runSession(model))
    } catch let error as TerminalError {
      if error != .typeIsUnusable("dumb") {
        writeToStandardError("explore: \(singleLine(error.description))\n")
      }
      try printPlain(model)
    }
  }

  /// The model of what is asked for, before a display is known.
  func openedModel() throws -> Model {
    if let source = try network.source(besides: chain) { return try model(of: source) }
    let image = image ?? BuiltInPicture.standard
    let standard = FilterChoice(try FilterCatalog.entry(named: "horizontal"))
    let settings = try chain.settings(fallback: standard)
    let loaded = try Picture.loadNamed(picture.request(path: image))
    let subject = Exploration.Subject(
      picture: loaded.tensor, title: loaded.name, arguments: picture.arguments(path: image),
      channelNames: loaded.channelNames)
    return try model(of: try Exploration(subject, settings: settings))
  }

  private func model(of exploration: Exploration) throws -> Model {
    var model = Model(
      exploration,
      display: DisplayProperties(columns: 80, rows: 24, colors: .monochrome, glyphs: .unicode))
    if let at { try model.go(to: at) }
    return model
  }

  private func model(of source: NetworkSource) throws -> Model {
    let blueprint = source.blueprint
    let image = image ?? BuiltInPicture.standard(for: blueprint.input)
    let loaded = try Picture.loadNamed(picture.request(path: image, for: blueprint))
    let subject = Exploration.Subject(
      picture: loaded.tensor, title: loaded.name, arguments: picture.arguments(path: image),
      channelNames: loaded.channelNames)
    let named = try network.named(source, over: loaded.tensor)
    return try model(
      of: Exploration(
        subject, named: named, outputs: try named.network.forward(loaded.tensor)))
  }

  private func printPlain(_ model: Model) throws(OutputError) {
    let text = PlainText.describe(model)
    let ascii = String(String.UnicodeScalarView(text.unicodeScalars.map(\.asciiStandIn)))
    try StandardOutput.write(display.ascii ? ascii : text)
  }

  /// The terminal lives in here only, so that it is given back before anything else is written.
  private func runSession(
    _ model: Model
  ) throws(TerminalError) -> (model: Model, ending: Ending?) {
    var terminal = try NcursesTerminal(options: display.terminal)
    var session = Session(model)
    return session.run(on: &terminal)
  }

  private func leave(_ last: (model: Model, ending: Ending?)) throws {
    // Only who left on purpose is there to read it.
    if last.ending == nil || last.ending == .signal(Ending.interrupt) {
      try StandardOutput.write(last.model.commandLine + "\n")
    }
    if let ending = last.ending { throw ExitCode(ending.status) }
  }
}
