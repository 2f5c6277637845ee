/// Curves over a common horizontal axis, drawn with character cells.
///
/// What tells one curve from another is said four times: by color, by the pattern of the line, by the
/// mark at its points, and by its name at its end. So nothing is lost without colors or in ASCII.
package struct Chart: Hashable, Sendable {
  /// Stands above the curves where there is a row for it.
  package var title: String
  /// In the order of drawing: where two meet, the later one is in front.
  package var series: [Series]
  package var horizontal: Axis
  package var vertical: Axis
  package var marks: [Mark]

  package init(
    title: String = "", series: [Series], horizontal: Axis = Axis(), vertical: Axis = Axis(),
    marks: [Mark] = []
  ) {
    (self.title, self.series, self.marks) = (title, series, marks)
    (self.horizontal, self.vertical) = (horizontal, vertical)
  }

  /// One curve.
  package struct Series: Hashable, Sendable {
    package var name: String
    /// From left to right. Where a number is not finite the line has a gap.
    package var points: [Point]
    package var ink: Ink
    /// Whether each point gets a mark of its own; else only the last one does.
    package var showsPoints: Bool
    /// What is written behind the name at the end of the curve, such as the last number.
    package var note: String

    package init(
      _ name: String, _ points: [Point], ink: Ink, showsPoints: Bool = false, note: String = ""
    ) {
      (self.name, self.points, self.ink) = (name, points, ink)
      (self.showsPoints, self.note) = (showsPoints, note)
    }
  }

  package struct Point: Hashable, Sendable {
    package var x: Double
    package var y: Double

    package init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }
  }

  /// What makes one curve look different from the others.
  package enum Ink: Int, CaseIterable, Hashable, Sendable {
    case first, second, third, fourth, fifth
    /// For what lies behind the others, such as every single batch: no marks at its points.
    case faint

    /// Colors that differ for every kind of color vision, and show on dark and on light terminals.
    package var style: Style {
      switch self {
      case .first: Style(foreground: Color(33))
      case .second: Style(foreground: Color(166))
      case .third: Style(foreground: Color(133))
      case .fourth: Style(foreground: Color(34))
      case .fifth: Style(foreground: Color(179))
      case .faint: Style(.dim)
      }
    }

    /// What stands at points and before the name.
    package var marker: Unicode.Scalar {
      switch self {
      case .first: "●"
      case .second: "○"
      case .third: "◆"
      case .fourth: "■"
      case .fifth: "▲"
      // It has none: a piece of the line itself.
      case .faint: "⠒"
      }
    }

    /// How many dots of a line are drawn and how many left out.
    var pattern: (on: Int, off: Int) {
      switch self {
      case .first, .faint: (1, 0)
      case .second: (4, 3)
      case .third: (1, 2)
      case .fourth: (7, 2)
      case .fifth: (2, 2)
      }
    }

    /// What lines are made of where there are no dots.
    var plainGlyph: Unicode.Scalar { self == .faint ? "." : marker.asciiStandIn }
  }

  /// A line across the curves with a word to it, such as where the validation loss was lowest.
  package struct Mark: Hashable, Sendable {
    package var x: Double
    package var label: String

    package init(_ x: Double, _ label: String) { (self.x, self.label) = (x, label) }
  }

  /// What is measured along an edge.
  package struct Axis: Hashable, Sendable {
    package var title: String
    /// nil: what the points need, widened to round numbers.
    package var range: ClosedRange<Double>?
    package var scale: Scale
    package var labels: Labels

    package init(
      _ title: String = "", range: ClosedRange<Double>? = nil, scale: Scale = .linear,
      labels: Labels = .numbers
    ) {
      (self.title, self.range, self.scale, self.labels) = (title, range, scale, labels)
    }

    package enum Scale: Hashable, Sendable {
      case linear
      /// Equal ratios are equally far apart. What is not above 0 has no place.
      case logarithmic
    }

    /// How numbers are written at the axis.
    package enum Labels: Hashable, Sendable {
      case numbers
      /// Only whole numbers are written, such as epochs.
      case whole
      /// 0.9 is written as 90 %.
      case percent
    }
  }
}
