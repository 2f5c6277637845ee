package import Convolution

/// Why an augmentation may change what a picture means.
///
/// What a picture shows cannot be measured; what is lost of it can. So some warnings follow from the
/// operation alone and name an example, others from the picture and name the number.
package enum AugmentationWarning: Hashable, Sendable {
  // From the operation
  case mirrors
  case turnsOver
  /// Turned by up to so many degrees, more than 45.
  case turnsFar(degrees: Double)
  // From the picture
  /// Mirroring changes less than `share` of what stands out.
  case isSymmetric(share: Double)
  /// `draws` of `count` push more than `limit` of what stands out from the frame; the worst is draw
  /// `worst` (from 1) with `share`, mostly by one cause.
  case losesMuch(
    draws: Int, count: Int, limit: Double, worst: Int, share: Double,
    cause: Augmentation.Draw.Cause)
  /// The noise is larger than the picture's own differences, the standard deviation of its numbers.
  case drowns(noise: Double, contrast: Double)

  /// The share of what stands out that may be lost without a warning.
  package static let mostLost = 0.1
  private static let leastDifference = 0.1
}

extension AugmentationWarning {
  /// What there is to say about an augmentation, some draws of it and the picture that they change.
  package static func all(
    for augmentation: Augmentation, _ draws: [Augmentation.Draw], of picture: Tensor
  ) -> [AugmentationWarning] {
    var warnings: [AugmentationWarning] = []
    if augmentation.flips {
      warnings.append(.mirrors)
      let share = mirroredDifference(of: picture)
      if share < leastDifference { warnings.append(.isSymmetric(share: share)) }
    }
    if augmentation.flipsVertically { warnings.append(.turnsOver) }
    if augmentation.rotation > 0.125 {
      warnings.append(.turnsFar(degrees: 360 * Double(augmentation.rotation)))
    }
    if let loss = loss(draws, of: picture) { warnings.append(loss) }
    let contrast = deviation(of: picture.elements)
    if Double(augmentation.noise) > contrast {
      warnings.append(.drowns(noise: Double(augmentation.noise), contrast: contrast))
    }
    return warnings
  }

  private static func loss(
    _ draws: [Augmentation.Draw], of picture: Tensor
  ) -> AugmentationWarning? {
    let prominence = Prominence(of: picture)
    let shares = draws.map { $0.shareLost(of: prominence) }
    guard let worst = shares.indices.max(by: { shares[$0] < shares[$1] }),
      shares[worst] > mostLost
    else { return nil }
    return .losesMuch(
      draws: shares.count { $0 > mostLost }, count: draws.count, limit: mostLost,
      worst: worst + 1, share: shares[worst], cause: draws[worst].mainCause(of: prominence))
  }

  /// How much of what stands out is elsewhere in the mirror: 0…1.
  private static func mirroredDifference(of picture: Tensor) -> Double {
    let prominence = Prominence(of: picture)
    guard prominence.total > 0 else { return 0 }
    let (weights, width) = (prominence.weights, prominence.extent.width)
    let difference = weights.indices.reduce(0) { sum, index in
      let column = index % width
      return sum + abs(weights[index] - weights[index - column + width - 1 - column])
    }
    // What moves is missing in one place and added in another.
    return difference / (2 * prominence.total)
  }

  private static func deviation(of numbers: [Float]) -> Double {
    let count = Double(numbers.count)
    let mean = numbers.reduce(0) { $0 + Double($1) } / count
    let squares = numbers.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    return (squares / count).squareRoot()
  }
}

extension AugmentationWarning: CustomStringConvertible {
  /// One sentence: what was found, why it matters, what to do.
  package var description: String {
    switch self {
    case .mirrors:
      "mirrored letters and digits are others or none (b becomes d); leave --flip out where left and "
        + "right matter"
    case .turnsOver:
      "turned over, a 6 becomes a 9 and a dog stands on its head; --flip-vertical is for pictures "
        + "without an up side, such as those from above"
    case .turnsFar(let degrees):
      "turned by up to \(Self.decimal(degrees, 0))°, "
        + (degrees > 90
          ? "things stand on their heads and a 6 becomes a 9" : "things lie on their sides")
        + "; choose a --rotation of 0.125 (45°) or less for what has an up side"
    case .isSymmetric(let share):
      "mirroring moves only \(Self.percent(share)) of what stands out here: it brings little that is "
        + "new"
    case .losesMuch(let draws, let count, let limit, let worst, let share, let cause):
      "\(draws) of \(count) draws push more than \(Self.percent(limit)) of what stands out from the "
        + "background out of the frame, number \(worst) even \(Self.percent(share)), mostly by the "
        + "\(cause.rawValue); choose a smaller --\(cause.rawValue)"
    case .drowns(let noise, let contrast):
      "noise of \(Self.decimal(noise, 2)) is larger than the picture's own differences (standard "
        + "deviation \(Self.decimal(contrast, 2))): little is left to see; choose less --noise"
    }
  }

  private static func decimal(_ number: Double, _ digits: Int) -> String {
    Augmentation.Draw.decimal(number, digits: digits)
  }

  private static func percent(_ share: Double) -> String { decimal(100 * share, 0) + " %" }
}
