import Drawing
import Explorer
import Networks
package import Training
import Workbench

/// A study's curves as a picture for documents: the mean of each way, and from the lowest to the
/// highest seed a band.
package struct StudySVG: Sendable {
  private let result: StudyResult
  private let words: StudyWords

  package init(_ result: StudyResult, task: StudyTask) {
    self.result = result
    words = StudyWords(result, task: task)
  }

  /// The whole file.
  package var text: String {
    let lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"960\" height=\"360\" "
        + "viewBox=\"0 0 960 360\" role=\"img\" aria-labelledby=\"title description\" "
        + "font-family=\"sans-serif\" font-size=\"13\">",
      "<title id=\"title\">\(words.title.escapedForXML)</title>",
      "<desc id=\"description\">\(description.escapedForXML)</desc>",
      SVG.text(words.title, x: 56, y: 24, "font-size=\"16\" fill=\"\(SVG.ink)\""),
    ]
    return (lines + panel.lines + ["</svg>", ""]).joined(separator: "\n")
  }

  private var panel: SVGPanel {
    let steps = result.plan.checkpoints
    let curves = result.plan.ways.compactMap { way -> SVGPanel.Curve? in
      let points = steps.compactMap { step in
        result.spread(way, step: step).map { (step: Double(step), spread: $0) }
      }
      guard !points.isEmpty else { return nil }
      return SVGPanel.Curve(
        way.title, way.ink, points.map { ($0.step, $0.spread.mean) },
        band: points.map { ($0.spread.lowest, $0.spread.highest) })
    }
    return SVGPanel(
      title: "right", curves: curves,
      horizontal: Chart.Axis("updates", scale: .logarithmic, labels: .whole),
      vertical: Chart.Axis(labels: .percent), left: 56, width: 880, names: (60, 170))
  }

  /// What somebody hears who cannot see the curves.
  private var description: String {
    var sentences = [words.title + "."]
    for way in result.plan.ways {
      guard let spread = result.spread(way) else { continue }
      sentences.append(
        "\(way.title): \(StudyWords.percent(spread.mean)) % right after "
          + "\(result.plan.steps.grouped) updates, from \(StudyWords.percent(spread.lowest)) to "
          + "\(StudyWords.percent(spread.highest)) %.")
    }
    return (sentences + [words.conclusion].compactMap { $0 }).joined(separator: " ")
  }
}
