import Convolution
import Explorer
import Training

// Another rate, other first numbers, another target, options.

extension FilterModel {
  // MARK: Rate and seed

  /// Through the round rates; what was learned behind this step is dropped.
  mutating func changeRate(up: Bool) {
    let present = learning.optimizer.rate
    let below = RoundRate(below: Double(present))
    let isRound = below.value == present
    let rate = up ? below.next : isRound ? below.previous : below
    change(rate: rate.value)
  }

  mutating func change(rate: Float) {
    var optimizer = learning.optimizer
    optimizer.rate = rate
    change(to: optimizer)
  }

  mutating func change(to optimizer: Optimizer) {
    let dropped = learning.steps.count - 1 - learning.position
    learning.change(to: optimizer)
    let past = dropped > 0 ? "; \(dropped) later steps are dropped" : ""
    let name = Figures.name(of: optimizer)
    if learning.exceedsLargestRate, let limit = learning.curvature.largestRate(for: optimizer) {
      message = .problem(
        "\(name): above \(Figures.limit(limit)) every update leads further away\(past)")
    } else {
      message = .note(name + past)
    }
  }

  mutating func changeSeed(by steps: Int) {
    let present: UInt64 = if case .seed(let seed) = setup.start { seed } else { 0 }
    setup.start = .seed(present &+ UInt64(bitPattern: Int64(steps)))
    restart()
  }

  /// From the first numbers again, which may have changed.
  mutating func restart() {
    run = nil
    learning = learning.restarted(with: setup.numbers(for: task))
  }

  /// Learns something else. Where that does not suit the picture, everything stays as it was.
  @discardableResult
  mutating func change(to setup: FilterSetup) -> Bool {
    guard setup != self.setup else { return true }
    do {
      let task = try setup.task(over: subject.picture)
      let before = learning
      learning = FilterLearning(
        task, start: setup.numbers(for: task), optimizer: before.optimizer)
      // The same rate means something else where the windows are others.
      if before.optimizer.rate == before.curvature.sensibleRate(for: before.optimizer) {
        var optimizer = before.optimizer
        optimizer.rate = learning.curvature.sensibleRate(for: optimizer)
        learning.change(to: optimizer)
      }
      self.setup = setup
      run = nil
      keepInside()
      return true
    } catch let error as ShapeError {
      message = .problem(error.description)
    } catch let error as FilterTaskError {
      message = .problem(error.description)
    } catch {
      message = .problem("\(error)")
    }
    return false
  }

  // MARK: Numbers of one's own

  mutating func openEditor() {
    run = nil
    mode = .editing(text: "")
  }

  mutating func edit(_ action: FilterAction, text: String) {
    switch action {
    case .type(let character):
      guard character.isTypable else { return refuse(character) }
      guard text.count < 12 else { return }
      mode = .editing(text: text + String(character))
      preview(text + String(character))
    case .erase:
      mode = .editing(text: String(text.dropLast()))
      preview(String(text.dropLast()))
    case .up: moveEditor(rows: -1, columns: 0, text)
    case .down: moveEditor(rows: 1, columns: 0, text)
    case .left: moveEditor(rows: 0, columns: -1, text)
    case .right: moveEditor(rows: 0, columns: 1, text)
    case .accept:
      if text.isEmpty {
        mode = .training
      } else if commit(text) {
        chosen = (chosen + 1) % task.count
      }
    case .negate: start(with: learning.numbers.map { $0 == 0 ? 0 : -$0 })
    case .cancel: mode = text.isEmpty ? .training : .editing(text: "")
    case .click(let row, let column):
      guard case .number(let index) = FilterLayout(self).target(row: row, column: column, in: self),
        commit(text)
      else { return }
      chosen = index
    default: break
    }
  }

  func number(_ text: String) -> Float? { KernelText.number(text) }

  mutating func refuse(_ character: Character) {
    message = .note("'\(character)' is no part of a number; Enter keeps it, Esc gives it up")
  }

  /// Shows what the text makes of the number; an unfinished one changes nothing yet.
  private mutating func preview(_ text: String) {
    guard let value = number(text) else { return }
    var numbers = learning.numbers
    numbers[chosen] = value
    start(with: numbers)
  }

  /// - Returns: Whether what was typed is a number, or nothing.
  private mutating func commit(_ text: String) -> Bool {
    mode = .editing(text: "")
    guard !text.isEmpty else { return true }
    guard number(text) != nil else {
      message = .problem("'\(text)' is not a number; write 2, -0.5 or 1/9")
      return false
    }
    return true
  }

  /// Numbers of one's own are first numbers: what was learned from others is dropped.
  private mutating func start(with numbers: [Float]) {
    let weights = Array(numbers.prefix(task.filterShape.count))
    setup.start = .numbers(weights, bias: task.bias(numbers))
    restart()
  }

  private mutating func moveEditor(rows: Int, columns: Int, _ text: String) {
    guard commit(text) else { return }
    let shape = task.filterShape
    let width = shape.width
    guard let place = place(ofNumber: chosen) else {
      // From the bias there is only a way back.
      if rows < 0 || columns < 0 { chosen -= 1 }
      return
    }
    if columns != 0 {
      chosen = min(max(chosen + columns, 0), task.count - 1)
    } else if place.row + rows >= shape.height, place.channel == shape.channels - 1, task.hasBias {
      chosen = task.count - 1
    } else if 0..<shape.count ~= chosen + rows * width {
      chosen += rows * width
    }
  }

  // MARK: Targets

  /// What can be chosen: every filter of the catalogue, then an empty sheet.
  package static let targets: [FilterTarget] =
    FilterCatalog.entries.map { FilterTarget(.filter(FilterChoice($0))) }
    + [FilterTarget(.blank(Extent(3)))]

  mutating func openTargets() {
    run = nil
    let choice = Self.targets.firstIndex { $0 == setup.target } ?? 0
    mode = .targets(choice: choice, before: setup)
  }

  mutating func pick(_ action: FilterAction, choice: Int, before: FilterSetup) {
    var choice = choice
    switch action {
    case .up: choice -= 1
    case .down: choice += 1
    case .pageUp: choice -= 8
    case .pageDown: choice += 8
    case .wheel(let up): choice += up ? -1 : 1
    case .first: choice = 0
    case .last: choice = Self.targets.count - 1
    case .accept:
      mode = .training
      return
    case .cancel:
      change(to: before)
      mode = .training
      return
    default: return
    }
    choice = min(max(choice, 0), Self.targets.count - 1)
    mode = .targets(choice: choice, before: before)
    var setup = setup
    setup.target = Self.targets[choice]
    change(to: setup)
  }

  // MARK: Options

  mutating func openOptions() {
    run = nil
    mode = .options(row: 0, text: "")
  }

  mutating func setOptions(_ action: FilterAction, row: Int, text: String) {
    let options = FilterOption.available(for: self)
    let option = options[min(row, options.count - 1)]
    func choose(_ row: Int) {
      mode = .options(row: min(max(row, 0), options.count - 1), text: "")
    }
    switch action {
    case .up: choose(row - 1)
    case .down: choose(row + 1)
    case .left: option.change(by: -1, in: &self)
    case .right: option.change(by: 1, in: &self)
    case .type(let character):
      guard character.isTypable, text.count < 12 else { return refuse(character) }
      mode = .options(row: row, text: text + String(character))
    case .erase: mode = .options(row: row, text: String(text.dropLast()))
    case .accept:
      guard !text.isEmpty else {
        mode = .training
        return
      }
      mode = .options(row: row, text: "")
      guard let value = number(text), option.set(value, in: &self) else {
        message = .problem("'\(text)' does not suit \(option.title): \(option.expectation)")
        return
      }
    case .cancel: mode = text.isEmpty ? .training : .options(row: row, text: "")
    default: break
    }
  }
}
