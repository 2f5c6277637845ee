import ArgumentParser
import Convolution

/// The program itself: what `explore --help` shows.
struct Explore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "See every multiplication of a convolution.",
    usage: """
      explore                           opens the menu of lessons
      explore <image> [<options>]       opens the explorer ('explore show --help')
      explore <subcommand> …
      """,
    discussion: """
      Sizes are HEIGHTxWIDTH everywhere; rows, columns and channels count from 0, steps from 1.

      Examples:
        explore
        explore lesson 2
        explore photo.jpg
        explore photo.jpg --filter horizontal --stride 2
        explore photo.jpg --kernel "-1 0 1" --pool max
        explore apply photo.jpg --filter sobel-x -o edges.png
        explore steps three --filter vertical --count 3
        explore network fashion-mnist
        explore predict fashion-mnist ankle-boot
        explore train filter
        explore train fashion-mnist
        cat Assets/fashion/*.pgm | explore live fashion-mnist --rate 1
        explore augment sneaker
        explore size --input 28x28 --kernel 3x3 --stride 2 --padding 1
      """,
    version: "explore 0.1.0",
    subcommands: [
      ShowCommand.self, ApplyCommand.self, StepsCommand.self, FiltersCommand.self,
      NetworkCommand.self, TrainCommand.self, PredictCommand.self, LiveCommand.self,
      SizeCommand.self, AugmentCommand.self, LessonsCommand.self, LessonCommand.self,
    ],
    defaultSubcommand: ShowCommand.self)
}
