package import Explorer

extension PlainText {
  /// What a screen shows, as text from top to bottom.
  ///
  /// - Returns: Lines that each end with a line feed.
  package static func text(of screen: Screen, _ model: Model) -> String {
    switch screen {
    case .layer: describe(model)
    case .network: overview(model)
    case .maps: gallery(model)
    case .strongest: strongest(model)
    case .occlusion: occlusion(model)
    }
  }

  /// Only what depends on where the window is: the present cell and its terms.
  ///
  /// - Returns: Lines that each end with a line feed.
  static func cell(_ model: Model) -> String {
    why(model).map { $0.trimmedEnd + "\n" }.joined()
  }
}
