internal import Convolution

/// What a study does: everything that its numbers depend on, besides the data.
///
/// It follows an experiment with PyTorch step by step, so that the figures can be held against each
/// other: Adam at 0.001, batches of 16 or of all examples, 200 updates, the weights after the last one,
/// nothing chosen by a look at held-out pictures.
package struct StudyPlan: Hashable, Sendable, Codable {
  /// The task's name.
  package var task: String
  /// Pictures that are learned from, half of them of each kind.
  package var examples: Int
  /// How often everything is done again, with other pictures and other first weights.
  package var seeds: Int
  /// In the order of `StudyWay.allCases`.
  package private(set) var ways: [StudyWay]
  /// Updates of each way.
  package var steps = 200
  /// Learning rate, and the one of fine-tuning.
  package var rate: Float = 1e-3
  package var fineTuningRate: Float = 1e-4
  /// Networks that learn the other classes, taken in turn, and how often they see them.
  package var bases = 2
  package var baseEpochs = 3
  /// Where all chance comes from.
  package var seed: UInt64 = 1

  /// - Parameter ways: Fine-tuning goes on from transfer, which is done with it.
  package init(
    task: StudyTask, examples: Int, seeds: Int = 10, ways: Set<StudyWay> = Set(StudyWay.allCases)
  ) {
    (self.task, self.examples, self.seeds) = (task.name, examples, seeds)
    self.ways = StudyWay.allCases.filter {
      ways.contains($0) || ($0 == .transfer && ways.contains(.fineTuning))
    }
  }

  /// Updates after which the test pictures are looked at, always the last one among them.
  package var checkpoints: [Int] {
    [10, 25, 50, 100, 200, 400, 800].filter { $0 < steps } + [steps]
  }

  /// Pictures of each update.
  package var batchSize: Int { min(examples, 16) }

  /// What a training of one way needs to know.
  package func recipe(for way: StudyWay, seed index: Int) -> Recipe {
    var recipe = Recipe()
    recipe.batchSize = batchSize
    // As many as it takes; the study counts the steps.
    recipe.epochs = steps
    recipe.dropsIncompleteBatch = true
    recipe.optimizer = .adam(
      rate: way == .fineTuning ? fineTuningRate : rate, epsilon: Self.epsilon)
    recipe.validationShare = 0
    recipe.initializer = .pyTorch
    recipe.seed = StudyChance.learning.seed(from: seed, at: index)
    if way == .augmentation, let task = StudyTask(named: task) {
      recipe.augmentation = task.augmentation
    }
    return recipe
  }

  /// What learning the other classes needs to know.
  package func baseRecipe(_ base: Int) -> Recipe {
    var recipe = Recipe()
    recipe.epochs = baseEpochs
    recipe.optimizer = .adam(rate: rate, epsilon: Self.epsilon)
    recipe.validationShare = 0
    recipe.initializer = .pyTorch
    recipe.seed = StudyChance.base.seed(from: seed, at: base)
    return recipe
  }

  /// PyTorch's.
  private static let epsilon: Float = 1e-8
}

/// What a study needs chance for; as `Chance` for a training.
enum StudyChance: Int {
  /// Which pictures are taken.
  case choice
  /// How pictures are disturbed, once and for all.
  case examples, smallTest, test, otherClasses, otherTest
  /// The seeds of trainings.
  case learning, base

  /// - Parameter place: Coordinates from 0.
  func seed(from main: UInt64, at place: Int...) -> UInt64 {
    // Far from the numbers of `Chance`, so that no stream is used twice.
    place.reduce(SeededNumbers.output(1000 + rawValue, seed: main)) {
      SeededNumbers.output($1 + 1, seed: $0)
    }
  }
}
