package import Convolution

/// A part of a picture: its size and its first row and column, from 0.
package struct Crop: Hashable, Sendable {
  package var extent: Extent
  package var row: Int
  package var column: Int

  package init(extent: Extent, row: Int, column: Int) {
    self.extent = extent
    self.row = row
    self.column = column
  }

  /// Reads `HxW+ROW+COLUMN`, as in `28x28+100+40`.
  package init(parsing text: String) throws(CropError) {
    let fields = text.split(separator: "+", omittingEmptySubsequences: false)
    guard fields.count == 3 else { throw CropError(text: text) }
    let sizes = fields[0].split(omittingEmptySubsequences: false) { "xX×".contains($0) }
    guard sizes.count == 2,
      let height = wholeNumber(sizes[0]), let width = wholeNumber(sizes[1]),
      let row = wholeNumber(fields[1]), let column = wholeNumber(fields[2]),
      height > 0, width > 0
    else { throw CropError(text: text) }
    self.init(extent: Extent(height: height, width: width), row: row, column: column)
  }
}

extension Crop: CustomStringConvertible {
  /// As it is parsed: `28x28+100+40`.
  package var description: String { "\(extent.height)x\(extent.width)+\(row)+\(column)" }
}

/// A text that is not a crop.
package struct CropError: Error, Hashable, Sendable, CustomStringConvertible {
  package var text: String

  package init(text: String) { self.text = text }

  package var description: String {
    "'\(printable(text))' is no crop; write HEIGHTxWIDTH+ROW+COLUMN, sizes from 1, positions "
      + "from 0, as in 28x28+100+40"
  }
}

extension Tensor {
  /// The same part of every channel.
  ///
  /// - Throws: `PictureProblem.cropOutside`.
  package func cropped(to crop: Crop) throws(PictureProblem) -> Tensor {
    let (bottom, rowOverflows) = crop.row.addingReportingOverflow(crop.extent.height)
    let (right, columnOverflows) = crop.column.addingReportingOverflow(crop.extent.width)
    guard !rowOverflows, !columnOverflows, crop.row >= 0, crop.column >= 0,
      bottom <= shape.height, right <= shape.width,
      let part = try? Shape(
        channels: shape.channels, height: crop.extent.height, width: crop.extent.width)
    else { throw .cropOutside(crop, picture: shape.extent) }
    return Tensor(shape: part) { target in
      var next = 0
      for channel in 0..<part.channels {
        for row in crop.row..<bottom {
          let start = (channel * shape.height + row) * shape.width + crop.column
          for index in start..<start + part.width {
            target[next] = elements[index]
            next += 1
          }
        }
      }
    }
  }
}

private func wholeNumber(_ text: Substring) -> Int? {
  // `Int` would take a sign as well.
  text.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? Int(text) : nil
}
