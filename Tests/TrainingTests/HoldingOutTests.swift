import Testing

@testable import Training

@Suite struct `Holding out` {
  @Test func `all that there is leaves nothing to learn from, and is said`() throws {
    var recipe = TinyTraining.recipe(seed: 1)
    recipe.validationShare = 0.999
    let data = try TinyTraining.data()
    let count = data.training.count
    #expect(throws: TrainingError.allHeldOut(count: count, share: 0.999)) {
      try Trainer(TinyTraining.blueprint(), data: data, recipe: recipe, threads: 1)
    }
    #expect(
      "\(TrainingError.allHeldOut(count: 500, share: 0.999))"
        == "holding out 0.999 of 500 pictures leaves none to learn from; hold out less, or add pictures"
    )
  }
}
