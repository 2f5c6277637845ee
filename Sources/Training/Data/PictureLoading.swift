package import Convolution

/// A folder of pictures on its way to become a data set, one picture after the other, so that a user can
/// be shown how far it is, and can stop it.
///
/// What cannot be read is skipped and remembered. Where parts have no folders of their own, the pictures
/// of each class are shuffled with the seed and split as in the lecture.
package struct PictureLoading: Sendable {
  package let tree: PictureTree
  /// What all pictures are resized to.
  package let shape: Shape
  private let seed: UInt64
  private let entries: [PictureTree.Entry]
  private var next = 0
  private var loaded: [PictureTree.Entry] = []
  private var bytes: [UInt8] = []
  /// What could not be read, in the order in which it was met.
  package private(set) var skipped: [Skipped] = []

  /// A picture that is not used: its path, and a sentence that begins with the path and says why.
  package struct Skipped: Hashable, Sendable {
    package let path: String
    package let reason: String
  }

  /// The most bytes of all pictures together, of which there are two copies for a moment.
  static let mostBytes = 512 << 20

  /// - Throws: `tooLarge` where the pictures would not fit into memory, `tooFewPictures` where a class
  ///   cannot be split.
  package init(_ tree: PictureTree, shape: Shape, seed: UInt64) throws(DataError) {
    let entries = tree.entries
    let (count, overflows) = entries.count.multipliedReportingOverflow(by: shape.count)
    guard !overflows, count <= Self.mostBytes else {
      throw DataError(
        path: tree.path,
        problem: .tooManyPixels(
          pictures: entries.count, size: [shape.channels, shape.height, shape.width],
          limit: Self.mostBytes))
    }
    (self.tree, self.shape, self.seed, self.entries) = (tree, shape, seed, entries)
    bytes.reserveCapacity(count)
    try check(entries)
  }

  /// How much is done: 0…1.
  package var fraction: Double { Double(next) / Double(entries.count) }

  package var isDone: Bool { next == entries.count }

  /// Loads the next picture.
  ///
  /// - Parameter load: The picture of a file in the shape that is asked for, from 0 to 1.
  package mutating func advance(_ load: (_ path: String, _ shape: Shape) throws -> Tensor) {
    guard !isDone else { return }
    let entry = entries[next]
    next += 1
    do {
      let picture = try load(entry.path, shape)
      precondition(picture.shape == shape, "\(entry.path) is \(picture.shape), not \(shape)")
      bytes += picture.elements.map { UInt8((min(1, max(0, $0)) * 255).rounded()) }
      loaded.append(entry)
    } catch {
      skipped.append(Skipped(path: entry.path, reason: "\(error)"))
    }
  }

  /// What there is to learn from, when all is loaded, with the pictures' paths.
  ///
  /// - Throws: `DataError` where nothing readable is left of a class, or too little.
  package func finished() throws(DataError) -> LabeledFolder {
    precondition(isDone, "not all pictures are loaded")
    try check(loaded)
    let order = split()
    let all = Examples(shape: shape, numbers: .bytes(bytes), labels: loaded.map(\.label))
    func part(_ part: PictureTree.Part) -> [Int] { order[part] ?? [] }
    return LabeledFolder(
      data: DataSet(
        name: lastName(tree.path), classes: tree.classes,
        training: all.selecting(part(.training)), validation: all.selecting(part(.validation)),
        test: all.selecting(part(.test))),
      paths: order.mapValues { indices in indices.map { loaded[$0].path } })
  }
}

/// A data set of files.
package struct LabeledFolder: Hashable, Sendable {
  package let data: DataSet
  /// The path of each picture, in the order of the examples.
  package let paths: [PictureTree.Part: [String]]
}

extension PictureLoading {
  /// Whether there is enough of each class in each part, of what is in the folder or could be read.
  private func check(_ entries: [PictureTree.Entry]) throws(DataError) {
    for part in PictureTree.Part.allCases where tree.files[part] != nil {
      var counts = [Int](repeating: 0, count: tree.classes.count)
      for entry in entries where entry.part == part { counts[Int(entry.label)] += 1 }
      // Of the training pictures, the parts are taken that have no folder.
      let isSplit = part == .training && tree.files.count < PictureTree.Part.allCases.count
      for (label, count) in counts.enumerated() {
        let first = tree.files[part]?[label].first ?? tree.path
        let folder = first.lastIndex(of: "/").map { String(first[..<$0]) } ?? first
        guard count > 0 else {
          throw DataError(
            path: folder,
            problem: .emptyClass(skipped: tree.files[part]?[label].count ?? 0))
        }
        guard !isSplit || count >= PictureSplit.fewest else {
          throw DataError(
            path: folder, problem: .tooFewPictures(found: count, needed: PictureSplit.fewest))
        }
      }
    }
  }

  /// The indices of the loaded pictures of each part.
  private func split() -> [PictureTree.Part: [Int]] {
    var order: [PictureTree.Part: [Int]] = [:]
    for label in tree.classes.indices {
      for part in PictureTree.Part.allCases where tree.files[part] != nil {
        let indices = loaded.indices.filter {
          loaded[$0].part == part && Int(loaded[$0].label) == label
        }
        guard part == .training else {
          order[part, default: []] += indices
          continue
        }
        // A class has an order of its own: pictures that come to another one change nothing here.
        let shuffled = Shuffle.order(
          count: indices.count, seed: Chance.order.seed(from: seed, at: label), epoch: 0
        ).map { indices[$0] }
        var rest = shuffled[...]
        let isSplit = tree.files.count < PictureTree.Part.allCases.count
        let counts =
          isSplit ? PictureSplit.counts(of: indices.count) : (validation: 0, test: 0)
        if tree.files[.validation] == nil {
          order[.validation, default: []] += rest.suffix(counts.validation)
          rest = rest.dropLast(counts.validation)
        }
        if tree.files[.test] == nil {
          order[.test, default: []] += rest.suffix(counts.test)
          rest = rest.dropLast(counts.test)
        }
        order[.training, default: []] += rest
      }
    }
    return order
  }
}
