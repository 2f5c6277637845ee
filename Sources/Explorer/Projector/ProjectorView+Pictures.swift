import Convolution
import Drawing

/// Whole pictures on the projector's screen.
extension ProjectorView {
  func drawPictures(_ thumbnails: inout Thumbnails, on canvas: inout Canvas) {
    if let whole = layout.inputPicture {
      let painting = thumbnails.painting(
        Thumbnails.Key(
          place: model.inputPlace, channel: model.paintsRealColors ? nil : scene.channel,
          size: whole.size, scale: model.wholeInputScale(ofChannel: scene.channel),
          glyphs: model.display.glyphs), of: model.exploration)
      let name = model.exploration.name(of: model.inputPlace)
      caption(ofWhole: name, whole.region, isAlone: layout.main == .pictures, on: &canvas)
      PictureView(
        titles: [], titleWidth: 0, painting: painting, region: whole.region,
        frame: model.focus == .input
          ? TableGeometry.Frame(model.inputSheet.place(of: model.inputCell)) : scene.window,
        isRing: model.focus != .input, isClosed: model.paintsRealColors,
        marks: markedPlaces(at: model.inputPlace, model.inputSheet, channel: scene.channel)
      ).drawPicture(on: &canvas)
    }
    guard let whole = layout.outputPicture else { return }
    let channel = model.cursor.element.channel
    let hasTable = if case .output = layout.side { true } else { false }
    guard !model.veil.hidesSize else {
      guard !hasTable else { return }
      caption("\(outputName) ?", above: whole.region.row, whole.region.column, on: &canvas)
      return
    }
    caption(ofWhole: outputName, whole.region, isAlone: !hasTable, on: &canvas)
    let painting = thumbnails.painting(
      Thumbnails.Key(
        place: model.outputPlace, channel: channel, size: whole.size, scale: model.outputScale,
        glyphs: model.display.glyphs), of: model.exploration)
    cover(painting, in: whole.region, on: &canvas) { canvas in
      PictureView(
        titles: [], titleWidth: 0, painting: painting, region: whole.region,
        frame: TableGeometry.Frame(model.outputSheet.place(of: model.cursor.element)),
        isRing: false,
        marks: markedPlaces(at: model.outputPlace, model.outputSheet, channel: channel)
      ).drawPicture(on: &canvas)
    }
  }

  private func markedPlaces(
    at place: Place, _ sheet: Sheet, channel: Int
  ) -> [(row: Int, column: Int)] {
    model.markedCells(at: place).filter { sheet.isVector || $0.channel == channel }
      .map(sheet.place)
  }

  /// Draws a picture of the output, and dots over what is kept back of it.
  private func cover(
    _ painting: Painting, in region: Region, on canvas: inout Canvas,
    _ draw: (inout Canvas) -> Void
  ) {
    draw(&canvas)
    guard model.veil.hidesRest || model.veil.hidesOutputs else { return }
    let (size, sheet) = (painting.thumbnail.size, model.outputSheet)
    let (extent, channel) = (sheet.extent, model.cursor.element.channel)
    for row in 0..<painting.rows {
      for column in 0..<painting.columns {
        // The last number that a character stands for comes last in reading order, too.
        let last = sheet.element(
          min(extent.height - 1, ((2 * row + 2) * extent.height - 1) / size.height),
          min(extent.width - 1, ((column + 1) * extent.width - 1) / size.width),
          channel: channel)
        guard let last, last != model.cursor.element, model.hidesOutput(last) else { continue }
        canvas[region.row + row, region.column + column] = Cell("·", Style(.dim))
      }
    }
  }

  /// `whole output` above a picture beside a table of the same, where there is room for so much.
  private func caption(
    ofWhole name: String, _ region: Region, isAlone: Bool, on canvas: inout Canvas
  ) {
    let wording = "whole \(name)"
    let isShort = isAlone || region.column + wording.unicodeScalars.count >= canvas.columns
    caption(isShort ? name : wording, above: region.row, region.column, on: &canvas)
  }
}
