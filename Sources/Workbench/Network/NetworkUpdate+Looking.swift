import Convolution
import Drawing
import Explorer
import Networks
import Training

// What the keys do: pages, epochs that are past, and what is chosen on the pages.

extension NetworkTraining {
  mutating func togglePause() -> [NetworkEffect] {
    guard !isOver else {
      message = .note(
        trainer == nil
          ? "this is the record of a training: there is nothing to go on with"
          : "the training is over")
      return []
    }
    isRunning.toggle()
    wantsQuestion = false
    if isRunning {
      shownEpoch = nil
      examination = nil
    }
    refreshProbe()
    return work
  }

  mutating func trainOneBatch() {
    guard !isOver else {
      message = .note("the training is over")
      return
    }
    guard !isRunning else {
      message = .note("space pauses; then n trains one batch at a time")
      return
    }
    shownEpoch = nil
    examination = nil
    advanceTrainer()
    unmeasured = (0, 0)
    refreshProbe()
  }

  mutating func turnPage(by step: Int) {
    let count = NetworkPage.allCases.count
    page = NetworkPage(rawValue: (page.rawValue + step + count) % count) ?? .curves
  }

  // MARK: Epochs

  /// Back through the epochs that are past, and forward to the present.
  mutating func walk(by step: Int) -> [NetworkEffect] {
    guard trainer != nil else {
      message = .note("this record has no weights to walk back to")
      return []
    }
    guard !isRunning else {
      message = .note("space pauses; then ← → walk through the epochs that are past")
      return []
    }
    let stops = moments.epochs.filter { $0 != presentEpoch }
    let place = shownEpoch.flatMap { epoch in stops.firstIndex(of: epoch) } ?? stops.count
    let (moved, overflows) = place.addingReportingOverflow(step)
    let next = min(max(0, overflows ? (step < 0 ? 0 : stops.count) : moved), stops.count)
    let epoch = next < stops.count ? stops[next] : nil
    guard epoch != shownEpoch else { return work }
    shownEpoch = epoch
    refreshProbe()
    examineIfNeeded()
    return work
  }

  /// The epoch whose end is the present; nil in the middle of one.
  private var presentEpoch: Int? {
    guard let trainer else { return nil }
    // Behind the end there is the test, which no epoch has.
    return trainer.batch == 0 && !isOver ? trainer.history.epochs.count : nil
  }

  // MARK: Choosing

  mutating func choose(by step: Int) {
    func moved(_ value: Int, _ count: Int) -> Int { min(max(0, value + step), max(0, count - 1)) }
    switch page {
    case .curves: break
    case .filters: choice.filter = moved(choice.filter, probe?.firstLayer?.count ?? 0)
    case .maps: changePicture(by: step)
    case .confusion: choice.label = moved(choice.label, classes.count)
    case .mistakes: choice.mistake = moved(choice.mistake, answers?.worst?.count ?? 0)
    }
  }

  mutating func changePicture(by step: Int) {
    guard let count = trainer?.data.test.count, count > 0 else { return }
    choice.picture = (choice.picture + step % count + count) % count
    refreshProbe()
  }

  mutating func changeNode(by step: Int) {
    guard let trainer else { return }
    let nodes = Self.mapNodes(of: trainer)
    guard !nodes.isEmpty else { return }
    let place = choice.node.flatMap(nodes.firstIndex(of:)) ?? 0
    choice.node = nodes[(place + step + nodes.count) % nodes.count]
  }

  mutating func click(row: Int, column: Int) {
    let layout = NetworkLayout(self)
    if let page = layout.page(row: row, column: column) { self.page = page }
  }

  // MARK: Asking

  /// Enter: the picture that the page is about, in the network screen.
  mutating func ask() -> [NetworkEffect] {
    switch page {
    case .filters: askFirstWeight()
    case .curves, .maps, .confusion: openNetwork()
    case .mistakes: openMistake()
    }
  }

  mutating func openNetwork() -> [NetworkEffect] {
    guard let probe, let trainer else {
      message = .problem("there are no weights here, only the record of a training")
      return []
    }
    return open(probe, titled: "test picture \(probe.example + 1)", trainer)
  }

  private mutating func openMistake() -> [NetworkEffect] {
    guard let trainer, let probe, let answers, let worst = answers.worst,
      worst.indices ~= choice.mistake, let examples = examples(of: answers.source),
      let mistake = Probe(
        probe.network, of: worst[choice.mistake].example, in: examples, scale: trainer.pixelScale,
        generation: 0)
    else {
      message = .note("no mistake is chosen")
      return []
    }
    let kind = answers.source == .test ? "test" : "held-out"
    return open(mistake, titled: "\(kind) picture \(mistake.example + 1)", trainer)
  }

  private mutating func open(
    _ probe: Probe, titled title: String, _ trainer: Trainer
  ) -> [NetworkEffect] {
    // Nobody wants to miss what happens meanwhile.
    isRunning = false
    let named = NamedNetwork(
      title: trainer.blueprint.name, network: probe.network,
      parameters: trainer.blueprint.nodes.map(\.parameters.counted), labels: trainer.data.classes,
      isUntrained: shownEpoch == 0 || trainer.batchLosses.isEmpty, arguments: [])
    let subject = Exploration.Subject(
      picture: probe.picture, title: "\(title), \(trainer.data.classes[probe.label])",
      arguments: [], fullScale: trainer.pixelScale)
    var model = Model(
      Exploration(subject, named: named, outputs: probe.outputs), display: explorerDisplay)
    _ = update(&model, .resized(explorerDisplay))
    _ = update(&model, .openOverview)
    screen = .explorer(model)
    return []
  }

  /// All but the line that says where the way back is.
  var explorerDisplay: DisplayProperties {
    var display = display
    display.rows = max(0, display.rows - 1)
    return display
  }

  mutating func explore(_ action: NetworkAction, _ model: Model) -> [NetworkEffect] {
    var model = model
    let effects: [Effect]
    switch action {
    case .explorer(.cancel) where model.isWayBack:
      screen = .training
      return work
    case .explorer(let action): effects = update(&model, action)
    case .click(let row, let column): effects = update(&model, .click(row: row, column: column))
    case .wheel(let up): effects = update(&model, .wheel(up: up))
    case .pause, .oneBatch, .stop, .save, .quit, .page, .nextPage, .previousPage, .earlierEpoch,
      .laterEpoch, .firstEpoch, .lastEpoch, .up, .down, .pageUp, .pageDown, .nextPicture,
      .previousPicture, .nextNode, .previousNode, .zoomIn, .zoomOut, .running, .logarithmic,
      .nextPalette, .ask, .openNetwork, .present, .blank, .help, .cancel, .redraw, .advance,
      .worked, .tick, .resized, .saved, .say:
      return []
    }
    screen = .explorer(model)
    return effects.contains(.quit) ? leave() : effects.map(NetworkEffect.init)
  }

  /// The explorer plays, or works on something that takes long.
  mutating func tickExplorer() -> [NetworkEffect] {
    guard case .explorer(var model) = screen else { return [] }
    let effects = update(&model, .tick)
    screen = .explorer(model)
    return effects.map(NetworkEffect.init)
  }
}

extension NetworkEffect {
  fileprivate init(_ effect: Effect) {
    self =
      switch effect {
      case .quit: .quit
      case .redraw: .redraw
      case .scheduleTick(let delay): .scheduleTick(after: delay)
      }
  }
}

extension Model {
  /// Whether Esc has nothing left to do here.
  var isWayBack: Bool {
    switch mode {
    case .overview: typed.isEmpty && message == nil
    case .exploring: isAtHome && typed.isEmpty && !isPresenting
    case .why, .help, .picking, .options, .editing, .gallery, .strongest, .occluding: false
    }
  }
}
