import Convolution
import Explorer
import Testing

@testable import explore

@Suite struct `Pool arguments` {
  @Test(arguments: [
    ("max", PoolingChoice(.maximum, kernel: Extent(2))),
    ("average", PoolingChoice(.average(countingPadding: true), kernel: Extent(2))),
    ("average-of-pixels", PoolingChoice(.average(countingPadding: false), kernel: Extent(2))),
    ("max:3", PoolingChoice(.maximum, kernel: Extent(3))),
    ("max:3x2", PoolingChoice(.maximum, kernel: Extent(height: 3, width: 2))),
    ("max/1", PoolingChoice(.maximum, kernel: Extent(2), stride: Extent(1))),
    ("max+1", PoolingChoice(.maximum, kernel: Extent(2), padding: Edges(1))),
    (
      "average:3x3/2+1",
      PoolingChoice(
        .average(countingPadding: true), kernel: Extent(3), stride: Extent(2), padding: Edges(1))
    ),
    (
      "max:5/1x2+0,1,2,3",
      PoolingChoice(
        .maximum, kernel: Extent(5), stride: Extent(height: 1, width: 2),
        padding: Edges(top: 0, left: 1, bottom: 2, right: 3))
    ),
  ])
  func `pooling has a kind, a window, a stride and padding`(
    text: String, pooling: PoolingChoice
  ) throws {
    #expect(try PoolingChoice(argument: text) == pooling)
  }

  @Test func `without a stride windows touch`() throws {
    let layer = try PoolingChoice(argument: "max:3x2").layer
    #expect(layer.window.stride == Extent(height: 3, width: 2))
  }

  @Test(arguments: [
    "", "min", "Max", "max:", "max/", "max+", "max/2:3", "max:2:3", "max 2x2", ":2",
  ])
  func `what is no pooling is told what one looks like`(text: String) {
    let sentence =
      "expected max, average or average-of-pixels, then :HEIGHTxWIDTH, /STRIDE and +PADDING as "
      + "wanted, such as max, max:3x3 or average:3x3/2+1"
    #expect(throws: ArgumentError(sentence)) { try PoolingChoice(argument: text) }
  }

  @Test(arguments: [
    ("max:0x2", "in ':0x2', 0 is too small; the smallest is 1"),
    ("max:2/0", "in '/0', 0 is too small; the smallest is 1"),
    ("max+-1", "in '+-1', -1 is too small; the smallest is 0"),
    ("max:a", "in ':a', expected a whole number or HEIGHTxWIDTH, such as 2 or 1x3"),
    (
      "max+1,2",
      "in '+1,2', expected a whole number, HEIGHTxWIDTH or TOP,LEFT,BOTTOM,RIGHT, such as 1, 0x2 "
        + "or 0,0,1,1"
    ),
  ])
  func `an error names the part it is in`(text: String, sentence: String) {
    #expect(throws: ArgumentError(sentence)) { try PoolingChoice(argument: text) }
  }
}
