import Convolution
import TestSupport
import Testing

private func picture(_ height: Int, _ width: Int, channels: Int = 1) throws -> Tensor {
  Tensor(shape: try Shape(channels: channels, height: height, width: width))
}

/// What layers without a window have to refuse.
@Suite struct WrongLayerTests {
  static let vectors = [
    WrongArgument(
      "a picture into a dense layer",
      "dense needs a vector, its input is 2×3×3; put a flatten layer before it"
    ) {
      try Dense(inputs: 18, units: 1, weights: Array(repeating: 1, count: 18))
        .forward(picture(3, 3, channels: 2))
    },
    WrongArgument(
      "a vector of another length",
      "dense has weights for 3 numbers, its input has 4; they have to be equal"
    ) {
      try Dense(inputs: 3, units: 1, weights: [1, 2, 3]).forward(picture(1, 1, channels: 4))
    },
    WrongArgument("no inputs", "the number of inputs is 0; it has to be at least 1") {
      try Dense(inputs: 0, units: 1, weights: [])
    },
    WrongArgument("no units", "the number of units is -1; it has to be at least 1") {
      try Dense(inputs: 1, units: -1, weights: [])
    },
    WrongArgument("too few dense weights", "the dense layer needs 6 weights, found 5") {
      try Dense(inputs: 3, units: 2, weights: [1, 2, 3, 4, 5])
    },
    WrongArgument(
      "dense weights that overflow",
      "the dense layer needs 9223372036854775807 weights, found 1"
    ) {
      try Dense(inputs: .max, units: 2, weights: [1])
    },
    WrongArgument("too many dense biases", "2 units need as many biases, found 3") {
      try Dense(inputs: 1, units: 2, weights: [1, 2], biases: [1, 2, 3])
    },
    WrongArgument("a unit that is not there", "there is no element [2,0,0] in a tensor of 2") {
      try Dense(inputs: 1, units: 2, weights: [1, 2])
        .explain(Element(channel: 2, row: 0, column: 0), of: picture(1, 1))
    },
    WrongArgument("a share that is not there", "there is no element [3,0,0] in a tensor of 3") {
      try Softmax().explain(Element(channel: 3, row: 0, column: 0), of: picture(1, 1, channels: 3))
    },
    WrongArgument(
      "a flattened element that is not there", "there is no element [12,0,0] in a tensor of 12"
    ) {
      try Flatten().explain(
        Element(channel: 12, row: 0, column: 0), of: picture(2, 2, channels: 3))
    },
    WrongArgument(
      "a flattened pixel beyond the map", "there is no element [2,0] in a tensor of 2×2"
    ) {
      try Flatten().uses(of: Element(row: 2, column: 0), in: picture(2, 2).shape)
    },
  ]

  static let others = [
    WrongArgument("normalizing nothing", "the number of channels is 0; it has to be at least 1") {
      try BatchNormalization(scale: [], shift: [], mean: [], variance: [])
    },
    WrongArgument(
      "too few means",
      "batchNormalization has scales for 2 channels, but means for 1; it needs one of each"
    ) {
      try BatchNormalization(scale: [1, 1], shift: [0, 0], mean: [0], variance: [1, 1])
    },
    WrongArgument(
      "too many variances",
      "batchNormalization has scales for 1 channel, but variances for 2; it needs one of each"
    ) {
      try BatchNormalization(scale: [1], shift: [0], mean: [0], variance: [1, 1])
    },
    WrongArgument(
      "normalizing other channels",
      "batchNormalization has numbers for 1 channel, its input has 2; they have to be equal"
    ) {
      try BatchNormalization(scale: [1], shift: [0], mean: [0], variance: [1])
        .forward(picture(2, 2, channels: 2))
    },
    WrongArgument("adding different shapes", "add needs inputs of one shape, found 2×2 and 2×3") {
      try Addition().forward([picture(2, 2), picture(2, 2), picture(2, 3)])
    },
    WrongArgument("adding one thing", "add takes at least 2 inputs, found 1") {
      try Layer.addition(Addition()).forward([picture(2, 2)])
    },
    WrongArgument("a sum that is not there", "there is no element [0,2] in a tensor of 2×2") {
      try Addition().explain(Element(row: 0, column: 2), of: [picture(2, 2), picture(2, 2)])
    },
    WrongArgument("a flattened picture with two inputs", "flatten takes 1 input, found 2") {
      try Layer.flatten(Flatten()).explain(
        Element(row: 0, column: 0), of: [picture(1, 1), picture(1, 1)])
    },
    WrongArgument("a pixel beyond the map", "there is no element [0,5] in a tensor of 5×5") {
      try Layer.activation(.tanh).uses(of: Element(row: 0, column: 5), in: picture(5, 5).shape)
    },
    WrongArgument(
      "a network over a picture that does not suit it",
      "the 3×3 kernel does not fit the 2×2 input (padding included); "
        + "add padding or choose a smaller kernel"
    ) {
      let filter = Tensor(shape: try Shape(channels: 1, height: 3, width: 3))
      let network = Network(chain: [
        .convolution(try Convolution2D(bank: FilterBank(filter: filter)))
      ])
      return try ForwardPass(network, over: picture(2, 2))
    },
  ]

  @Test(arguments: vectors + others)
  func `a wrong argument is refused with a sentence`(wrong: WrongArgument) {
    wrong.expectRefusal()
  }

  @Test func `numbers that make no sense go through without a trap`() throws {
    let extremes: [Float] = [.nan, .infinity, -.infinity, 0, -0.0, -1, .greatestFiniteMagnitude]
    let input = try Tensor(
      shape: Shape(channels: extremes.count, height: 1, width: 1), elements: extremes)
    for number in extremes {
      let each = extremes.map { _ in number }
      let layers: [Layer] = [
        .normalization(
          try BatchNormalization(
            scale: each, shift: each, mean: each, variance: each, epsilon: number)),
        .rescaling(Rescaling(scale: number, offset: number)), .dropout(Dropout(rate: number)),
        .activation(.leakyReLU(slope: number)), .activation(.sigmoid), .activation(.tanh),
        .softmax(Softmax()),
        .dense(try Dense(inputs: 7, units: 1, weights: each, biases: [number])),
      ]
      for layer in layers {
        let output = try layer.forward([input])
        #expect(output.bits == (try layer.reference([input]).bits), "\(layer.name) of \(number)")
        for element in output.positions {
          let result = try layer.explain(element, of: [input]).result
          #expect(result == output[element] || result.isNaN && output[element].isNaN)
        }
      }
    }
  }
}
