internal import Convolution
package import Drawing
package import Explorer
import Networks
package import Training

/// Everything that the screen follows from on which a network is trained.
///
/// The trainer goes on by pieces that take a moment each; how long they took is handed in, because
/// there is no clock in here.
package struct NetworkTraining: Sendable {
  /// nil where only a record of a training is shown.
  package internal(set) var trainer: Trainer?
  /// The record that is shown without a trainer.
  private let record: History?
  /// Another network's training over the same data, to compare mistakes with.
  package let comparison: History?
  package internal(set) var display: DisplayProperties
  package internal(set) var screen = NetworkScreen.training
  package var page = NetworkPage.curves
  /// Whether the training goes on by itself.
  package internal(set) var isRunning: Bool
  /// Whether somebody has stopped it before its end.
  package internal(set) var isStopped = false
  package internal(set) var pace = Pace()
  /// The weights at the end of each epoch, and before the first.
  package internal(set) var moments = Moments()
  /// The epoch that is looked back at, by how many were complete; nil for the present.
  package internal(set) var shownEpoch: Int?
  /// What the chosen picture makes of the weights that show; nil without a trainer.
  package internal(set) var probe: Probe?
  /// An evaluation that is done piece by piece because somebody looks at it.
  package internal(set) var examination: Examination?
  /// The test pictures, with the weights of a training that was stopped.
  package internal(set) var stoppedTest: Evaluation?
  /// The share of each batch that was answered right before its update, as far as this screen has
  /// seen them.
  package internal(set) var batchAccuracies = BatchAccuracies()
  /// What the keys have chosen.
  package internal(set) var choice = NetworkChoice()
  package internal(set) var isPresenting = false
  /// Whether it stands in the scene of a lesson, which has a heading and keys of its own.
  package var isScene = false
  package internal(set) var isBlank = false
  package internal(set) var message: Model.Message?
  /// Whether a weight is to be asked about as soon as an update follows.
  var wantsQuestion = false
  /// What the same key, pressed once more, will do.
  var confirmation: Confirmation?
  /// Pictures since the last time that somebody said what they took.
  var unmeasured = (training: 0, looking: 0)
  /// Seconds of work since the pictures of filters and maps were made.
  var secondsSinceProbe = 0.0
  /// Where the training was when it was saved last; nil while it was not.
  var saved: SavePoint?

  /// A training to watch, from wherever it is.
  ///
  /// - Parameter note: What there is to say before anything has happened.
  package init(
    _ trainer: Trainer, comparison: History? = nil, isRunning: Bool = true, note: String? = nil,
    display: DisplayProperties
  ) {
    message = note.map { .note($0) }
    (self.trainer, self.comparison, self.display) = (trainer, comparison, display)
    (self.isRunning, record) = (isRunning && !trainer.isFinished, nil)
    moments.keep(trainer)
    batchAccuracies = BatchAccuracies(first: trainer.batchLosses.count)
    choice.node = Self.mapNodes(of: trainer).first
    refreshProbe()
  }

  /// The curves of a training that is over.
  package init(
    record: History, comparison: History? = nil, display: DisplayProperties
  ) {
    (self.record, self.comparison, self.display) = (record, comparison, display)
    (trainer, isRunning) = (nil, false)
  }

  enum Confirmation: Hashable {
    case stop
  }

  /// How far the training was when something was saved.
  struct SavePoint: Hashable {
    let epoch: Int
    let batch: Int
    let isFinished: Bool
  }
}

/// What is on the screen.
package indirect enum NetworkScreen: Sendable {
  case training
  /// Why a weight is about to change.
  case weight(WeightQuestion)
  /// The explorer on the chosen picture, with the weights that showed.
  case explorer(Model)
  /// The keys, over what was there before.
  case help(scroll: Int, over: NetworkScreen)
}

/// What can have the screen, or the keys' attention where several show at once.
package enum NetworkPage: Int, CaseIterable, Hashable, Sendable {
  case curves, filters, maps, confusion, mistakes

  package var title: String {
    switch self {
    case .curves: "curves"
    case .filters: "filters"
    case .maps: "maps"
    case .confusion: "confusion"
    case .mistakes: "mistakes"
    }
  }
}

/// What the keys have chosen on the pages.
package struct NetworkChoice: Hashable, Sendable {
  /// The test picture that goes through the network.
  package var picture = 0
  /// The node whose maps show.
  package var node: Int?
  package var filter = 0
  /// The weight of the filter, in reading order.
  package var weight = 0
  /// The layer whose weights are asked about, by its place among those that have some.
  package var weightLayer = 0
  /// Its filter or unit, where it is not the first one.
  package var unit = 0
  /// The picture of the batch that has a say in it, the strongest first.
  package var part = 0
  /// The row of the confusion matrix.
  package var label = 0
  /// The mistake, the worst first.
  package var mistake = 0
  /// Whether the answers of the epoch under way show, rather than those about the held-out pictures.
  package var showsRunning = false
  /// More and smaller pictures on the pages of maps and mistakes, or fewer and larger ones.
  package var zoom = 0
  /// Whether equal ratios of losses are equally far apart.
  package var isLogarithmic = false
  package var palette = PaletteChoice.automatic
}

extension NetworkTraining {
  package var history: History {
    guard let history = trainer?.history ?? record else {
      preconditionFailure("there is a trainer or a record")
    }
    return history
  }

  package var isFinished: Bool { trainer?.isFinished ?? true }

  /// Whether it is worth saying how far it is.
  var showsProgress: Bool { trainer != nil && !isStopped }

  /// Whether the training itself has the screen.
  package var showsTraining: Bool { if case .training = screen { true } else { false } }

  /// Whether nothing more is trained, at the end or because somebody has stopped it.
  package var isOver: Bool { isFinished || isStopped }

  /// The classes' names.
  package var classes: [String] { trainer?.data.classes ?? [] }

  /// Whether there is something to compute, now.
  package var hasWork: Bool { (isRunning && !isOver) || examination != nil || isAsking }

  /// The weights that show, if these are not the present ones.
  package var shownMoment: Moments.Moment? { shownEpoch.flatMap { moments[$0] } }

  /// The nodes whose outputs are maps, each convolution's after its ReLU.
  static func mapNodes(of trainer: Trainer) -> [Int] {
    let nodes = trainer.blueprint.nodes
    let maps = nodes.indices.filter { node in
      // A picture that is only made ready is the picture.
      if case .rescaling = nodes[node].plan { return false }
      return nodes[node].output.extent != Extent(1)
    }
    // What is cut off at 0 right behind says more about what was found.
    let plain = maps.filter { node in
      let isRectified = nodes.indices.contains(node + 1) && nodes[node + 1].plan == .relu
      return !isRectified
    }
    return plain.isEmpty ? Array(maps.prefix(1)) : plain
  }

  /// Whether there are maps of several layers to go through.
  var hasSeveralMaps: Bool { trainer.map { Self.mapNodes(of: $0).count > 1 } ?? false }

  /// Whether the weights have changed since they were saved.
  package var hasUnsavedWeights: Bool {
    guard let trainer, trainer.epoch > 0 || trainer.batch > 0 else { return false }
    return saved != savePoint
  }

  var savePoint: SavePoint? {
    trainer.map { SavePoint(epoch: $0.epoch, batch: $0.batch, isFinished: $0.isFinished) }
  }
}
