import Training

/// What is known of trainings: a history, a study, a filter that learns, and parts of them.
enum TrainingOperand {
  case history(History)
  /// One epoch after the other, or a single measurement.
  case scores([History.Score], name: String)
  case study(StudyResult)
  case way(StudyWay, of: StudyResult)
  /// A way whose other half of a comparison is still to be named.
  case minus(StudyWay, of: StudyResult)
  case difference(PairedDifference)
  case learning(FilterLearning)
}

/// Numbers one after the other, counted from 0.
struct Series {
  let name: String
  let numbers: [Double]
}

extension TrainingOperand {
  /// What it is called in complaints.
  var name: String {
    switch self {
    case .history(let history): "the history of \(history.network)"
    case .scores(_, let name): name
    case .study(let study): "the study \(study.plan.task)-\(study.plan.examples)"
    case .way(let way, _): way.title
    case .minus(let way, _): "\(way.title) minus another way"
    case .difference: "the difference"
    case .learning: "learning"
    }
  }

  /// What can stand behind its point.
  var members: [String] {
    switch self {
    case .history:
      [
        "epochs", "examples", "heldout", "batches", "batchsize", "seed", "best", "training",
        "validation", "test",
      ]
    case .scores: ["accuracy", "loss"]
    case .study(let study):
      ["seeds", "examples", "tested", "updates"] + study.plan.ways.map(\.word)
    case .way: ["mean", "spread", "lowest", "highest", "minus"]
    case .minus(let way, let study): study.plan.ways.filter { $0 != way }.map(\.word)
    case .difference: ["mean", "spread", "ahead", "behind"]
    case .learning: ["step", "loss", "losses", "rate", "limit", "lowest"]
    }
  }

  /// What a member stands for; nil where there is none of this name.
  func part(_ member: String) -> Evaluator.Operand? {
    switch self {
    case .history(let history): Self.part(member, of: history)
    case .scores(let scores, let name): Self.part(member, of: scores, name: name)
    case .study(let study): Self.part(member, of: study)
    case .way(let way, let study): Self.part(member, of: way, in: study)
    case .minus(let way, let study):
      StudyWay(word: member).flatMap { study.difference(way, minus: $0) }
        .map { .training(.difference($0)) }
    case .difference(let difference): Self.part(member, of: difference)
    case .learning(let learning): Self.part(member, of: learning)
    }
  }

  // MARK: Histories

  private static func part(_ member: String, of history: History) -> Evaluator.Operand? {
    switch member {
    case "epochs": .number(history.epochs.count)
    case "examples": .number(history.trainingExamples)
    case "heldout": .number(history.validationExamples)
    case "batches": .number(history.batchesPerEpoch)
    case "batchsize": .number(history.recipe.batchSize)
    case "seed": .value(.number(Double(history.recipe.seed)))
    // As people count epochs.
    case "best": history.bestEpoch.map { .number($0 + 1) }
    case "training": .training(.scores(history.epochs.map(\.training), name: member))
    case "validation": .training(.scores(history.epochs.compactMap(\.validation), name: member))
    case "test": history.test.map { .training(.scores([$0], name: member)) }
    default: nil
    }
  }

  private static func part(
    _ member: String, of scores: [History.Score], name: String
  ) -> Evaluator.Operand? {
    switch member {
    case "accuracy": .series(Series(name: "\(name).accuracy", numbers: scores.map(\.accuracy)))
    case "loss": .series(Series(name: "\(name).loss", numbers: scores.map(\.loss)))
    default: nil
    }
  }

  // MARK: Studies

  private static func part(_ member: String, of study: StudyResult) -> Evaluator.Operand? {
    switch member {
    case "seeds": .number(study.plan.seeds)
    case "examples": .number(study.plan.examples)
    case "tested": .number(study.testPictures)
    case "updates": .number(study.plan.steps)
    default:
      StudyWay(word: member).flatMap { way in
        study.plan.ways.contains(way) ? .training(.way(way, of: study)) : nil
      }
    }
  }

  private static func part(
    _ member: String, of way: StudyWay, in study: StudyResult
  ) -> Evaluator.Operand? {
    if member == "minus" { return .training(.minus(way, of: study)) }
    guard let spread = study.spread(way) else { return nil }
    return switch member {
    case "mean": .value(.number(spread.mean))
    case "spread": .value(.number(spread.deviation))
    case "lowest": .value(.number(spread.lowest))
    case "highest": .value(.number(spread.highest))
    default: nil
    }
  }

  private static func part(
    _ member: String, of difference: PairedDifference
  ) -> Evaluator.Operand? {
    switch member {
    case "mean": .value(.number(difference.spread.mean))
    case "spread": .value(.number(difference.spread.deviation))
    case "ahead": .number(difference.ahead)
    case "behind": .number(difference.behind)
    default: nil
    }
  }

  // MARK: A filter

  private static func part(
    _ member: String, of learning: FilterLearning
  ) -> Evaluator.Operand? {
    switch member {
    case "step": .number(learning.position)
    case "loss": .value(.number(learning.loss))
    case "losses": .series(Series(name: "losses", numbers: learning.steps.map(\.loss)))
    case "rate": .value(.number(Double(String(learning.optimizer.rate)) ?? .nan))
    case "limit":
      learning.curvature.largestRate(for: learning.optimizer).map { .value(.number($0)) }
    case "lowest": learning.curvature.lowestLoss.map { .value(.number($0)) }
    default: nil
    }
  }
}

extension Evaluator.Operand {
  fileprivate static func number(_ number: Int) -> Self { .value(.number(Double(number))) }
}

extension StudyWay {
  /// What it is called in expressions, where a hyphen would be a minus.
  fileprivate var word: String {
    switch self {
    case .scratch: "scratch"
    case .augmentation: "augmentation"
    case .transfer: "transfer"
    case .untrained: "untrained"
    case .fineTuning: "finetuning"
    }
  }

  fileprivate init?(word: String) {
    guard let way = Self.allCases.first(where: { $0.word == word }) else { return nil }
    self = way
  }
}
