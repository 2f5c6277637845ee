/// A way to learn from few examples.
package enum StudyWay: String, Hashable, Sendable, Codable, CaseIterable {
  /// All layers, from random numbers.
  case scratch
  /// From scratch, with examples that chance changes each time.
  case augmentation
  /// Layers that have learned other classes, frozen; only a new head learns.
  case transfer
  /// The control: the same frozen layers, never trained, with the same head.
  case untrained
  /// From what transfer has in the end, all layers at a smaller rate.
  case fineTuning = "fine-tuning"

  /// What it is called in sentences.
  package var title: String {
    switch self {
    case .scratch: "from scratch"
    case .augmentation: "scratch with augmentation"
    case .transfer: "transfer"
    case .untrained: "untrained control"
    case .fineTuning: "fine-tuning"
    }
  }

  /// What learns, and from what.
  package var explanation: String {
    switch self {
    case .scratch: "all layers, from random numbers"
    case .augmentation: "the same, each picture changed anew each time"
    case .transfer: "layers from other classes, frozen; a small head learns"
    case .untrained: "the same layers never trained, frozen; the same head"
    case .fineTuning: "what transfer has in the end, then all layers slowly"
    }
  }

  /// Whether the convolutions stay as they are, so that their numbers are computed once.
  package var isFrozen: Bool { self == .transfer || self == .untrained }
}
