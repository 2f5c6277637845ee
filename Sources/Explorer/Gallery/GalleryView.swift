import Convolution
import Drawing

/// Draws the maps of a node side by side, each with its number and its strongest value.
///
/// What is drawn and read is what shows: a page of a thousand maps costs what a page of ten does.
struct GalleryView {
  let model: Model
  let gallery: Gallery

  private var exploration: Exploration { model.exploration }
  private var place: Place { model.outputPlace }

  func draw(_ thumbnails: inout Thumbnails, on canvas: inout Canvas) {
    let layout = GalleryLayout(model, gallery)
    ModeFrame(
      model: model, title: title(layout.grid), detail: detail(layout), note: note
    ).draw(on: &canvas)
    let places = layout.grid.places(with: gallery.place, of: gallery.order.count)
    for place in places {
      if let size = layout.picture {
        drawMap(place, size, layout, &thumbnails, on: &canvas)
      } else {
        drawNumber(place, layout, on: &canvas)
      }
    }
    if places.isEmpty {
      canvas.write(
        "nothing matches '\(gallery.search ?? "")'", row: layout.grid.region.row, column: 1,
        style: Style(.dim))
    }
    let isShared = layout.picture == nil || model.scope != .map
    if isShared {
      Legend(
        scale: scale(ofChannel: 0), title: layout.picture == nil ? "" : model.scope.title,
        glyphs: model.display.glyphs
      ).draw(
        row: model.hintRow - 1, column: 1, columns: canvas.columns - 2, on: &canvas)
    } else {
      canvas.write(
        "every map has a color scale of its own; C gives them the same", row: model.hintRow - 1,
        column: 1, columns: canvas.columns - 2, style: Style(.dim))
    }
  }

  private func scale(ofChannel channel: Int) -> ColorScale {
    ColorScale(
      model.palette, for: exploration.range(model.scope, at: place, channel: channel),
      tier: model.display.colors)
  }

  // MARK: Words

  /// `conv2: 64 maps of 112×112, page 1 of 4, sorted by strongest`.
  private func title(_ grid: TileGrid) -> [Span] {
    var parts = [GalleryText.contents(model)]
    if let search = gallery.search, !search.isEmpty {
      parts.append("\(gallery.order.count) match '\(search)'")
    }
    parts.append(
      "page \(grid.page(of: gallery.place) + 1) of \(grid.pages(of: gallery.order.count))")
    parts.append("sorted by \(GalleryText.sorting(model, gallery))")
    return [
      Span(exploration.name(of: place), .accent), Span(": " + parts.joined(separator: ", ")),
    ]
  }

  private func detail(_ layout: GalleryLayout) -> String {
    if layout.picture == nil { return "" }
    return gallery.sorting == .mean ? "number, mean" : "number, strongest value"
  }

  private var note: [Span] {
    if gallery.isSearching {
      return [
        Span("search ▸ ", .accent), Span((gallery.search ?? "") + "_", .strong),
        Span("   number, label or filter; enter ends typing, esc shows all", .dim),
      ]
    }
    guard let channel = gallery.chosen else { return [Span("esc shows all", .dim)] }
    return [Span(GalleryText.line(model, gallery, channel))]
  }

  // MARK: Tiles

  private func drawMap(
    _ place: Int, _ size: Extent, _ layout: GalleryLayout, _ thumbnails: inout Thumbnails,
    on canvas: inout Canvas
  ) {
    let channel = gallery.order[place]
    let tile = layout.grid.region(of: place)
    let isChosen = place == gallery.place
    if isChosen { layout.grid.drawChoice(place, on: &canvas) }
    let value = layout.format.text(gallery.value(ofChannel: channel, exploration, at: self.place))
    let room = tile.columns - value.unicodeScalars.count - 1
    let number = String(channel)
    var column = canvas.write(
      number, row: tile.row, column: tile.column, style: Style(isChosen ? .selection : .accent))
    if let name = exploration.title(ofChannel: channel, at: self.place) {
      column = canvas.write(
        " " + name, row: tile.row, column: column, columns: max(0, room - number.count),
        style: Style(isChosen ? .selection : .text))
    }
    canvas.write(
      value, row: tile.row, endingAt: tile.endColumn, style: Style(isChosen ? .selection : .dim))
    let painting = thumbnails.painting(
      Thumbnails.Key(
        place: self.place, channel: channel, size: size, scale: scale(ofChannel: channel),
        glyphs: model.display.glyphs), of: exploration)
    painting.draw(row: tile.row + 1, column: tile.column, on: &canvas)
  }

  /// `9 Ankle boot  .31 ████`.
  private func drawNumber(_ place: Int, _ layout: GalleryLayout, on canvas: inout Canvas) {
    let channel = gallery.order[place]
    let tile = layout.grid.region(of: place)
    let isChosen = place == gallery.place
    let value = exploration.strongest(ofChannel: channel, at: self.place)
    if isChosen {
      canvas.fill(
        Region(row: tile.row, column: tile.column, rows: 1, columns: layout.titleWidth),
        with: Cell(" ", Style(.selection)))
      canvas[tile.row, tile.column - 1] = Cell("▸", Style(.accent))
    }
    canvas.write(
      GalleryText.title(model, gallery, channel), row: tile.row, column: tile.column,
      columns: layout.titleWidth, style: Style(isChosen ? .selection : .text))
    let scale = scale(ofChannel: channel)
    let cell = Region(
      row: tile.row, column: tile.column + layout.titleWidth + 1, rows: 1,
      columns: layout.format.width + 1)
    let style = Style(
      isChosen ? .sheetStrong : .sheet, background: scale.color(of: value))
    canvas.fill(cell, with: Cell(" ", style))
    canvas.write(
      layout.format.tellingText(value), row: tile.row, endingAt: cell.endColumn - 1, style: style)
    // A bar is as long as the number is far from 0; which side it lies on, the sign says.
    let reach = max(abs(scale.range.lowerBound), abs(scale.range.upperBound))
    for offset in 0..<Bar.length(of: value, reach: reach, width: layout.barWidth) {
      canvas[tile.row, cell.endColumn + offset] = Cell(
        Bar.glyph(of: value), Style(isChosen ? .accent : .dim))
    }
  }
}

extension Painting {
  /// The whole picture, without marks.
  func draw(row: Int, column: Int, on canvas: inout Canvas) {
    for line in 0..<rows {
      for place in 0..<columns {
        canvas[row + line, column + place] = cells[line * columns + place]
      }
    }
  }
}

/// The gallery in words, the same on the screen and as plain text.
package enum GalleryText {
  /// `64 maps of 112×112`, `1000 numbers`.
  package static func contents(_ model: Model) -> String {
    let sheet = model.outputSheet
    let count = sheet.shape.channels
    if sheet.isVector { return "\(count) numbers" }
    return "\(count) map\(count == 1 ? "" : "s") of \(sheet.extent)"
  }

  package static func sorting(_ model: Model, _ gallery: Gallery) -> String {
    let isValue = gallery.sorting == .strongest && model.outputSheet.isVector
    return isValue ? "value" : gallery.sorting.title
  }

  /// `[7]`, or `7 horizontal`: a channel's number and what it stands for.
  package static func title(_ model: Model, _ gallery: Gallery, _ channel: Int) -> String {
    guard gallery.widestTitle > 0 else { return "[\(channel)]" }
    let digits = String(model.outputSheet.shape.channels - 1).count
    let name = model.exploration.title(ofChannel: channel, at: model.outputPlace) ?? ""
    return String(channel).paddingLeft(to: digits) + " " + name
  }

  /// One channel in a sentence.
  package static func line(_ model: Model, _ gallery: Gallery, _ channel: Int) -> String {
    let (exploration, place) = (model.exploration, model.outputPlace)
    let name = exploration.title(ofChannel: channel, at: place).map { " \($0)" } ?? ""
    let strongest = exploration.strongest(ofChannel: channel, at: place)
    if model.outputSheet.isVector {
      let element = Element(channel: channel, row: 0, column: 0)
      return "\(exploration.address(element, at: place))\(name) \(relation(strongest))"
    }
    let value = gallery.value(ofChannel: channel, exploration, at: place)
    let mean = gallery.sorting == .mean ? ", mean \(relation(value))" : ""
    return "map \(channel)\(name): strongest value \(relation(strongest))\(mean)"
  }
}
