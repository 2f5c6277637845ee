import Convolution
import Drawing

extension ProjectorLayout {
  /// What a click at a cell of the screen chooses.
  func target(row: Int, column: Int, in model: Model) -> ScreenLayout.Target? {
    guard Self.fits(model.display) else { return nil }
    let slice = model.shownSlice(of: model.explanation)
    func input(_ grid: LargeGrid, slice: Int) -> ScreenLayout.Target? {
      grid.cell(screenRow: row, screenColumn: column).flatMap {
        model.inputSheet.element(
          $0.row, $0.column, channel: model.seenChannels.lowerBound + slice)
      }.map(ScreenLayout.Target.input)
    }
    func weight(_ grid: LargeGrid, slice: Int) -> ScreenLayout.Target? {
      let kernel = model.convolution?.bank.kernel ?? Extent(1)
      return grid.cell(screenRow: row, screenColumn: column).map {
        let (row, column) = model.typedPlace($0.row, $0.column, kernel)
        return .weight(Element(channel: slice, row: row, column: column))
      }
    }
    let inMain: ScreenLayout.Target? =
      switch main {
      case .input(let grid): input(grid, slice: slice)
      case .channels(let channels):
        channels.lazy.compactMap { channel in
          input(channel.window, slice: channel.slice)
            ?? channel.filter.flatMap { weight($0, slice: channel.slice) }
        }.first
      case .bars, .pictures: nil
      }
    if let inMain { return inMain }
    switch side {
    case .filter(let grid): return weight(grid, slice: slice)
    case .input(let grid): return input(grid, slice: slice)
    case .output(let grid):
      return grid.cell(screenRow: row, screenColumn: column).flatMap {
        model.outputSheet.element(
          $0.row, $0.column, channel: model.cursor.element.channel)
      }.map(ScreenLayout.Target.output)
    case nil: return nil
    }
  }
}
