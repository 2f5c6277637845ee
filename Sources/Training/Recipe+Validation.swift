// Recipes come from command lines and from files, and files may be damaged. What passes here keeps
// all of a training's whole numbers within `Int`, and its shares within the pictures.

extension Recipe {
  /// A training of a second for each epoch would take eleven days.
  package static let mostEpochs = 1_000_000
  /// More pictures than most sets have.
  package static let mostBatch = 1 << 24

  /// - Throws: `TrainingError.recipe` for the first number that nothing can be trained with.
  package func validate() throws(TrainingError) {
    func require(
      _ name: String, _ found: some CustomStringConvertible, _ isPossible: Bool, _ needed: String
    ) throws(TrainingError) {
      guard isPossible else { throw .recipe(name, found: found.description, needed: needed) }
    }
    try require("number of epochs", epochs, 1...Self.mostEpochs ~= epochs, "1 to 1,000,000")
    try require("batch size", batchSize, 1...Self.mostBatch ~= batchSize, "1 to 16,777,216")
    try require(
      "validation share", validationShare, validationShare >= 0 && validationShare < 1,
      "0 or more, and less than 1")
    try require("patience", patience ?? 1, patience ?? 1 >= 1, "1 or more")
    try require(
      "learning rate", optimizer.rate, optimizer.rate >= 0 && optimizer.rate.isFinite,
      "0 or more")
    if case .steps(let epochs, let factor) = schedule {
      try require("length of a schedule's step", epochs, epochs >= 1, "1 or more")
      try require(
        "factor of a schedule", factor, factor > 0 && factor.isFinite, "more than 0")
    }
  }
}
