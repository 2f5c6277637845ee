import Drawing
import Explorer
package import Training

/// A training's curves as a picture for documents: loss on the left, accuracy on the right.
///
/// No script, no font of its own, and no paper: grays and colors are chosen so that they can be read
/// on white and on black. Training and validation differ in color, pattern and marks, and are named.
package struct CurvesSVG: Sendable {
  private let history: History

  package init(_ history: History) { self.history = history }

  /// The whole file.
  package var text: String {
    let size = "width=\"\(Self.width)\" height=\"\(Self.height)\""
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" \(size) "
        + "viewBox=\"0 0 \(Self.width) \(Self.height)\" role=\"img\" "
        + "aria-labelledby=\"title description\" font-family=\"sans-serif\" font-size=\"13\">",
      "<title id=\"title\">\(title.escapedForXML)</title>",
      "<desc id=\"description\">\(description.escapedForXML)</desc>",
      SVG.text(title, x: 56, y: 24, "font-size=\"16\" fill=\"\(SVG.ink)\""),
    ]
    if let test = history.test {
      lines.append(
        SVG.text(
          "test accuracy \(percent(test.accuracy))", x: Self.width - 24, y: 24,
          "font-size=\"16\" text-anchor=\"end\" fill=\"\(SVG.ink)\""))
    }
    let panels = [
      panel("loss", .numbers, left: 56) { $0.loss },
      panel("accuracy", .percent, left: 536) { $0.accuracy },
    ]
    return (lines + panels.flatMap(\.lines) + ["</svg>", ""]).joined(separator: "\n")
  }

  /// One of the two pictures: a curve for training and one for validation.
  private func panel(
    _ title: String, _ labels: Chart.Axis.Labels, left: Int,
    _ measure: (History.Score) -> Double
  ) -> SVGPanel {
    let epochs = history.epochs.enumerated().map { (x: Double($0 + 1), epoch: $1) }
    let curves = [
      SVGPanel.Curve(
        "training", .first, epochs.map { ($0.x, measure($0.epoch.training)) }),
      SVGPanel.Curve(
        "validation", .second,
        epochs.compactMap { epoch in
          epoch.epoch.validation.map { (epoch.x, measure($0)) }
        }),
    ].filter { !$0.points.isEmpty }
    return SVGPanel(
      title: title, curves: curves,
      horizontal: Chart.Axis(
        "epochs", range: 0...Double(max(1, history.recipe.epochs, epochs.count)), labels: .whole),
      vertical: Chart.Axis(labels: labels), left: left,
      mark: history.bestEpoch.map { Chart.Mark(Double($0 + 1), "lowest validation loss") })
  }

  private static let width = 960
  private static let height = 360

  // MARK: Words

  private var title: String { "\(history.network) on \(history.data)" }

  /// What somebody hears who cannot see the curves.
  private var description: String {
    guard let last = history.epochs.last else { return "No epoch is complete." }
    let count = history.epochs.count
    var sentences = [
      "Loss and accuracy over \(count) \(count == 1 ? "epoch" : "epochs").",
      "At the end the training loss is \(decimals(last.training.loss)) and the training accuracy "
        + "\(percent(last.training.accuracy)).",
    ]
    if let best = history.bestEpoch, let validation = history.epochs[best].validation {
      sentences.append(
        "The validation loss is lowest after epoch \(best + 1): \(decimals(validation.loss)), with "
          + "an accuracy of \(percent(validation.accuracy)).")
    }
    if let test = history.test {
      sentences.append("The test accuracy is \(percent(test.accuracy)).")
    }
    return sentences.joined(separator: " ")
  }

  private func decimals(_ value: Double) -> String {
    Fixed(Float(value), decimals: 3)?.text ?? "no number"
  }

  private func percent(_ share: Double) -> String {
    Fixed(Float(share * 100), decimals: 1).map { "\($0.text) %" } ?? "no number"
  }
}
