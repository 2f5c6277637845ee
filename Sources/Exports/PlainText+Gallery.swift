import Convolution
package import Explorer

extension PlainText {
  /// All maps of a node with their strongest values and means, or all numbers of a vector, in the
  /// order of the gallery that is open; by number or by value where none is.
  package static func gallery(_ model: Model) -> String {
    var model = model
    if model.mode.kind != .gallery { _ = update(&model, .openGallery) }
    guard case .gallery(let gallery) = model.mode else { return "" }
    let (exploration, place) = (model.exploration, model.outputPlace)
    var title =
      "\(exploration.name(of: place)): \(GalleryText.contents(model)), "
      + "sorted by \(GalleryText.sorting(model, gallery))"
    if let search = gallery.search, !search.isEmpty {
      title += ", \(gallery.order.count) match '\(search)'"
    }
    let lines = gallery.order.map { channel in
      var line = GalleryText.line(model, gallery, channel)
      if gallery.sorting != .mean, !model.outputSheet.isVector {
        line += ", mean \(relation(exploration.mean(ofChannel: channel, at: place)))"
      }
      return line
    }
    return ([heading(model), title] + lines).map { $0 + "\n" }.joined()
  }

  /// The picture and what is done to it.
  static func heading(_ model: Model) -> String {
    let subject = model.exploration.subject
    return "\(subject.title) \(subject.picture.shape)   \(model.chainTitle(isShort: false))"
  }

  /// The model when nothing is left to compute.
  static func finished(_ model: Model) -> Model {
    var model = model
    while update(&model, .tick).contains(.scheduleTick(after: 0)) {}
    return model
  }
}
