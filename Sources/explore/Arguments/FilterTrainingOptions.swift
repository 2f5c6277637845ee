import ArgumentParser
import Convolution
import Explorer
import ImageFiles
import Training
import Workbench

/// What a filter is to learn, and how.
struct FilterTrainingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      What should come out: what a filter of the catalogue makes of the picture, or 'blank', to \
      paint on. (default: horizontal)
      """, valueName: "name"))
  var target: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The same with your own filter: \"1 0 -1\".", valueName: "rows|file"),
    transform: KernelArgument.init(argument:))
  var targetKernel: KernelArgument?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("A table of numbers that should come out.", valueName: "file"))
  var targetMap: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What is painted over it, as 'q' prints it: \"ROW,FIRST-LAST=NUMBER;…\".",
      valueName: "strokes"))
  var paint: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The filter's size where no filter is the target. (default: 3)", valueName: "N|HxW"),
    transform: { try Extent(argument: $0) })
  var size: Extent?

  @Flag(inversion: .prefixedNo, help: "Learn a number that is added to every sum.")
  var bias = false

  @Flag(inversion: .prefixedNo, help: "Compare behind a ReLU.")
  var relu = false

  @Option(
    help: ArgumentHelp("What the first numbers follow from. (default: 1)", valueName: "number"))
  var seed: UInt64?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Your own first numbers, in reading order; the bias last. 0 for zeros.",
      valueName: "numbers"))
  var start: String?

  @Option(help: "What turns gradients into updates.")
  var optimizer = OptimizerKind.gradientDescent

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The learning rate. (default: a round one that suits the picture)", valueName: "number"),
    transform: { text in
      let rate = try number(argument: text)
      guard rate > 0 else { throw ArgumentError.expected("a number above 0, such as 0.05") }
      return rate
    })
  var rate: Float?

  @Option(
    help: ArgumentHelp("For --optimizer momentum. (default: 0.9)", valueName: "number"),
    transform: { text in
      let momentum = try number(argument: text)
      guard 0..<1 ~= momentum else {
        throw ArgumentError.expected("a number from 0 to below 1, such as 0.9")
      }
      return momentum
    })
  var momentum: Float?

  @Option(
    help: ArgumentHelp(
      "From a step on, another optimizer or rate: STEP:OPTIMIZER:RATE[:MOMENTUM].",
      valueName: "change"),
    transform: OptimizerChange.init(argument:))
  var change: [OptimizerChange] = []
}

extension FilterTrainingOptions {
  /// - Throws: `Failure`, `UnknownFilter` or `PictureError` for what cannot be learned.
  func setup(over picture: Tensor) throws -> FilterSetup {
    var setup = FilterSetup(target: FilterTarget(try base()))
    (setup.hasBias, setup.hasReLU) = (bias, relu)
    if let paint {
      do {
        let map = try setup.target.map(of: picture, hasReLU: relu).shape.extent
        setup.target.strokes = try PaintText.parse(paint, on: map)
      } catch let error as ArgumentError {
        throw Failure(.usage, "--paint \"\(paint)\": \(error)")
      }
    }
    setup.start = try firstNumbers(for: setup.task(over: picture))
    return setup
  }

  private func base() throws -> FilterTarget.Base {
    let kernel = size ?? Extent(3)
    let given = [target != nil, targetKernel != nil, targetMap != nil].count { $0 }
    guard given < 2 else {
      throw Failure(
        .usage, "--target, --target-kernel and --target-map exclude each other; give one of them")
    }
    if let targetMap {
      let loaded = try Picture.loadNamed(PictureRequest(path: targetMap))
      return .map(loaded.tensor, title: loaded.name, path: targetMap, kernel)
    }
    guard target != "blank" else { return .blank(kernel) }
    guard size == nil else {
      throw Failure(.usage, "--size is for --target blank and --target-map; a filter has its own")
    }
    if let targetKernel { return .filter(try targetKernel.filter()) }
    return .filter(FilterChoice(try FilterCatalog.entry(named: target ?? "horizontal")))
  }

  private func firstNumbers(for task: FilterTask) throws(Failure) -> FilterSetup.Start {
    guard let start else { return .seed(seed ?? 1) }
    guard seed == nil else {
      throw Failure(.usage, "--seed and --start exclude each other; give one of them")
    }
    let words = start.split { $0.isWhitespace || ",;|".contains($0) }
    if words == ["0"] { return .zeros }
    let numbers = words.compactMap { KernelText.number($0) }
    guard numbers.count == words.count else {
      throw Failure(.usage, "--start \"\(start)\": write numbers such as \"0.5 0 -1/9\"")
    }
    guard numbers.count == task.count || numbers.count == task.filterShape.count else {
      throw Failure(
        .usage, "--start has \(numbers.count) numbers, and \(task.count) are learned")
    }
    let weights = task.filterShape.count
    return .numbers(
      Array(numbers.prefix(weights)), bias: numbers.count > weights ? numbers[weights] : 0)
  }

  /// nil for a round rate that suits the picture.
  func optimizer(for curvature: LossCurvature) -> Optimizer {
    let momentum = momentum ?? OptimizerKind.standardMomentum
    let draft = optimizer.optimizer(rate: 1, momentum: momentum)
    return optimizer.optimizer(
      rate: rate ?? curvature.sensibleRate(for: draft), momentum: momentum)
  }
}

extension OptimizerKind: ExpressibleByArgument {}
