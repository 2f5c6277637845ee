/// A part of an expression, and where it begins.
struct Formula: Hashable, Sendable {
  let kind: Kind
  /// In Unicode scalars from 0.
  let offset: Int

  indirect enum Kind: Hashable, Sendable {
    case number(Double)
    case size([Int])
    /// A network of the catalogue.
    case network(String)
    case name(String)
    case cells(Formula, [Range])
    case member(Formula, String)
    case call(Function, [Formula])
    case negated(Formula)
    case arithmetic(Arithmetic, Formula, Formula)
    case comparison(Comparison, Formula, Formula)
    case not(Formula)
    case both(Formula, Formula)
    case either(Formula, Formula)
  }

  /// One position or, with a last one, all from the first to it.
  struct Range: Hashable, Sendable {
    let first: Formula
    let last: Formula?
  }

  enum Arithmetic: String, Hashable, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case dividedBy = "/"
  }

  enum Comparison: String, Hashable, Sendable {
    case equal = "=="
    case unequal = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
  }

  enum Function: String, CaseIterable, Hashable, Sendable {
    case max, min, sum, mean, abs, round, floor, ceil, count, size

    /// How many arguments it takes.
    var argumentCounts: ClosedRange<Int> {
      switch self {
      case .max, .min, .sum, .mean, .count: 1...Int.max
      case .abs, .floor, .ceil: 1...1
      case .round: 1...2
      case .size: 2...4
      }
    }

    /// How it is written.
    var example: String {
      switch self {
      case .max, .min, .sum, .mean: "\(rawValue)(input[0..2,0..2])"
      case .count: "count(output > 0)"
      case .abs, .floor, .ceil: "\(rawValue)(sum)"
      case .round: "round(sum, 2)"
      case .size: "size(28, 3) or size(28, 3, stride, padding)"
      }
    }
  }
}
