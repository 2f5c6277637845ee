import Convolution
import Testing
import Training

struct ExamplesTests {
  @Test func `bytes stand for numbers from 0 to 1`() throws {
    let examples = Examples(
      shape: try Shape(channels: 1, height: 1, width: 2), numbers: .bytes([0, 255, 51, 102]),
      labels: [0, 1])
    #expect(examples.count == 2)
    #expect(examples.picture(1).elements == [0.2, 0.4])
  }

  @Test func `selected pictures keep their labels`() throws {
    let examples = Examples(
      shape: try Shape(channels: 1, height: 1, width: 1), numbers: .floats([1, 2, 3]),
      labels: [7, 8, 9])
    let selected = examples.selecting([2, 0, 2])
    #expect(selected.numbers == .floats([3, 1, 3]))
    #expect(selected.labels == [9, 7, 9])
  }
}
