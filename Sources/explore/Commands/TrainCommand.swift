import ArgumentParser

/// `explore train …`: filters and networks that learn.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Watch filters and networks learn.",
    subcommands: [
      TrainFilterCommand.self, TrainFashionMNISTCommand.self, TrainPicturesCommand.self,
      TrainCompareCommand.self,
    ])
}
