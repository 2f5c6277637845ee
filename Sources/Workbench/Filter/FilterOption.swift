import Convolution
import Explorer
package import Training

/// A line of the options' panel.
package enum FilterOption: CaseIterable, Hashable, Sendable {
  case optimizer, rate, momentum, bias, relu, start, goal

  /// Those that mean something at the moment.
  package static func available(for model: FilterModel) -> [FilterOption] {
    allCases.filter { option in
      switch option {
      case .momentum: model.learning.optimizer.momentum ?? 0 > 0
      case .goal: model.goal != nil
      case .optimizer, .rate, .bias, .relu, .start: true
      }
    }
  }

  package var title: String {
    switch self {
    case .optimizer: "optimizer"
    case .rate: "learning rate"
    case .momentum: "momentum"
    case .bias: "bias"
    case .relu: "compare"
    case .start: "first numbers"
    case .goal: "target's numbers"
    }
  }

  package func value(in model: FilterModel) -> String {
    switch self {
    case .optimizer: OptimizerKind(model.learning.optimizer).title
    case .rate: Figures.short(Double(model.learning.optimizer.rate))
    case .momentum: Figures.short(Double(model.learning.optimizer.momentum ?? 0))
    case .bias: model.setup.hasBias ? "learned" : "none"
    case .relu: model.setup.hasReLU ? "behind a ReLU" : "the sums"
    case .start: model.setup.start.title
    case .goal: model.showsGoal ? "shown" : "hidden"
    }
  }

  /// What may be typed.
  var expectation: String {
    switch self {
    case .rate: "write a number above 0, such as 0.05"
    case .momentum: "write a number from 0 to below 1, such as 0.9"
    case .start: "write a whole number, the seed"
    case .optimizer, .bias, .relu, .goal: "←→ changes it"
    }
  }

  /// The next value, or the one before.
  func change(by steps: Int, in model: inout FilterModel) {
    switch self {
    case .optimizer:
      let kind = OptimizerKind(model.learning.optimizer).moved(by: steps)
      let rate = model.learning.curvature.sensibleRate(for: kind.optimizer(rate: 1))
      model.change(to: kind.optimizer(rate: rate))
    case .rate:
      let present = Double(model.learning.optimizer.rate)
      let round = RoundRate(below: present)
      let isRound = round.value == model.learning.optimizer.rate
      model.change(rate: (steps > 0 ? round.next : isRound ? round.previous : round).value)
    case .momentum:
      let choices: [Float] = [0.5, 0.8, 0.9, 0.95, 0.99]
      let present = model.learning.optimizer.momentum ?? 0
      let next = steps > 0 ? choices.first { $0 > present } : choices.last { $0 < present }
      if let next { _ = set(next, in: &model) }
    case .bias:
      var setup = model.setup
      setup.hasBias.toggle()
      model.change(to: setup)
    case .relu:
      var setup = model.setup
      setup.hasReLU.toggle()
      model.change(to: setup)
    case .start:
      switch model.setup.start {
      case .seed(1) where steps < 0: model.setup.start = .zeros
      case .seed(let seed):
        model.setup.start = .seed(steps > 0 ? seed &+ 1 : seed &- 1)
      case .zeros, .numbers: model.setup.start = steps > 0 ? .seed(1) : .zeros
      }
      model.restart()
    case .goal: model.showsGoal.toggle()
    }
  }

  /// - Returns: Whether the number suits it.
  func set(_ value: Float, in model: inout FilterModel) -> Bool {
    switch self {
    case .rate:
      guard value > 0 else { return false }
      model.change(rate: value)
    case .momentum:
      guard 0..<1 ~= value else { return false }
      model.change(
        to: .gradientDescent(rate: model.learning.optimizer.rate, momentum: value))
    case .start:
      guard let seed = UInt64(exactly: value) else { return false }
      model.setup.start = .seed(seed)
      model.restart()
    case .optimizer, .bias, .relu, .goal: return false
    }
    return true
  }
}

/// The optimizers that one chooses from.
package enum OptimizerKind: String, CaseIterable, Hashable, Sendable {
  case gradientDescent = "gradient-descent"
  case momentum
  case adam

  package init(_ optimizer: Optimizer) {
    switch optimizer {
    case .gradientDescent(_, momentum: 0): self = .gradientDescent
    case .gradientDescent: self = .momentum
    case .adam: self = .adam
    }
  }

  package static let standardMomentum: Float = 0.9

  package func optimizer(rate: Float, momentum: Float = standardMomentum) -> Optimizer {
    switch self {
    case .gradientDescent: .gradientDescent(rate: rate)
    case .momentum: .gradientDescent(rate: rate, momentum: momentum)
    case .adam: .adam(rate: rate)
    }
  }

  package var title: String {
    switch self {
    case .gradientDescent: "gradient descent"
    case .momentum: "momentum"
    case .adam: "Adam"
    }
  }

  func moved(by steps: Int) -> OptimizerKind {
    let all = Self.allCases
    let place = all.firstIndex(of: self) ?? 0
    return all[(place + steps + all.count) % all.count]
  }
}

extension Optimizer {
  /// nil for Adam.
  package var momentum: Float? {
    switch self {
    case .gradientDescent(_, let momentum): momentum
    case .adam: nil
    }
  }
}

extension FilterSetup.Start {
  /// `seed 1`, `zeros`, `your own`.
  package var title: String {
    switch self {
    case .seed(let seed): "seed \(seed)"
    case .zeros: "zeros"
    case .numbers: "your own"
    }
  }
}
