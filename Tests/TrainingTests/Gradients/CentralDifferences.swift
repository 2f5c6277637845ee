import Convolution
import Networks
import TestSupport

/// A loss of a layer, Σ factor · output, whose gradient with respect to each output is its factor.
struct LayerLoss {
  var layer: Layer
  var inputs: [Tensor]
  let factors: Tensor

  /// In `Double`, over outputs that are `Float`.
  func value() throws -> Double {
    zip(try layer.reference(inputs).elements, factors.elements).reduce(0) {
      $0 + Double($1.0) * Double($1.1)
    }
  }

  /// How the value changes with an input number.
  func slope(ofInput input: Int, _ element: Element, step: Float) throws -> Double {
    func value(_ change: Float) throws -> Double {
      var copy = self
      copy.inputs[input][element] += change
      return try copy.value()
    }
    return (try value(step) - value(-step)) / Double(2 * step)
  }

  /// How the value changes with a number that the layer learns.
  func slope(of role: WeightTensor.Role, at index: Int, step: Float) throws -> Double {
    func value(_ change: Float) throws -> Double {
      var copy = self
      copy.layer = try layer.adding(change, to: role, at: index)
      return try copy.value()
    }
    return (try value(step) - value(-step)) / Double(2 * step)
  }
}

extension Layer {
  /// The same with one of the learned numbers changed.
  func adding(_ change: Float, to role: WeightTensor.Role, at index: Int) throws -> Layer {
    func changed(_ numbers: [Float], if role: WeightTensor.Role) -> [Float] {
      var numbers = numbers
      if role == changedRole { numbers[index] += change }
      return numbers
    }
    let changedRole = role
    switch self {
    case .convolution(let layer):
      let bank = try FilterBank(
        filters: layer.bank.filters, channels: layer.bank.channels, kernel: layer.bank.kernel,
        weights: changed(layer.bank.weights, if: .weight),
        biases: changed(layer.bank.biases, if: .bias))
      return .convolution(
        try Convolution2D(
          bank: bank, stride: layer.window.stride, padding: layer.window.padding,
          dilation: layer.window.dilation, border: layer.border, groups: layer.groups))
    case .dense(let layer):
      return .dense(
        try Dense(
          inputs: layer.inputs, units: layer.units,
          weights: changed(layer.weights, if: .weight), biases: changed(layer.biases, if: .bias)))
    case .normalization(let layer):
      return .normalization(
        try BatchNormalization(
          scale: changed(layer.channels.map(\.scale), if: .scale),
          shift: changed(layer.channels.map(\.shift), if: .shift),
          mean: layer.channels.map(\.mean), variance: layer.channels.map(\.variance),
          epsilon: layer.channels[0].epsilon))
    case .rectification, .activation, .pooling, .globalPooling, .rescaling, .dropout, .flatten,
      .softmax, .addition:
      return self
    }
  }

  /// Whether the layer has kinks, where no slope exists: at 0, or where two numbers are equal.
  var hasKinks: Bool {
    switch self {
    case .rectification, .activation(.leakyReLU): true
    case .pooling(let layer): layer.kind == .maximum
    case .globalPooling(let layer): layer.kind == .maximum
    case .convolution, .activation(.sigmoid), .activation(.tanh), .normalization, .rescaling,
      .dropout, .flatten, .dense, .softmax, .addition:
      false
    }
  }
}

extension Tensor {
  /// Numbers that lie an eighth apart, in random order, none of them 0: no kink is nearer than 1/16.
  static func apart(_ shape: Shape, using generator: inout SeededGenerator) throws -> Tensor {
    let numbers = (0..<shape.count).map { (Float($0 - shape.count / 2) + 0.5) / 8 }
    return try Tensor(shape: shape, elements: numbers.shuffled(using: &generator))
  }
}
