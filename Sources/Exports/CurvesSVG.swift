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
      Self.text(title, x: 56, y: 24, "font-size=\"16\" fill=\"\(Self.ink)\""),
    ]
    if let test = history.test {
      lines.append(
        Self.text(
          "test accuracy \(percent(test.accuracy))", x: Self.width - 24, y: 24,
          "font-size=\"16\" text-anchor=\"end\" fill=\"\(Self.ink)\""))
    }
    let panels = [
      CurvesPanel(history, title: "loss", labels: .numbers, left: 56) { $0.loss },
      CurvesPanel(history, title: "accuracy", labels: .percent, left: 536) { $0.accuracy },
    ]
    return (lines + panels.flatMap(\.lines) + ["</svg>", ""]).joined(separator: "\n")
  }

  private static let width = 960
  private static let height = 360
  /// Contrast of at least 4.5 : 1 with white and with black.
  static let ink = "#757575"

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

  static func text(_ words: String, x: Int, y: Int, _ attributes: String) -> String {
    "<text x=\"\(x)\" y=\"\(y)\" \(attributes)>\(words.escapedForXML)</text>"
  }
}

/// One of the two pictures: its axes, and a curve for training and one for validation.
private struct CurvesPanel {
  let title: String
  let left: Int
  private let curves: [Curve]
  private let vertical: Ticks
  private let horizontal: Ticks
  private let best: Int?

  private static let top = 64
  private static let width = 400
  private static let height = 240

  struct Curve {
    let name: String
    /// Epochs from 1, and what was measured at their ends.
    let points: [(x: Double, y: Double)]
    let color: String
    let dashes: String
    let isFilled: Bool
  }

  init(
    _ history: History, title: String, labels: Chart.Axis.Labels, left: Int,
    measure: (History.Score) -> Double
  ) {
    (self.title, self.left) = (title, left)
    let epochs = history.epochs.enumerated().map { (x: Double($0 + 1), epoch: $1) }
    curves = [
      Curve(
        name: "training", points: epochs.map { ($0.x, measure($0.epoch.training)) },
        color: "#0072d6", dashes: "", isFilled: true),
      Curve(
        name: "validation",
        points: epochs.compactMap { epoch in
          epoch.epoch.validation.map { (epoch.x, measure($0)) }
        },
        color: "#c85000", dashes: " stroke-dasharray=\"7 4\"", isFilled: false),
    ].filter { !$0.points.isEmpty }
    vertical = Ticks(
      Chart.Axis(labels: labels), for: curves.flatMap { $0.points.map(\.y) }, most: 7)
    horizontal = Ticks(
      Chart.Axis(
        range: 0...Double(max(1, history.recipe.epochs, epochs.count)), labels: .whole),
      for: [], most: 11)
    best = history.bestEpoch
  }

  var lines: [String] { axes + bestLine + curves.flatMap(lines) + names }

  private func x(_ value: Double) -> Double {
    Double(left) + (horizontal.fraction(of: value) ?? 0) * Double(Self.width)
  }

  /// nil for what is no number.
  private func y(_ value: Double) -> Double? {
    vertical.fraction(of: value).map { Double(Self.top) + (1 - $0) * Double(Self.height) }
  }

  private var axes: [String] {
    let (bottom, right) = (Self.top + Self.height, left + Self.width)
    let ink = CurvesSVG.ink
    var lines = [
      CurvesSVG.text(title, x: left, y: Self.top - 14, "fill=\"\(ink)\" font-weight=\"bold\""),
      "<path d=\"M\(left) \(Self.top)V\(bottom)H\(right)\" fill=\"none\" stroke=\"\(ink)\"/>",
      CurvesSVG.text(
        "epochs", x: right, y: bottom + 38, "text-anchor=\"end\" fill=\"\(ink)\""),
    ]
    for tick in vertical.ticks {
      guard let y = y(tick.value) else { continue }
      lines += [
        "<path d=\"M\(left) \(y.svg)H\(right)\" stroke=\"\(ink)\" stroke-opacity=\"0.25\"/>",
        CurvesSVG.text(
          tick.label, x: left - 6, y: Int(y) + 5, "text-anchor=\"end\" fill=\"\(ink)\""),
      ]
    }
    for tick in horizontal.ticks {
      let x = x(tick.value)
      lines += [
        "<path d=\"M\(x.svg) \(bottom)v5\" stroke=\"\(ink)\"/>",
        CurvesSVG.text(
          tick.label, x: Int(x), y: bottom + 20, "text-anchor=\"middle\" fill=\"\(ink)\""),
      ]
    }
    return lines
  }

  private var bestLine: [String] {
    guard let best else { return [] }
    let x = x(Double(best + 1))
    let anchor = x > Double(left + Self.width / 2) ? "end" : "start"
    let words = "text-anchor=\"\(anchor)\" fill=\"\(CurvesSVG.ink)\" font-size=\"11\""
    return [
      "<path d=\"M\(x.svg) \(Self.top)v\(Self.height)\" stroke=\"\(CurvesSVG.ink)\" "
        + "stroke-dasharray=\"2 3\"/>",
      CurvesSVG.text(
        "lowest validation loss", x: Int(x) + (anchor == "end" ? -5 : 5), y: Self.top + 12, words),
    ]
  }

  /// A line with gaps where there is no number, and a dot for each epoch.
  private func lines(of curve: Curve) -> [String] {
    var path = ""
    var isDrawing = false
    var dots: [String] = []
    for point in curve.points {
      guard let y = y(point.y) else {
        isDrawing = false
        continue
      }
      let x = x(point.x)
      path += "\(isDrawing ? "L" : "M")\(x.svg) \(y.svg)"
      isDrawing = true
      let fill = curve.isFilled ? curve.color : "none"
      dots.append(
        "<circle cx=\"\(x.svg)\" cy=\"\(y.svg)\" r=\"3.5\" fill=\"\(fill)\" "
          + "stroke=\"\(curve.color)\" stroke-width=\"1.5\"/>")
    }
    guard !path.isEmpty else { return [] }
    let line =
      "<path d=\"\(path)\" fill=\"none\" stroke=\"\(curve.color)\" stroke-width=\"2\"\(curve.dashes)/>"
    return [line] + dots
  }

  /// Above the curves, with a piece of each line, so that it takes no color to tell which is which.
  private var names: [String] {
    let middle = Self.top - 18
    return curves.enumerated().flatMap { index, curve in
      let start = left + 170 + index * 115
      let fill = curve.isFilled ? curve.color : "none"
      return [
        "<path d=\"M\(start) \(middle)h30\" stroke=\"\(curve.color)\" stroke-width=\"2\""
          + "\(curve.dashes)/>",
        "<circle cx=\"\(start + 15)\" cy=\"\(middle)\" r=\"3.5\" fill=\"\(fill)\" "
          + "stroke=\"\(curve.color)\" stroke-width=\"1.5\"/>",
        CurvesSVG.text(curve.name, x: start + 37, y: middle + 4, "fill=\"\(CurvesSVG.ink)\""),
      ]
    }
  }
}

extension Double {
  /// With one decimal, which is finer than anybody sees.
  fileprivate var svg: String { Fixed(Float(self), decimals: 1)?.text ?? "0" }
}

extension String {
  /// As the text of an element: markup is escaped, and what XML cannot hold is left out.
  fileprivate var escapedForXML: String {
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar {
      case "&": text += "&amp;".unicodeScalars
      case "<": text += "&lt;".unicodeScalars
      case ">": text += "&gt;".unicodeScalars
      case "\u{FFFE}", "\u{FFFF}": break
      case "\t", "\n", "\r": text.append(" ")
      case _ where scalar.value >= 0x20: text.append(scalar)
      default: break
      }
    }
    return String(text)
  }
}
