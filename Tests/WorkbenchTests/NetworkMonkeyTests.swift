import Drawing
import Explorer
import TestSupport
import Testing
import Training
import Workbench

/// Whatever is pressed, in whatever order and at whatever size, the screen stays one that makes sense.
struct NetworkMonkeyTests {
  private static let keys: [Key] =
    ([
      " ", "n", "x", "w", "h", "l", "g", "G", "1", "2", "3", "4", "5", "k", "j", "t", "T", "m", "M",
      "v", "N", "y", "c", "P", "b", ".", "?", "7", "u",
    ] as [Key])
    + [
      .enter, .tab, .backTab, .escape, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
      .function(1), .function(5), .control("l"), .backspace,
    ]

  @Test(arguments: 1...10)
  func `after any keys a kept panel is a fresh one, and every frame has its size`(seed: Int) throws
  {
    var generator = SeededGenerator(seed: UInt64(seed))
    var training = try NetworkTraining.stripes(
      comparison: Bool.random(using: &generator) ? Stripes.comparison() : nil,
      isRunning: Bool.random(using: &generator))
    var view = NetworkView()
    var pressed: [Key] = []
    for number in 1...150 {
      switch Int.random(in: 0..<10, using: &generator) {
      case 0:
        training.perform(
          .resized(
            .terminal(
              .random(in: 0...220, using: &generator), .random(in: 0...70, using: &generator),
              colors: ColorTier.allCases.randomElement(using: &generator) ?? .extended,
              glyphs: GlyphSet.allCases.randomElement(using: &generator) ?? .unicode)))
      case 1...3: training.work(pieces: 2)
      case 4:
        training.perform(
          .click(
            row: .random(in: -1...60, using: &generator),
            column: .random(in: -1...200, using: &generator)))
        training.perform(.wheel(up: Bool.random(using: &generator)))
      default:
        let key = Self.keys.randomElement(using: &generator) ?? " "
        pressed.append(key)
        training.press(key)
      }
      guard number.isMultiple(of: 5) else { continue }
      let canvas = view.canvas(for: training)
      let trace = Comment("seed \(seed), after \(pressed.suffix(6))")
      #expect(canvas.columns == training.display.columns, trace)
      #expect(canvas.rows == training.display.rows, trace)
      #expect(canvas == training.frame, trace)
    }
  }

  @Test func `every small size can be drawn, on every page`() throws {
    var training = try NetworkTraining.stripes(comparison: Stripes.comparison())
    training.work(untilEpoch: 1)
    for columns in stride(from: 0, through: 130, by: 13) {
      for rows in stride(from: 0, through: 64, by: 7) {
        training.perform(.resized(.terminal(columns, rows)))
        for page in NetworkPage.allCases {
          training.perform(.page(page))
          #expect(training.frame.rows == rows)
        }
      }
    }
  }
}
