package import Convolution

/// The arithmetic of an output's size: the formula with its numbers, and what is left over.
package enum SizeText {
  /// One line where rows and columns agree, else a line for each; then a line for what no window
  /// covers.
  package static func lines(_ grid: WindowGrid) -> [String] {
    let formulas =
      grid.rows.formula == grid.columns.formula
      ? ["rows and columns: \(grid.rows.formula)"]
      : ["rows: \(grid.rows.formula)", "columns: \(grid.columns.formula)"]
    return formulas + (grid.leftoverNote.map { [$0] } ?? [])
  }
}
