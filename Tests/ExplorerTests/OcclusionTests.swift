import Convolution
import Drawing
import Explorer
import TestSupport
import Testing

struct OcclusionTests {
  private func occlusion(_ model: Model) throws -> Occlusion {
    guard case .occluding(let occlusion) = model.mode else {
      Issue.record("\(model.mode.kind)")
      throw TestFailure()
    }
    return occlusion
  }

  private struct TestFailure: Error {}

  // MARK: The map

  @Test func `every number is that of a forward pass over the changed picture`() throws {
    var model = try Model.clothing()
    model.press("H")
    model.finishWork()
    let occlusion = try occlusion(model)
    let grid = occlusion.grid
    #expect((grid.side, grid.stride, grid.count) == (7, 2, 144))
    #expect(occlusion.gray == 0.5)
    for place in 0..<grid.count {
      var picture = model.exploration.subject.picture
      for row in grid.frame(of: place).rows {
        for column in grid.frame(of: place).columns { picture[0, row, column] = 0.5 }
      }
      let output = try #require(model.exploration.network.forward(picture).last)
      #expect(occlusion.value(at: place) == output[occlusion.watched])
    }
  }

  @Test(arguments: 1...12)
  func `in chains of any kind, too`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var model = try Model.random(using: &generator)
    model.press("H")
    model.finishWork()
    let occlusion = try occlusion(model)
    for place in 0..<occlusion.grid.count {
      let picture = occlusion.grid.covered(
        model.exploration.subject.picture, at: place, with: occlusion.gray)
      let output = try #require(model.exploration.network.forward(picture).last)
      let value = try #require(occlusion.value(at: place))
      #expect(value == output[occlusion.watched] || value.isNaN, "seed \(seed)")
    }
  }

  @Test(arguments: [(28, 28), (1, 1), (1, 40), (9, 3), (224, 224), (300, 20)])
  func `the squares reach every pixel, and are not too many`(height: Int, width: Int) throws {
    var model = try Model.exploring(height: max(3, height), width: max(3, width))
    model.press("H")
    for key in Array(repeating: Key.character("-"), count: 40)
      + Array(repeating: Key.character("+"), count: 60)
    {
      let grid = try occlusion(model).grid
      var rows: Set<Int> = []
      for place in stride(from: 0, to: grid.count, by: grid.columns) {
        rows.formUnion(grid.frame(of: place).rows)
      }
      #expect(grid.stride > grid.side || rows == Set(0..<grid.picture.height))
      #expect(grid.rows <= 28 && grid.columns <= 28)
      #expect(grid.frame(of: grid.count - 1).columns.upperBound == grid.picture.width)
      model.press(key)
    }
  }

  @Test func `another class is a matter of looking, not of computing`() throws {
    var model = try Model.clothing()
    model.press("H")
    model.finishWork()
    for channel in 0..<10 {
      model.press(.character(Character(String(channel))))
      let occlusion = try occlusion(model)
      #expect(occlusion.watched.channel == channel)
      #expect(occlusion.isComplete)
      let label = try #require(model.exploration.named?.labels[channel])
      #expect(model.canvas.text.contains("what becomes of \(label)"))
    }
    model.press("m")
    #expect(try occlusion(model).watched.channel == 0)
    model.press("M")
    #expect(try occlusion(model).watched.channel == 9)
  }

  @Test func `who stands on an output watches that one, else the largest`() throws {
    var model = try Model.clothing()
    let output = model.output.elements
    model.press("H")
    let largest = output.indices.max { output[$0] < output[$1] }
    #expect(try occlusion(model).watched.channel == largest)
    model.press(.escape)
    try model.go(to: "output", Element(channel: 4, row: 0, column: 0))
    model.press("H")
    #expect(try occlusion(model).watched.channel == 4)
  }

  @Test func `the gray is the middle of the scale, or of a table's numbers`() throws {
    func gray(_ picture: Tensor, fullScale: Float?) throws -> Float {
      var settings = ChainSettings()
      settings.filters = [try .rows([[1]])]
      let subject = Exploration.Subject(
        picture: picture, title: "card", arguments: ["card"], fullScale: fullScale)
      return try Exploration(subject, settings: settings).middleGray
    }
    #expect(try gray(Tensor(rows: [[0, 0.25]]), fullScale: 1) == 0.5)
    #expect(try gray(Tensor(rows: [[3, 200]]), fullScale: 255) == 127.5)
    #expect(try gray(Tensor(rows: [[0, 8]]), fullScale: 1) == 4)
    #expect(try gray(Tensor(rows: [[-3, 1]]), fullScale: nil) == -1)
  }

  // MARK: By hand

  @Test func `arrows move the square, and what it hides is computed at once`() throws {
    var model = try Model.clothing()
    model.press("H", .right, .right, .down)
    var occlusion = try occlusion(model)
    #expect(occlusion.place == 14)
    #expect(occlusion.grid.frame(of: 14).rows == 2..<9)
    #expect(occlusion.grid.frame(of: 14).columns == 4..<11)
    model.finishWork()
    occlusion = try self.occlusion(model)
    #expect(occlusion.value(at: 14) != nil)
    #expect(!occlusion.isComplete, "the rest waits for space")
    model.press(" ")
    model.finishWork()
    #expect(try self.occlusion(model).isComplete)
  }

  @Test func `the number under the square is written out`() throws {
    var model = try Model.clothing()
    try model.go(to: "output", Element(channel: 7, row: 0, column: 0))
    model.press("H")
    model.finishWork()
    #expect(model.canvas.text.contains("Sneaker 0."))
    model.press(.end)
    #expect(model.canvas.text.contains("without [21–27,21–27]"))
    #expect(model.canvas.text.contains("falls most 0."))
    #expect(OcclusionText.change(from: 0.31, to: 0.12) == "0.31 ─→ 0.12")
    #expect(OcclusionText.change(from: 0.312, to: 0.314) == "0.312 ─→ 0.314")
    #expect(OcclusionText.change(from: 0.0012, to: 0.0012) == "0.0012 ─→ 0.0012")
  }

  @Test func `playing again moves the square over the map without computing`() throws {
    var model = try Model.clothing()
    model.press("H")
    model.finishWork()
    let done = try occlusion(model)
    let values = (0..<done.grid.count).compactMap(done.value)
    #expect(done.value(at: done.place) == values.min(), "what falls most is shown at the end")
    model.press(.end)
    #expect(try occlusion(model).place == done.grid.count - 1)
    model.press(" ")
    #expect(try occlusion(model).place == 0)
    #expect(model.perform(.tick) == [.scheduleTick(after: model.speed.interval)])
    #expect(try occlusion(model).place == 1)
  }

  @Test func `a click moves the square to where it is`() throws {
    var model = try Model.clothing()
    model.press("H")
    model.finishWork()
    // The picture begins in row 3, two pixels a row.
    model.perform(.click(row: 3 + 5, column: 1 + 14))
    let occlusion = try occlusion(model)
    let frame = occlusion.grid.frame(of: occlusion.place)
    #expect(frame.rows.contains(10) && frame.columns.contains(14))
  }

  // MARK: Ending

  @Test(arguments: [0, 1, 3, 1000])
  func `escape leaves the model as it was, whenever`(ticks: Int) throws {
    var model = try Model.clothing()
    try model.go(to: "relu1", Element(channel: 3, row: 4, column: 5))
    let before = (model.cursor, model.exploration.outputs, model.focus, model.trail)
    model.press("H")
    model.perform(.tick, times: ticks)
    model.press(.left, .escape)
    #expect(model.mode == .exploring)
    #expect(model.cursor == before.0)
    #expect(model.exploration.outputs == before.1)
    #expect(model.focus == before.2 && model.trail == before.3)
    #expect(model.perform(.tick) == [], "nothing goes on behind the screen")
  }

  @Test func `the help page hides the computation and does not stop it`() throws {
    var model = try Model.clothing()
    model.press("H", "?")
    model.finishWork()
    model.press(.escape)
    #expect(try occlusion(model).isComplete)
  }

  // MARK: Pictures

  @Test(arguments: [(80, 24), (120, 36), (60, 20)])
  func `the picture and the map`(columns: Int, rows: Int) throws {
    var model = try Model.clothing(columns: columns, rows: rows)
    model.press("H")
    model.finishWork()
    model.press(.up, .up, .left)
    let difference = try snapshotDifference(
      model.canvas.text, named: "occlusion-\(columns)x\(rows)")
    #expect(difference == nil)
  }

  @Test func `without colors and in ASCII`() throws {
    var model = try Model.clothing()
    model.perform(
      .resized(DisplayProperties(columns: 80, rows: 24, colors: .monochrome, glyphs: .ascii)))
    model.press("H")
    model.finishWork()
    model.press(.up, .up, .left)
    let difference = try snapshotDifference(model.canvas.text, named: "occlusion-ascii-80x24")
    #expect(difference == nil)
  }
}
