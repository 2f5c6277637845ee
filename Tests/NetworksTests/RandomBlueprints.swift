import Convolution
import Networks
import TestSupport

extension Blueprint {
  /// Layers of all kinds that fit each other, with skip connections, from a seed.
  static func random(seed: UInt64) throws -> Blueprint {
    var generator = SeededGenerator(seed: seed)
    let input = try Shape(
      channels: .random(in: 1...4, using: &generator),
      height: .random(in: 1...14, using: &generator),
      width: .random(in: 1...14, using: &generator))
    var layers = [Draft(.relu)]
    var result = try Blueprint(name: "random", input: input, layers: layers)
    for _ in 0..<Int.random(in: 1...12, using: &generator) {
      let plan = LayerPlan.random(using: &generator)
      var inputs: [Network.Source]?
      if plan == .addition {
        // Something of the same shape, which always exists: the last layer itself.
        let same = result.nodes.indices.filter { result.nodes[$0].output == result.output }
        inputs = [
          .node(result.nodes.count - 1), .node(same.randomElement(using: &generator) ?? 0),
        ]
      } else if Int.random(in: 0..<6, using: &generator) == 0 {
        inputs = [.node(.random(in: result.nodes.indices, using: &generator))]
      }
      layers.append(Draft(plan, inputs: inputs))
      if let longer = try? Blueprint(name: "random", input: input, layers: layers) {
        result = longer
      } else {
        layers.removeLast()
      }
    }
    return result
  }
}

extension LayerPlan {
  static func random(using generator: inout some RandomNumberGenerator) -> LayerPlan {
    func extent(_ range: ClosedRange<Int>) -> Extent {
      Extent(
        height: .random(in: range, using: &generator), width: .random(in: range, using: &generator))
    }
    func padding() -> Padding {
      let choices: [Padding] = [
        .valid, .same, .sameLower, .all(1), .explicit(Edges(top: 0, left: 1, bottom: 2, right: 0)),
      ]
      return choices.randomElement(using: &generator) ?? .valid
    }
    switch Int.random(in: 0..<15, using: &generator) {
    case 0, 1:
      let groups = [1, 1, 2].randomElement(using: &generator) ?? 1
      return .convolution(
        ConvolutionPlan(
          filters: groups * .random(in: 1...3, using: &generator), kernel: extent(1...3),
          stride: extent(1...2), padding: padding(), dilation: extent(1...2), groups: groups,
          hasBias: .random(using: &generator)))
    case 2:
      return .pooling(
        Pooling2D(
          .maximum, kernel: extent(1...3), stride: extent(1...2), padding: padding(),
          rounding: .random(using: &generator) ? .up : .down))
    case 3:
      return .pooling(
        Pooling2D(
          .average(countingPadding: .random(using: &generator)), kernel: extent(1...3)))
    case 4:
      return .globalPooling(.random(using: &generator) ? .maximum : .average(countingPadding: true))
    case 5: return .flatten
    case 6:
      return .dense(
        units: .random(in: 1...6, using: &generator), hasBias: .random(using: &generator))
    case 7: return .batchNormalization(epsilon: 1e-3)
    case 8: return .leakyReLU(slope: 0.1)
    case 9: return .sigmoid
    case 10: return .tanh
    case 11: return .softmax
    case 12: return .dropout(rate: 0.5)
    case 13: return .rescaling(scale: 0.5, offset: -1)
    default: return .addition
    }
  }
}
