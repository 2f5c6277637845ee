import ArgumentParser
import Convolution
import Explorer
import Exports
import Networks
import Training

/// `explore train pictures DIR`: a classifier from one's own pictures.
struct TrainPicturesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pictures",
    abstract: "Train a network to tell the pictures of your own folders apart.",
    discussion: """
      The folder holds one folder for each class, which gives it its name, with pictures of any \
      size in it. They are resized, shuffled with the seed and split as in the lecture: of 185 of \
      a class, 98 to learn from, 49 held out, 38 to test. Or there are folders 'training', \
      'validation' and 'test' with the classes in them. A picture that cannot be read is named and \
      skipped.

      The network is the lecture's for handbags and shoes, or a file of yours. With --transfer, \
      pictures go through a network that was trained on others, once, and only a dense layer on \
      top of what it sees is trained: little is needed for that.

      What is trained is kept with its network, for 'explore predict'.

      Examples:
        explore train pictures clothes
        explore train pictures clothes --size 96x96 --epochs 20 --save clothes.safetensors
        explore train pictures clothes --flip --rotation 0.1 --zoom 0.2
        explore train pictures clothes --transfer resnet50 --weights resnet50.safetensors
      """)

  @Argument(help: "The folder, with a folder of pictures for each class.")
  var folder: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("What all pictures are resized to. (default: 64x64)", valueName: "HxW"),
    transform: { try Extent(pictureArgument: $0) })
  var size: Extent?

  @Flag(help: "Take the pictures in gray, not as red, green and blue.")
  var gray = false

  @Option(
    help: ArgumentHelp("Another network than the lecture's: a network file.", valueName: "file"))
  var network: String?

  @Option(
    help: ArgumentHelp(
      "Learn from the features of a trained network of the catalogue, or of a network file.",
      valueName: "name|file"))
  var transfer: String?

  @Option(help: .transferWeights, transform: weights(argument:))
  var weights: WeightsArgument?

  @OptionGroup(title: "Changes at random") var changes: AugmentationOptions
  @OptionGroup(title: "The recipe") var recipe: RecipeOptions
  @OptionGroup(title: "Files") var files: TrainingFileOptions

  @Option(help: "Without a screen: a table, or the whole history at the end.")
  var format: NetworkTrainingRun.Format?

  @OptionGroup(title: "The screen") var display: DisplayOptions

  func validate() throws {
    if transfer != nil, network != nil || size != nil || gray {
      throw ValidationError(
        "--transfer brings its network, size and colors; leave --network, --size and --gray out, "
          + "or it")
    }
    if network != nil, gray {
      throw ValidationError("--network says whether pictures are gray; leave --gray out")
    }
    if transfer != nil, !changes.isEmpty {
      throw ValidationError(
        "--transfer computes the features of each picture once; leave --flip and what else changes "
          + "pictures out")
    }
    if transfer == nil, weights != nil {
      throw ValidationError("--weights are those of --transfer; add it, or leave them out")
    }
  }

  func run() throws {
    try files.validateOutputs()
    let settled = (size == nil ? [] : ["--size"]) + (gray ? ["--gray"] : [])
    let checkpoint = try recipe.checkpoint(files, besides: settled + changes.names)
    var extraction = try transfer.map { try FeatureExtraction($0, weights: weights) }
    let own = try network.map { try NetworkSource(argument: $0).blueprint }
    let seed = checkpoint?.state.history.recipe.seed ?? recipe.recipe().seed
    let shape = try shape(checkpoint, extraction, own)
    let pictures = try PictureSet(folder, shape: shape, seed: seed)
    var data = pictures.data
    if extraction != nil { data = try features(of: data, &extraction) }
    let blueprint = try own ?? blueprint(for: data, extraction)
    let trainer = try trainer(checkpoint, blueprint, data)
    var run = try NetworkTrainingRun(
      trainer, files: files, display: display, format: format, command: command)
    run.extraction = extraction
    run.notes = notes(pictures, extraction)
    run.firstNote = pictures.skippedNote
    if own == nil { run.networkFile = try whole(trainer.blueprint, extraction) }
    try run.run()
  }

  private func shape(
    _ checkpoint: Checkpoint?, _ extraction: FeatureExtraction?, _ own: Blueprint?
  ) throws -> Shape {
    if let extraction { return extraction.blueprint.input }
    if let own {
      guard let size else { return own.input }
      return try Shape(
        channels: own.input.channels, height: size.height, width: size.width)
    }
    // A training that goes on has settled the size.
    if let checkpoint { return checkpoint.blueprint.input }
    let size = size ?? Extent(64)
    return try Shape(channels: gray ? 1 : 3, height: size.height, width: size.width)
  }

  /// What comes out of the other network, with a line that says how far it is.
  private func features(
    of data: DataSet, _ extraction: inout FeatureExtraction?
  ) throws -> DataSet {
    guard var own = extraction else { return data }
    var line = ProgressLine()
    defer { line.clear() }
    let caption =
      "\(own.blueprint.name): computing \(own.count.grouped) features of each picture"
    let features = try own.features(of: data) { fraction in
      line.show { _ in "\(caption): \(Int(fraction * 100)) %" }
    }
    extraction = own
    return features
  }

  private func blueprint(for data: DataSet, _ extraction: FeatureExtraction?) throws -> Blueprint {
    let name = "pictures-\(data.name)"
    guard let extraction else {
      return try Blueprint.pictures(named: name, of: data.training.shape, classes: data.classes)
    }
    return try Blueprint.head(named: name, features: extraction.count, classes: data.classes)
  }

  private func trainer(
    _ checkpoint: Checkpoint?, _ blueprint: Blueprint, _ data: DataSet
  ) throws -> Trainer {
    if let checkpoint, let path = files.resume {
      return try Trainer(
        resuming: checkpoint, from: path, network: blueprint, data: data, threads: recipe.threads)
    }
    var standard = Recipe()
    standard.augmentation = try changes.augmentation()
    return try Trainer(
      blueprint, data: data, recipe: recipe.recipe(standard: standard), threads: recipe.threads)
  }

  private func notes(_ pictures: PictureSet, _ extraction: FeatureExtraction?) -> [String] {
    var notes: [String] = []
    if pictures.skipped > 0 {
      notes.append(
        pictures.skipped == 1
          ? "One picture could not be read and was skipped."
          : "\(pictures.skipped.grouped) pictures could not be read and were skipped.")
    }
    if let extraction {
      let sets = [pictures.data.training, pictures.data.validation, pictures.data.test]
      let count = sets.reduce(0) { $0 + ($1?.count ?? 0) }
      let kibibytes = count * extraction.count * MemoryLayout<Float>.size / 1024
      notes.append(
        "\(extraction.blueprint.name) made \(extraction.count.grouped) features of each of "
          + "\(count.grouped) pictures, once: \(kibibytes.grouped) KiB.")
    }
    return notes
  }

  /// The network that pictures are put into.
  private func whole(
    _ trained: Blueprint, _ extraction: FeatureExtraction?
  ) throws -> Blueprint {
    guard let extraction else { return trained }
    return try extraction.blueprint.continued(behind: extraction.layer, by: trained)
  }

  /// What goes on with the training, without `--resume` and its file.
  private var command: [String] {
    var words = ["train", "pictures", folder]
    if let network { words += ["--network", network] }
    if let transfer { words += ["--transfer", transfer] }
    if let weights { words += ["--weights", weights.argument] }
    return words
  }
}

extension ArgumentHelp {
  fileprivate static let transferWeights = ArgumentHelp(
    """
    What the network of --transfer has learned: a .safetensors file, with our names or \
    torchvision's, or seed:N for the comparison with one that has learned nothing.
    """, valueName: "file|seed:N")
}
