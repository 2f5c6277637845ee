import ArgumentParser
import Convolution
import Drawing
import Explorer
import Exports
import ImageFiles
import Networks
import Terminal
import Workbench

/// `explore live NETWORK`: what a network takes the frames of a stream for, as they come.
struct LiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "live",
    abstract: "Watch what a network takes a camera's pictures for.",
    discussion: """
      Frames come from standard input: PGM or PPM pictures one after another, or Y4M. Space freezes \
      one and opens it in the network, where any number can be asked why; Space goes back.

      A camera on Linux, and on a Mac (there, 'ffmpeg -f avfoundation -list_devices true -i ""' lists \
      the cameras, and the terminal has to be allowed to use one); -nostdin leaves the keys to the screen:

        ffmpeg -nostdin -loglevel error -f v4l2 -video_size 640x480 \\
          -i /dev/video0 -f image2pipe -c:v ppm - |
          explore live fashion-mnist --invert --contrast --mirror

        ffmpeg -nostdin -loglevel error -f avfoundation -framerate 30 \\
          -video_size 640x480 -i 0 -f image2pipe -c:v ppm - |
          explore live fashion-mnist --invert --contrast --mirror

      The clothes of Fashion-MNIST are bright on black: hold a dark thing before a light wall, and \
      --invert --contrast make it so.

      Frames that come faster than the network is are skipped, so that the screen never lags behind; \
      --no-skip takes them all. As text, all are taken unless --skip says otherwise.

      After damage, such as lost bytes, the stream is taken up again at the next frame of the same \
      size; at most two frames are lost. The colors of Y4M are taken as those of BT.601.

      Examples:
        cat Assets/fashion/*.pgm | explore live fashion-mnist --rate 1
        cat Assets/fashion/*.pgm | explore live fashion-mnist --plain
        ffmpeg -nostdin -loglevel error -re -f lavfi \\
          -i testsrc=size=320x240:rate=30 -f image2pipe -c:v ppm - |
          explore live fashion-mnist
        ffmpeg -nostdin -loglevel error -re -i film.mp4 -f image2pipe -c:v ppm - |
          explore live resnet50 --weights resnet50.safetensors
      """)

  @Argument(help: "A network of the catalogue, or a network file.")
  var network: String

  @Option(help: .weights, transform: weights(argument:))
  var weights: WeightsArgument?

  @Option(
    help: """
      crop: the largest part in the middle of the frame that suits the network. stretch: all of it, \
      whatever becomes of its proportions.
      """)
  var fit = FrameFit.crop

  @Flag(help: "Dark becomes bright, for networks that have learned white on black.")
  var invert = false

  @Flag(help: "Full contrast: the darkest becomes black, the brightest white.")
  var contrast = false

  @Flag(help: "Mirror the frames, so that moving left moves left.")
  var mirror = false

  @Option(
    help: ArgumentHelp("Below this probability, it says \"not sure\".", valueName: "0…1"),
    transform: share(argument:))
  var sure = LiveModel.standardSureness

  @Option(
    help: ArgumentHelp(
      """
      Average the probabilities over so many frames, so that the answer does not flicker. (default: 3 \
      on the screen; as text, 1)
      """,
      valueName: "1…\(LiveModel.smoothings.upperBound)"),
    transform: smoothing(argument:))
  var smooth: Int?

  @Option(
    help: ArgumentHelp(
      "Take at most so many frames a second: for pictures from files. (default: as they come)",
      valueName: "N"),
    transform: rate(argument:))
  var rate: Double?

  @Flag(
    inversion: .prefixedNo,
    help: "Skip frames for which there is no time. (default: on the screen, yes; as text, no)")
  var skip: Bool?

  @Option(help: "As text, a line for each frame to read, or a JSON object. JSON implies --plain.")
  var format = LiveText.Format.text

  @OptionGroup(title: "The screen") var display: DisplayOptions

  func run() throws {
    guard !StandardInput.isTerminal else {
      throw Failure(
        .usage,
        "live reads frames from standard input, which is a terminal; send it a camera's: ffmpeg … | "
          + "explore live \(network) (see 'explore live --help')")
    }
    let source = try NetworkSource(argument: network)
    try source.blueprint.requireAnswer()
    guard format == .text else { return try writeLines(source) }
    try display.show {
      try watch(source)
    } orPrint: {
      try writeLines(source)
    }
  }

  private var settings: FrameSettings {
    FrameSettings(
      isStretched: fit == .stretch, isInverted: invert, hasFullContrast: contrast,
      isMirrored: mirror)
  }

  private func preparation(for blueprint: Blueprint) -> FramePreparation {
    var preparation = FramePreparation(
      for: PictureRequest(path: "-", for: blueprint), channels: blueprint.input.channels)
    preparation.settings = settings
    return preparation
  }

  private func loading(_ source: NetworkSource) throws -> WeightsLoading {
    let blueprint = source.blueprint
    return try WeightsLoading(
      source, weights: weights, for: blueprint,
      preprocessing: blueprint.pretraining?.preprocessing,
      arguments: ["--network", blueprint.name])
  }
}

// MARK: - On the screen

extension LiveCommand {
  /// The terminal lives in here only, so that it is given back before anything else is written.
  private func watch(_ source: NetworkSource) throws {
    var assembly = try loading(source)
    let last = try onTerminal(&assembly)
    if let failure = last.failure { throw failure }
    // Only who left on purpose is there to read it.
    if last.ending == nil || last.ending == .signal(Ending.interrupt) {
      try StandardOutput.write(commandLine(last.model) + "\n")
    }
    if let ending = last.ending { throw ExitCode(ending.status) }
  }

  private func onTerminal(
    _ assembly: inout WeightsLoading
  ) throws -> (model: LiveModel?, failure: StreamError?, ending: Ending?) {
    var terminal = try NcursesTerminal(options: display.terminal)
    var screen = LoadingScreen()
    while !assembly.isDone {
      switch screen.report(assembly.caption, assembly.fraction, on: &terminal) {
      case .goOn: try assembly.advance()
      case .stop: return (nil, nil, nil)
      case .end(let ending): return (nil, nil, ending)
      }
    }
    let feed = FrameFeed(pace: FrameFeed.Pace(skips: skip ?? true, rate: rate))
    feed.whenChanged { NcursesTerminal.wake() }
    // Before the terminal goes: nobody may wake what is not there.
    defer { feed.whenChanged(nil) }
    try feed.start()
    let preparation = preparation(for: assembly.blueprint)
    let model = LiveModel(
      assembly.named, fullScale: preparation.fullScale, settings: settings,
      smoothing: smooth ?? LiveModel.standardSmoothing,
      sureness: sure, isPresenting: display.present, display: terminal.properties)
    var session = Session(Watching(model, feed: feed, preparation: preparation))
    let last = session.run(on: &terminal)
    return (last.content.model, last.content.failure, last.ending)
  }

  /// What brings the screen back as it was left; the stream is for the user to send.
  private func commandLine(_ model: LiveModel?) -> String {
    let settings = model?.settings ?? settings
    var words = ["explore", "live", network]
    if let weights { words += ["--weights", weights.argument] }
    if settings.isStretched { words += ["--fit", "stretch"] }
    if settings.isInverted { words.append("--invert") }
    if settings.hasFullContrast { words.append("--contrast") }
    if settings.isMirrored { words.append("--mirror") }
    let sureness = model?.sureness ?? sure
    if sureness != LiveModel.standardSureness { words += ["--sure", "\(sureness)"] }
    let smoothing = model?.smoothing ?? smooth ?? LiveModel.standardSmoothing
    if smoothing != LiveModel.standardSmoothing { words += ["--smooth", "\(smoothing)"] }
    return "… | " + words.map(\.quotedForShell).joined(separator: " ")
  }
}

// MARK: - As text

extension LiveCommand {
  private func writeLines(_ source: NetworkSource) throws {
    var assembly = try loading(source)
    while !assembly.isDone { try assembly.advance() }
    let named = assembly.named
    let feed = FrameFeed(pace: FrameFeed.Pace(skips: skip ?? false, rate: rate))
    try feed.start()
    let preparation = preparation(for: assembly.blueprint)
    let text = LiveText(format: format)
    var recent: [[Float]] = []
    var warning = named.isUntrained ? "explore: \(PredictionText.warning(named.title))\n" : ""
    while let arrival = feed.next() {
      do {
        var tensor = try preparation.prepared(arrival.frame).input
        try named.network.apply(to: &tensor)
        recent = (recent + [named.probabilities(of: tensor)]).suffix(smooth ?? 1)
      } catch let error as PictureError {
        writeToStandardError("explore: frame \(arrival.frame.number) is left out: \(error)\n")
        continue
      }
      // Only once there is an answer to be warned of.
      if !warning.isEmpty { writeToStandardError(warning) }
      warning = ""
      let labels = named.classLabels(count: recent[0].count)
      let answer = LiveAnswer(recent, labels: labels, sureness: sure)
      try StandardOutput.write(
        display.written(text.line(answer, frame: arrival.frame.number)))
    }
    switch feed.end {
    case .failed(let error): throw error
    case .whole(let count):
      if let remark = count.remark {
        writeToStandardError("explore: standard input: \(remark)\n")
      }
    case nil: break
    }
  }
}

extension FrameFit: ExpressibleByArgument {}
extension LiveText.Format: ExpressibleByArgument {}

private func share(argument text: String) throws(ArgumentError) -> Float {
  guard let share = Float(text), 0...1 ~= share else {
    throw .expected("a probability from 0 to 1, such as 0.6")
  }
  return share
}

private func smoothing(argument text: String) throws(ArgumentError) -> Int {
  guard let count = Int(text), LiveModel.smoothings ~= count else {
    throw .expected("a whole number from 1 to \(LiveModel.smoothings.upperBound)")
  }
  return count
}

private func rate(argument text: String) throws(ArgumentError) -> Double {
  guard let rate = Double(text), 0.01...1000 ~= rate else {
    throw .expected("frames a second, from 0.01 to 1000")
  }
  return rate
}
