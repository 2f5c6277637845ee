/// Where the parts of a chart are, for as many of them as there is room.
///
/// The curves come first: names move from their ends into the line above, then the axes go, and what
/// is smaller than a few cells is curves alone.
package struct ChartLayout: Hashable, Sendable {
  /// Where the curves are.
  package let plot: Region
  /// Whether there are numbers to the left of it, and below it.
  let hasVerticalAxis: Bool
  let hasHorizontalAxis: Bool
  /// The line above: the title, and the names where these don't stand at the ends of the curves.
  let headingRow: Int?
  /// Where the names at the ends of the curves begin; nil where there is no room for them.
  package let namesColumn: Int?
  package let vertical: Ticks
  package let horizontal: Ticks

  /// Columns between the curves and the names at their ends.
  private static let gap = 1
  /// As many cells as curves need to be worth an axis.
  private static let smallestPlot = (rows: 3, columns: 12)

  package init(_ chart: Chart, in region: Region) {
    var plot = region
    let names = chart.names
    let namesWidth = names.map(\.width).max() ?? 0
    let hasNamesAtEnds =
      namesWidth > 0 && region.rows > names.count
      && region.columns >= 2 * namesWidth + Self.smallestPlot.columns
    let needsHeading = !chart.title.isEmpty || (!names.isEmpty && !hasNamesAtEnds)
    if needsHeading, plot.rows >= Self.smallestPlot.rows + 3 {
      headingRow = plot.row
      plot.row += 1
      plot.rows -= 1
    } else {
      headingRow = nil
    }
    hasHorizontalAxis = plot.rows >= Self.smallestPlot.rows + 2
    if hasHorizontalAxis { plot.rows -= 2 }
    let points = chart.series.lazy.flatMap(\.points)
    vertical = Ticks(
      chart.vertical, for: points.map(\.y), most: min(max(2, plot.rows / 3 + 1), 11))
    if hasNamesAtEnds {
      plot.columns -= namesWidth + Self.gap
      namesColumn = plot.endColumn + Self.gap
    } else {
      namesColumn = nil
    }
    // Numbers, and the line of the axis.
    let labels = vertical.ticks.map { $0.label.unicodeScalars.count }.max() ?? 0
    hasVerticalAxis =
      plot.rows >= Self.smallestPlot.rows
      && plot.columns >= labels + 1 + Self.smallestPlot.columns
    if hasVerticalAxis {
      plot.column += labels + 1
      plot.columns -= labels + 1
    }
    horizontal = Ticks(
      chart.horizontal, for: points.map(\.x), most: min(max(2, plot.columns / 8), 21))
    self.plot = plot
  }
}

extension Chart {
  /// A name as it stands at the end of a curve.
  struct Name: Hashable {
    let series: Int
    let spans: [Span]

    var width: Int { spans.reduce(0) { $0 + $1.width } }
  }

  /// Of the curves that have one; what lies behind the others is named last.
  var names: [Name] {
    let (behind, others) = (
      series.indices.filter { series[$0].ink == .faint },
      series.indices.filter { series[$0].ink != .faint }
    )
    return (others + behind).compactMap { index in
      let series = series[index]
      guard !series.name.isEmpty else { return nil }
      var spans = [
        Span(String(series.ink.marker), style: series.ink.style), Span(" \(series.name)"),
      ]
      if !series.note.isEmpty { spans.append(Span(" \(series.note)", .strong)) }
      return Name(series: index, spans: spans)
    }
  }
}
