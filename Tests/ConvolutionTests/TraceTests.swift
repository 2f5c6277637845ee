import Convolution
import TestSupport
import Testing

private func trace(height: Int = 7, width: Int = 9) throws -> Trace {
  let bank = try FilterBank(
    filters: 2, channels: 1, kernel: Extent(3), weights: Array(repeating: 1, count: 18))
  let network = Network(
    chain: [
      .convolution(try Convolution2D(bank: bank)), .rectification(ReLU()),
      .pooling(Pooling2D(.maximum, kernel: Extent(2))),
    ])
  return try Trace(of: network, over: Shape(channels: 1, height: height, width: width))
}

@Suite struct TraceTests {
  @Test func `steps go node after node, then channel, row, column`() throws {
    let trace = try trace()
    let expected = trace.shapes.enumerated().flatMap { node, shape in
      (0..<shape.channels).flatMap { channel in
        (0..<shape.height).flatMap { row in
          (0..<shape.width).map { column in
            Trace.Step(node: node, element: Element(channel: channel, row: row, column: column))
          }
        }
      }
    }
    #expect(Array(trace) == expected)
    #expect(trace.count == 2 * 5 * 7 + 2 * 5 * 7 + 2 * 2 * 3)
    #expect(Array(trace.reversed()) == expected.reversed())
  }

  @Test func `a step knows its position`() throws {
    let trace = try trace()
    for position in trace.indices {
      #expect(trace.position(of: trace[position]) == position)
    }
  }

  @Test func `the positions of the nodes follow each other without gaps`() throws {
    let trace = try trace()
    #expect((0..<3).flatMap { Array(trace.positions(ofNode: $0)) } == Array(trace.indices))
    for node in 0..<3 {
      #expect(trace.positions(ofNode: node).allSatisfy { trace[$0].node == node })
    }
  }

  @Test func `a trace over a photograph is found by arithmetic, not recorded`() throws {
    let trace = try trace(height: 16_000, width: 8_000)
    #expect(trace.count > 500_000_000)
    for position in [0, 1, trace.count / 2, trace.count - 2, trace.count - 1] {
      #expect(trace.position(of: trace[position]) == position)
    }
    #expect(trace[trace.count - 1].element == Element(channel: 1, row: 7998, column: 3998))
  }

  @Test func `a network without nodes has no steps`() throws {
    let trace = try Trace(of: Network(chain: []), over: Shape(channels: 1, height: 2, width: 2))
    #expect(trace.isEmpty)
  }
}
