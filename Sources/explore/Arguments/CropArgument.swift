import Explorer
import ImageFiles

extension Crop {
  /// Reads `HEIGHTxWIDTH+ROW+COLUMN`.
  init(argument text: String) throws(ArgumentError) {
    guard let crop = try? Crop(parsing: text) else {
      throw .expected(
        "HEIGHTxWIDTH+ROW+COLUMN, sizes from 1 and positions from 0, such as 28x28+100+40")
    }
    self = crop
  }
}
