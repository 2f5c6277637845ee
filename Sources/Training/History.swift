/// What is kept of a training: enough to draw its curves, and to say what they are curves of.
package struct History: Hashable, Sendable, Codable {
  /// The network's name.
  package var network: String
  /// The data set's name.
  package var data: String
  package var recipe: Recipe
  /// Pictures that are learned from, and held out.
  package var trainingExamples: Int
  package var validationExamples: Int
  /// One entry for each epoch that is complete.
  package var epochs: [Epoch] = []
  /// After the last one, on pictures that were never looked at before.
  package var test: Score?

  package init(
    network: String, data: String, recipe: Recipe, trainingExamples: Int, validationExamples: Int
  ) {
    self.network = network
    self.data = data
    self.recipe = recipe
    self.trainingExamples = trainingExamples
    self.validationExamples = validationExamples
  }

  /// How well a network does on some pictures.
  package struct Score: Hashable, Sendable, Codable {
    /// The mean over all pictures.
    package var loss: Double
    /// The share of the pictures that it gets right: 0…1.
    package var accuracy: Double

    package init(loss: Double, accuracy: Double) {
      (self.loss, self.accuracy) = (loss, accuracy)
    }
  }

  package struct Epoch: Hashable, Sendable, Codable {
    /// The mean over the epoch's batches, each as it was before its update, as Keras shows it.
    package var training: Score
    /// With the weights at the end of the epoch; nil where nothing is held out.
    package var validation: Score?
    /// The learning rate that was used.
    package var rate: Float
    /// What the updates took, without validation; nil where nobody measured. Not part of what is
    /// reproducible.
    package var seconds: Double?

    package init(training: Score, validation: Score?, rate: Float, seconds: Double? = nil) {
      self.training = training
      self.validation = validation
      self.rate = rate
      self.seconds = seconds
    }
  }

  /// How an epoch is cut into batches.
  package var batches: MiniBatches {
    MiniBatches(
      examples: trainingExamples, size: recipe.batchSize,
      dropsIncomplete: recipe.dropsIncompleteBatch)
  }

  /// Batches of an epoch: examples / batch size, rounded up unless the incomplete one is dropped.
  package var batchesPerEpoch: Int { batches.count }

  /// The index of the epoch with the lowest validation loss.
  package var bestEpoch: Int? {
    epochs.indices.filter { epochs[$0].validation != nil }
      .min { (epochs[$0].validation?.loss ?? 0) < (epochs[$1].validation?.loss ?? 0) }
  }
}
