import Convolution
import Explorer

/// Predictions as they are written, one picture after the other.
package struct PredictionText: Sendable {
  package let format: Format
  private let network: String
  private let weights: String
  private let isUntrained: Bool
  /// How many pictures have been written.
  var count = 0

  package enum Format: String, CaseIterable, Hashable, Sendable {
    case text, json, csv
  }

  /// - Parameters:
  ///   - weights: Where the network's numbers come from, as it is typed; empty for its own.
  ///   - isUntrained: Whether they were drawn at random.
  package init(format: Format, network: String, weights: String, isUntrained: Bool) {
    self.format = format
    (self.network, self.weights, self.isUntrained) = (network, weights, isUntrained)
  }

  /// What stands before the first picture.
  package var head: String {
    switch format {
    case .text: isUntrained ? "\(Self.warning(network))\n\n" : ""
    case .json:
      "{\"network\":\(jsonText(network)),\"weights\":\(weights.isEmpty ? "null" : jsonText(weights)),"
        + "\"isUntrained\":\(isUntrained),\"pictures\":["
    case .csv: "picture,rank,class,label,share\n"
    }
  }

  /// What stands behind the last picture.
  package var tail: String {
    switch format {
    case .json: "\n]}\n"
    case .text, .csv: ""
    }
  }

  /// What a network whose weights are random has to be said of.
  package static func warning(_ network: String) -> String {
    "the weights of \(network) are untrained, so that its answers mean nothing; --weights FILE "
      + "brings trained ones"
  }

  /// The next picture.
  package mutating func add(_ prediction: Prediction) -> String {
    switch format {
    case .text:
      defer { count += 1 }
      let lines = [prediction.picture] + prediction.classes.map(Self.line)
      return (count > 0 ? "\n" : "") + lines.map { $0 + "\n" }.joined()
    case .json:
      let classes = prediction.classes.map(Self.json).joined(separator: ",")
      return item("\"classes\":[\(classes)]", prediction.picture)
    case .csv:
      return prediction.classes.enumerated().map { rank, entry in
        let cells = [
          cell(prediction.picture), "\(rank + 1)", "\(entry.index)", cell(entry.label),
          entry.share.isFinite ? numeral(entry.share) : "",
        ]
        return cells.joined(separator: ",") + "\n"
      }.joined()
    }
  }

  /// The next picture, which could not be read; only data say so, where pictures have to be matched.
  ///
  /// - Parameter complaint: What is wrong with it.
  package mutating func add(_ picture: String, complaint: String) -> String {
    guard format == .json else { return "" }
    return item("\"error\":\(jsonText(complaint))", picture)
  }

  /// One object of the list in JSON.
  mutating func item(_ field: String, _ picture: String) -> String {
    defer { count += 1 }
    return "\(count > 0 ? "," : "")\n{\"picture\":\(jsonText(picture)),\(field)}"
  }

  // MARK: One class

  private static let barWidth = 20

  /// ` 81.23 %  ████████████████      espresso`.
  private static func line(_ entry: Prediction.Class) -> String {
    let percent = Fixed(entry.share * 100, decimals: 2)?.text ?? "no number"
    let length = Bar.length(of: entry.share, reach: 1, width: barWidth)
    let bar = String(repeating: "█", count: length).padding(to: barWidth)
    return "  \(percent.paddingLeft(to: 6)) %  \(bar)  \(entry.label)"
  }

  private static func json(_ entry: Prediction.Class) -> String {
    "{\"class\":\(entry.index),\"label\":\(jsonText(entry.label)),\"share\":\(jsonNumber(entry.share))}"
  }
}

/// A cell of CSV: in quotation marks where it has to be.
private func cell(_ text: String) -> String {
  guard text.contains(where: { "\",\n\r".contains($0) }) else { return text }
  return "\"" + text.replacing("\"", with: "\"\"") + "\""
}
