import Convolution
import Drawing
import Explorer
import TestSupport
import Testing

/// The network screen: what it says, and how one moves on it.
struct OverviewTests {
  // MARK: What it says

  @Test func `the header says network, parameters, picture and answer`() throws {
    var model = try Model.clothing(columns: 120, rows: 36)
    model.press("N")
    let header = try #require(model.canvas.text.split(separator: "\n").first)
    #expect(header.contains("small"))
    #expect(header.contains("302,026 parameters"))
    #expect(header.contains("card → "))
  }

  @Test func `an untrained network says that its numbers mean nothing`() throws {
    var model = try Model.clothing(isUntrained: true)
    model.press("N")
    let text = model.canvas.text
    #expect(text.contains("untrained: the numbers mean nothing yet"))
    #expect(!text.contains("card →"))
  }

  @Test func `every column says name, shape and parameters`() throws {
    var model = try Model.clothing(columns: 120, rows: 36)
    model.press("N")
    let lines = model.canvas.text.split(separator: "\n", omittingEmptySubsequences: false)
    for name in ["input", "conv1", "pool1", "conv2", "pool2", "flatten1", "dense1", "softmax1"] {
      #expect(lines[2].contains(name))
    }
    for shape in ["28×28", "32×27×27", "32×13×13", "32×12×12", "32×6×6", "1152", "256", "10"] {
      #expect(lines[3].contains(shape))
    }
    for cost in ["0 par", "160 par", "4,128 par", "295,168 par", "2,570 par"] {
      #expect(lines[4].contains(cost))
    }
  }

  @Test func `a convolution and its ReLU are one column until they are taken apart`() throws {
    var model = try Model.clothing()
    model.press("N")
    #expect(model.overviewColumns.count == 8)
    model.press("a")
    #expect(model.overviewColumns.count == 11)
  }

  @Test func `an addition names what it adds`() throws {
    var model = try Model.residual(columns: 140, rows: 36)
    model.press("N")
    #expect(model.canvas.text.contains("= conv3 + relu1"))
  }

  @Test func `a chain of one's own is a network too`() throws {
    var model = try Model.exploring(.stroke(height: 28, width: 28)) {
      $0.filters = [try .named("horizontal")]
      $0.pooling = PoolingChoice(.maximum)
    }
    model.press("N")
    let text = model.canvas.text
    for piece in ["input", "conv1", "relu1", "pool1", "26×26", "13×13", "10 par"] {
      #expect(text.contains(piece))
    }
  }

  @Test func `it says how much of a long network does not show`() throws {
    var model = try Model.residual(blocks: 12)
    model.press("N")
    #expect(model.canvas.text.contains("◂ 0 more"))
    model.press(.end)
    let text = model.canvas.text
    #expect(text.contains(" 0 more ▸"))
    #expect(text.contains("softmax1"))
    #expect(text.contains("input"))
  }

  // MARK: Moving

  @Test func `layers move to the right and to the left and end at the ends`() throws {
    var model = try Model.clothing()
    model.press("N", .left)
    #expect(model.node.name == "conv1")
    model.press(.right, .right)
    #expect(model.node.name == "conv2")
    model.press(.end)
    #expect(model.node.name == "softmax1")
    model.press(.right)
    #expect(model.node.name == "softmax1")
    model.press(.home)
    #expect(model.node.name == "conv1")
  }

  @Test(arguments: [80, 120, 200])
  func `the chosen layer and map always show`(columns: Int) throws {
    var model = try Model.residual(blocks: 5, columns: columns)
    model.press("N")
    for key in [Key.right, .left] {
      for _ in 0..<model.overviewColumns.count {
        let layout = OverviewLayout(model)
        let placed = try #require(layout.columns.first { $0.index == model.overviewIndex })
        #expect(placed.region.column + 4 < columns)
        if case .maps(_, let shown) = placed.content {
          #expect(shown.contains(model.cursor.element.channel))
        }
        model.press(key)
      }
    }
  }

  @Test func `going to the next layer and back finds the same cell`() throws {
    var model = try Model.clothing()
    model.press("N")
    model.type("5,6g")
    model.press(.down, .down)
    for _ in 0..<7 {
      let before = model.cursor
      model.press(.right, .left)
      #expect(model.cursor == before)
      model.press(.right)
    }
  }

  @Test func `the next layer's cell is one that the present one goes into`() throws {
    var model = try Model.clothing()
    model.press("N")
    model.type("11,12g")
    for _ in 0..<5 {
      let before = model.cursor
      model.press(.right)
      let sources = model.explanation.terms.compactMap(\.source)
      #expect(sources.contains(before.element), "\(model.node.name)")
    }
  }

  @Test func `a number and g go to a layer, two numbers to a cell`() throws {
    var model = try Model.clothing()
    model.press("N")
    model.type("3g")
    #expect(model.node.name == "conv2")
    model.type("4,5g")
    #expect(model.cursor.element == Element(row: 4, column: 5))
    model.type("12g")
    #expect(model.messageText == "there is no layer 12; the network has layers 1 to 8")
  }

  @Test func `v moves the cell in its map`() throws {
    var model = try Model.clothing()
    model.press("N", "v", .right, .right, .down)
    #expect(model.cursor.element == Element(row: 1, column: 2))
    #expect(model.node.name == "conv1")
    model.press(.escape, .right)
    #expect(model.node.name == "pool1")
  }

  // MARK: In and out

  @Test(arguments: [Key.enter, .tab])
  func `opening a layer and coming back keeps the place`(key: Key) throws {
    var model = try Model.residual(blocks: 6)
    model.press("N")
    model.type("9g")
    model.press(.down, "v", .right, .down, "v")
    let (cursor, canvas) = (model.cursor, model.canvas)
    model.press(key)
    #expect(model.mode == .exploring)
    #expect(model.cursor == cursor)
    model.press("N")
    #expect(model.cursor == cursor)
    #expect(model.canvas == canvas)
  }

  @Test func `escape goes back to where the overview was opened`() throws {
    var model = try Model.clothing()
    model.type("3,4g")
    let before = model.cursor
    model.press("N", .right, .right, .down, .escape)
    #expect(model.mode == .exploring)
    #expect(model.cursor == before)
  }

  @Test func `the trail shows, and u goes back along it`() throws {
    var model = try Model.clothing(columns: 120, rows: 36)
    model.press(.tab, .tab, .tab, .enter, .enter, .escape)
    let trail = model.trail
    #expect(!trail.isEmpty)
    model.press("N")
    #expect(model.canvas.text.contains("why conv2[0,0,0] ← "))
    model.press("u")
    #expect(model.mode == .overview(movesCell: false))
    #expect(model.trail.count == trail.count - 1)
    #expect(model.cursor == trail.last?.cursor)
  }

  // MARK: Mouse

  @Test func `a click chooses what lies under it`() throws {
    var model = try Model.clothing(columns: 120, rows: 36)
    model.press("N")
    let layout = OverviewLayout(model)
    for placed in layout.columns {
      let index = try #require(placed.index)
      model.perform(.click(row: layout.headingRow, column: placed.region.column))
      #expect(model.overviewIndex == index)
      // One row down is the first map's upper left corner; lists and strips begin at once.
      model.perform(.click(row: placed.region.row + 1, column: placed.region.column + 1))
      #expect(model.overviewIndex == index)
      guard case .maps(let size, let shown) = placed.content else { continue }
      let pitch = (size.height + 1) / 2 + 1
      model.perform(
        .click(row: placed.region.row + pitch + 2, column: placed.region.column + size.width - 1))
      #expect(model.cursor.element.channel == shown.lowerBound + 1)
      #expect(model.cursor.element.column >= model.shape.width - 2)
    }
  }

  @Test func `a click beside everything changes nothing`() throws {
    var model = try Model.clothing(columns: 120, rows: 36)
    model.press("N")
    let before = model.cursor
    model.perform(
      .click(row: 0, column: 0), .click(row: 35, column: 119), .click(row: 31, column: 3))
    #expect(model.cursor == before)
  }
}
