package import Drawing
package import Explorer

/// A screen of the workbench as a lesson shows it: beside the text, or in the whole terminal.
///
/// What is recorded lies still. What is trained goes on by itself, a batch at each tick.
package enum Bench: Sendable {
  case filter(FilterModel)
  case training(NetworkTraining)
  case study(StudyRecord)
}

/// Something that is done to it.
package enum BenchAction: Hashable, Sendable {
  case filter(FilterAction)
  case training(NetworkAction)
  case study(StudyAction)
  case tick
  case cancel
  case click(row: Int, column: Int)
  case wheel(up: Bool)
}

extension Bench {
  /// Tells it how large it is, and what surrounds it.
  package mutating func arrange(_ display: DisplayProperties, chrome: Chrome) {
    switch self {
    case .filter(var model):
      (model.display, model.chrome) = (display, chrome)
      self = .filter(model)
    case .training(var training):
      if training.display != display { _ = update(&training, .resized(display)) }
      training.isScene = chrome != .whole
      self = .training(training)
    case .study(var record):
      record.display = display
      self = .study(record)
    }
  }

  /// What a key does; nil when it does nothing.
  package func action(for key: Key) -> BenchAction? {
    switch self {
    case .filter(let model): model.action(for: key).map(BenchAction.filter)
    case .training(let training):
      NetworkKeyTable.action(for: key, in: training).map(BenchAction.training)
    case .study(let record): record.action(for: key).map(BenchAction.study)
    }
  }

  /// Whether nothing is open in it that Esc would close, and nothing goes on that it would stop.
  package var isAtHome: Bool {
    switch self {
    case .filter(let model):
      model.mode == .training && model.run == nil && model.focus == .steps
        && model.explorer == nil && model.typed.isEmpty
    case .training(let training): training.showsTraining && training.shownEpoch == nil
    case .study: true
    }
  }

  /// Whether keys belong to something that is open in it: a list, a question, a page of help.
  package var isOpen: Bool {
    switch self {
    case .filter(let model): model.mode != .training || model.explorer != nil
    case .training(let training): !training.showsTraining
    case .study: false
    }
  }

  /// Whether what is open in it takes the whole terminal.
  package var needsAll: Bool {
    switch self {
    case .filter(let model):
      if case .help = model.mode { true } else { model.explorer != nil }
    case .training, .study: isOpen
    }
  }

  /// Keys and words for what can be done in it while a lesson is read.
  package var hints: [String] {
    switch self {
    case .filter: ["←→ update", "space play", "enter why"]
    case .training(let training):
      training.trainer == nil
        ? []
        : (training.isOver ? [] : ["space \(training.isRunning ? "pause" : "train")"])
          + ["tab page"]
    case .study: ["tab page"]
    }
  }

  /// The same for what is open in it.
  package var openHints: [String] {
    guard case .filter(let model) = self else { return [] }
    return FilterKeys.bindings.filter { binding in
      binding.modes.contains(model.modeKind) && binding.action != .cancel
        && binding.action != .quit
    }.compactMap(\.hint)
  }

  /// Digits that wait for a key; nil where digits mean nothing in it.
  package var typed: String? {
    switch self {
    case .filter(let model): model.typed
    case .training, .study: nil
    }
  }

  /// What it has to say about the last key.
  package var message: Model.Message? {
    switch self {
    case .filter(let model): model.message
    case .training(let training): training.message
    case .study: nil
    }
  }
}

// MARK: - Changing

extension Bench {
  /// Lets it go on by itself; what is recorded has nothing to go on with.
  package mutating func play() -> [Effect] {
    switch self {
    case .filter(var model):
      defer { self = .filter(model) }
      return model.run == nil ? update(&model, .play) : []
    case .training(var training):
      defer { self = .training(training) }
      return training.play()
    case .study: return []
    }
  }

  /// Shows what was kept back.
  package mutating func reveal() {
    switch self {
    case .filter(var model):
      model.hidden = []
      self = .filter(model)
    case .study(var record):
      record.hidden = []
      self = .study(record)
    case .training: break
    }
  }

  /// Keeps back what another bench keeps back.
  package mutating func hide(as other: Bench) {
    switch (self, other) {
    case (.filter(var model), .filter(let other)):
      model.hidden = other.hidden
      self = .filter(model)
    case (.study(var record), .study(let other)):
      record.hidden = other.hidden
      if record.hidden.contains(record.page) { record.page = other.page }
      self = .study(record)
    case (.filter, _), (.training, _), (.study, _): break
    }
  }

  /// Does something, and says what else has to be done for it.
  package mutating func perform(_ action: BenchAction) -> [Effect] {
    // Taken out while it changes: what is held twice would be copied, with all its weights.
    switch consume self {
    case .filter(var model):
      let effects = action.forFilter.map { update(&model, $0) }
      self = .filter(model)
      return effects ?? []
    case .training(var training):
      let effects = training.perform(action)
      self = .training(training)
      return effects
    case .study(var record):
      if let action = action.forStudy { record.perform(action) }
      self = .study(record)
      return []
    }
  }
}

extension BenchAction {
  fileprivate var forFilter: FilterAction? {
    switch self {
    case .filter(let action): action
    case .tick: .tick
    case .cancel: .cancel
    case .click(let row, let column): .click(row: row, column: column)
    case .wheel(let up): .wheel(up: up)
    case .training, .study: nil
    }
  }

  var forTraining: NetworkAction? {
    switch self {
    case .training(let action): action
    case .tick: .tick
    case .cancel: .cancel
    case .click(let row, let column): .click(row: row, column: column)
    case .wheel(let up): .wheel(up: up)
    case .filter, .study: nil
    }
  }

  fileprivate var forStudy: StudyAction? {
    switch self {
    case .study(let action): action
    case .cancel, .click, .wheel, .tick, .filter, .training: nil
    }
  }
}
