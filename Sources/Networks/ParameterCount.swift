import Convolution

/// What the number of parameters in papers and programs includes.
package enum ParameterConvention: String, CaseIterable, Hashable, Sendable {
  /// What training changes by gradients: 2 numbers for each channel of batch normalization.
  case pyTorch
  /// Moving statistics as well, called non-trainable: 4 for each channel of batch normalization.
  case keras

  func counts(_ role: WeightTensor.Role) -> Bool { self == .keras || role.isTrained }

  /// For a reader who compares with another program.
  package var explanation: String {
    switch self {
    case .pyTorch: "without normalization's statistics, as PyTorch counts"
    case .keras: "with normalization's statistics, as Keras counts"
    }
  }
}

/// How many numbers a layer learns, and the arithmetic that gives them.
package struct ParameterCount: Hashable, Sendable {
  /// What the network's convention counts.
  package let counted: Int
  /// Those among them that training changes by gradients.
  package let trainable: Int
  /// All numbers that have to be kept, whatever the convention.
  package let stored: Int
  /// The calculation without its result, `32 × (1×2×2 + 1)`; empty for a layer without parameters.
  package let arithmetic: String

  init(
    of plan: LayerPlan, with tensors: [WeightTensor], input: Shape,
    convention: ParameterConvention
  ) throws(BlueprintError.Problem) {
    func sum(_ isCounted: (WeightTensor.Role) -> Bool) throws(BlueprintError.Problem) -> Int {
      var sum = 0
      for tensor in tensors where isCounted(tensor.role) {
        guard let count = tensor.count else { throw .tooManyParameters }
        let (next, overflows) = sum.addingReportingOverflow(count)
        guard !overflows else { throw .tooManyParameters }
        sum = next
      }
      return sum
    }
    counted = try sum(convention.counts)
    trainable = try sum(\.isTrained)
    stored = try sum { _ in true }
    arithmetic = plan.parameterArithmetic(for: input, convention: convention)
  }

  /// `32 × (1×2×2 + 1) = 160`, or nothing.
  package var text: String { arithmetic.isEmpty ? "" : "\(arithmetic) = \(counted.grouped)" }
}

extension LayerPlan {
  fileprivate func parameterArithmetic(
    for input: Shape, convention: ParameterConvention
  ) -> String {
    switch self {
    case .convolution(let plan):
      let kernel = plan.window.kernel
      let filter = "\(plan.filterChannels(of: input))×\(kernel)"
      return plan.hasBias ? "\(plan.filters) × (\(filter) + 1)" : "\(plan.filters) × \(filter)"
    case .dense(let units, let hasBias):
      return hasBias ? "(\(input.count) + 1) × \(units)" : "\(input.count) × \(units)"
    case .batchNormalization:
      return "\(convention == .keras ? 4 : 2) × \(input.channels)"
    case .relu, .leakyReLU, .sigmoid, .tanh, .pooling, .globalPooling, .flatten, .dropout,
      .softmax, .rescaling, .addition:
      return ""
    }
  }
}

extension BinaryInteger {
  /// With a comma between thousands: `302,026`.
  package var grouped: String {
    let digits = Array(String(magnitude))
    var text = self < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return text
  }
}
