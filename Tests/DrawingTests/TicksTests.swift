import Drawing
import TestSupport
import Testing

struct TicksTests {
  private static func random(_ seed: Int) -> (values: [Double], count: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let magnitudes: [Double] = [1e-9, 1e-3, 0.1, 1, 50, 1e4, 1e8]
    let magnitude = magnitudes.randomElement(using: &generator) ?? 1
    let values = (0..<5).map { _ in Double.random(in: -1...1, using: &generator) * magnitude }
    return (values, .random(in: 2...20, using: &generator))
  }

  @Test(arguments: 1...50)
  func `ticks are at most as many as there is room for, evenly spread, and hold the values`(
    seed: Int
  ) throws {
    let (values, count) = Self.random(seed)
    let ticks = Ticks(Chart.Axis(), for: values, most: count).ticks.map(\.value)
    // Widening to round numbers may take one more step at each end.
    #expect(2...(count + 2) ~= ticks.count, "seed \(seed)")
    let step = ticks[1] - ticks[0]
    for (one, next) in zip(ticks, ticks.dropFirst()) {
      #expect(abs(next - one - step) < step * 1e-6, "seed \(seed)")
    }
    #expect(try #require(values.min()) >= ticks[0] - step * 1e-5)
    #expect(try #require(values.max()) <= #require(ticks.last) + step * 1e-5)
  }

  @Test(arguments: 1...50)
  func `labels say exactly the number that they stand at`(seed: Int) throws {
    let (values, count) = Self.random(seed)
    for tick in Ticks(Chart.Axis(), for: values, most: count).ticks {
      let text = tick.label.replacing("−", with: "-").replacing(",", with: "")
      let value = try #require(Double(text), "\(tick.label), seed \(seed)")
      #expect(abs(value - tick.value) <= abs(value) * 1e-12, "seed \(seed)")
    }
  }

  @Test(arguments: [
    ([0.0, 1], 6, Chart.Axis(), "0 0.2 0.4 0.6 0.8 1.0"),
    ([0, 10], 11, Chart.Axis(labels: .whole), "0 1 2 3 4 5 6 7 8 9 10"),
    ([0, 2], 9, Chart.Axis(labels: .whole), "0 1 2"),
    ([], 4, Chart.Axis(range: 0...3, labels: .whole), "0 1 2 3"),
    ([], 3, Chart.Axis(range: 0...3, labels: .whole), "0 2 3"),
    ([], 3, Chart.Axis(range: 0...7, labels: .whole), "0 5 7"),
    ([], 4, Chart.Axis(range: 0...13, labels: .whole), "0 5 10 13"),
    ([], 11, Chart.Axis(range: 0...101, labels: .whole), "0 20 40 60 80 101"),
    ([10, 200], 3, Chart.Axis(scale: .logarithmic, labels: .whole), "10 100 200"),
    ([-1.2, 1.2], 2, Chart.Axis(), "−2 0 2"),
    ([0.1, 1.1], 2, Chart.Axis(), "0 1 2"),
    ([0.62, 0.951], 5, Chart.Axis(labels: .percent), "60 % 70 % 80 % 90 % 100 %"),
    ([0.8], 4, Chart.Axis(labels: .percent), "0 % 50 % 100 %"),
    ([0, 48_000], 6, Chart.Axis(), "0 10,000 20,000 30,000 40,000 50,000"),
    ([0.001, 90], 6, Chart.Axis(scale: .logarithmic), "0.001 0.01 0.1 1 10 100"),
    ([0.2, 4], 12, Chart.Axis(scale: .logarithmic), "0.2 0.5 1 2 5"),
    ([-1, 1], 3, Chart.Axis(), "−1 0 1"),
    ([0, 4e-7], 3, Chart.Axis(), "0 2e−7 4e−7"),
    ([], 3, Chart.Axis(), "0 0.5 1.0"),
    ([.nan, .infinity], 3, Chart.Axis(), "0 0.5 1.0"),
    ([-1, 0], 3, Chart.Axis(scale: .logarithmic), "1 10"),
  ])
  func `ticks are round numbers`(
    values: [Double], count: Int, axis: Chart.Axis, labels: String
  ) {
    let ticks = Ticks(axis, for: values, most: count).ticks
    #expect(ticks.map(\.label).joined(separator: " ") == labels)
  }

  @Test func `on a logarithmic axis equal ratios are equally far apart`() throws {
    let ticks = Ticks(
      Chart.Axis(range: 0.01...10, scale: .logarithmic), for: [], most: 4)
    let places = try [0.02, 0.2, 2].map { try #require(ticks.fraction(of: $0)) }
    #expect(abs((places[1] - places[0]) - (places[2] - places[1])) < 1e-12)
    #expect(abs(places[1] - places[0] - 1.0 / 3) < 1e-12)
    #expect(ticks.fraction(of: 0) == nil)
    #expect(ticks.fraction(of: -1) == nil)
  }

  @Test func `a single number has an axis around it`() throws {
    for value in [3.0, -0.02, 1e140, 1e-140, 0] {
      let ticks = Ticks(Chart.Axis(), for: [value], most: 5)
      let fraction = try #require(ticks.fraction(of: value))
      #expect(0...1 ~= fraction)
      #expect(ticks.ticks.count >= 2, "\(value)")
    }
  }
}
