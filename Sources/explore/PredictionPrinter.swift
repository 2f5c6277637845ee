import Exports
import ImageFiles
import Networks
import Training

/// Writes what a network takes pictures for, one picture or one file of pictures after the other.
struct PredictionPrinter {
  private let classifier: Classifier
  private var text: PredictionText
  /// The most classes for each picture.
  private let top: Int
  private let isASCII: Bool

  /// - Parameters:
  ///   - text: Gives the answers their form.
  ///   - top: The most classes for each picture.
  init(_ classifier: Classifier, text: PredictionText, keeping top: Int, inASCII isASCII: Bool) {
    (self.classifier, self.text, self.top, self.isASCII) = (classifier, text, top, isASCII)
  }

  func begin() throws(OutputError) { try write(text.head) }

  func end() throws(OutputError) { try write(text.tail) }

  /// A picture, or a file of many.
  ///
  /// - Throws: What is wrong with it, or `OutputError`.
  mutating func add(_ path: String) throws {
    if PictureFile.isOne(path) {
      try add(PictureFile(path: path, classes: classifier.blueprint.classes.count))
      return
    }
    let name = path == "-" ? "standard input" : shown(path)
    try write(text.add(try classifier.prediction(for: path, named: name, keeping: top)))
  }

  /// Many pictures.
  ///
  /// - Throws: `DataError` for a size that does not suit the network, or `OutputError`.
  mutating func add(_ file: PictureFile) throws {
    var tally = PredictionTally(file, of: classifier.blueprint, naming: shown)
    let classes = tally.classes
    var line = ProgressLine()
    defer { line.clear() }
    try classifier.answer(file) { range, shares in
      if text.format == .csv {
        for (place, index) in range.enumerated() {
          let own = shares[place * classes.count..<(place + 1) * classes.count]
          let prediction = Prediction(
            "\(tally.file)[\(index)]", shares: own, classes: classes, keeping: top)
          try write(text.add(prediction))
        }
      } else {
        tally.add(shares)
      }
      line.show { _ in
        "\(classifier.blueprint.name): \(range.upperBound.grouped) of \(tally.count.grouped) pictures"
      }
    }
    line.clear()
    try write(text.add(tally))
  }

  /// A picture that could not be read.
  mutating func add(_ path: String, complaint: String) throws(OutputError) {
    try write(text.add(path, complaint: complaint))
  }

  /// For the eye, a name that could command the terminal is made harmless.
  private func shown(_ path: String) -> String { text.format == .text ? singleLine(path) : path }

  private func write(_ text: String) throws(OutputError) {
    // Data stay as they are.
    try StandardOutput.write(isASCII ? text.ascii : text)
  }
}
