import Convolution
import ImageFiles
import TestSupport
import Testing

@Suite struct `A frame on its way to a network` {
  private func frame(height: Int, width: Int, isColored: Bool = false) throws -> StreamFrame {
    var random = SeededGenerator(seed: 11)
    let film = Film.anymap(1, height: height, width: width, isColored: isColored, using: &random)
    return try #require(parse(film.bytes).frames.first)
  }

  private func preparation(
    _ extent: Extent, channels: Int = 1, scale: ValueScale = .unit
  ) -> FramePreparation {
    FramePreparation(
      for: PictureRequest(
        path: "-", scale: scale, colors: channels == 3 ? .rgb : .gray, resize: extent),
      channels: channels)
  }

  @Test func `the largest part in the middle is taken, or all of it`() throws {
    let frame = try frame(height: 4, width: 8)
    var preparation = preparation(Extent(4))
    let all = try frame.picture(PictureRequest(path: "-")).tensor
    let (picture, input) = try preparation.prepared(frame)
    #expect(picture == input)
    #expect((0..<4).allSatisfy { column in input[0, 1, column] == all[0, 1, column + 2] })
    preparation.fit = .stretch
    let squeezed = try preparation.prepared(frame)
    #expect(squeezed.picture == all)
    #expect(squeezed.input == (try all.resized(to: Extent(4))))
  }

  @Test func `a mirror turns left and right round, twice nothing`() throws {
    let frame = try frame(height: 6, width: 6, isColored: true)
    var preparation = preparation(Extent(6), channels: 3)
    let before = try preparation.prepared(frame)
    preparation.mirrors = true
    let after = try preparation.prepared(frame)
    for column in 0..<6 {
      #expect(after.input[2, 3, column] == before.input[2, 3, 5 - column])
      #expect(after.picture[0, 1, column] == before.picture[0, 1, 5 - column])
    }
  }

  @Test(arguments: ValueScale.allCases)
  func `dark becomes bright for the network alone`(scale: ValueScale) throws {
    let frame = try frame(height: 5, width: 5)
    var preparation = preparation(Extent(5), scale: scale)
    let before = try preparation.prepared(frame)
    preparation.inverts = true
    let after = try preparation.prepared(frame)
    #expect(after.picture == before.picture)
    for (one, other) in zip(before.input.elements, after.input.elements) {
      #expect(abs(one + other - scale.fullScale) <= 1e-5 * scale.fullScale)
    }
  }

  @Test(arguments: [false, true])
  func `with full contrast the darkest is black and the brightest white`(inverts: Bool) throws {
    var preparation = preparation(Extent(5), scale: .byte)
    preparation.inverts = inverts
    let before = try preparation.prepared(frame(height: 5, width: 5)).input
    preparation.stretchesContrast = true
    let after = try preparation.prepared(frame(height: 5, width: 5)).input
    #expect(after.valueRange().minimum == 0 && after.valueRange().maximum == 255)
    let order = { (tensor: Tensor) in
      tensor.elements.indices.sorted { tensor.elements[$0] < tensor.elements[$1] }
    }
    #expect(order(before) == order(after))
    // One brightness alone stays what it is.
    let even = try #require(parse(Array("P5 2 2 255\nzzzz".utf8)).frames.first)
    #expect(
      try preparation.prepared(even).input.elements.allSatisfy { $0 == (inverts ? 133 : 122) })
  }

  @Test func `gray frames fill the three channels of a network for colors`() throws {
    let input = try preparation(Extent(4), channels: 3).prepared(frame(height: 8, width: 4)).input
    #expect(input.shape.channels == 3)
    #expect(input.elements.prefix(16) == input.elements.suffix(16))
  }

  @Test func `people see the part that a network trained on the middle is shown`() throws {
    var request = PictureRequest(path: "-", colors: .rgb)
    request.fitting = .middle(Extent(14), shorterSide: 16)
    let frame = try frame(height: 16, width: 32)
    let (picture, input) = try FramePreparation(for: request, channels: 3).prepared(frame)
    #expect(picture.shape.extent == Extent(14))
    #expect(input.shape.extent == Extent(14))
    // Nothing had to be made smaller: it is the same part of the same picture.
    #expect(Array(input.elements.prefix(196)) == picture.elements)
  }

  @Test func `what is drawn is no larger than a screen can show`() throws {
    let picture = try preparation(Extent(28)).prepared(frame(height: 300, width: 400)).picture
    #expect(picture.shape.extent == Extent(160))
  }
}
