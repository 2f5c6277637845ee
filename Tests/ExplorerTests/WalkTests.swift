import Convolution
import Drawing
import Explorer
import TestSupport
import Testing

struct WalkTests {
  /// Plays to the end of a walk; the cells on the way and how long it took, in milliseconds.
  private func walk(_ model: inout Model, to element: Element) -> (cells: [Element], time: Int) {
    var effects = model.play(to: element)
    var cells = [model.cursor.element]
    var time = 0
    while case .scheduleTick(let interval)? = effects.first, cells.count < 10_000 {
      time += interval
      effects = model.perform(.tick)
      cells.append(model.cursor.element)
    }
    return (cells, time)
  }

  @Test(arguments: [1, 5, 24, 60])
  func `a short way goes cell by cell at the present speed`(distance: Int) throws {
    var model = try Model.exploring(height: 28, width: 28)
    let shape = model.shape
    let (cells, time) = walk(&model, to: shape.element(at: distance))
    #expect(cells.map(shape.index) == Array(0...distance))
    #expect(time == distance * model.speed.interval)
    #expect(!model.isPlaying)
    #expect(model.isAtHome)
  }

  @Test(arguments: 1...100)
  func `every way ends where it should, a long one within three seconds`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var model = try Model.exploring(.card(height: 28, width: 28)) {
      $0.filters = [try .named("horizontal"), try .named("vertical")]
    }
    let shape = model.shape
    let (start, end) = (
      Int.random(in: 0..<shape.count, using: &generator),
      Int.random(in: 0..<shape.count, using: &generator)
    )
    model.cursor.element = shape.element(at: start)
    let (cells, time) = walk(&model, to: shape.element(at: end))
    #expect(cells.last == shape.element(at: end))
    #expect(cells.allSatisfy(shape.contains))
    #expect(abs(end - start) <= 60 || time <= 3000)
    #expect(!model.isPlaying)
  }

  @Test func `a long way over a map is straight`() throws {
    var model = try Model.exploring(height: 28, width: 28)
    let (cells, _) = walk(&model, to: Element(row: 20, column: 10))
    for (before, after) in zip(cells, cells.dropFirst()) {
      #expect(abs(after.row - before.row) <= 1 && abs(after.column - before.column) <= 1)
    }
  }

  @Test(arguments: [Action.play, .cancel, .ask])
  func `what ends playing ends a walk`(action: Action) throws {
    var model = try Model.exploring(height: 28, width: 28)
    _ = model.play(to: Element(row: 2, column: 3))
    model.perform(.tick, action)
    #expect(!model.isPlaying)
    let there = model.cursor
    #expect(model.perform(.tick).isEmpty)
    #expect(model.cursor == there)
  }

  @Test func `whoever moves the window leads it`() throws {
    var model = try Model.exploring(height: 28, width: 28)
    _ = model.play(to: Element(row: 2, column: 3))
    model.perform(.tick, .rowDown)
    let there = model.cursor
    #expect(model.perform(.tick).isEmpty)
    #expect(model.cursor == there && !model.isPlaying)
  }

  @Test func `playing on after a pause goes to the end of the map`() throws {
    var model = try Model.exploring(height: 6, width: 6)
    _ = model.play(to: Element(row: 1, column: 0))
    model.perform(.tick, .play, .play)
    var effects: [Effect] = [.scheduleTick(after: 0)]
    while !effects.isEmpty { effects = model.perform(.tick) }
    #expect(model.step == model.shape.count)
  }

  @Test func `there is no way to where the window is`() throws {
    var model = try Model.exploring(height: 6, width: 6)
    #expect(model.play(to: model.cursor.element).isEmpty)
    #expect(!model.isPlaying)
  }

  @Test(arguments: [Action.digit("1"), .moveFocus, .ask, .play, .pickFilter])
  func `at home there is nothing to go back from`(action: Action) throws {
    var model = try Model.exploring(height: 6, width: 6)
    #expect(model.isAtHome)
    model.perform(action)
    #expect(!model.isAtHome)
    model.perform(.cancel)
    #expect(model.isAtHome)
  }
}
