import Convolution
package import Workbench

/// What a network says of a stream, a line for each frame.
package struct LiveText: Sendable {
  private let format: Format

  package enum Format: String, CaseIterable, Hashable, Sendable {
    case text, json
  }

  /// The classes of a frame in JSON.
  private static let mostClasses = 5

  package init(format: Format) { self.format = format }

  /// `frame 12  Sneaker  0.93`
  package func line(_ answer: LiveAnswer, frame: Int) -> String {
    let first = answer.classes[0]
    switch format {
    case .text:
      let share = Self.hundredths(first.probability)
      return answer.isSure
        ? "frame \(frame)  \(first.label)  \(share)\n"
        : "frame \(frame)  not sure: \(first.label)  \(share)\n"
    case .json:
      let classes = answer.classes.prefix(Self.mostClasses).map {
        "{\"label\":\(jsonText($0.label)),\"share\":\(jsonNumber($0.probability))}"
      }
      return "{\"frame\":\(frame),\"isSure\":\(answer.isSure),\"framesAveraged\":\(answer.frames),"
        + "\"classes\":[\(classes.joined(separator: ","))]}\n"
    }
  }

  private static func hundredths(_ share: Float) -> String {
    guard share.isFinite else { return "no number" }
    let hundredths = Int((share * 100).rounded())
    let digits = "\(abs(hundredths) % 100)"
    return "\(hundredths / 100).\(digits.count < 2 ? "0" : "")\(digits)"
  }
}
