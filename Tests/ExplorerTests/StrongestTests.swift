import Convolution
import Drawing
import Explorer
import TestSupport
import Testing

struct StrongestTests {
  private func strongest(_ model: Model) throws -> Strongest {
    guard case .strongest(let strongest) = model.mode else {
      Issue.record("\(model.mode.kind)")
      throw TestFailure()
    }
    return strongest
  }

  private struct TestFailure: Error {}

  private func album(_ count: Int, like shape: Shape) -> [Exploration.Subject] {
    (0..<count).map { number in
      var generator = SeededGenerator(seed: UInt64(number + 100))
      return Exploration.Subject(
        picture: .random(shape, using: &generator), title: "random \(number)",
        arguments: ["random-\(number).pgm"])
    }
  }

  // MARK: What is found

  /// The definition: cells in the order of their numbers, unless they share more than half of what they
  /// see with one taken before, three of each picture.
  private func bruteForce(_ strongest: Strongest, _ network: Network) throws -> [Strongest.Patch] {
    var all: [Strongest.Patch] = []
    for (index, subject) in strongest.subjects.enumerated() {
      guard let outputs = try? network.forward(subject.picture) else { continue }
      let map = outputs[strongest.node].channel(strongest.channel)
      var candidates: [Strongest.Patch] = []
      for (position, value) in map.elements.enumerated() where value > 0 {
        var element = map.shape.element(at: position)
        element.channel = strongest.channel
        let field = try network.receptiveField(
          of: element, node: strongest.node, picture: subject.picture.shape)
        guard let part = field[.picture] else { continue }
        candidates.append(
          Strongest.Patch(
            subject: index, element: element, value: value,
            field: TableGeometry.Frame(rows: part.rows, columns: part.columns)))
      }
      var taken: [Strongest.Patch] = []
      for candidate in candidates.enumerated().sorted(by: {
        ($0.element.value, -$0.offset) > ($1.element.value, -$1.offset)
      }).map(\.element) where taken.count < 3 {
        if !taken.contains(where: { $0.field.overlapsHalf(of: candidate.field) }) {
          taken.append(candidate)
        }
      }
      all += taken
    }
    return all
  }

  @Test(arguments: ["conv1", "relu1", "pool1", "conv2", "pool2", "relu3", "output"])
  func `the patches are those of a search through all cells`(node: String) throws {
    var model = try Model.clothing()
    model.album = album(3, like: model.exploration.subject.picture.shape)
    try model.go(to: node, Element(channel: 2, row: 0, column: 0))
    model.press("x")
    model.finishWork()
    let strongest = try strongest(model)
    #expect(strongest.subjects.count == 4)
    let expected = try bruteForce(strongest, model.exploration.network)
    #expect(Set(strongest.patches) == Set(expected))
    #expect(strongest.patches.map(\.value) == expected.map(\.value).sorted(by: >))
  }

  @Test(arguments: 1...20)
  func `in chains of any kind, too`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var model = try Model.random(using: &generator)
    model.album = album(2, like: model.exploration.subject.picture.shape)
    model.perform(.nextNode, times: seed % 3)
    model.press("x")
    model.finishWork()
    let strongest = try strongest(model)
    let expected = try bruteForce(strongest, model.exploration.network)
    #expect(Set(strongest.patches) == Set(expected), "seed \(seed)")
  }

  @Test func `a picture that is in the album already is looked at once`() throws {
    var model = try Model.clothing()
    model.album =
      [model.exploration.subject] + album(1, like: model.exploration.subject.picture.shape)
    model.press("x")
    #expect(try strongest(model).subjects.map(\.title) == ["card", "random 0"])
  }

  @Test func `pictures that do not suit the network are counted and passed over`() throws {
    var model = try Model.clothing()
    try model.go(to: "relu3")
    let small = try Shape(channels: 1, height: 9, width: 9)
    let colored = try Shape(channels: 3, height: 28, width: 28)
    model.album = album(1, like: small) + album(1, like: colored)
    model.press("x")
    model.finishWork()
    #expect(try strongest(model).unsuitedCount == 2)
    #expect(model.canvas.text.contains("3 pictures (2 of another size)"))
  }

  @Test func `a filter that is dark everywhere says so`() throws {
    var model = try Model.exploring(.card(height: 5, width: 5)) {
      $0.filters = [try .rows([[-1]])]
    }
    model.press("x")
    #expect(try strongest(model).patches.isEmpty)
    #expect(model.canvas.text.contains("nothing lights it up: its highest value = 0"))
    model.press(.enter, .right, .pageDown)
    #expect(model.mode.kind == .strongest)
  }

  // MARK: Going there

  @Test func `enter goes to the cell of a patch in the present picture`() throws {
    var model = try Model.clothing()
    try model.go(to: "conv2", Element(channel: 5, row: 0, column: 0))
    model.press("x")
    model.finishWork()
    let patch = try strongest(model).patches[0]
    model.press(.enter)
    #expect(model.mode == .exploring)
    #expect(model.node.name == "conv2")
    #expect(model.cursor.element == patch.element)
  }

  @Test func `enter on another picture's patch says how to open it there`() throws {
    var model = try Model.clothing()
    model.album = album(1, like: model.exploration.subject.picture.shape)
    try model.go(to: "conv2", Element(channel: 5, row: 0, column: 0))
    model.press("x")
    model.finishWork()
    while try strongest(model).patches[strongest(model).place].subject == 0 { model.press(.right) }
    let element = try strongest(model).patches[strongest(model).place].element
    model.press(.enter)
    #expect(model.mode.kind == .strongest)
    #expect(
      model.messageText
        == "it is in another picture: explore --network small --at "
        + "'relu2[5,\(element.row),\(element.column)]' random-0.pgm")
  }

  @Test func `the next map is a key away`() throws {
    var model = try Model.clothing()
    model.press("x", "m", "m")
    #expect(try strongest(model).channel == 2)
    model.press("M")
    #expect(try strongest(model).channel == 1)
  }

  // MARK: Ending

  @Test(arguments: [0, 1, 1000])
  func `escape leaves the model as it was, whenever`(ticks: Int) throws {
    var model = try Model.clothing()
    model.album = album(12, like: model.exploration.subject.picture.shape)
    try model.go(to: "output", Element(channel: 3, row: 0, column: 0))
    let before = (model.cursor, model.exploration.outputs)
    model.press("x")
    model.perform(.tick, times: ticks)
    model.press(.right, .escape)
    #expect(model.mode == .exploring)
    #expect(model.cursor == before.0)
    #expect(model.exploration.outputs == before.1)
    #expect(model.perform(.tick) == [], "nothing goes on behind the screen")
  }

  @Test func `while it computes, it says which picture it is at`() throws {
    var model = try Model.clothing()
    model.album = album(300, like: model.exploration.subject.picture.shape)
    try model.go(to: "output")
    #expect(model.perform(.openStrongest) == [.scheduleTick(after: 0)])
    #expect(model.canvas.text.contains("picture 2 of 301"))
    model.perform(.tick)
    #expect(try !strongest(model).isComplete)
    model.finishWork()
    #expect(model.canvas.text.contains("301 pictures"))
  }

  // MARK: Pictures

  @Test(arguments: [(80, 24), (120, 36)])
  func `patches side by side`(columns: Int, rows: Int) throws {
    var model = try Model.clothing(columns: columns, rows: rows)
    model.album = album(5, like: model.exploration.subject.picture.shape)
    try model.go(to: "conv2", Element(channel: 3, row: 0, column: 0))
    model.press("x")
    model.finishWork()
    model.press(.down)
    let difference = try snapshotDifference(
      model.canvas.text, named: "strongest-\(columns)x\(rows)")
    #expect(difference == nil)
  }

  @Test func `without colors and in ASCII`() throws {
    var model = try Model.clothing()
    model.perform(
      .resized(DisplayProperties(columns: 80, rows: 24, colors: .monochrome, glyphs: .ascii)))
    try model.go(to: "pool2", Element(channel: 5, row: 0, column: 0))
    model.press("x", .right)
    let difference = try snapshotDifference(model.canvas.text, named: "strongest-ascii-80x24")
    #expect(difference == nil)
  }
}

extension TableGeometry.Frame {
  fileprivate func overlapsHalf(of other: TableGeometry.Frame) -> Bool {
    let shared =
      rows.clamped(to: other.rows).count * columns.clamped(to: other.columns).count
    let smaller = min(rows.count * columns.count, other.rows.count * other.columns.count)
    return 2 * shared > smaller
  }
}
