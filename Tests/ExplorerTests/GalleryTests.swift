import Convolution
import Drawing
import Explorer
import TestSupport
import Testing

struct GalleryTests {
  private func gallery(_ model: Model) throws -> Gallery {
    guard case .gallery(let gallery) = model.mode else {
      Issue.record("\(model.mode.kind)")
      throw TestFailure()
    }
    return gallery
  }

  private struct TestFailure: Error {}

  // MARK: Order

  @Test(arguments: ["conv1", "relu1", "pool2", "dense1", "output"])
  func `sorted by strongest, values fall, and equal ones keep their order`(node: String) throws {
    var model = try Model.clothing()
    try model.go(to: node)
    model.press("t")
    while try gallery(model).sorting != .strongest { model.press("s") }
    let tensor = model.exploration.tensor(at: model.outputPlace)
    let strongest = (0..<tensor.shape.channels).map {
      tensor.channel($0).elements.max() ?? -.infinity
    }
    let order = try gallery(model).order
    #expect(order.sorted() == Array(strongest.indices))
    for (first, second) in zip(order, order.dropFirst()) {
      #expect(
        strongest[first] > strongest[second]
          || (strongest[first] == strongest[second] && first < second))
    }
  }

  @Test func `sorted by mean, means fall`() throws {
    var model = try Model.clothing()
    model.press("t", "s", "s")
    let tensor = model.exploration.tensor(at: model.outputPlace)
    let means = (0..<32).map { channel in
      tensor.channel(channel).elements.reduce(0) { $0 + Double($1) } / Double(27 * 27)
    }
    let order = try gallery(model).order
    #expect(try gallery(model).sorting == .mean)
    #expect(order == (0..<32).sorted { (means[$0], $1) > (means[$1], $0) })
    model.press("s")
    #expect(try gallery(model).order == Array(0..<32))
  }

  @Test func `sorting goes to what comes first`() throws {
    var model = try Model.clothing()
    model.press("t", "1", "7", "g")
    #expect(try gallery(model).chosen == 17)
    for _ in 0..<4 {
      model.press("s")
      let gallery = try gallery(model)
      #expect(gallery.place == 0)
      #expect(gallery.chosen == gallery.order.first)
    }
  }

  @Test func `what is not a number comes last`() throws {
    let picture = try Tensor(rows: [[.nan, 1], [2, 3]])
    var model = try Model.exploring(picture) {
      $0.filters = [try .rows([[1]]), try .rows([[0.5]]), try .rows([[2]])]
      $0.hasReLU = false
    }
    model.press("t", "s", "s")
    #expect(try gallery(model).order == [0, 1, 2])
    #expect(model.canvas.text.contains("sorted by mean"))
  }

  // MARK: Moving

  @Test(arguments: [(80, 24), (60, 20), (120, 36), (200, 60)])
  func `paging reaches every map of a stack of 2048`(columns: Int, rows: Int) throws {
    var model = try Model.manyMaps(2048, columns: columns, rows: rows)
    model.press("t")
    var seen: Set<Int> = []
    var place = -1
    while try gallery(model).place != place {
      place = try gallery(model).place
      for line in model.canvas.text.split(separator: "\n").dropFirst(2).dropLast(3) {
        seen.formUnion(line.split { $0 == " " || $0 == "┃" }.compactMap { Int($0) })
      }
      model.press(.pageDown)
    }
    #expect(seen.isSuperset(of: 0..<2048))
    model.press(.home)
    #expect(try gallery(model).chosen == 0)
    model.press(.end)
    #expect(try gallery(model).chosen == 2047)
  }

  @Test func `right and left, down and up undo each other`() throws {
    var model = try Model.clothing()
    model.press("t", "9", "g")
    for (there, back) in [(Key.right, Key.left), (.down, .up), (.pageDown, .pageUp)] {
      let before = model.mode
      model.press(there)
      #expect(model.mode != before)
      model.press(back)
      #expect(model.mode == before)
    }
  }

  @Test func `a number goes to its map, and one that does not exist is refused`() throws {
    var model = try Model.clothing()
    model.press("t", "3", "1", "g")
    #expect(try gallery(model).chosen == 31)
    model.press("3", "2", "g")
    #expect(try gallery(model).chosen == 31)
    #expect(model.messageText == "there is no 32; relu1 has 0 to 31")
  }

  @Test func `a click chooses, the wheel pages`() throws {
    var model = try Model.clothing()
    model.press("t")
    let lines = model.canvas.text.split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(lines.firstIndex { $0.contains(" 7 ") })
    let column = lines[row].prefix { $0 != "7" }.count
    model.perform(.click(row: row + 2, column: column + 1))
    #expect(try gallery(model).chosen == 7)
    model.perform(.wheel(up: false))
    #expect(model.canvas.text.contains("page 2 of 4"))
    model.perform(.wheel(up: true))
    #expect(try gallery(model).chosen == 7)
  }

  @Test func `enter opens the chosen map, escape leaves everything as it was`() throws {
    var model = try Model.clothing()
    model.perform(.next, times: 3)
    let before = model.cursor
    model.press("t", .right, .down, .escape)
    #expect(model.mode == .exploring)
    #expect(model.cursor == before)
    model.press("t", "1", "2", "g", .enter)
    #expect(model.mode == .exploring)
    #expect(model.cursor.element == Element(channel: 12, row: 0, column: 3))
  }

  // MARK: Searching

  @Test func `searching finds labels, and escape shows all again`() throws {
    var model = try Model.clothing()
    try model.go(to: "output")
    model.press("t", "/")
    model.type("sh")
    #expect(Set(try gallery(model).order) == [0, 6], "T-shirt/top and Shirt")
    model.press(.backspace)
    #expect(Set(try gallery(model).order) == [0, 1, 3, 5, 6, 7])
    model.press(.enter, "s")
    #expect(try gallery(model).order == [0, 1, 3, 5, 6, 7], "s sorts when typing has ended")
    model.press(.escape)
    #expect(try gallery(model).order.count == 10)
    #expect(model.mode.kind == .gallery)
    model.press(.escape)
    #expect(model.mode == .exploring)
  }

  @Test func `searching finds filters by name and maps by number`() throws {
    var model = try Model.exploring(.card(height: 9, width: 9)) {
      $0.filters = try ["horizontal", "vertical", "sobel-x"].map { try .named($0) }
    }
    model.press("t", "/")
    model.type("Ver")
    #expect(try gallery(model).order == [1])
    model.press(.escape, "/", "2")
    #expect(try gallery(model).order == [2])
    model.type("x")
    #expect(try gallery(model).chosen == nil)
    #expect(model.canvas.text.contains("nothing matches '2x'"))
    model.press(.enter, .enter)
    #expect(model.mode.kind == .gallery, "there is nothing to open")
  }

  @Test func `while text is searched for every printing key is text`() throws {
    var model = try Model.clothing()
    model.press("t", "/")
    for character in "qs?/gG 1,;tC" {
      #expect(KeyTable.action(for: .character(character), in: model.mode) == .type(character))
    }
  }

  @Test func `a vector of a thousand numbers is searched, sorted and opened`() throws {
    var model = try Model.longVector(1000, columns: 120, rows: 36)
    model.press("t")
    let output = model.output.elements
    #expect(try gallery(model).order == output.indices.sorted { output[$0] > output[$1] })
    model.press("/")
    model.type("thing 777")
    #expect(try gallery(model).order == [(0..<1000).first { $0 * 7919 % 1000 == 777 }])
    model.press(.enter, .enter)
    #expect(
      model.exploration.label(ofChannel: model.cursor.element.channel, at: .node(1)) == "thing 777")
  }

  @Test func `numbers that are too small for the column say how small`() throws {
    var model = try Model.exploring(Tensor(rows: [[1, 0.00009, -0.00002, 0]])) {
      $0.filters = [try .rows([[1]])]
      $0.hasReLU = false
    }
    model.press("t")
    #expect(model.canvas.text.contains("1 map of 1×4"))
    var layers = TestLayers()
    layers.add(.flatten(Flatten()))
    layers.add(.softmax(Softmax()))
    model = try Model.exploring(layers, over: Tensor(rows: [[0, -9.3, -40]]))
    try model.go(to: "softmax1")
    model.press("t")
    let lines = model.canvas.text.split(separator: "\n").dropFirst(2).prefix(3)
    #expect(
      lines.map { $0.contains("1.0") || $0.contains("9e-5") || $0.contains("4e-18") } == [
        true, true, true,
      ], "\(lines)")
  }

  // MARK: Pictures

  @Test(arguments: [(80, 24), (120, 36)])
  func `maps side by side`(columns: Int, rows: Int) throws {
    var model = try Model.clothing(columns: columns, rows: rows)
    try model.go(to: "relu1")
    model.press("t", .right, .right, "s")
    let difference = try snapshotDifference(
      model.canvas.text, named: "gallery-\(columns)x\(rows)")
    #expect(difference == nil)
  }

  @Test(arguments: ["relu1", "output"])
  func `without colors and in ASCII`(node: String) throws {
    var model = try Model.clothing()
    model.perform(
      .resized(DisplayProperties(columns: 80, rows: 24, colors: .monochrome, glyphs: .ascii)))
    try model.go(to: node)
    model.press("t", .down)
    let difference = try snapshotDifference(
      model.canvas.text, named: "gallery-\(node)-ascii-80x24")
    #expect(difference == nil)
  }

  @Test func `a long vector in columns`() throws {
    var model = try Model.longVector(1000)
    model.press("t", .right, .down)
    let difference = try snapshotDifference(model.canvas.text, named: "gallery-vector-80x24")
    #expect(difference == nil)
  }
}
