extension History {
  /// A training that the program carries with it, by the network's name or the file's; nil for one that
  /// was not recorded.
  package static func recorded(named name: String) -> History? {
    guard let file = BuiltInData("training/\(name).json") else { return nil }
    do {
      return try History(json: Array(file.bytes), path: file.file)
    } catch {
      preconditionFailure("\(file.file) is no history: \(error)")
    }
  }

  /// The names of all that are recorded.
  package static let recordedNames = BuiltInData.names(in: "training", ending: ".json")
}
