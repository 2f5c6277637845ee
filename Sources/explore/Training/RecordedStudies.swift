import Training

extension StudyResult {
  /// A study that the program carries with it: ten seeds, all ways, over the whole of Fashion-MNIST; nil
  /// for a number of examples that was not recorded.
  static func recorded(_ task: StudyTask, examples: Int) -> StudyResult? {
    let name = "studies/\(task.name)-\(examples).json"
    guard let file = BuiltInData.all.first(where: { $0.file == name }) else { return nil }
    do {
      return try StudyResult(json: Array(file.bytes))
    } catch {
      preconditionFailure("\(name) is no study: \(error)")
    }
  }

  /// How many examples the recorded studies have.
  static let recordedCounts = [16, 98]
}
