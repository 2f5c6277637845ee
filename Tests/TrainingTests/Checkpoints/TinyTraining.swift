import Convolution
import Networks
import TestSupport
import Training

/// Trainings that are over in a moment, different ones for each seed.
enum TinyTraining {
  static let classes = ["none", "left", "right"]

  static func shape() throws -> Shape { try Shape(channels: 1, height: 6, width: 6) }

  /// Noise, brighter on one side for two of the classes.
  static func examples(_ count: Int, seed: UInt64) throws -> Examples {
    var generator = SeededGenerator(seed: seed)
    var bytes: [UInt8] = []
    for index in 0..<count {
      for place in 0..<36 {
        let isBright = index % 3 == 1 && place % 6 < 3 || index % 3 == 2 && place % 6 >= 3
        bytes.append(UInt8((isBright ? 150 : 50) + Int.random(in: -50...50, using: &generator)))
      }
    }
    return Examples(
      shape: try shape(), numbers: .bytes(bytes), labels: (0..<count).map { UInt8($0 % 3) })
  }

  static func data(seed: UInt64 = 1, training: Int = 30) throws -> DataSet {
    DataSet(
      name: "sides", classes: classes, training: try examples(training, seed: seed),
      test: try examples(12, seed: seed + 1))
  }

  static func blueprint(name: String = "tiny") throws -> Blueprint {
    var net = BlueprintBuilder()
    net.convolution(3, kernel: 3)
    net.add(.relu)
    net.maxPool(2)
    net.add(.flatten)
    net.add(.dropout(rate: 0.25))
    net.dense(3)
    net.add(.softmax)
    return try net.blueprint(
      name: name, summary: "Which side is brighter?", input: shape(), labels: classes)
  }

  static func recipe(seed: UInt64) -> Recipe {
    var generator = SeededGenerator(seed: seed)
    var recipe = Recipe()
    recipe.seed = generator.next()
    recipe.epochs = .random(in: 1...4, using: &generator)
    recipe.batchSize = .random(in: 1...14, using: &generator)
    recipe.validationShare = [0, 0.2, 0.5].randomElement(using: &generator) ?? 0
    recipe.patience = [nil, 1].randomElement(using: &generator) ?? nil
    recipe.schedule =
      [.constant, .cosine, .steps(epochs: 1, factor: 0.5)].randomElement(using: &generator)
      ?? .constant
    recipe.optimizer =
      [
        .adam(rate: 0.02), .gradientDescent(rate: 0.1), .gradientDescent(rate: 0.1, momentum: 0.9),
      ].randomElement(using: &generator) ?? .adam()
    return recipe
  }

  static func trainer(seed: UInt64 = 1) throws -> Trainer {
    try Trainer(blueprint(), data: data(), recipe: recipe(seed: seed), threads: 1)
  }
}

extension Trainer {
  /// Goes on by so many pieces; to the end without a number.
  mutating func advance(by pieces: Int = .max) {
    var rest = pieces
    while rest > 0, !isFinished {
      advance()
      rest -= 1
    }
  }

  /// Through a file and back.
  func resumed(data: DataSet? = nil) throws -> Trainer {
    let file = try SafetensorsFile(bytes: checkpoint.file.bytes, path: "kept.safetensors")
    return try Trainer(resuming: Checkpoint(file), data: data ?? self.data, threads: 1)
  }
}
