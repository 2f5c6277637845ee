import Convolution
import Drawing
import Explorer
import TestSupport

/// The explorer as the scene of a lesson.
extension Model {
  /// The same in a region of a lesson, and nothing around it.
  func inScene(
    columns: Int, rows: Int, colors: ColorTier = .extended, glyphs: GlyphSet = .unicode
  ) -> Model {
    var model = self
    model.chrome = .scene
    model.display = DisplayProperties(
      columns: columns, rows: rows, colors: colors, glyphs: glyphs)
    return model
  }

  /// With all that a lesson can keep back.
  var veiled: Model {
    var model = self
    model.veil.products = Set(explanation.terms.indices)
    model.veil.hidesSum = true
    model.veil.hidesResult = true
    model.veil.hidesRest = true
    model.veil.hidesOutputs = true
    return model
  }

  /// With a product, the sum and the cells behind it kept back, and marks in every table.
  var asked: Model {
    var model = self
    model.veil.products = [1]
    model.veil.hidesSum = true
    model.veil.hidesRest = true
    model.marks = [
      .cell(Element(row: 1, column: 2), at: inputPlace),
      .cell(Element(row: 3, column: 3), at: inputPlace),
      .cell(Element(row: 1, column: 0), at: outputPlace),
      .weight(Element(row: 0, column: 1)),
    ]
    return model
  }

  /// Sums of two digits' numbers, so that sums and products have more digits than anything else.
  static func tellingNumbers(_ set: (inout ChainSettings) throws -> Void = { _ in }) throws -> Model
  {
    try exploring(.card(height: 6, width: 6)) {
      $0.filters = [try .rows([[71, 83, 97], [59, 67, 73], [89, 61, 79]])]
      try set(&$0)
    }
  }
}
