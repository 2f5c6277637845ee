/// The screens that can be opened from the start, by the names that `--view` knows.
package enum Screen: String, CaseIterable, Hashable, Sendable {
  /// One layer, number by number.
  case layer
  /// The whole network, layer beside layer.
  case network
  /// All maps of a layer, side by side.
  case maps
  /// What lights a filter up.
  case strongest
  /// What happens when parts of the picture are hidden.
  case occlusion

  /// What opens it; nothing has to be done for the first.
  package var opening: Action? {
    switch self {
    case .layer: nil
    case .network: .openOverview
    case .maps: .openGallery
    case .strongest: .openStrongest
    case .occlusion: .openOcclusion
    }
  }
}

extension Model {
  /// The screen that shows, or that lies under the help page.
  package var screen: Screen {
    var present = mode
    while case .help(_, let behind) = present { present = behind }
    return switch present {
    case .overview: .network
    case .gallery: .maps
    case .strongest: .strongest
    case .occluding: .occlusion
    case .exploring, .why, .help, .picking, .options, .editing: .layer
    }
  }
}

extension Action {
  /// Whether it leaves the layer for another screen.
  var opensScreen: Bool { Screen.allCases.contains { $0.opening == self } }
}
