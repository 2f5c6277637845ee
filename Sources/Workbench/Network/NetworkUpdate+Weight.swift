import Convolution
import Explorer
import Training

// The question why a weight is about to change.

extension NetworkTraining {
  /// Asks about the chosen filter of the first layer.
  mutating func askFirstWeight() -> [NetworkEffect] {
    choice.weightLayer = 0
    return askWeight()
  }

  /// The layer that is asked about.
  private var askedLayer: WeightLayer? {
    guard choice.weightLayer > 0, let layers = probe?.weightLayers else { return probe?.firstLayer }
    return layers[min(choice.weightLayer, layers.count - 1)]
  }

  /// The filter or unit in it.
  private var askedFilter: Int {
    get { choice.weightLayer > 0 ? choice.unit : choice.filter }
    set {
      if choice.weightLayer > 0 { choice.unit = newValue } else { choice.filter = newValue }
    }
  }

  /// Asks about the chosen weight of the chosen filter.
  mutating func askWeight() -> [NetworkEffect] {
    guard let trainer, let layer = askedLayer else {
      message = .note("there is no filter to ask about")
      return []
    }
    guard shownEpoch == nil, !isOver else {
      message = .note(
        "no update follows here to be asked about; N opens the network on the picture")
      return []
    }
    guard trainer.phase != .validating else {
      // They change nothing: the question is about the batch behind them.
      (isRunning, wantsQuestion) = (true, true)
      message = .note("the held-out pictures come first; then the next batch is asked about")
      return work
    }
    (isRunning, wantsQuestion) = (false, false)
    let filter = min(askedFilter, layer.count - 1)
    choice.weight = min(max(0, choice.weight), layer.shape.count - 1)
    guard
      let question = WeightQuestion(layer, filter: filter, index: choice.weight, in: trainer)
    else {
      message = .note(
        trainer.phase == .training
          ? "with dropout, what the next batch says is left to chance"
          : "only the test follows, which changes nothing")
      return []
    }
    (choice.part, screen, message) = (0, .weight(question), nil)
    return work
  }

  /// What keys do while the question is open.
  mutating func explainWeight(
    _ action: NetworkAction, _ question: WeightQuestion
  ) -> [NetworkEffect] {
    switch action {
    case .earlierEpoch: return moveWeight(by: -1)
    case .laterEpoch: return moveWeight(by: 1)
    case .up, .wheel(up: true): choice.part = max(0, choice.part - 1)
    case .down, .wheel(up: false):
      choice.part = max(0, min(choice.part + 1, question.parts.count - 1))
    case .nextPage: return moveFilter(by: 1)
    case .previousPage: return moveFilter(by: -1)
    case .nextNode: return moveLayer(by: 1)
    case .previousNode: return moveLayer(by: -1)
    case .oneBatch:
      screen = .training
      trainOneBatch()
      // The same question about the batch behind it, where one follows.
      return askWeight()
    case .cancel, .ask: screen = .training
    case .pause:
      screen = .training
      return togglePause()
    case .save: return save()
    case .present: isPresenting.toggle()
    case .blank: if isPresenting { isBlank = true }
    case .nextPalette: choice.palette = choice.palette.following
    case .stop, .quit, .page, .firstEpoch, .lastEpoch, .pageUp, .pageDown, .nextPicture,
      .previousPicture, .zoomIn, .zoomOut, .running, .logarithmic,
      .openNetwork, .help, .redraw, .click, .explorer, .advance, .worked, .tick, .resized, .saved,
      .say:
      break
    }
    return []
  }

  private mutating func moveWeight(by step: Int) -> [NetworkEffect] {
    guard let count = askedLayer?.shape.count else { return [] }
    choice.weight = (choice.weight + step + count) % count
    return askWeight()
  }

  private mutating func moveFilter(by step: Int) -> [NetworkEffect] {
    guard let count = askedLayer?.count else { return [] }
    askedFilter = (askedFilter + step + count) % count
    return askWeight()
  }

  /// The same question about a weight of another layer.
  private mutating func moveLayer(by step: Int) -> [NetworkEffect] {
    guard let count = probe?.weightLayers.count, count > 0 else { return [] }
    choice.weightLayer = (choice.weightLayer + step + count) % count
    (choice.unit, choice.weight) = (0, 0)
    return askWeight()
  }

  /// One more picture of an open question.
  mutating func advanceQuestion() {
    guard case .weight(var question) = screen else { return }
    // Not held twice while it changes.
    screen = .training
    question.advance()
    screen = .weight(question)
  }

  /// Whether there are pictures of an open question to be gone through.
  var isAsking: Bool { if case .weight(let question) = screen { !question.isDone } else { false } }
}
