import Convolution
import Drawing
import Explorer
import TestSupport
import Testing

struct SteppingTests {
  @Test(arguments: 1...10)
  func `as many steps back as forward lead to the same cursor`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<12 {
      var model = try Model.random(using: &generator)
      model.perform(.nextNode, times: .random(in: 0...2, using: &generator))
      if Bool.random(using: &generator) { model.perform(.subSteps) }
      let start = model.cursor
      var visited = [start]
      for _ in 0..<60 {
        model.perform(.next)
        if model.cursor == visited.last { break }
        visited.append(model.cursor)
      }
      for cursor in visited.reversed() {
        #expect(model.cursor == cursor, "seed \(seed)")
        model.perform(.previous)
      }
      #expect(model.cursor == start, "the first step has none before it; seed \(seed)")
    }
  }

  @Test func `steps visit every cell once, in reading order`() throws {
    var model = try Model.exploring(height: 5, width: 4)
    var cells = [model.cursor.element]
    for _ in 1..<model.shape.count {
      model.perform(.next)
      cells.append(model.cursor.element)
    }
    #expect(cells == (0..<6).map { Element(row: $0 / 2, column: $0 % 2) })
    model.perform(.next)
    #expect(model.cursor.element == Element(row: 2, column: 1))
  }

  @Test func `sub-steps go through the products, the bias and the ReLU, and into the next cell`()
    throws
  {
    var model = try Model.exploring(height: 5, width: 5)
    model.perform(.subSteps)
    let stages = (0..<12).map { _ in
      defer { model.perform(.next) }
      return model.cursor.stage
    }
    #expect(stages == (1...11).map { $0 } + [1])
    #expect(model.cursor == Cursor(node: 0, element: Element(row: 0, column: 1), stage: 2))
    model.perform(.previous, times: 2)
    #expect(model.cursor == Cursor(node: 0, element: Element(row: 0, column: 0), stage: 11))
  }

  @Test func `the sums of the sub-steps grow by one product each`() throws {
    var model = try Model.exploring(height: 5, width: 5)
    model.perform(.subSteps)
    let explanation = model.explanation
    for count in 1...9 {
      let stages = model.stages(of: explanation)
      #expect(stages.includedTerms(at: model.cursor.stage) == count)
      #expect(!stages.includesBias(at: model.cursor.stage))
      model.perform(.next)
    }
    let stages = model.stages(of: explanation)
    #expect(stages.includesBias(at: model.cursor.stage))
    #expect(!stages.includesReLU(at: model.cursor.stage))
    model.perform(.next)
    #expect(stages.includesReLU(at: model.cursor.stage))
  }

  @Test func `rows down and up again lead to the same cell`() throws {
    var model = try Model.exploring(height: 9, width: 6)
    model.perform(.next, times: 2)
    let start = model.cursor
    model.perform(.rowDown, times: 3)
    #expect(model.cursor.element == Element(row: 3, column: 2))
    model.perform(.rowUp, times: 3)
    #expect(model.cursor == start)
  }

  @Test func `a count repeats a movement`() throws {
    var model = try Model.exploring(height: 9, width: 9)
    model.type("5l")
    #expect(model.cursor.element == Element(row: 0, column: 5))
    model.type("3j")
    #expect(model.cursor.element == Element(row: 3, column: 5))
    model.type("12h")
    #expect(model.step == 3 * 7 + 6 - 12)
    model.type("h")
    #expect(model.step == 3 * 7 + 6 - 13, "a count is used up")
  }

  @Test(arguments: ["l", "h", "j", "k", "m"], [Focus.output, .input, .filter])
  func `a count beyond all numbers leads to the end, not out of the world`(
    key: String, focus: Focus
  ) throws {
    var model = try Model.exploring(height: 6, width: 6)
    while model.focus != focus { model.perform(.moveFocus) }
    for count in ["9223372036854775807", "99999999999999999999999"] {
      model.perform(.next, .rowDown)
      model.type(count + key)
      #expect(model.inconsistencies.isEmpty)
    }
    if focus == .output, key == "l" { #expect(model.step == model.shape.count) }
    if focus == .output, key == "h" { #expect(model.step == 1) }
  }

  @Test func `a count goes as far in sub-steps as in cells`() throws {
    var model = try Model.exploring(height: 20, width: 20)
    model.perform(.subSteps)
    model.type("2200l")
    #expect(model.step == 201)
    #expect(model.cursor.stage == 1)
    model.type("2200h")
    #expect(model.cursor == Cursor(node: 0, element: Element(row: 0, column: 0), stage: 1))
  }

  // MARK: Going to a place

  @Test func `a number and g go to a step, counted from 1`() throws {
    var model = try Model.exploring(height: 6, width: 6)
    model.type("6g")
    #expect(model.cursor.element == Element(row: 1, column: 1))
    model.type("16G")
    #expect(model.cursor.element == Element(row: 3, column: 3))
    model.type("1g")
    #expect(model.step == 1)
  }

  @Test func `row, comma, column and g go to a cell`() throws {
    var model = try Model.exploring(height: 6, width: 6)
    model.type("2,3g")
    #expect(model.cursor.element == Element(row: 2, column: 3))
  }

  @Test(arguments: [
    ("17g", "there is no step 17; conv1 has steps 1 to 16"),
    ("0g", "there is no step 0; conv1 has steps 1 to 16"),
    ("4,0g", "there is no cell 4,0; conv1 has rows 0 to 3 and columns 0 to 3"),
    ("1,2,3g", "'1,2,3' is neither a step nor a row,column"),
    ("1,g", "'1,' is neither a step nor a row,column"),
  ])
  func `a place that does not exist is refused with a sentence`(keys: String, sentence: String)
    throws
  {
    var model = try Model.exploring(height: 6, width: 6)
    model.perform(.next)
    let before = model.cursor
    model.type(keys)
    #expect(model.messageText == sentence)
    #expect(model.hasProblem)
    #expect(model.cursor == before)
    model.perform(.next)
    #expect(model.message == nil, "a message lasts until the next key")
  }

  @Test func `escape forgets typed digits and nothing else`() throws {
    var model = try Model.exploring(height: 6, width: 6)
    model.perform(.moveFocus)
    model.type("12")
    model.press(.escape)
    #expect(model.typed.isEmpty)
    #expect(model.focus == .input, "one Esc backs out of one thing")
    model.press(.escape)
    #expect(model.focus == .output)
  }

  @Test func `home and end are the first and the last step`() throws {
    var model = try Model.exploring(height: 6, width: 6)
    for isInSubSteps in [false, true] {
      if isInSubSteps { model.perform(.subSteps) }
      model.press(.end)
      let last = model.cursor
      #expect(model.step == 16)
      model.perform(.next)
      #expect(model.cursor == last, "nothing is behind the end")
      model.press(.home)
      let first = model.cursor
      #expect(model.step == 1)
      model.perform(.previous)
      #expect(model.cursor == first)
    }
  }

  // MARK: Playing

  @Test func `playing goes on tick by tick to the last cell and stops there`() throws {
    var model = try Model.exploring(height: 5, width: 5)
    #expect(model.perform(.play) == [.scheduleTick(after: 125)])
    for _ in 1..<9 {
      #expect(model.perform(.tick) == [.scheduleTick(after: 125)])
    }
    #expect(model.step == 9)
    #expect(model.perform(.tick).isEmpty)
    #expect(!model.isPlaying)
  }

  @Test func `space pauses, and a tick that comes late does nothing`() throws {
    var model = try Model.exploring(height: 5, width: 5)
    model.press(" ")
    #expect(model.isPlaying)
    model.press(" ")
    #expect(!model.isPlaying)
    #expect(model.perform(.tick).isEmpty)
    #expect(model.step == 1)
  }

  @Test func `faster and slower undo each other, between one and sixty cells a second`() throws {
    var model = try Model.exploring(height: 5, width: 5)
    let standard = model.speed
    model.press(";", ",")
    #expect(model.speed == standard)
    for _ in 0..<20 { model.press(";") }
    #expect(model.speed.cellsPerSecond == 60)
    for _ in 0..<20 { model.press(",") }
    #expect(model.speed.cellsPerSecond == 1)
  }

  @Test(arguments: [Action.ask, .pickFilter, .editFilter, .chooseOptions, .help])
  func `whatever opens over the screen stops the playing`(action: Action) throws {
    var model = try Model.exploring(height: 5, width: 5)
    model.perform(.play, action)
    #expect(!model.isPlaying)
    #expect(model.perform(.tick).isEmpty)
  }

  // MARK: From node to node

  @Test(arguments: 1...20)
  func `tab and shift-tab undo each other`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<10 {
      var model = try Model.random(using: &generator)
      model.perform(.nextNode, times: .random(in: 0...2, using: &generator))
      let steps = Int.random(in: 1...model.shape.count, using: &generator)
      model.type("\(steps)g")
      let start = model.cursor
      // From a window that lies wholly in the padding no way leads to a pixel and back.
      guard model.explanation.terms.contains(where: { $0.source != nil }) else { continue }
      model.perform(.nextNode, .previousNode)
      #expect(model.cursor == start, "seed \(seed)")
      model.perform(.previousNode, .nextNode)
      #expect(model.cursor == start, "seed \(seed)")
    }
  }

  @Test func `tab leads to the cell that the present one goes into`() throws {
    var model = try Model.exploring(.card(height: 8, width: 8)) {
      $0.filters = [try .named("horizontal")]
      $0.pooling = PoolingChoice(.maximum)
    }
    model.type("3,5g")
    model.press(.tab)
    #expect(model.node.name == "relu1")
    #expect(model.cursor.element == Element(row: 3, column: 5))
    model.press(.tab)
    #expect(model.node.name == "pool1")
    #expect(model.cursor.element == Element(row: 1, column: 2))
    model.press(.tab)
    #expect(model.node.name == "conv1")
  }

  @Test func `m and M go through the maps in a circle`() throws {
    var model = try Model.exploring(.card(height: 6, width: 6)) {
      $0.filters = try ["horizontal", "vertical", "identity"].map { try .named($0) }
    }
    let start = model.cursor
    model.press("m")
    #expect(model.cursor.element.channel == 1)
    #expect(model.choice?.name == "vertical")
    model.press("M", "M")
    #expect(model.choice?.name == "identity")
    model.press("m")
    #expect(model.cursor == start)
  }

  // MARK: Zoom

  @Test(arguments: [(20, 60), (24, 80), (40, 120), (100, 300)])
  func `zooming in and out again shows the same, and messages say where it ends`(
    rows: Int, columns: Int
  ) throws {
    var model = try Model.exploring(height: 12, width: 12, columns: columns, rows: rows)
    while model.message == nil { model.perform(.zoomOut) }
    #expect(model.messageText == "this is the whole picture")
    #expect(ScreenLayout(model).zoom == .picture)
    var tables: [TableGeometry?] = []
    while true {
      let table = ScreenLayout(model).output
      model.perform(.zoomIn)
      if model.message != nil { break }
      tables.append(table)
    }
    #expect(tables.count >= 2)
    for table in tables.reversed() {
      model.perform(.zoomOut)
      #expect(ScreenLayout(model).output == table)
    }
  }
}
