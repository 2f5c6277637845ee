import Convolution
import Testing

/// One axis of a window, taken from the rows of a grid.
private func axis(
  _ input: Int, kernel: Int, stride: Int = 1, dilation: Int = 1, padding: Padding = .valid,
  rounding: WindowAxis.Rounding = .down
) throws -> WindowAxis {
  try SlidingWindow(
    kernel: Extent(kernel), stride: Extent(stride), dilation: Extent(dilation), padding: padding,
    rounding: rounding
  ).grid(over: Extent(input)).rows
}

@Suite struct WindowAxisTests {
  @Test func `the formula shows the numbers it was computed with`() throws {
    #expect(try axis(28, kernel: 3).formula == "⌊(28+2·0−3)/1⌋+1 = 26")
    #expect(try axis(28, kernel: 3, padding: .same).formula == "⌊(28+2·1−3)/1⌋+1 = 28")
    #expect(
      try axis(28, kernel: 3, stride: 2, padding: .all(1)).formula == "⌊(28+2·1−3)/2⌋+1 = 14")
    #expect(try axis(28, kernel: 2, padding: .same).formula == "⌊(28+0+1−2)/1⌋+1 = 28")
    #expect(try axis(28, kernel: 2, padding: .sameLower).formula == "⌊(28+1+0−2)/1⌋+1 = 28")
    #expect(try axis(28, kernel: 3, dilation: 2).formula == "⌊(28+2·0−2·(3−1)−1)/1⌋+1 = 24")
    #expect(
      try axis(5, kernel: 2, stride: 2, rounding: .up).formula == "⌈(5+2·0−2)/2⌉+1 = 3")
    #expect(
      try axis(3, kernel: 2, stride: 2, padding: .all(1), rounding: .up).formula
        == "⌈(3+2·1−2)/2⌉+1 = 3, less 1 in the padding = 2")
  }

  @Test(arguments: 1...9, 1...4)
  func `the formula's number is the number of windows that fit`(input: Int, kernel: Int) throws {
    for stride in 1...4 {
      for padding in 0...2 {
        guard input + 2 * padding >= kernel else { continue }
        let axis = try axis(input, kernel: kernel, stride: stride, padding: .all(padding))
        let starts = Swift.stride(
          from: -padding, through: input + padding - kernel, by: stride)
        #expect(axis.output == Array(starts).count)
        #expect((0..<axis.output).map(axis.start(of:)) == Array(starts))
      }
    }
  }

  @Test(arguments: 1...12, 1...5)
  func `same padding makes one window for each stride begun`(input: Int, kernel: Int) throws {
    for stride in 1...4 {
      for dilation in 1...2 {
        for padding in [Padding.same, .sameLower] {
          let axis = try axis(
            input, kernel: kernel, stride: stride, dilation: dilation, padding: padding)
          #expect(axis.output == (input + stride - 1) / stride)
          let more = axis.paddingAfter - axis.paddingBefore
          #expect(padding == .same ? 0...1 ~= more : -1...0 ~= more)
        }
      }
    }
  }

  @Test func `an odd element of same padding goes behind, and before for the lower kind`() throws {
    let upper = try axis(4, kernel: 3, stride: 2, padding: .same)
    #expect((upper.paddingBefore, upper.paddingAfter) == (0, 1))
    let lower = try axis(4, kernel: 3, stride: 2, padding: .sameLower)
    #expect((lower.paddingBefore, lower.paddingAfter) == (1, 0))
  }

  @Test func `what no window reads is named`() throws {
    func note(_ axis: WindowAxis) -> String? { axis.leftoverNote(unit: "row", side: "bottom") }
    #expect(try note(axis(28, kernel: 3)) == nil)
    #expect(try note(axis(28, kernel: 3, stride: 3)) == "1 row at the bottom left over")
    #expect(try note(axis(29, kernel: 3, stride: 3)) == "2 rows at the bottom left over")
    #expect(try note(axis(28, kernel: 3, stride: 3, padding: .same)) == nil)
    #expect(
      try note(axis(4, kernel: 3, stride: 2, padding: .all(1)))
        == "1 row of padding at the bottom left over")
    #expect(try note(axis(8, kernel: 2, stride: 3)) == "1 row skipped between windows")
    #expect(
      try note(axis(9, kernel: 2, stride: 4))
        == "3 rows at the bottom left over, 2 rows skipped between windows")
    #expect(
      try note(axis(9, kernel: 3, stride: 2, dilation: 2))
        == "1 of every 2 rows skipped between taps")
    #expect(try note(axis(5, kernel: 2, stride: 2, rounding: .up)) == nil)
  }

  @Test func `rows and columns share a sentence`() throws {
    func note(kernel: Extent, stride: Extent) throws -> String? {
      try SlidingWindow(kernel: kernel, stride: stride).grid(over: Extent(10)).leftoverNote
    }
    #expect(try note(kernel: Extent(3), stride: Extent(1)) == nil)
    #expect(
      try note(kernel: Extent(3), stride: Extent(3))
        == "1 row at the bottom and 1 column at the right left over")
    #expect(
      try note(kernel: Extent(3), stride: Extent(height: 1, width: 3))
        == "1 column at the right left over")
    #expect(
      try note(kernel: Extent(height: 1, width: 3), stride: Extent(3))
        == "2 rows skipped between windows; 1 column at the right left over")
  }

  @Test(arguments: 2...3, 1...6)
  func `elements skipped between taps are as many as said`(dilation: Int, stride: Int) throws {
    let axis = try axis(1 + 6 * 40, kernel: 3, stride: stride, dilation: dilation)
    guard axis.skippedBetweenWindows == 0 else { return }
    let middle = 60..<60 + 6 * 5 * stride
    let unused = middle.count(where: axis.isUnused)
    #expect(unused * stride == axis.skippedBetweenTaps * middle.count)
  }

  @Test func `edges are written as briefly as they can be`() {
    #expect(Edges(1).description == "1")
    #expect(Edges(top: 1, left: 2, bottom: 1, right: 2).description == "1×2")
    #expect(Edges(top: 0, left: 1, bottom: 2, right: 3).description == "0,1,2,3")
  }
}
