import ArgumentParser
import Convolution
import Explorer
import Networks
import Training

/// `explore train fashion-mnist`: the lecture's first network, from random numbers.
struct TrainFashionMNISTCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fashion-mnist",
    abstract: "Train a network to tell ten kinds of clothing apart.",
    discussion: """
      As in the lecture: two convolutions with 32 filters of 2x2, pooling after each, dense layers \
      of 256 and 10; Adam, batches of 64, 10 epochs, a fifth of the pictures held out to watch how \
      well it goes. On the screen everything can be watched while it forms. Without a terminal, or \
      with --plain, a row is printed for each epoch, and the test accuracy last.

      The same seed gives the same numbers, bit for bit, on any number of threads. What is trained \
      is kept at the end of each epoch and when it is stopped (Ctrl-C), and goes on from there with \
      --resume as if it had never stopped. The file is one of weights, too:

        explore predict fashion-mnist --weights shoes.safetensors photo.jpg

      Examples:
        explore train fashion-mnist
        explore train fashion-mnist --network dense --plain
        explore train fashion-mnist --save shoes.safetensors --history run.json --plot run.svg
        explore train fashion-mnist --resume shoes.safetensors --epochs 20
        explore train fashion-mnist --data sample --optimizer sgd --rate 1000 --plain
      """)

  @Option(
    help: ArgumentHelp(
      "What is trained: fashion-mnist, dense, or a network file. (default: fashion-mnist)",
      valueName: "name|file"))
  var network: String?

  @OptionGroup(title: "The pictures") var pictures: FashionMNISTOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The share of the training pictures that is held out. (default: 0.2)", valueName: "share"),
    transform: { text in
      let share = try number(argument: text)
      guard 0..<1 ~= share else {
        throw ArgumentError.expected("a number from 0 to below 1, such as 0.2")
      }
      return Double("\(share)") ?? Double(share)
    })
  var validation: Double?

  @OptionGroup(title: "Changes at random") var changes: AugmentationOptions
  @OptionGroup(title: "The recipe") var recipe: RecipeOptions
  @OptionGroup(title: "Files") var files: TrainingFileOptions

  @Option(help: "Without a screen: a table, or the whole history at the end.")
  var format: NetworkTrainingRun.Format?

  @OptionGroup(title: "The screen") var display: DisplayOptions

  func run() throws {
    try files.validateOutputs()
    // Its mistakes are found before a second is spent on the pictures.
    let checkpoint = try recipe.checkpoint(
      files, besides: (validation == nil ? [] : ["--validation"]) + changes.names)
    let blueprint = try blueprint()
    let data = try pictures.load()
    let trainer = try trainer(checkpoint, blueprint, data)
    try NetworkTrainingRun(
      trainer, files: files, display: display, format: format, command: command
    ).run()
  }

  private func blueprint() throws -> Blueprint {
    let name = network ?? "fashion-mnist"
    return try NetworkSource(argument: name == "dense" ? "fashion-mnist-dense" : name).blueprint
  }

  private func trainer(
    _ checkpoint: Checkpoint?, _ blueprint: Blueprint, _ data: DataSet
  ) throws -> Trainer {
    guard let checkpoint, let path = files.resume else {
      var recipe = recipe.recipe()
      recipe.validationShare = validation ?? recipe.validationShare
      recipe.augmentation = try changes.augmentation()
      return try Trainer(blueprint, data: data, recipe: recipe, threads: self.recipe.threads)
    }
    return try Trainer(
      resuming: checkpoint, from: path, network: network == nil ? nil : blueprint, data: data,
      threads: recipe.threads)
  }

  /// What goes on with the training, without `--resume` and its file.
  private var command: [String] {
    ["train", "fashion-mnist"] + (pictures.data.map { ["--data", $0] } ?? [])
  }
}

extension Trainer {
  /// A training that goes on from a file.
  ///
  /// - Parameter network: The network that somebody wants to be trained; nil for that of the file.
  /// - Throws: `CheckpointError`, which names the file.
  init(
    resuming checkpoint: Checkpoint, from path: String, network: Blueprint?, data: DataSet,
    threads: Int?
  ) throws(CheckpointError) {
    do throws(TrainingError) {
      if let network, network.nodes != checkpoint.blueprint.nodes {
        throw .otherTraining(
          "network", expected: network.name, found: checkpoint.blueprint.name)
      }
      try self.init(resuming: checkpoint, data: data, threads: threads)
    } catch {
      throw CheckpointError(path: path, problem: .training(error))
    }
  }
}
