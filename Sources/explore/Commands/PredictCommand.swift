import ArgumentParser
import Explorer
import Exports
import ImageFiles
import Networks

/// `explore predict NETWORK PICTURE…`: what a network takes pictures for.
struct PredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Say what a network takes pictures for.",
    discussion: """
      Pictures are made ready as the network was trained with them. For alexnet, vgg16, resnet18 and \
      resnet50 the shorter side is made 256 pixels long, the middle 224x224 is taken, and each color \
      loses the mean of ImageNet and is divided by its deviation. Others get the whole picture in \
      their own size; fashion-mnist wants 28x28, gray, and bright clothes on black as in its data.

      A picture that cannot be read is named, and the others go on; the status at the end is 65, or \
      66 where there was nothing to read.

      Weights of those four come from torchvision, in one line of Python:

        python3 -c "import torchvision, safetensors.torch as s; s.save_file(torchvision.models\
      .resnet50(weights='IMAGENET1K_V1').state_dict(), 'resnet50.safetensors')"

      Examples:
        explore predict resnet50 --weights resnet50.safetensors photo.jpg
        explore predict fashion-mnist ankle-boot bag shirt --top 3
        explore predict stripes.yaml *.png --format csv
        convert photo.heic ppm:- | explore predict resnet50 --weights resnet50.safetensors -
      """)

  @Argument(help: "A network of the catalogue, or a network file.")
  var network: String

  @Argument(help: .pictures)
  var pictures: [String]

  @Option(help: .weights, transform: weights(argument:))
  var weights: WeightsArgument?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The most classes for each picture. (default: 5)", valueName: "N"),
    transform: { try wholeNumber(argument: $0, atLeast: 1) })
  var top = 5

  @Option(help: "Bars to look at, one JSON object, or a line for each class.")
  var format = PredictionText.Format.text

  @Flag(help: "Draw bars with ASCII characters only.")
  var ascii = false

  func run() throws {
    let classifier = try Classifier(network, weights: weights)
    var text = classifier.text(format)
    try write(text.head)
    if classifier.isUntrained, format == .csv {
      writeToStandardError("explore: \(PredictionText.warning(classifier.blueprint.name))\n")
    }
    var statuses: Set<Int32> = []
    for picture in pictures {
      do {
        // For the eye, a name that could command the terminal is made harmless.
        let shown = format == .text ? singleLine(picture) : picture
        let name = picture == "-" ? "standard input" : shown
        let prediction = try classifier.prediction(for: picture, named: name, keeping: top)
        try write(text.add(prediction))
      } catch let error as OutputError {
        throw error
      } catch {
        let report = Report(of: error, from: Explore.self)
        writeToStandardError(report.complaint)
        statuses.insert(report.status)
        try write(text.add(picture, complaint: "\(error)"))
      }
    }
    try write(text.tail)
    guard let status = statuses.first else { return }
    throw ExitCode(statuses.count == 1 ? status : Failure.Status.badData.rawValue)
  }

  private func write(_ text: String) throws(OutputError) {
    // Data stay as they are.
    try StandardOutput.write(format == .text ? text.written(inASCII: ascii) : text)
  }
}

extension PredictionText.Format: ExpressibleByArgument {}
