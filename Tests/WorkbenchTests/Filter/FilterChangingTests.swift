import Convolution
import Drawing
import Explorer
import TestSupport
import Testing
import Training
import Workbench

/// Guessed numbers, painted targets, targets from the list.
struct FilterChangingTests {
  @Test func `guessed numbers are first numbers, and the loss answers at once`() throws {
    var model = try FilterModel.learning()
    model.press(.right)
    model.type("e1")
    #expect(model.learning.position == 0)
    #expect(model.learning.numbers[0] == 1)
    model.press(.enter)
    for text in ["1", "1", "0", "0", "0", "-1", "-1", "-1"] {
      model.type(text)
      model.press(.enter)
    }
    #expect(model.learning.numbers == [1, 1, 1, 0, 0, 0, -1, -1, -1])
    #expect(model.learning.loss < 1e-12)
    #expect(model.canvas.text.contains("your numbers' loss"))
    model.press(.escape)
    #expect(model.mode == .training)
    model.press(.right)
    #expect(model.learning.position <= 1)
  }

  @Test func `strokes become the target, and are taken back`() throws {
    var model = try FilterModel.learning(FilterTarget(.blank(Extent(3))))
    #expect(model.task.target.elements.allSatisfy { $0 == 0 })
    model.type("d")
    let start = model.window
    model.type("d")
    model.press(.right, .right, .down)
    let painted = model.task.target.elements.count { $0 == 1 }
    #expect(painted == 4)
    #expect(model.task.target[start] == 1)
    model.type("d-0.5")
    model.press(.enter)
    #expect(model.task.target[model.window] == -0.5)
    model.type("z")
    #expect(model.task.target[model.window] == 1)
    model.type("z")
    #expect(model.task.target.elements.allSatisfy { $0 == 0 })
    model.type("Z")
    #expect(model.task.target.elements.count { $0 == 1 } == 4)
    model.press(.escape)
    #expect(model.mode == .training)
    #expect(model.goal == nil)
    // No filter makes just this; the curve says how near one gets.
    #expect(try #require(model.learning.curvature.lowestLoss) > 0)
    #expect(model.canvas.text.contains("painted"))
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `strokes written as text are read as the same`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let map = Extent(height: 9, width: 7)
    var strokes: [Int: Float] = [:]
    for _ in 0..<20 {
      let values: [Float] = [1, -0.5, 0.125, 3e-5]
      strokes[Int.random(in: 0..<63, using: &generator)] = values.randomElement(using: &generator)
    }
    let text = PaintText.describe(strokes, width: map.width)
    #expect(try PaintText.parse(text, on: map) == strokes)
  }

  @Test(arguments: ["1,2", "1=3", "1,2=x", "9,0=1", "0,7=1", "1,5-2=1", "a,b=1", "1,2,3=4"])
  func `what is no stroke is refused`(text: String) {
    #expect(throws: ArgumentError.self) {
      try PaintText.parse(text, on: Extent(height: 9, width: 7))
    }
  }

  @Test func `leaving the list of targets by Esc brings back what was there`() throws {
    var model = try FilterModel.learning()
    model.perform(.options, .right, .cancel)
    let before = model.setup
    model.type("t")
    model.press(.down, .down)
    #expect(model.setup != before)
    #expect(model.goal != nil)
    model.press(.escape)
    #expect(model.setup == before)
    model.type("t")
    model.press(.end, .enter)
    #expect(model.setup.target.base == .blank(Extent(3)))
  }
}
