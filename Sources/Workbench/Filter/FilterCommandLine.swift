package import Convolution
package import Explorer
package import Training

/// The command line that brings back what is on the screen.
extension FilterModel {
  package var commandLine: String {
    let all =
      ["train", "filter"] + setup.arguments + painting + optimizerArguments + viewArguments
      + subject.arguments
    return (["explore"] + all.map(\.quotedForShell)).joined(separator: " ")
  }

  private var painting: [String] {
    let strokes = setup.target.strokes
    guard !strokes.isEmpty else { return [] }
    return ["--paint", PaintText.describe(strokes, width: task.target.shape.width)]
  }

  /// The optimizer of the first update, and what was changed on the way.
  private var optimizerArguments: [String] {
    let changes = learning.changes
    var arguments: [String] = []
    let first = changes[0].optimizer
    let kind = OptimizerKind(first)
    if kind != .gradientDescent { arguments += ["--optimizer", kind.rawValue] }
    if kind == .momentum, first.momentum != OptimizerKind.standardMomentum {
      arguments += ["--momentum", numeral(first.momentum ?? 0)]
    }
    arguments += ["--rate", numeral(first.rate)]
    for change in changes.dropFirst() {
      arguments += ["--change", "\(OptimizerChange(change.step, change.optimizer))"]
    }
    return arguments
  }

  private var viewArguments: [String] {
    var arguments: [String] = []
    if learning.position > 0 { arguments += ["--step", String(learning.position)] }
    if isPresenting { arguments.append("--present") }
    return arguments
  }
}

extension FilterSetup {
  /// The options that set it; defaults are left out, but for the target and the seed.
  var arguments: [String] {
    var arguments: [String] = []
    switch target.base {
    case .filter(let choice):
      arguments +=
        choice.name.map { ["--target", $0] }
        ?? ["--target-kernel", KernelText.describe(choice.filter)]
    case .blank: arguments += ["--target", "blank"]
    case .map(_, _, let path, _): arguments += ["--target-map", path]
    }
    switch target.base {
    case .blank(let kernel), .map(_, _, _, let kernel):
      if kernel != Extent(3) { arguments += ["--size", "\(kernel.height)x\(kernel.width)"] }
    case .filter: break
    }
    if hasBias { arguments.append("--bias") }
    if hasReLU { arguments.append("--relu") }
    switch start {
    case .seed(let seed): arguments += ["--seed", String(seed)]
    case .zeros: arguments += ["--start", "0"]
    case .numbers(let weights, let bias):
      let numbers = weights + (hasBias ? [bias] : [])
      arguments += ["--start", numbers.map(numeral).joined(separator: " ")]
    }
    return arguments
  }
}

/// From a step on, another optimizer or another rate: `10:gradient-descent:0.2`, `10:momentum:0.2:0.9`.
package struct OptimizerChange: Hashable, Sendable, CustomStringConvertible {
  package let step: Int
  package let optimizer: Optimizer

  package init(_ step: Int, _ optimizer: Optimizer) {
    (self.step, self.optimizer) = (step, optimizer)
  }

  package init(argument text: String) throws(ArgumentError) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let expected = ArgumentError.expected(
      "STEP:OPTIMIZER:RATE, such as 10:gradient-descent:0.2 or 10:momentum:0.2:0.9")
    guard parts.count == 3 || parts.count == 4, let step = Int(parts[0]), step >= 0,
      let kind = OptimizerKind(rawValue: parts[1]), let rate = KernelText.number(parts[2]), rate > 0
    else { throw expected }
    var momentum = OptimizerKind.standardMomentum
    if parts.count == 4 {
      guard kind == .momentum, let number = KernelText.number(parts[3]), 0..<1 ~= number
      else { throw expected }
      momentum = number
    }
    self.init(step, kind.optimizer(rate: rate, momentum: momentum))
  }

  package var description: String {
    let kind = OptimizerKind(optimizer)
    let momentum = kind == .momentum ? ":\(numeral(optimizer.momentum ?? 0))" : ""
    return "\(step):\(kind.rawValue):\(numeral(optimizer.rate))\(momentum)"
  }
}

/// What was painted over a target: `2,4-9=1; 3,4=-0.5`, rows and columns from 0.
package enum PaintText {
  package static func describe(_ strokes: [Int: Float], width: Int) -> String {
    var runs: [(row: Int, first: Int, last: Int, value: Float)] = []
    for (place, value) in strokes.sorted(by: { $0.key < $1.key }) {
      let (row, column) = (place / width, place % width)
      if let run = runs.last, run.row == row, run.last + 1 == column, run.value == value {
        runs[runs.count - 1].last = column
      } else {
        runs.append((row, column, column, value))
      }
    }
    return runs.map { run in
      let end = run.last > run.first ? "-\(run.last)" : ""
      return "\(run.row),\(run.first)\(end)=\(numeral(run.value))"
    }.joined(separator: ";")
  }

  /// - Throws: `ArgumentError` for what is not written so, or lies outside of the map.
  package static func parse(_ text: String, on map: Extent) throws(ArgumentError) -> [Int: Float] {
    var strokes: [Int: Float] = [:]
    for part in text.split(separator: ";") {
      let words = part.filter { $0 != " " }.split(separator: "=", omittingEmptySubsequences: false)
      let places = words[0].split(separator: ",", omittingEmptySubsequences: false)
      let columns = (places.last ?? "").split(separator: "-", omittingEmptySubsequences: false)
      guard words.count == 2, places.count == 2, 1...2 ~= columns.count,
        let value = KernelText.number(words[1]), let row = Int(places[0]),
        let first = Int(columns[0]), let last = Int(columns[columns.count - 1]), first <= last
      else {
        throw .expected("ROW,COLUMN=NUMBER or ROW,FIRST-LAST=NUMBER, such as 2,4-9=1;3,4=-0.5")
      }
      guard 0..<map.height ~= row, 0..<map.width ~= first, 0..<map.width ~= last else {
        throw .expected("places on the target map, which is \(map) and counts from 0")
      }
      for column in first...last { strokes[row * map.width + column] = value }
    }
    return strokes
  }
}
