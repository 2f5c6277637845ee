#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Judges what comes out of a network's last layer, before softmax or sigmoid, by what should have.
///
/// Both losses are computed from the scores themselves, so that no logarithm meets a 0.
struct Answers {
  private let labels: [Int]
  private let head: BatchLayout.Head

  /// One picture's answer.
  struct Judged: Hashable, Sendable {
    let label: Int
    let predicted: Int
    let confidence: Float
    let loss: Float
  }

  init(_ labels: [Int], _ head: BatchLayout.Head) { (self.labels, self.head) = (labels, head) }

  /// - Parameters:
  ///   - scores: For each picture the numbers of all classes, or one.
  ///   - gradients: As `scores`; gets the derivatives of the loss times `weight`.
  func judge(
    _ scores: UnsafePointer<Float>, gradients: UnsafeMutablePointer<Float>?, weight: Float
  ) -> [Judged] {
    switch head {
    case .categories(let classes):
      labels.enumerated().map { picture, label in
        Self.categories(
          scores + picture * classes, classes, label,
          gradients: gradients.map { $0 + picture * classes }, weight)
      }
    case .binary:
      labels.enumerated().map { picture, label in
        Self.binary(
          scores[picture], label, gradient: gradients.map { $0 + picture }, weight)
      }
    }
  }

  /// −log softmax(scores)[label]; its derivative is softmax(scores) − 1 at the label.
  private static func categories(
    _ scores: UnsafePointer<Float>, _ classes: Int, _ label: Int,
    gradients: UnsafeMutablePointer<Float>?, _ weight: Float
  ) -> Judged {
    var predicted = 0
    for index in 1..<max(1, classes) where scores[index] > scores[predicted] { predicted = index }
    let largest = scores[predicted]
    var sum: Float = 0
    for index in 0..<classes { sum += expf(scores[index] - largest) }
    if let gradients {
      for index in 0..<classes {
        let share = expf(scores[index] - largest) / sum
        gradients[index] = (share - (index == label ? 1 : 0)) * weight
      }
    }
    return Judged(
      label: label, predicted: predicted, confidence: 1 / sum,
      loss: logf(sum) - (scores[label] - largest))
  }

  /// −log of what the label got, of sigmoid(score); its derivative is sigmoid(score) − label.
  private static func binary(
    _ score: Float, _ label: Int, gradient: UnsafeMutablePointer<Float>?, _ weight: Float
  ) -> Judged {
    // The exponential of a negative number never overflows.
    let small = expf(-abs(score))
    let share = score >= 0 ? 1 / (1 + small) : small / (1 + small)
    gradient?.pointee = (share - Float(label)) * weight
    let predicted = score > 0 ? 1 : 0
    return Judged(
      label: label, predicted: predicted, confidence: max(share, 1 - share),
      loss: max(score, 0) - score * Float(label) + log1pf(small))
  }
}
