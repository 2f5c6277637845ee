import Convolution
import TestSupport
import Testing

/// The layers against definitions that share no code with them.
@Suite struct DefinitionTests {
  @Test func `convolution is padding, then products under windows, then their sum`() throws {
    for example in LayerCase.random(1_500, seed: 100, of: Layer.randomConvolution) {
      guard case .convolution(let layer) = example.layer else { continue }
      let expected = try convolved(layer, example.input)
      try #require(try example.output().bits == expected.bits, "\(example)")
    }
  }

  @Test func `pooling is padding, then the maximum or the average under windows`() throws {
    for example in LayerCase.random(1_500, seed: 200, of: Layer.randomPooling) {
      guard case .pooling(let layer) = example.layer else { continue }
      let expected = try pooled(layer, example.input)
      try #require(try example.output().elements == expected.elements, "\(example)")
    }
  }

  @Test func `global pooling is the maximum or the average of each channel`() throws {
    for example in LayerCase.random(300, seed: 300, of: Layer.randomGlobalPooling) {
      guard case .globalPooling(let layer) = example.layer else { continue }
      let output = try example.output()
      #expect(output.shape.extent == Extent(1))
      for channel in 0..<example.input.shape.channels {
        let values = example.input.channel(channel).elements
        let expected =
          layer.kind == .maximum
          ? values.max() : values.reduce(0, +) / Float(values.count)
        #expect(output[channel, 0, 0] == expected, "\(example)")
      }
    }
  }

  @Test(arguments: Border.allCases)
  func `a border stands for the pixel that walking leads to`(border: Border) throws {
    for length in 1...5 {
      let row = Tensor.counting(try Shape(channels: 1, height: 1, width: length))
      let wide = try padded(
        row, by: Edges(top: 0, left: 17, bottom: 0, right: 17), border: border, fill: -1)
      for position in -17..<length + 17 {
        let source = border.source(of: position, length: length)
        #expect(source ?? -1 == Int(wide[0, 0, position + 17]), "\(position) of \(length)")
      }
    }
  }
}
