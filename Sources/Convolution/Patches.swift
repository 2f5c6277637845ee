/// Some channels of some rows and columns: all elements whose three positions are in the three sets.
struct Patch: Hashable, Sendable {
  var channels: IndexRuns
  var rows: IndexRuns
  var columns: IndexRuns

  /// A single element.
  init(_ element: Element) {
    channels = IndexRuns(element.channel)
    rows = IndexRuns(element.row)
    columns = IndexRuns(element.column)
  }

  init(channels: IndexRuns, rows: IndexRuns, columns: IndexRuns) {
    (self.channels, self.rows, self.columns) = (channels, rows, columns)
  }

  /// Whether no element is in it.
  var isEmpty: Bool { channels.isEmpty || rows.isEmpty || columns.isEmpty }

  func isSubset(of other: Patch) -> Bool {
    rows.isSubset(of: other.rows) && columns.isSubset(of: other.columns)
      && channels.isSubset(of: other.channels)
  }

  /// Both together, if that is a patch again because they agree in two of the three sets.
  func merged(with other: Patch) -> Patch? {
    let (sameRows, sameColumns) = (rows == other.rows, columns == other.columns)
    var union = self
    if sameRows, sameColumns {
      union.channels = channels.union(other.channels)
    } else if channels != other.channels {
      return nil
    } else if sameRows {
      union.columns = columns.union(other.columns)
    } else if sameColumns {
      union.rows = rows.union(other.rows)
    } else {
      return nil
    }
    return union
  }
}

/// A set of elements of a tensor, as a union of patches: one in a chain, several where paths of
/// different lengths meet and none of them reads all that the others do.
struct Patches: Hashable, Sendable {
  /// None of them lies within another.
  private(set) var patches: [Patch] = []

  /// Each new patch is compared with all others, so that many are too many.
  static let limit = 64

  /// Makes the patch part of the set, in as few patches as a little work can make it.
  mutating func insert(_ patch: Patch) {
    guard !patch.isEmpty, !patches.contains(where: patch.isSubset) else { return }
    patches.removeAll { $0.isSubset(of: patch) }
    for (index, other) in patches.enumerated() {
      guard let union = patch.merged(with: other) else { continue }
      patches.remove(at: index)
      return insert(union)
    }
    patches.append(patch)
  }

  /// The smallest part that holds all of the set; nil when it is empty.
  var bounds: ReceptiveField.Part? {
    patches.compactMap { patch in
      guard let channels = patch.channels.bounds, let rows = patch.rows.bounds,
        let columns = patch.columns.bounds
      else { return nil }
      return ReceptiveField.Part(rows: rows, columns: columns, channels: channels)
    }.reduce(nil) { union, part in union?.union(part) ?? part }
  }
}

extension Patch {
  /// What a layer reads of its input for the elements of the patch.
  ///
  /// - Parameter input: The shape of the layer's input.
  func sources(through reach: Reach, over input: Shape) -> [Patch] {
    switch reach {
    case .readingOrder:
      // Behind flatten all rows and columns are 0.
      return channels.runs.flatMap { input.patches(inReadingOrder: $0) }
    case .places(let grid, let border, let reach):
      var patch = self
      if let grid {
        patch.rows = grid.rows.sources(ofAny: rows, border: border)
        patch.columns = grid.columns.sources(ofAny: columns, border: border)
      }
      if case .groups(let outputs, let inputs) = reach {
        patch.channels = IndexRuns(
          channels.runs.map { run in
            run.lowerBound / outputs * inputs..<((run.upperBound - 1) / outputs + 1) * inputs
          })
      }
      return patch.isEmpty ? [] : [patch]
    }
  }
}

extension Shape {
  /// The elements at neighboring places of reading order, as at most five patches: part of a row,
  /// rows, channels, rows, part of a row.
  fileprivate func patches(inReadingOrder range: Range<Int>) -> [Patch] {
    let all = (rows: IndexRuns([0..<height]), columns: IndexRuns([0..<width]))
    let (firstRow, rows, lastRow) = range.split(atMultiplesOf: width)
    let partsOfRows = [firstRow, lastRow].compactMap { $0 }.map { part in
      let start = element(at: part.lowerBound)
      return Patch(
        channels: IndexRuns(start.channel), rows: IndexRuns(start.row),
        columns: IndexRuns([start.column..<start.column + part.count]))
    }
    let (firstRows, channels, lastRows) = rows.split(atMultiplesOf: height)
    let rowsOfChannels = [firstRows, lastRows].compactMap { $0 }.map { part in
      let (channel, row) = part.lowerBound.quotientAndRemainder(dividingBy: height)
      return Patch(
        channels: IndexRuns(channel), rows: IndexRuns([row..<row + part.count]),
        columns: all.columns)
    }
    let whole = Patch(channels: IndexRuns([channels]), rows: all.rows, columns: all.columns)
    return partsOfRows + rowsOfChannels + (channels.isEmpty ? [] : [whole])
  }
}

extension Range<Int> {
  /// Cuts off what belongs to an unfinished line of `length` at either end.
  ///
  /// - Returns: The rest is counted in whole lines.
  fileprivate func split(
    atMultiplesOf length: Int
  ) -> (first: Range<Int>?, lines: Range<Int>, last: Range<Int>?) {
    let firstLine = (lowerBound + length - 1) / length
    let endLine = upperBound / length
    guard firstLine <= endLine else { return (self, 0..<0, nil) }
    let (start, end) = (firstLine * length, endLine * length)
    return (
      lowerBound < start ? lowerBound..<start : nil, firstLine..<endLine,
      end < upperBound ? end..<upperBound : nil
    )
  }
}
