import Convolution
import Drawing
import Explorer
import TestSupport
import Testing

/// Whatever is done, in whatever order, the model stays one that makes sense.
struct RandomWalkTests {
  @Test(arguments: 1...24)
  func `after any actions the model is consistent`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var model = try Model.random(using: &generator)
    var view = ScreenView()
    var performed: [Action] = []
    for number in 1...300 {
      let action = Action.random(in: model, using: &generator)
      performed.append(action)
      model.perform(action)
      let problems = model.inconsistencies
      let trace = Comment("seed \(seed), after \(performed.suffix(4)) in \(model.mode)")
      guard problems.isEmpty else {
        Issue.record("\(problems): \(trace)")
        return
      }
      if number.isMultiple(of: 4) {
        let canvas = view.canvas(for: model)
        #expect(canvas.columns == model.display.columns, trace)
        #expect(canvas.rows == model.display.rows, trace)
      }
    }
    let fresh = try Exploration(model.exploration.subject, settings: model.exploration.settings)
    #expect(fresh.outputs == model.exploration.outputs, "seed \(seed)")
    #expect(view.canvas(for: model) == model.canvas, "a kept thumbnail is stale, seed \(seed)")
  }

  @Test(arguments: 1...8)
  func `in a network, too`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let shape = try Shape(channels: 1, height: 8, width: 8)
    var model = try Model.small(over: .random(shape, using: &generator))
    model.album = (1...3).map {
      Exploration.Subject(
        picture: .random(shape, using: &generator), title: "\($0)", arguments: ["\($0).pgm"])
    }
    let outputs = model.exploration.outputs
    var view = ScreenView()
    var performed: [Action] = []
    for number in 1...300 {
      let action = Action.random(in: model, using: &generator)
      performed.append(action)
      model.perform(action)
      let problems = model.inconsistencies
      let trace = Comment("seed \(seed), after \(performed.suffix(4)) in \(model.mode.kind)")
      guard problems.isEmpty else {
        Issue.record("\(problems): \(trace)")
        return
      }
      if number.isMultiple(of: 4) { _ = view.canvas(for: model) }
    }
    #expect(model.exploration.outputs == outputs, "seed \(seed)")
    #expect(view.canvas(for: model) == model.canvas, "a kept thumbnail is stale, seed \(seed)")
  }

  @Test(arguments: 1...12)
  func `undoing everything brings the first settings back, and redoing the last`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var model = try Model.random(using: &generator)
    let first = model.exploration.settings
    for _ in 0..<200 {
      let action = Action.random(in: model, using: &generator)
      // To undo is what is being tested.
      if action != .undo && action != .redo { model.perform(action) }
    }
    // Out of whatever is open, without keeping it.
    model.perform(.cancel, times: 5)
    let last = model.exploration.settings
    var count = 0
    while model.history.canUndo {
      model.perform(.undo)
      count += 1
    }
    #expect(model.exploration.settings == first, "seed \(seed)")
    model.perform(.redo, times: count)
    #expect(model.exploration.settings == last, "seed \(seed)")
  }
}

extension RandomWalkTests {
  @Test(arguments: 1...16)
  func `presenting, too`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let shape = try Shape(channels: 1, height: 8, width: 8)
    var model =
      seed.isMultiple(of: 2)
      ? try Model.random(using: &generator)
      : try Model.small(over: .random(shape, using: &generator))
    var view = ScreenView()
    for number in 1...200 {
      if number.isMultiple(of: 10) { model.chrome = .projector }
      let action = Action.random(in: model, using: &generator)
      model.perform(action)
      let problems = model.inconsistencies
      let trace = Comment("seed \(seed), after \(action) in \(model.mode.kind)")
      guard problems.isEmpty else {
        Issue.record("\(problems): \(trace)")
        return
      }
      let canvas = view.canvas(for: model)
      #expect(canvas.columns == model.display.columns, trace)
    }
    #expect(view.canvas(for: model) == model.canvas, "a kept thumbnail is stale, seed \(seed)")
  }
}

extension RandomWalkTests {
  @Test(arguments: 1...16)
  func `after any actions on a network the model is consistent`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let shape = try Shape(channels: seed % 3 == 0 ? 3 : 1, height: 8, width: 9)
    var model = try Model.residual(
      blocks: seed % 4, picture: .random(shape, using: &generator))
    var view = ScreenView()
    for number in 1...200 {
      // Back to the network screen as often as anything else leaves it.
      let action: Action =
        number.isMultiple(of: 12) ? .openOverview : .random(in: model, using: &generator)
      model.perform(action)
      let problems = model.inconsistencies
      let trace = Comment("seed \(seed), after \(action) in \(model.mode)")
      guard problems.isEmpty else {
        Issue.record("\(problems): \(trace)")
        return
      }
      if number.isMultiple(of: 4) {
        let canvas = view.canvas(for: model)
        #expect(canvas.columns == model.display.columns, trace)
      }
    }
    #expect(view.canvas(for: model) == model.canvas, "a kept thumbnail is stale, seed \(seed)")
  }
}

extension Action {
  /// Anything that can be asked of the explorer, with keys that mean something more often.
  static func random(in model: Model, using generator: inout SeededGenerator) -> Action {
    func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &generator) }
    switch number(0...19) {
    case 0: return .click(row: number(-1...101), column: number(-1...301))
    case 1:
      return .click(
        row: number(0...max(1, model.display.rows)),
        column: number(0...max(1, model.display.columns))
      )
    case 2:
      let (columns, rows) =
        Bool.random(using: &generator)
        ? (number(0...300), number(0...100)) : (number(60...120), number(20...40))
      return .resized(
        DisplayProperties(
          columns: columns, rows: rows,
          colors: ColorTier.allCases.randomElement(using: &generator) ?? .extended,
          glyphs: GlyphSet.allCases.randomElement(using: &generator) ?? .unicode))
    case 3: return .wheel(up: .random(using: &generator))
    case 4: return .tick
    case 5: return .type("0123456789-./eso".randomElement(using: &generator) ?? "1")
    case 6: return .digit("0123456789".randomElement(using: &generator) ?? "1")
    case 7...15:
      let here = KeyTable.bindings.filter { $0.modes.contains(model.mode.kind) }
      return here.randomElement(using: &generator)?.action ?? .tick
    default: return KeyTable.bindings.randomElement(using: &generator)?.action ?? .tick
    }
  }
}

extension Model {
  /// What does not hold although it always has to; empty when all is well.
  var inconsistencies: [String] {
    var problems: [String] = []
    func expect(_ holds: Bool, _ problem: String) { if !holds { problems.append(problem) } }
    let nodes = exploration.network.nodes.count
    guard 0..<nodes ~= cursor.node, shape.contains(cursor.element) else {
      return ["the cursor \(cursor) lies outside"]
    }
    let explanation = explanation
    expect(
      explanation.result.bitPattern
        == exploration.outputs[cursor.node][cursor.element].bitPattern,
      "the explanation says \(explanation.result)")
    let stages = stages(of: explanation)
    expect((cursor.stage != nil) == hasSubSteps, "stage \(String(describing: cursor.stage))")
    if let stage = cursor.stage {
      expect(1...stages.count ~= stage, "stage \(stage) of \(stages.count)")
    }
    expect(
      exploration.tensor(at: inputPlace).shape.contains(inputCell),
      "the input cell \(inputCell) lies outside")
    if focus == .input, mode.kind == .exploring {
      let isShown = inputSheet.isVector || inputCell.channel == shownChannel(of: explanation)
      expect(isShown, "the input cell is not shown")
    }
    if let choice {
      expect(choice.filter.shape.contains(weightCell), "the weight \(weightCell) lies outside")
    }
    expect(focus != .filter || choice != nil, "the focus is on no filter")
    expect(!isPlaying || mode.kind == .exploring, "playing in \(mode)")
    expect(!isBlank || (isPresenting && !isPlaying), "blank without presenting, or playing")
    switch mode {
    case .why(let term): expect(explanation.terms.indices ~= term, "term \(term)")
    case .picking(let choice, _):
      expect(FilterCatalog.entries.indices ~= choice, "choice \(choice)")
    case .options(let row, _, _):
      expect(
        Option.available(
          for: exploration.settings, channels: exploration.subject.picture.shape.channels
        ).indices ~= row, "row \(row)")
    case .editing(let edit):
      expect(choice?.filter.shape.contains(edit.cell) ?? false, "editing \(edit.cell)")
    case .gallery(let gallery):
      let channels = 0..<exploration.tensor(at: outputPlace).shape.channels
      expect(
        gallery.order.isEmpty ? gallery.place == 0 : gallery.order.indices ~= gallery.place,
        "place \(gallery.place)")
      expect(Set(gallery.order).isSubset(of: channels), "order \(gallery.order)")
      expect(gallery.search != nil || gallery.order.count == channels.count, "maps are missing")
    case .strongest(let strongest):
      let patches = strongest.patches
      expect(
        patches.isEmpty ? strongest.place == 0 : patches.indices ~= strongest.place,
        "patch \(strongest.place)")
    case .occluding(let occlusion):
      expect(0..<occlusion.grid.count ~= occlusion.place, "square \(occlusion.place)")
      expect(
        exploration.tensor(at: exploration.answer).shape.contains(occlusion.watched),
        "watching \(occlusion.watched)")
    case .overview: problems += overviewInconsistencies
    case .exploring, .help: break
    }
    return problems
  }
}

extension Model {
  /// What does not hold on the network screen.
  private var overviewInconsistencies: [String] {
    let layout = OverviewLayout(self)
    guard let placed = layout.columns.first(where: { $0.index == overviewIndex }) else {
      return ["layer \(overviewIndex) does not show"]
    }
    let channel = cursor.element.channel
    let isShown =
      switch placed.content {
      case .maps(_, let shown), .list(let shown, _): shown.contains(channel)
      case .strip: true
      }
    return isShown ? [] : ["map \(channel) does not show"]
  }
}
