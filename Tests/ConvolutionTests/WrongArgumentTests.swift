import Convolution
import Testing

/// Something that has to be refused, and the sentence that says why.
struct WrongArgument: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let sentence: String
  let attempt: @Sendable () throws -> Void

  init(_ name: String, _ sentence: String, _ attempt: @escaping @Sendable () throws -> Any) {
    testDescription = name
    self.sentence = sentence
    self.attempt = { _ = try attempt() }
  }
}

private func picture(_ height: Int, _ width: Int, channels: Int = 1) throws -> Tensor {
  Tensor(shape: try Shape(channels: channels, height: height, width: width))
}

private func convolution(
  kernel: Extent = Extent(3), channels: Int = 1, filters: Int = 1, stride: Int = 1,
  padding: Padding = .valid, dilation: Int = 1, groups: Int = 1
) throws -> Convolution2D {
  try Convolution2D(
    bank: FilterBank(
      filters: filters, channels: channels, kernel: kernel,
      weights: Array(repeating: 1, count: filters * channels * kernel.height * kernel.width)),
    stride: Extent(stride), padding: padding, dilation: Extent(dilation), groups: groups)
}

private func pooling(
  _ kernel: Int, stride: Int? = nil, padding: Padding = .valid, dilation: Int = 1
) -> Pooling2D {
  Pooling2D(
    .maximum, kernel: Extent(kernel), stride: stride.map { Extent($0) }, padding: padding,
    dilation: Extent(dilation))
}

@Suite struct WrongArgumentTests {
  static let tensors = [
    WrongArgument("no channels", "the number of channels is 0; it has to be at least 1") {
      try Shape(channels: 0, height: 1, width: 1)
    },
    WrongArgument("negative height", "the height is -3; it has to be at least 1") {
      try Shape(channels: 1, height: -3, width: 1)
    },
    WrongArgument(
      "smallest width", "the width is -9223372036854775808; it has to be at least 1"
    ) {
      try Shape(channels: 1, height: 1, width: .min)
    },
    WrongArgument(
      "sizes that overflow",
      "9223372036854775807 × 2 × 2 numbers (channels × height × width) are more than the 536870912 "
        + "that fit; use a smaller picture, less padding or fewer filters"
    ) {
      try Shape(channels: .max, height: 2, width: 2)
    },
    WrongArgument("too few numbers", "a tensor of 1 × 2 × 3 needs 6 numbers, found 5") {
      try Tensor(
        shape: Shape(channels: 1, height: 2, width: 3), elements: [1, 2, 3, 4, 5])
    },
    WrongArgument("no rows", "the height is 0; it has to be at least 1") {
      try Tensor(rows: [])
    },
    WrongArgument("empty rows", "the width is 0; it has to be at least 1") {
      try Tensor(rows: [[], []])
    },
    WrongArgument(
      "unequal rows",
      "row 2 has 1 number, the rows before it have 2; all rows need the same length"
    ) {
      try Tensor(rows: [[1, 2], [3]])
    },
  ]

  static let banks = [
    WrongArgument("no filters", "the number of filters is 0; it has to be at least 1") {
      try FilterBank(filters: 0, channels: 1, kernel: Extent(1), weights: [])
    },
    WrongArgument("too few weights", "the filter bank needs 18 weights, found 9") {
      try FilterBank(
        filters: 2, channels: 1, kernel: Extent(3), weights: Array(repeating: 1, count: 9))
    },
    WrongArgument("too many biases", "2 filters need as many biases, found 3") {
      try FilterBank(
        filters: 2, channels: 1, kernel: Extent(1), weights: [1, 2], biases: [1, 2, 3])
    },
    WrongArgument(
      "filters that overflow", "the filter bank needs 9223372036854775807 weights, found 1"
    ) {
      try FilterBank(filters: .max, channels: 2, kernel: Extent(1), weights: [1])
    },
    WrongArgument("no groups", "the number of groups is 0; it has to be at least 1") {
      try convolution(groups: 0)
    },
    WrongArgument(
      "groups that do not divide", "3 filters cannot be shared out evenly among 2 groups"
    ) {
      try convolution(filters: 3, groups: 2)
    },
    WrongArgument(
      "other channels", "the filter has 1 channel, its input has 3; they have to be equal"
    ) {
      try convolution().forward(picture(5, 5, channels: 3))
    },
    WrongArgument(
      "other channels in groups",
      "the filter has 2 channels in each of 2 groups, which needs an input of 4; this one has 3"
    ) {
      try convolution(channels: 2, filters: 2, groups: 2).forward(picture(5, 5, channels: 3))
    },
  ]

  static let windows = [
    WrongArgument(
      "kernel larger than the input",
      "the 3×3 kernel does not fit the 2×5 input (padding included); "
        + "add padding or choose a smaller kernel"
    ) {
      try convolution().forward(picture(2, 5))
    },
    WrongArgument(
      "dilated kernel larger than the padded input",
      "the 3×3 kernel, 9×9 when dilated, does not fit the 7×8 input (padding included); "
        + "add padding or choose a smaller kernel"
    ) {
      try convolution(padding: .all(1), dilation: 4).forward(picture(5, 6))
    },
    WrongArgument("stride 0", "the vertical stride is 0; it has to be at least 1") {
      try convolution(stride: 0).forward(picture(5, 5))
    },
    WrongArgument("dilation 0", "the vertical dilation is 0; it has to be at least 1") {
      try convolution(dilation: 0).forward(picture(5, 5))
    },
    WrongArgument(
      "largest stride",
      "the vertical stride is 9223372036854775807; the largest supported is 16777216"
    ) {
      try convolution(stride: .max).forward(picture(5, 5))
    },
    WrongArgument(
      "large dilated kernel",
      "the dilated kernel's height is 33554433; the largest supported is 16777216"
    ) {
      try convolution(padding: .same, dilation: 1 << 24).forward(picture(5, 5))
    },
    WrongArgument("no kernel", "the kernel's height is 0; it has to be at least 1") {
      try pooling(0).forward(picture(5, 5))
    },
    WrongArgument(
      "largest kernel",
      "the kernel's height is 9223372036854775807; the largest supported is 16777216"
    ) {
      try pooling(.max).forward(picture(5, 5))
    },
    WrongArgument("negative padding", "the padding at the top is -1; it has to be 0 or more") {
      try convolution(padding: .all(-1)).forward(picture(5, 5))
    },
    WrongArgument(
      "largest padding on one side",
      "the padding at the right is 9223372036854775807; the largest supported is 16777216"
    ) {
      try convolution(padding: .explicit(Edges(top: 0, left: 0, bottom: 0, right: .max)))
        .forward(picture(5, 5))
    },
    WrongArgument(
      "padding that makes too large a map",
      "1 × 33554433 × 33554433 numbers (channels × height × width) are more than the 536870912 "
        + "that fit; use a smaller picture, less padding or fewer filters"
    ) {
      try convolution(padding: .all(1 << 24)).forward(picture(3, 3))
    },
    WrongArgument(
      "windows that meet nothing",
      "with padding 2 a 2×2 pooling window can lie wholly outside the picture, where there is "
        + "nothing to pool; use less padding than the kernel covers"
    ) {
      try pooling(2, padding: .all(2)).forward(picture(5, 5))
    },
    WrongArgument(
      "dilated windows whose taps all miss",
      "with padding 1 a 2×2 pooling window can lie wholly outside the picture, where there is "
        + "nothing to pool; use less padding than the kernel covers"
    ) {
      try pooling(2, stride: 1, padding: .all(1), dilation: 2).forward(picture(1, 1))
    },
    WrongArgument(
      "an input without size", "the input's height is 0; it has to be at least 1"
    ) {
      try SlidingWindow(kernel: Extent(3)).grid(over: Extent(0))
    },
    WrongArgument(
      "the largest input",
      "the input's height is 9223372036854775807; the largest supported is 536870912"
    ) {
      try SlidingWindow(kernel: Extent(3)).grid(over: Extent(.max))
    },
  ]

  static let networks = [
    WrongArgument("two inputs", "relu takes 1 input, found 2") {
      try Layer.rectification(ReLU()).forward([picture(1, 1), picture(1, 1)])
    },
    WrongArgument("no input", "maxPool takes 1 input, found 0") {
      try Layer.pooling(pooling(2)).outputShape(for: [])
    },
    WrongArgument("unknown node", "there is no node 'conv2'; the nodes are relu1, output") {
      try Network(chain: [.rectification(ReLU())]).index(named: "conv2")
    },
    WrongArgument("output behind the map", "there is no element [3,0] in a tensor of 3×3") {
      try convolution().explain(Element(row: 3, column: 0), of: picture(5, 5))
    },
    WrongArgument("window behind the map", "there is no element [0,2] in a tensor of 2×2") {
      try pooling(2).explain(Element(row: 0, column: 2), of: picture(5, 5))
    },
    WrongArgument(
      "channel that is not there", "there is no element [1,0,0] in a tensor of 3×3"
    ) {
      try ReLU().explain(Element(channel: 1, row: 0, column: 0), of: picture(3, 3))
    },
    WrongArgument("pixel in the padding", "there is no element [-1,0] in a tensor of 5×5") {
      try convolution(padding: .same).uses(
        of: Element(row: -1, column: 0), in: picture(5, 5).shape)
    },
  ]

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
      try ForwardPass(Network(chain: [.convolution(convolution())]), over: picture(2, 2))
    },
  ]

  @Test(arguments: tensors + banks + windows + networks + vectors + others)
  func `a wrong argument is refused with a sentence`(wrong: WrongArgument) {
    let error = #expect(throws: ShapeError.self) { try wrong.attempt() }
    #expect(error?.description == wrong.sentence)
  }

  @Test func `no combination of extreme sizes traps`() {
    let sizes = [.min, -1, 0, 1, 2, 1 << 24, 1 << 24 + 1, 1 << 29, 1 << 40, .max]
    let paddings = [.same, .sameLower] + sizes.map { Padding.all($0) }
    var accepted = 0
    for input in sizes {
      for kernel in sizes {
        for stride in sizes {
          for dilation in sizes {
            for padding in paddings {
              let window = SlidingWindow(
                kernel: Extent(height: kernel, width: 1),
                stride: Extent(height: stride, width: 1),
                dilation: Extent(height: dilation, width: 1), padding: padding, rounding: .up)
              guard let axis = try? window.grid(over: Extent(height: input, width: 1)).rows
              else { continue }
              accepted += 1
              _ = axis.formula.isEmpty || axis.leftover + axis.leftoverInput < 0
            }
          }
        }
      }
    }
    #expect(accepted > 100)
  }
}
