package import CProcessor

// Convolutions as training needs them: channels side by side in memory, so that the numbers under a
// window are a few runs of neighbors, and a filter is a column of a panel (`pack`). What goes forwards
// is a product of matrices; what goes back follows only the windows that count.

extension Loops {
  /// Filters over one picture, each sum with its bias.
  ///
  /// - Parameters:
  ///   - panels: For each `panelWidth` filters, a row of their weights for every number under a window.
  ///   - biases: One for each filter, and zeros up to a whole panel.
  ///   - rectifying: Whether what is below 0 becomes 0.
  ///   - output: For each cell, in reading order, one number of each filter.
  package static func correlate(
    _ picture: UnsafePointer<Float>, _ windows: batch_windows, panels: UnsafePointer<Float>,
    biases: UnsafePointer<Float>, filters: Int, rectifying: Bool,
    into output: UnsafeMutablePointer<Float>
  ) {
    let empty = Vector(repeating: -0.0)
    let zero = Vector(repeating: 0)
    let depth = windows.runs &* windows.run_length
    let cells = windows.rows &* windows.columns
    var filter = 0
    var panel = panels
    while filter < filters {
      let columns = min(panelWidth, filters &- filter)
      let left = vector(at: biases + filter)
      let right = vector(at: biases + (filter &+ vectorWidth))
      var cell = 0
      var (row, column) = (0, 0)
      while cell < cells {
        let count = min(rowsInTile, cells &- cell)
        // Windows that are too many repeat the last one: what they bring is not stored.
        var places = (0, 0, 0, 0)
        for index in 0..<count {
          let place = row &* windows.row_step &+ column &* windows.column_step
          if index == 0 { places = (place, place, place, place) }
          if index == 1 { places = (places.0, place, place, place) }
          if index == 2 { places = (places.0, places.1, place, place) }
          if index == 3 { places.3 = place }
          column &+= 1
          if column == windows.columns { (row, column) = (row &+ 1, 0) }
        }
        var sums = (empty, empty, empty, empty, empty, empty, empty, empty)
        for run in 0..<windows.runs {
          let start = picture + run &* windows.run_stride
          addProducts(
            of: start + places.0, start + places.1, start + places.2, start + places.3, step: 1,
            count: windows.run_length, with: panel + run &* windows.run_length &* panelWidth,
            to: &sums)
        }
        sums = (
          sums.0 + left, sums.1 + right, sums.2 + left, sums.3 + right, sums.4 + left,
          sums.5 + right, sums.6 + left, sums.7 + right
        )
        if rectifying {
          sums.0.replace(with: zero, where: sums.0 .< zero)
          sums.1.replace(with: zero, where: sums.1 .< zero)
          sums.2.replace(with: zero, where: sums.2 .< zero)
          sums.3.replace(with: zero, where: sums.3 .< zero)
          sums.4.replace(with: zero, where: sums.4 .< zero)
          sums.5.replace(with: zero, where: sums.5 .< zero)
          sums.6.replace(with: zero, where: sums.6 .< zero)
          sums.7.replace(with: zero, where: sums.7 .< zero)
        }
        let target = output + (cell &* filters &+ filter)
        store(sums.0, sums.1, at: target, columns)
        if count > 1 { store(sums.2, sums.3, at: target + filters, columns) }
        if count > 2 { store(sums.4, sums.5, at: target + 2 &* filters, columns) }
        if count > 3 { store(sums.6, sums.7, at: target + 3 &* filters, columns) }
        cell &+= count
      }
      panel += depth &* panelWidth
      filter &+= columns
    }
  }

  /// The same, rectified, and of each two by two windows the largest only.
  ///
  /// - Parameter winners: Which of a cell's four windows was the largest, the first of them.
  package static func correlateAndPool(
    _ picture: UnsafePointer<Float>, _ windows: batch_windows, panels: UnsafePointer<Float>,
    biases: UnsafePointer<Float>, filters: Int, into output: UnsafeMutablePointer<Float>,
    winners: UnsafeMutablePointer<Int32>
  ) {
    let empty = Vector(repeating: -0.0)
    let zero = Vector(repeating: 0)
    let depth = windows.runs &* windows.run_length
    var filter = 0
    var panel = panels
    while filter < filters {
      let columns = min(panelWidth, filters &- filter)
      let leftBias = vector(at: biases + filter)
      let rightBias = vector(at: biases + (filter &+ vectorWidth))
      for row in 0..<windows.rows {
        for column in 0..<windows.columns {
          let first = picture + (row &* windows.row_step &+ column &* windows.column_step)
          var sums = (empty, empty, empty, empty, empty, empty, empty, empty)
          for run in 0..<windows.runs {
            let start = first + run &* windows.run_stride
            addProducts(
              of: start, start + windows.column_stride, start + windows.row_stride,
              start + (windows.row_stride &+ windows.column_stride), step: 1,
              count: windows.run_length,
              with: panel + run &* windows.run_length &* panelWidth, to: &sums)
          }
          let cell = (row &* windows.columns &+ column) &* filters &+ filter
          var (left, leftPlaces) = winner(
            of: sums.0 + leftBias, sums.2 + leftBias, sums.4 + leftBias, sums.6 + leftBias)
          var (right, rightPlaces) = winner(
            of: sums.1 + rightBias, sums.3 + rightBias, sums.5 + rightBias, sums.7 + rightBias)
          left.replace(with: zero, where: left .< zero)
          right.replace(with: zero, where: right .< zero)
          store(left, right, at: output + cell, columns)
          store(leftPlaces, rightPlaces, at: winners + cell, columns)
        }
      }
      panel += depth &* panelWidth
      filter &+= columns
    }
  }

  @inline(__always)
  private static func winner(
    of first: Vector, _ second: Vector, _ third: Vector, _ fourth: Vector
  ) -> (Vector, Places) {
    var (largest, place) = (first, Places(repeating: 0))
    var isLarger = second .> largest
    largest.replace(with: second, where: isLarger)
    place.replace(with: Places(repeating: 1), where: isLarger)
    isLarger = third .> largest
    largest.replace(with: third, where: isLarger)
    place.replace(with: Places(repeating: 2), where: isLarger)
    isLarger = fourth .> largest
    largest.replace(with: fourth, where: isLarger)
    place.replace(with: Places(repeating: 3), where: isLarger)
    return (largest, place)
  }

  @inline(__always)
  private static func store(
    _ left: Places, _ right: Places, at row: UnsafeMutablePointer<Int32>, _ columns: Int
  ) {
    if columns == panelWidth {
      let row = UnsafeMutableRawPointer(row)
      row.storeBytes(of: left, as: Places.self)
      (row + vectorWidth &* 4).storeBytes(of: right, as: Places.self)
    } else {
      for lane in 0..<min(vectorWidth, columns) { row[lane] = left[lane] }
      for lane in 0..<max(0, columns &- vectorWidth) { row[vectorWidth &+ lane] = right[lane] }
    }
  }
}
