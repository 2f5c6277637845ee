import Convolution

extension Model {
  /// `horizontal 3×3 · stride 1 · padding 0 · ReLU`, or shorter `horizontal · stride 1 · pad 0`.
  package func chainTitle(isShort: Bool) -> String {
    if let named = exploration.named {
      return named.title + (named.isUntrained ? " · untrained" : "")
    }
    let settings = exploration.settings
    var parts: [String] = []
    if let first = settings.filters.first {
      let shown = choice ?? first
      parts.append(
        (isShort ? shown.shortTitle : shown.title)
          + (settings.filters.count > 1 ? " and \(settings.filters.count - 1) more" : ""))
      parts.append("stride \(Self.short(settings.stride))")
      parts.append(
        "\(isShort ? "pad" : "padding") \(settings.padding == .valid ? "0" : settings.padding.title)"
      )
      if settings.padding != .valid, settings.border != .zero {
        parts.append(settings.border.rawValue)
      }
      if settings.dilation != Extent(1) {
        parts.append("dilation \(Self.short(settings.dilation))")
      }
      switch settings.grouping {
      case .none: break
      case .depthwise: parts.append("depthwise")
      case .groups(let count): parts.append("\(count) groups")
      }
      if settings.isFlipped { parts.append("flipped") }
      if settings.bias != 0 { parts.append("bias \(numeral(settings.bias))") }
      if settings.hasReLU, !isShort { parts.append("ReLU") }
    }
    if let pooling = settings.pooling {
      let window = pooling.layer.window
      let stride = window.stride == window.kernel ? "" : "/\(Self.short(window.stride))"
      let padding = pooling.padding == Edges(0) ? "" : "+\(pooling.padding)"
      parts.append("\(pooling.kind.title) \(window.kernel)\(stride)\(padding)")
    }
    return parts.joined(separator: " · ")
  }

  private static func short(_ extent: Extent) -> String {
    extent.height == extent.width ? String(extent.height) : extent.description
  }
}
