import Convolution
import Drawing
import Explorer
import Networks
import TestSupport
import Training
import Workbench

/// A network of a few hundred weights that learns to tell three kinds of stripes apart.
enum Stripes {
  static let classes = ["horizontal", "vertical", "slanted"]

  static let shape: Shape = {
    guard let shape = try? Shape(channels: 1, height: 10, width: 10) else {
      preconditionFailure("10×10 is a shape")
    }
    return shape
  }()

  /// Noisy stripes of random phase, the three kinds in turn.
  static func examples(_ count: Int, seed: UInt64) -> Examples {
    var generator = SeededGenerator(seed: seed)
    var bytes: [UInt8] = []
    for index in 0..<count {
      let phase = Int.random(in: 0..<4, using: &generator)
      for row in 0..<10 {
        for column in 0..<10 {
          let place = [row, column, row + column][index % 3] + phase
          let light = place % 4 < 2 ? 200 : 40
          bytes.append(UInt8(light + Int.random(in: -40...40, using: &generator)))
        }
      }
    }
    return Examples(
      shape: shape, numbers: .bytes(bytes), labels: (0..<count).map { UInt8($0 % 3) })
  }

  static func data(training: Int = 90, test: Int = 60) -> DataSet {
    DataSet(
      name: "stripes", classes: classes, training: examples(training, seed: 1),
      test: examples(test, seed: 2))
  }

  static func blueprint() throws -> Blueprint {
    var net = BlueprintBuilder()
    net.convolution(6, kernel: 3)
    net.add(.relu)
    net.maxPool(2)
    net.add(.flatten)
    net.dense(3)
    net.add(.softmax)
    return try net.blueprint(
      name: "small", summary: "Three kinds of stripes.", input: shape, labels: classes)
  }

  static func trainer(epochs: Int = 3, rate: Float = 0.01) throws -> Trainer {
    var recipe = Recipe()
    recipe.epochs = epochs
    recipe.batchSize = 16
    recipe.optimizer = .adam(rate: rate)
    return try Trainer(blueprint(), data: data(), recipe: recipe, threads: 1)
  }

  /// What another network's training might have left.
  static func comparison(epochs: Int = 3) -> History {
    var history = History(
      network: "dense", data: "stripes", recipe: Recipe(), trainingExamples: 72,
      validationExamples: 18)
    for epoch in 0..<epochs {
      let loss = 0.9 / Double(epoch + 1)
      history.epochs.append(
        History.Epoch(
          training: History.Score(loss: loss, accuracy: 0.6),
          validation: History.Score(loss: loss + 0.1, accuracy: 0.5), rate: 0.01))
    }
    history.test = History.Score(loss: 0.5, accuracy: 0.75)
    return history
  }
}

extension DisplayProperties {
  static func terminal(
    _ columns: Int, _ rows: Int, colors: ColorTier = .extended, glyphs: GlyphSet = .unicode
  ) -> DisplayProperties {
    DisplayProperties(columns: columns, rows: rows, colors: colors, glyphs: glyphs)
  }
}

extension NetworkTraining {
  static func stripes(
    epochs: Int = 3, comparison: History? = nil, isRunning: Bool = true,
    display: DisplayProperties = .terminal(80, 24)
  ) throws -> NetworkTraining {
    NetworkTraining(
      try Stripes.trainer(epochs: epochs), comparison: comparison, isRunning: isRunning,
      display: display)
  }

  @discardableResult
  mutating func perform(_ action: NetworkAction) -> [NetworkEffect] { update(&self, action) }

  /// Presses keys, as somebody at the terminal would.
  @discardableResult
  mutating func press(_ keys: Key...) -> [NetworkEffect] {
    keys.flatMap { key in
      NetworkKeyTable.action(for: key, in: self).map { update(&self, $0) } ?? []
    }
  }

  /// Does what the loop does: pieces of work, and what they took.
  mutating func work(pieces: Int = .max) {
    var done = 0
    while hasWork, done < pieces {
      perform(.advance)
      perform(.worked(seconds: 0.01))
      done += 1
    }
  }

  /// Works until so many epochs are complete.
  mutating func work(untilEpoch epoch: Int) {
    while hasWork, history.epochs.count < epoch {
      perform(.advance)
      perform(.worked(seconds: 0.01))
    }
  }

  /// A frame that owes nothing to those before it.
  var frame: Canvas {
    var view = NetworkView()
    return view.canvas(for: self)
  }
}
