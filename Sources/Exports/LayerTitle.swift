import Convolution
import Networks

extension LayerPlan {
  /// What the layer is and the sizes of its window, for tables with room.
  var longTitle: String {
    switch self {
    case .convolution(let plan):
      "convolution \(Self.words(plan.window, stride: Extent(1)))"
        + (plan.groups == 1 ? "" : ", \(plan.groups) groups")
    case .pooling(let pooling):
      (pooling.kind == .maximum ? "max" : "average")
        + " pooling \(Self.words(pooling.window, stride: pooling.window.kernel))"
    case .globalPooling(let kind): "global \(kind == .maximum ? "max" : "average") pooling"
    case .batchNormalization: "batch normalization"
    case .dense(let units, _): units == 1 ? "dense, 1 unit" : "dense, \(units.grouped) units"
    default: shortTitle
    }
  }

  /// As `longTitle`, with `KERNEL/STRIDE+PADDING` for the window.
  var shortTitle: String {
    switch self {
    case .convolution(let plan):
      "conv \(Self.signs(plan.window, stride: Extent(1)))"
        + (plan.groups == 1 ? "" : " in \(plan.groups)")
    case .pooling(let pooling):
      (pooling.kind == .maximum ? "max" : "average")
        + " \(Self.signs(pooling.window, stride: pooling.window.kernel))"
    case .globalPooling(let kind): "global \(kind == .maximum ? "max" : "average")"
    case .batchNormalization: "batch norm"
    case .leakyReLU(let slope): "leaky relu \(numeral(slope))"
    case .dropout(let rate): "dropout \(numeral(rate))"
    case .rescaling(let scale, let offset):
      "rescale ×\(numeral(scale))" + (offset == 0 ? "" : " + \(numeral(offset))")
    case .relu, .sigmoid, .tanh, .flatten, .dense, .softmax, .addition: name
    }
  }

  /// - Parameter stride: The one that goes without saying.
  private static func words(_ window: SlidingWindow, stride: Extent) -> String {
    var parts = ["\(window.kernel)"]
    if window.stride != stride { parts.append("stride \(window.stride.brief)") }
    if let padding = window.padding.title { parts.append("padding \(padding)") }
    if window.dilation != Extent(1) { parts.append("dilation \(window.dilation.brief)") }
    return parts.joined(separator: ", ")
  }

  private static func signs(_ window: SlidingWindow, stride: Extent) -> String {
    var text = "\(window.kernel)"
    if window.stride != stride { text += "/\(window.stride.brief)" }
    if let padding = window.padding.title { text += "+\(padding)" }
    if window.dilation != Extent(1) { text += " dilated \(window.dilation.brief)" }
    return text
  }

  /// The sliding window, if the layer has one.
  var window: SlidingWindow? {
    switch self {
    case .convolution(let plan): plan.window
    case .pooling(let pooling): pooling.window
    default: nil
    }
  }
}

extension Padding {
  /// nil for none.
  fileprivate var title: String? {
    switch self {
    case .valid, .explicit(Edges(0)): nil
    case .same: "same"
    case .sameLower: "same-lower"
    case .explicit(let edges): "\(edges)"
    }
  }
}
