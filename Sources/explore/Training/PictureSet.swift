import Convolution
import Exports
import Networks
import Training

/// A folder of pictures, read as a data set with whatever is to be said of it.
struct PictureSet {
  let data: DataSet
  /// How many pictures could not be read.
  let skipped: Int
  /// What was wrong with the first of them.
  let firstReason: String?

  /// The complaints that are written; more would hide what follows them.
  private static let mostComplaints = 10

  /// Reads all of it. Pictures that cannot be read are named on standard error, skipped and counted.
  ///
  /// - Throws: `DataError`.
  init(_ folder: String, shape: Shape, seed: UInt64) throws(DataError) {
    let tree = try PictureFolder.tree(folder)
    var loading = try PictureLoading(tree, shape: shape, seed: seed)
    var line = ProgressLine()
    while !loading.isDone {
      let known = loading.skipped.count
      loading.advance(PictureFolder.picture)
      if loading.skipped.count > known, known < Self.mostComplaints {
        line.clear()
        let reason = loading.skipped[known].reason
        writeToStandardError("explore: skipped: \(singleLine(reason))\n")
      }
      line.show { _ in "reading pictures: \(Int(loading.fraction * 100)) %" }
    }
    line.clear()
    skipped = loading.skipped.count
    firstReason = loading.skipped.first.map { singleLine($0.reason) }
    if skipped > Self.mostComplaints {
      writeToStandardError("explore: skipped \(skipped - Self.mostComplaints) more\n")
    }
    data = try loading.finished().data
  }

  /// `2 pictures skipped, the first: shoes/3.png: …`; nil where all could be read.
  var skippedNote: String? {
    firstReason.map { reason in
      skipped == 1
        ? "1 picture skipped: \(reason)"
        : "\(skipped.grouped) pictures skipped, the first: \(reason)"
    }
  }
}
