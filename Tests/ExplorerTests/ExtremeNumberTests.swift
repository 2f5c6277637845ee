import Convolution
import Drawing
import TestSupport
import Testing

@testable import Explorer

/// A network that has diverged has numbers that are none; it can be looked at all the same.
struct ExtremeNumberTests {
  private func model(_ weight: Float, columns: Int, rows: Int) throws -> Model {
    var layers = TestLayers()
    let bank = try FilterBank(
      filters: 3, channels: 1, kernel: Extent(3),
      weights: (0..<27).map { $0 % 2 == 0 ? weight : -weight })
    layers.add(.convolution(try Convolution2D(bank: bank)), parameters: 30)
    layers.add(.rectification(ReLU()))
    layers.add(.flatten(Flatten()))
    let count = 3 * 4 * 5
    layers.add(
      .dense(
        try Dense(
          inputs: count, units: 4,
          weights: (0..<count * 4).map { $0 % 3 == 0 ? -weight : weight })))
    layers.add(.softmax(Softmax()))
    return try Model.exploring(
      layers, over: .card(height: 6, width: 7), labels: ["a", "b", "c", "d"], columns: columns,
      rows: rows)
  }

  @Test(
    arguments: [Float.nan, .infinity, -.infinity, 3e38, 1e30, 0x1p-140],
    [(60, 20), (80, 24), (160, 50)])
  func `every screen can be drawn at every node`(
    weight: Float, size: (columns: Int, rows: Int)
  ) throws {
    var model = try model(weight, columns: size.columns, rows: size.rows)
    for node in model.exploration.network.nodes.indices {
      let shape = model.exploration.outputs[node].shape
      try model.go(to: shape.element(at: shape.count - 1), ofNode: node)
      for opening in Screen.allCases.map(\.opening) + [.ask] {
        if let opening { _ = update(&model, opening) }
        for _ in 0..<40 { _ = update(&model, .tick) }
        let canvas = model.canvas
        #expect(canvas.columns == size.columns && canvas.rows == size.rows)
        _ = update(&model, .cancel)
      }
    }
  }

  @Test func `a bar is never longer than its room, and nothing is drawn for what is no number`() {
    let values: [Float] = [
      0, -0.0, 1, -1, 3e38, -3e38, .infinity, -.infinity, .nan, .leastNonzeroMagnitude,
    ]
    for value in values {
      for reach in values {
        for width in [-1, 0, 1, 12] {
          let length = Bar.length(of: value, reach: reach, width: width)
          #expect(0...max(0, width) ~= length, "\(value) of \(reach)")
        }
      }
    }
    #expect(Bar.length(of: -0.5, reach: 1, width: 10) == 5)
    #expect(Bar.length(of: .nan, reach: 1, width: 10) == 0)
  }
}
