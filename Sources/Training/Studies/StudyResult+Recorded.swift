extension StudyResult {
  /// A study that the program carries with it: ten seeds, all ways, over the whole of Fashion-MNIST; nil
  /// for a number of examples that was not recorded.
  package static func recorded(_ task: StudyTask, examples: Int) -> StudyResult? {
    recorded(named: "\(task.name)-\(examples)")
  }

  /// The same by its name, which is the task's and the number of examples: `sandal-sneaker-16`.
  package static func recorded(named name: String) -> StudyResult? {
    let name = "studies/\(name).json"
    guard let file = BuiltInData(name) else { return nil }
    do {
      return try StudyResult(json: Array(file.bytes))
    } catch {
      preconditionFailure("\(name) is no study: \(error)")
    }
  }

  /// How many examples the recorded studies have.
  package static let recordedCounts = [16, 98]

  /// The names of all that are recorded.
  package static var recordedNames: [String] {
    StudyTask.all.flatMap { task in recordedCounts.map { "\(task.name)-\($0)" } }
  }
}
