import Convolution
import Drawing
import Explorer
import TestSupport
import Testing
import Training
import Workbench

/// Whatever keys come, the screen lives, and every step that it shows is what it was.
struct FilterMonkeyTests {
  private static let keys: [Key] =
    "lhjkgG ,;rRSsvtdeoxycnpzZ?Pb.0123579-/u".map { .character($0) }
    + [
      .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .enter, .tab, .backTab,
      .escape, .backspace, .delete, .function(1), .function(5), .control("l"),
    ]

  private func model(_ generator: inout SeededGenerator) throws -> FilterModel {
    let shape = try Shape(
      channels: Bool.random(using: &generator) ? 1 : 3,
      height: Int.random(in: 5...14, using: &generator),
      width: Int.random(in: 5...14, using: &generator))
    let entry = FilterCatalog.entries.randomElement(using: &generator) ?? FilterCatalog.entries[0]
    return try .learning(
      FilterTarget(.filter(FilterChoice(entry))), picture: .random(shape, using: &generator),
      columns: Int.random(in: 30...210, using: &generator),
      rows: Int.random(in: 8...70, using: &generator),
      colors: ColorTier.allCases.randomElement(using: &generator) ?? .extended
    ) {
      $0.hasBias = Bool.random(using: &generator)
      $0.hasReLU = Bool.random(using: &generator)
    }
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `any keys at all`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var model = try model(&generator)
    var view = FilterView()
    for press in 0..<400 {
      switch Int.random(in: 0..<30, using: &generator) {
      case 0: model.perform(.tick)
      case 1:
        model.perform(
          .click(
            row: Int.random(in: 0..<70, using: &generator),
            column: Int.random(in: 0..<210, using: &generator)))
      case 2: model.perform(.wheel(up: Bool.random(using: &generator)))
      default:
        let key = Self.keys.randomElement(using: &generator) ?? .enter
        if let explorer = model.explorer {
          if let action = explorer.action(for: key) { _ = model.updateExplorer(action) }
        } else if let action = model.action(for: key) {
          model.perform(action)
        }
      }
      if press % 7 == 0 {
        #expect(view.canvas(for: model).columns == model.display.columns)
      }
      let learning = model.learning
      #expect(learning.steps.indices ~= learning.position)
      #expect(learning.loss == learning.steps[learning.position].loss)
      #expect(0..<model.task.count ~= model.chosen)
      #expect(model.task.target.shape.contains(model.window))
    }
    // Backwards to the beginning, and there again: bit for bit.
    let (numbers, position) = (model.learning.numbers, model.learning.position)
    var learning = model.learning
    learning.go(to: 0)
    #expect(learning.numbers == model.setup.numbers(for: model.task))
    learning.go(to: position)
    #expect(learning.numbers == numbers)
  }
}
