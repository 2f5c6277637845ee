import Convolution
package import Drawing

/// What lights a filter up, in words: the same on the screen and as plain text.
package struct StrongestText {
  private let model: Model
  private let strongest: Strongest

  package init(_ model: Model, _ strongest: Strongest) {
    (self.model, self.strongest) = (model, strongest)
  }

  /// How the values are written: all with the same decimals.
  var format: CellFormat {
    let values = strongest.patches.map(\.value)
    return CellFormat(
      ValueRange(minimum: values.last ?? 0, maximum: values.first ?? 0, isWhole: false))
  }

  private var exploration: Exploration { model.exploration }
  private var place: Place { .node(strongest.node) }

  /// `relu2: what lights map 12 up, 30 patches`.
  package var title: [Span] {
    let name = exploration.title(ofChannel: strongest.channel, at: place).map { " \($0)" } ?? ""
    let isVector = exploration.tensor(at: place).shape.isVector
    let count = strongest.patches.count
    let what =
      exploration.tensor(at: place).shape.channels == 1
      ? "it" : "\(isVector ? "number" : "map") \(strongest.channel)\(name)"
    return [
      Span(exploration.name(of: place), .accent),
      Span(": what lights \(what) up, \(count) patch\(count == 1 ? "" : "es")"),
    ]
  }

  /// `12 pictures`, and how many of them cannot be looked at.
  package var pictures: String {
    let count = strongest.subjects.count
    let unsuited = strongest.unsuitedCount
    return "\(count) picture\(count == 1 ? "" : "s") "
      + (unsuited > 0 ? "(\(unsuited) of another size) " : "")
  }

  /// The chosen patch.
  package var present: [Span] {
    guard strongest.patches.indices ~= strongest.place else {
      guard strongest.isComplete else { return [] }
      let highest =
        strongest.highest.isFinite ? ": its highest value \(relation(strongest.highest))" : ""
      return [Span("nothing lights it up\(highest)", .dim)]
    }
    return line(strongest.patches[strongest.place])
  }

  /// `relu1[4,3,7] ≈ 1.65  three, rows 3–4, columns 7–8`.
  package func line(_ patch: Strongest.Patch) -> [Span] {
    let subject = strongest.subjects[patch.subject]
    let field = patch.field
    return [
      Span("\(Self.address(model, strongest, patch)) ", .accent),
      Span(relation(patch.value), .strong),
      Span(
        "  \(subject.title), rows \(field.rows.lowerBound)–\(field.rows.upperBound - 1), "
          + "columns \(field.columns.lowerBound)–\(field.columns.upperBound - 1)", .dim),
    ]
  }

  /// Also in a picture of another size, where the map may have another one.
  static func address(_ model: Model, _ strongest: Strongest, _ patch: Strongest.Patch) -> String {
    model.exploration.address(patch.element, at: .node(strongest.node))
  }
}
