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

      A file of pictures in the IDX format, packed with gzip or not, is taken as a whole: how often       each class was chosen and, where its labels stand beside it under the usual name       (t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte), how many answers were right and who was       taken for whom. Its pictures have to be as large as the network takes them. JSON has the best       class of each of them and its share, CSV the lines that a single picture has. A network of 28x28       and ten classes needs no file: it is shown the 10,000 test pictures of Fashion-MNIST, where       Debian's dataset-fashion-mnist or Keras has put them, or those of --data.

      A picture that cannot be read is named, and the others go on; the status at the end is 65, or \
      66 where there was nothing to read.

      Weights of those four come from torchvision, in one line of Python:

        python3 -c "import torchvision, safetensors.torch as s; s.save_file(torchvision.models\
      .resnet50(weights='IMAGENET1K_V1').state_dict(), 'resnet50.safetensors')"

      Examples:
        explore predict resnet50 --weights resnet50.safetensors photo.jpg
        explore predict fashion-mnist ankle-boot bag shirt --top 3
        explore predict fashion-mnist
        explore predict fashion-mnist /usr/share/datasets/fashion-mnist/t10k-images-idx3-ubyte.gz
        explore predict fashion-mnist --data sample --format json
        explore predict stripes.yaml *.png --format csv
        convert photo.heic ppm:- | explore predict resnet50 --weights resnet50.safetensors -
      """)

  @Argument(help: "A network of the catalogue, or a network file.")
  var network: String

  @Argument(help: .pictures)
  var pictures: [String] = []

  @OptionGroup(title: "Without pictures") var testPictures: FashionMNISTOptions

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

  func validate() throws {
    if !pictures.isEmpty, testPictures.data != nil {
      throw ValidationError("--data says which pictures to take; leave it out, or the others")
    }
  }

  func run() throws {
    let classifier = try Classifier(network, weights: weights)
    // Data are the same in every locale.
    let isASCII = format == .text && (ascii || !StandardOutput.isUniversal)
    var printer = PredictionPrinter(
      classifier, text: classifier.text(format), keeping: top, inASCII: isASCII)
    let own = pictures.isEmpty ? try classifier.testPictures(testPictures) : nil
    try printer.begin()
    if classifier.isUntrained, format == .csv {
      writeToStandardError("explore: \(PredictionText.warning(classifier.blueprint.name))\n")
    }
    if let own { try printer.add(own) }
    var statuses: Set<Int32> = []
    for picture in pictures {
      do {
        try printer.add(picture)
      } catch let error as OutputError {
        throw error
      } catch {
        let report = Report(of: error, from: Explore.self)
        writeToStandardError(report.complaint)
        statuses.insert(report.status)
        try printer.add(picture, complaint: "\(error)")
      }
    }
    try printer.end()
    guard let status = statuses.first else { return }
    throw ExitCode(statuses.count == 1 ? status : Failure.Status.badData.rawValue)
  }
}

extension PredictionText.Format: ExpressibleByArgument {}
