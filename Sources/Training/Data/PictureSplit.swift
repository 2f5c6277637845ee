/// How many of a class's pictures are learned from, held out and kept for the end: as many of each as in
/// the lecture, where of 185 pictures 98, 49 and 38 are.
package enum PictureSplit {
  private static let lecture = (training: 98, validation: 49, test: 38)

  /// The fewest pictures of a class, one for each part.
  package static let fewest = 3

  /// How many of `count` pictures are held out, and how many are kept for the end; at least one each.
  ///
  /// - Precondition: There are at least `fewest`.
  package static func counts(of count: Int) -> (validation: Int, test: Int) {
    precondition(count >= fewest, "\(count) pictures cannot be split into three")
    func share(_ part: Int) -> Int {
      let whole = lecture.training + lecture.validation + lecture.test
      return max(1, (2 * count * part + whole) / (2 * whole))
    }
    return (share(lecture.validation), share(lecture.test))
  }
}
