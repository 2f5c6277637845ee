import Convolution
package import Networks
package import Training

/// What a network takes the pictures of a file for, counted.
package struct PredictionTally: Hashable, Sendable {
  /// What the file is called.
  package let file: String
  /// Where the labels come from; nil for pictures that nobody has labeled.
  package let labelsFile: String?
  /// How many pictures there are.
  package let count: Int
  /// What the classes are called.
  package let classes: [String]
  /// What each picture so far is taken for.
  package private(set) var answers: [Int] = []
  /// How much of each answer that class has.
  package private(set) var shares: [Float] = []
  private let labels: [UInt8]?

  /// - Parameter name: Makes of a path what is shown.
  package init(
    _ file: PictureFile, of blueprint: Blueprint, naming name: (String) -> String = { $0 }
  ) {
    self.file = name(file.path)
    labelsFile = file.labelsPath.map(name)
    count = file.examples.count
    labels = file.labelsPath == nil ? nil : file.examples.labels
    classes = blueprint.classes
  }

  /// Counts the next pictures.
  ///
  /// - Parameter shares: For each of them a share for every class; of equal ones the first counts, and
  ///   what is no number never does.
  package mutating func add(_ shares: [Float]) {
    for start in stride(from: 0, to: shares.count, by: classes.count) {
      var best = start
      for index in start..<start + classes.count
      where shares[index] > shares[best] || shares[best].isNaN && !shares[index].isNaN {
        best = index
      }
      answers.append(best - start)
      self.shares.append(shares[best])
    }
  }

  /// How often each class was chosen.
  package var chosen: [Int] {
    answers.reduce(into: classes.map { _ in 0 }) { $0[$1] += 1 }
  }

  /// How many pictures of each class (row) were taken for each class (column); nil without labels.
  package var confusion: [[Int]]? {
    guard let labels else { return nil }
    return zip(labels, answers).reduce(into: classes.map { _ in classes.map { _ in 0 } }) {
      $0[Int($1.0)][$1.1] += 1
    }
  }

  /// How many were right; nil without labels.
  package var correct: Int? {
    guard let labels else { return nil }
    return zip(labels, answers).reduce(0) { $0 + (Int($1.0) == $1.1 ? 1 : 0) }
  }
}

extension Blueprint {
  /// What a network that `requireAnswer` lets pass calls its classes; a single number tells two apart.
  package var classes: [String] {
    (0..<max(2, output.count)).map { labels.indices ~= $0 ? labels[$0] : "class \($0)" }
  }
}
