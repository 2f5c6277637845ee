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
        explore ankle-boot --network fashion-mnist --view occlusion --plain
        convert photo.heic pgm:- | explore -
      """)

  @Argument(help: .image)
  var image: String?

  @OptionGroup(title: "What is done to the picture") var chain: ChainOptions
  @OptionGroup(title: "A whole network") var network: NetworkOptions
  @OptionGroup(title: "The picture") var picture: PictureOptions

  @Option(
    name: .customLong("pictures"), parsing: .upToNextOption,
    help: ArgumentHelp(
      "More pictures, in which to look for what lights a filter up. (default: the clothes)",
      valueName: "image"))
  var compared: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The output cell to start on. (default: the first)", valueName: "node[row,column]"),
    transform: Address.init(argument:))
  var at: Address?

  @Option(
    help: ArgumentHelp(
      """
      What to open: layer, network, maps, strongest (what lights a filter up) or occlusion (what \
      hiding a part changes). (default: network for a network without --at, else layer)
      """, valueName: "screen"))
  var view: Screen?

  @OptionGroup(title: "The screen") var display: DisplayOptions

  func run() throws {
    // Who names nothing to explore is new here.
    if isEmpty { return try Sitting(LessonLibrary(), display).openMenu() }
    var work = try opened()
    try display.show {
      try leave(runSession(&work))
    } orPrint: {
      try printPlain(model(of: work.finish()))
    }
  }

  /// Whether nothing was said about what is to be explored, or how.
  private var isEmpty: Bool {
    image == nil && chain.isEmpty && network.isEmpty && picture.isEmpty && compared.isEmpty
      && at == nil && view == nil
  }

  /// What is to be explored: at once, or after some work.
  enum Work {
    case done(Exploration)
    case loading(NetworkLoading)

    mutating func finish() throws -> Exploration {
      switch self {
      case .done(let exploration): return exploration
      case .loading(var loading):
        let exploration = try loading.finish()
        self = .done(exploration)
        return exploration
      }
    }
  }

  /// The model of what is asked for, before a display is known.
  func openedModel() throws -> Model {
    var work = try opened()
    return try model(of: work.finish())
  }

  private func opened() throws -> Work {
    if let source = try network.source(besides: chain) {
      let image = image ?? BuiltInPicture.standard(for: source.blueprint.input)
      let request = picture.request(path: image, for: source.blueprint)
      let loaded = try Picture.loadNamed(request)
      return .loading(
        try NetworkLoading(
          source, options: network, over: subject(loaded, path: image, scale: request.scale),
          preprocessing: picture.preprocessing(for: source.blueprint)))
    }
    let image = image ?? BuiltInPicture.standard
    let standard = FilterChoice(try FilterCatalog.entry(named: "horizontal"))
    let settings = try chain.settings(fallback: standard)
    let request = picture.request(path: image)
    let loaded = try Picture.loadNamed(request)
    let subject = subject(loaded, path: image, scale: request.scale)
    return .done(try Exploration(subject, settings: settings))
  }

  private func subject(
    _ loaded: Picture, path: String, scale: ValueScale
  ) -> Exploration.Subject {
    Exploration.Subject(
      picture: loaded.tensor, title: loaded.name, arguments: picture.arguments(path: path),
      fullScale: scale.fullScale, channelNames: loaded.channelNames)
  }

  /// The pictures that the present one is compared with: those that were named, else, where it has
  /// their size, the built-in clothes.
  private func album(besides present: Exploration.Subject) throws -> [Exploration.Subject] {
    let shape = present.picture.shape
    let fitting = try network.source(besides: chain).map { picture.fitting(for: $0.blueprint) }
    // A crop is meant for the present picture only.
    func request(path: String) -> PictureRequest {
      var request = PictureRequest(
        path: path, scale: present.fullScale == ValueScale.byte.fullScale ? .byte : .unit,
        colors: shape.channels == 3 ? .rgb : .gray)
      request.fitting = fitting ?? .stretched(to: shape.extent)
      return request
    }
    guard compared.isEmpty else {
      return try compared.map { path in
        let request = request(path: path)
        return subject(try Picture.loadNamed(request), path: path, scale: request.scale)
      }
    }
    guard shape.extent == Extent(28) else { return [] }
    return try BuiltInPicture.clothes.map { piece in
      let request = request(path: piece.name)
      return subject(try piece.load(request), path: piece.name, scale: request.scale)
    }
  }

  private func model(of exploration: Exploration) throws -> Model {
    var model = Model(
      exploration,
      display: DisplayProperties(columns: 80, rows: 24, colors: .monochrome, glyphs: .unicode))
    if display.present { model.chrome = .projector }
    model.album = try album(besides: exploration.subject)
    if !compared.isEmpty { model.albumArguments = ["--pictures"] + compared }
    if let at {
      try go(to: at, in: &model)
    } else if exploration.named != nil {
      // In the middle there is more to see than in a corner.
      let shape = exploration.outputs[0].shape
      try model.go(
        to: Element(row: shape.height / 2, column: shape.width / 2), ofNode: 0)
    }
    return model
  }

  private func go(to address: Address, in model: inout Model) throws {
    do throws(AddressError) {
      try model.go(to: address)
    } catch .shape(let error) {
      throw error
    } catch {
      throw Failure(.usage, "--at: \(error)")
    }
  }

  /// The screen that was asked for, or the one that suits what is explored.
  private func screen(for model: Model) -> Screen {
    view ?? (model.exploration.named != nil && at == nil ? .network : .layer)
  }

  private func printPlain(_ model: Model) throws(OutputError) {
    try StandardOutput.write(display.written(PlainText.text(of: screen(for: model), model)))
  }

  /// The terminal lives in here only, so that it is given back before anything else is written.
  ///
  /// - Returns: The model as it was left, nil if the user did not wait for it; and why it ended, nil
  ///   when the user quit.
  private func runSession(_ work: inout Work) throws -> (model: Model?, ending: Ending?) {
    var terminal = try NcursesTerminal(options: display.terminal)
    if case .loading(var loading) = work {
      var screen = LoadingScreen()
      while !loading.isDone {
        switch screen.report(loading.caption, loading.fraction, on: &terminal) {
        case .goOn: try loading.advance()
        case .stop: return (nil, nil)
        case .end(let ending): return (nil, ending)
        }
      }
      work = .done(loading.exploration)
    }
    let model = try model(of: work.finish())
    var session = Session(Exploring(model, opening: screen(for: model).opening))
    let last = session.run(on: &terminal)
    return (last.content.model, last.ending)
  }

  private func leave(_ last: (model: Model?, ending: Ending?)) throws {
    // Only who left on purpose is there to read it.
    if let model = last.model, last.ending == nil || last.ending == .signal(Ending.interrupt) {
      try StandardOutput.write(model.commandLine + "\n")
    }
    if let ending = last.ending { throw ExitCode(ending.status) }
  }
}

extension Screen: ExpressibleByArgument {}
