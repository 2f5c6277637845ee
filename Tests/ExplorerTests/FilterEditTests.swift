import Convolution
import Drawing
import Explorer
import TestSupport
import Testing

/// "Punch in your own numbers."
struct FilterEditTests {
  private func editing(_ rows: [[Float]] = [[1, 2], [3, 4]]) throws -> Model {
    var model = try Model.exploring(.card(height: 14, width: 14)) {
      $0.filters = [try .rows(rows)]
    }
    model.press("e")
    return model
  }

  private func filter(_ model: Model) -> [Float] {
    model.exploration.settings.filters[0].filter.elements
  }

  private func text(_ model: Model) -> String? {
    if case .editing(let edit) = model.mode { edit.text } else { nil }
  }

  // MARK: Typing

  @Test func `the output follows every keystroke`() throws {
    var model = try editing()
    let first = model.exploration.tensor(at: .picture)[0, 0, 0]
    let without = model.explanation.result - 1 * first
    for (key, weight) in [("-", 1), ("2", -2), ("5", -25), (".", -25), ("5", -25.5)]
      as [(Character, Float)]
    {
      model.press(.character(key))
      #expect(filter(model) == [weight, 2, 3, 4], "after \(key)")
      #expect(model.explanation.result == without + weight * first)
    }
  }

  @Test(
    arguments: [
      ("7", 7), ("-0.5", -0.5), (".25", 0.25), ("1/9", 1 / 9), ("-1/4", -0.25), ("2e2", 200),
      ("+3", 3), ("−3", -3),
    ] as [(String, Float)])
  func `decimals, negatives and fractions are numbers`(typed: String, value: Float) throws {
    var model = try editing()
    model.type(typed)
    model.press(.enter)
    #expect(filter(model) == [value, 2, 3, 4])
    #expect(text(model) == "")
    #expect(!model.hasProblem)
  }

  @Test(arguments: ["-", "1/", ".", "1/0", "--1", "2e"])
  func `what is no number is refused with a sentence, and the weight stays`(typed: String) throws {
    var model = try editing()
    model.type(typed)
    model.press(.enter)
    #expect(model.messageText == "'\(typed)' is not a number; write 2, -0.5 or 1/9")
    #expect(filter(model) == [1, 2, 3, 4])
    model.press(.escape)
    #expect(model.mode == .exploring)
    #expect(!model.history.canUndo)
  }

  @Test func `backspace takes back the last key, down to what was there`() throws {
    var model = try editing()
    var visited: [[Float]] = []
    for character in "-12" {
      visited.append(filter(model))
      model.press(.character(character))
    }
    for before in visited.reversed() {
      model.press(.backspace)
      #expect(filter(model) == before || text(model) == "-")
    }
    #expect(filter(model) == [1, 2, 3, 4])
    model.press(.backspace)
    #expect(text(model) == "")
    model.press(.escape)
    #expect(!model.history.canUndo, "nothing was changed")
  }

  @Test func `escape gives up the number, a second one leaves`() throws {
    var model = try editing()
    model.type("9")
    model.press(.escape)
    #expect(filter(model) == [1, 2, 3, 4])
    #expect(text(model) == "")
    model.press(.escape)
    #expect(model.mode == .exploring)
  }

  // MARK: Moving

  @Test func `enter goes through the weights in reading order and round again`() throws {
    var model = try editing()
    model.type("5")
    model.press(.enter)
    model.type("6")
    model.press(.enter)
    model.type("7")
    model.press(.enter)
    model.type("8")
    model.press(.enter)
    model.type("9")
    model.press(.enter, .enter)
    #expect(filter(model) == [9, 6, 7, 8])
    #expect(model.mode == .exploring)
  }

  @Test func `arrows keep what was typed and stop at the edges`() throws {
    var model = try editing()
    model.type("5")
    model.press(.right, .right)
    model.type("6")
    model.press(.down, .down)
    model.type("8")
    model.press(.left, .up, .up)
    #expect(filter(model) == [5, 6, 3, 8])
    guard case .editing(let edit) = model.mode else {
      Issue.record("\(model.mode)")
      return
    }
    #expect(edit.cell == Element(row: 0, column: 0))
  }

  @Test func `a click chooses the weight under it, also in a flipped filter`() throws {
    for isFlipped in [false, true] {
      var model = try Model.exploring(.card(height: 9, width: 9)) {
        $0.filters = [try .rows([[1, 2, 3], [4, 5, 6]])]
        $0.isFlipped = isFlipped
      }
      let canvas = model.canvas
      let center = ScreenLayout(model).center
      var found: [Float] = []
      for row in center.row..<center.row + 4 {
        for column in center.column..<center.endColumn {
          model.perform(.click(row: row, column: column))
          guard model.focus == .filter else { continue }
          let weight = try #require(model.choice?.filter[model.weightCell])
          if canvas[row, column].glyph == Unicode.Scalar("\(Int(weight))") { found.append(weight) }
          model.perform(.cancel)
        }
      }
      #expect(found == (isFlipped ? [6, 5, 4, 3, 2, 1] : [1, 2, 3, 4, 5, 6]))
    }
  }

  // MARK: The whole filter

  @Test func `negating twice is the filter again, and zero keeps no sign`() throws {
    var model = try editing([[1, 0], [-3, 0.5]])
    model.press("n")
    #expect(filter(model) == [-1, 0, 3, -0.5])
    #expect(filter(model).allSatisfy { $0 != 0 || $0.sign == .plus })
    model.press("n")
    #expect(filter(model) == [1, 0, -3, 0.5])
  }

  @Test func `filters grow and shrink from 1×1 to 11×11, and keep what stays`() throws {
    var model = try editing()
    for _ in 0..<12 { model.press("r", "c") }
    #expect(model.exploration.settings.filters[0].filter.shape.extent == Extent(11))
    #expect(model.messageText.contains("1 to 11"))
    #expect(model.exploration.settings.filters[0].filter[0, 1, 1] == 4)
    for _ in 0..<12 { model.press("R") }
    #expect(
      model.exploration.settings.filters[0].filter.shape.extent == Extent(height: 1, width: 11))
    for _ in 0..<12 { model.press("C") }
    #expect(filter(model) == [1])
  }

  @Test func `a filter that would not fit the picture is refused`() throws {
    var model = try Model.exploring(.card(height: 3, width: 5)) {
      $0.filters = [try .rows([[1], [1], [1]])]
    }
    model.press("e", "r")
    #expect(model.hasProblem)
    #expect(
      model.exploration.settings.filters[0].filter.shape.extent == Extent(height: 3, width: 1))
    model.press("c")
    #expect(
      model.exploration.settings.filters[0].filter.shape.extent == Extent(height: 3, width: 2))
  }

  @Test(arguments: ["n", "r", "c", "z", "q", "?"] as [Key])
  func `while a number is typed printing keys belong to it, and what does not fit is refused`(
    key: Key
  ) throws {
    for text in ["9", "-"] {
      var model = try editing()
      model.type(text)
      model.press(key)
      #expect(self.text(model) == text)
      #expect(model.message != nil)
    }
    var model = try editing()
    model.type("9")
    model.press(key, .enter)
    #expect(filter(model) == [9, 2, 3, 4])
  }

  @Test func `undo and redo go back and forth over every change, one number or key each`() throws {
    var model = try editing()
    var visited = [filter(model)]
    func note() { visited.append(filter(model)) }
    model.type("-1")
    model.press(.enter)
    note()
    model.type("1/2")
    model.press(.down)
    note()
    for key in ["n", "r", "c", "n"] as [Key] {
      model.press(key)
      note()
    }
    for before in visited.dropLast().reversed() {
      model.press("z")
      #expect(filter(model) == before)
    }
    model.press("z")
    #expect(model.messageText == "nothing to undo")
    for after in visited.dropFirst() {
      model.press("Z")
      #expect(filter(model) == after)
    }
    model.press("Z")
    #expect(model.messageText == "nothing to redo")
  }

  @Test func `undo may take channels away from under the cursor`() throws {
    var model = try Model.exploring(.card(channels: 3, height: 4, width: 4)) {
      $0.filters = [FilterChoice(try Tensor.card(channels: 3, height: 1, width: 2))]
    }
    model.press("f", .enter, "z", "w", "w", "e", "Z")
    #expect(model.exploration.settings.filters[0].filter.shape.channels == 1)
    #expect(model.inconsistencies.isEmpty, "\(model.inconsistencies)")
    model.type("5")
    #expect(filter(model)[0] == 5)
  }

  @Test func `numbers that are a catalogue's filter get its name`() throws {
    var model = try editing([[1, 1, 1], [0, 5, 0], [-1, -1, -1]])
    #expect(model.choice?.title == "own 3×3")
    model.press(.right, .down)
    model.type("0")
    model.press(.enter)
    #expect(model.choice?.title == "horizontal 3×3")
  }

  @Test func `each channel of a filter has its own weights, and all of them can be edited`() throws
  {
    var model = try Model.exploring(.card(channels: 3, height: 4, width: 4)) {
      $0.filters = [FilterChoice(try Tensor.card(channels: 3, height: 1, width: 2))]
    }
    model.press("e")
    for number in 1...6 {
      model.type("\(number)")
      #expect(model.shownChannel(of: model.explanation) == (number - 1) / 2)
      model.press(.enter)
    }
    #expect(filter(model) == [1, 2, 3, 4, 5, 6])
  }
}
