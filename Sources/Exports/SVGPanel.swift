import Drawing
import Explorer

/// What all our SVG pictures have in common.
enum SVG {
  /// Contrast of at least 4.5 : 1 with white and with black.
  static let ink = "#757575"

  static func text(_ words: String, x: Int, y: Int, _ attributes: String) -> String {
    "<text x=\"\(x)\" y=\"\(y)\" \(attributes)>\(words.escapedForXML)</text>"
  }
}

/// Curves with their axes and names, as elements of an SVG picture.
struct SVGPanel {
  let title: String
  let curves: [Curve]
  private let horizontalTitle: String
  private let vertical: Ticks
  private let horizontal: Ticks
  /// Where the curves begin.
  private let left: Int
  /// How wide they are.
  private let width: Int
  /// Where the names begin, right of `left`, and how far they are apart.
  private let names: (start: Int, width: Int)
  private let mark: Chart.Mark?

  private static let top = 64
  private static let height = 240

  struct Curve {
    let name: String
    let ink: Chart.Ink
    let points: [(x: Double, y: Double)]
    /// A surface around the line, from its lower to its upper edge, at the same places.
    let band: [(low: Double, high: Double)]

    init(
      _ name: String, _ ink: Chart.Ink, _ points: [(x: Double, y: Double)],
      band: [(low: Double, high: Double)] = []
    ) {
      (self.name, self.ink, self.points, self.band) = (name, ink, points, band)
    }
  }

  init(
    title: String, curves: [Curve], horizontal: Chart.Axis, vertical: Chart.Axis, left: Int,
    width: Int = 400, names: (start: Int, width: Int) = (170, 115), mark: Chart.Mark? = nil
  ) {
    (self.title, self.curves, self.left, self.width) = (title, curves, left, width)
    (self.names, self.mark) = (names, mark)
    horizontalTitle = horizontal.title
    self.vertical = Ticks(
      vertical, for: curves.flatMap { $0.points.map(\.y) + $0.band.flatMap { [$0.low, $0.high] } },
      most: 7)
    self.horizontal = Ticks(horizontal, for: curves.flatMap { $0.points.map(\.x) }, most: 11)
  }

  var lines: [String] {
    axes + curves.flatMap(band) + markLines + curves.flatMap(lines) + nameLines
  }

  private func x(_ value: Double) -> Double {
    Double(left) + (horizontal.fraction(of: value) ?? 0) * Double(width)
  }

  /// nil for what is no number.
  private func y(_ value: Double) -> Double? {
    vertical.fraction(of: value).map { Double(Self.top) + (1 - $0) * Double(Self.height) }
  }

  private var axes: [String] {
    let (bottom, right) = (Self.top + Self.height, left + width)
    let ink = SVG.ink
    var lines = [
      SVG.text(title, x: left, y: Self.top - 14, "fill=\"\(ink)\" font-weight=\"bold\""),
      "<path d=\"M\(left) \(Self.top)V\(bottom)H\(right)\" fill=\"none\" stroke=\"\(ink)\"/>",
      SVG.text(
        horizontalTitle, x: right, y: bottom + 38, "text-anchor=\"end\" fill=\"\(ink)\""),
    ]
    for tick in vertical.ticks {
      guard let y = y(tick.value) else { continue }
      lines += [
        "<path d=\"M\(left) \(y.svg)H\(right)\" stroke=\"\(ink)\" stroke-opacity=\"0.25\"/>",
        SVG.text(
          tick.label, x: left - 6, y: Int(y) + 5, "text-anchor=\"end\" fill=\"\(ink)\""),
      ]
    }
    for tick in horizontal.ticks {
      let x = x(tick.value)
      lines += [
        "<path d=\"M\(x.svg) \(bottom)v5\" stroke=\"\(ink)\"/>",
        SVG.text(
          tick.label, x: Int(x), y: bottom + 20, "text-anchor=\"middle\" fill=\"\(ink)\""),
      ]
    }
    return lines
  }

  private var markLines: [String] {
    guard let mark else { return [] }
    let x = x(mark.x)
    let anchor = x > Double(left + width / 2) ? "end" : "start"
    let words = "text-anchor=\"\(anchor)\" fill=\"\(SVG.ink)\" font-size=\"11\""
    return [
      "<path d=\"M\(x.svg) \(Self.top)v\(Self.height)\" stroke=\"\(SVG.ink)\" "
        + "stroke-dasharray=\"2 3\"/>",
      SVG.text(mark.label, x: Int(x) + (anchor == "end" ? -5 : 5), y: Self.top + 12, words),
    ]
  }

  /// The surface around a line.
  private func band(of curve: Curve) -> [String] {
    let edges = zip(curve.points, curve.band).compactMap { point, band in
      y(band.low).flatMap { low in y(band.high).map { (x: x(point.x), low: low, high: $0) } }
    }
    guard !edges.isEmpty else { return [] }
    let way =
      edges.map { "\($0.x.svg) \($0.high.svg)" }
      + edges.reversed().map { "\($0.x.svg) \($0.low.svg)" }
    return [
      "<path d=\"M\(way.joined(separator: "L"))Z\" fill=\"\(curve.ink.svgColor)\" "
        + "fill-opacity=\"0.12\"/>"
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
      dots.append(curve.ink.svgMarker(x: x, y: y))
    }
    guard !path.isEmpty else { return [] }
    let line =
      "<path d=\"\(path)\" fill=\"none\" stroke=\"\(curve.ink.svgColor)\" stroke-width=\"2\""
      + "\(curve.ink.svgDashes)/>"
    return [line] + dots
  }

  /// Above the curves, with a piece of each line, so that it takes no color to tell which is which.
  private var nameLines: [String] {
    let middle = Self.top - 18
    return curves.enumerated().flatMap { index, curve in
      let start = left + names.start + index * names.width
      return [
        "<path d=\"M\(start) \(middle)h30\" stroke=\"\(curve.ink.svgColor)\" stroke-width=\"2\""
          + "\(curve.ink.svgDashes)/>",
        curve.ink.svgMarker(x: Double(start + 15), y: Double(middle)),
        SVG.text(curve.name, x: start + 37, y: middle + 4, "fill=\"\(SVG.ink)\""),
      ]
    }
  }
}

extension Chart.Ink {
  /// Contrast of at least 3 : 1 with white and with black, and different for every kind of color vision.
  fileprivate var svgColor: String {
    switch self {
    case .first: "#0072d6"
    case .second: "#c85000"
    case .third: "#a04a9c"
    case .fourth: "#1a8a3c"
    case .fifth: "#a87800"
    case .faint: SVG.ink
    }
  }

  fileprivate var svgDashes: String {
    switch self {
    case .first, .faint: ""
    case .second: " stroke-dasharray=\"7 4\""
    case .third: " stroke-dasharray=\"2 3\""
    case .fourth: " stroke-dasharray=\"12 3\""
    case .fifth: " stroke-dasharray=\"7 3 2 3\""
    }
  }

  /// What stands at points: as on a terminal, a disk, a circle, a lozenge, a square, a triangle.
  fileprivate func svgMarker(x: Double, y: Double) -> String {
    let (x, y, edge) = (x.svg, y.svg, "stroke=\"\(svgColor)\" stroke-width=\"1.5\"")
    func shape(_ steps: String) -> String {
      "<path d=\"M\(x) \(y)\(steps)z\" fill=\"\(svgColor)\" \(edge)/>"
    }
    return switch self {
    case .first, .faint: "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"3.5\" fill=\"\(svgColor)\" \(edge)/>"
    case .second: "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"3.5\" fill=\"none\" \(edge)/>"
    case .third: shape("m0-4l4 4l-4 4l-4-4")
    case .fourth: shape("m-3-3h6v6h-6")
    case .fifth: shape("m0-4l4 7h-8")
    }
  }
}

extension Double {
  /// With one decimal, which is finer than anybody sees.
  fileprivate var svg: String { Fixed(Float(self), decimals: 1)?.text ?? "0" }
}

extension String {
  /// As the text of an element: markup is escaped, and what XML cannot hold is left out.
  var escapedForXML: String {
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
