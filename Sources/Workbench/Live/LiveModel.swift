package import Convolution
package import Drawing
package import Explorer

/// Everything that the live screen shows follows from this value.
package struct LiveModel: Sendable {
  package let network: NamedNetwork
  /// The number of the brightest pixel that the network takes.
  package let fullScale: Float
  package internal(set) var display: DisplayProperties
  package internal(set) var screen = LiveScreen.watching
  /// How the next frame is brought to the network.
  package internal(set) var settings: FrameSettings
  /// Over how many frames the probabilities are averaged.
  package internal(set) var smoothing: Int
  /// The probability below which the answer is "not sure".
  package internal(set) var sureness: Float
  package internal(set) var stream = LiveStream.waiting
  package internal(set) var rate = FrameRate()
  /// The frame that shows, and what was computed from it; nil before the first.
  package internal(set) var shown: Computed?
  /// Whether the picture stands still while the stream goes on.
  package internal(set) var isHeld = false
  /// Whether the network's own picture has the place of the camera's.
  package internal(set) var showsInput = false
  package internal(set) var isPresenting: Bool
  package internal(set) var isBlank = false
  package internal(set) var message: Model.Message?
  /// The frame that is being computed.
  var pass: (frame: LiveFrame, pass: ForwardPass)?
  /// The probabilities of the last frames, the newest last.
  var recent: [[Float]] = []
  /// Whether frames have passed that nobody wanted to see.
  var hasLookedAway = false

  /// A frame and every node's output for it.
  package struct Computed: Sendable {
    package let frame: LiveFrame
    package let outputs: [Tensor]
  }

  /// Few enough to follow a hand, enough not to flicker.
  package static let standardSmoothing = 3
  /// More likely than all the others together.
  package static let standardSureness: Float = 0.5
  /// The numbers that `smoothing` may be.
  package static let smoothings = 1...30

  /// - Parameter fullScale: The number of the brightest pixel that the network takes.
  package init(
    _ network: NamedNetwork, fullScale: Float, settings: FrameSettings = FrameSettings(),
    smoothing: Int = standardSmoothing, sureness: Float = standardSureness,
    isPresenting: Bool = false,
    display: DisplayProperties
  ) {
    (self.network, self.fullScale, self.settings) = (network, fullScale, settings)
    (self.smoothing, self.sureness) = (smoothing, sureness)
    (self.isPresenting, self.display) = (isPresenting, display)
  }

  /// Whether the newest frame of the stream is wanted now: nothing is being computed, and somebody
  /// looks.
  package var wantsFrame: Bool { pass == nil && screen.kind == .watching && !isHeld && !isBlank }

  /// What the network says of the last frames; nil before the first.
  package var answer: LiveAnswer? {
    guard let count = recent.last?.count else { return nil }
    return LiveAnswer(recent, labels: network.classLabels(count: count), sureness: sureness)
  }

  /// The model of the network screen, while a frame is frozen.
  package var frozen: Model? {
    switch screen {
    case .frozen(let model), .help(_, over: .frozen(let model)): model
    case .watching, .help: nil
    }
  }
}

/// What is on the screen.
package indirect enum LiveScreen: Sendable {
  case watching
  /// A frame in the explorer.
  case frozen(Model)
  /// The keys, over what was there before.
  case help(scroll: Int, over: LiveScreen)

  package var kind: LiveScreenKind {
    switch self {
    case .watching: .watching
    case .frozen: .frozen
    case .help: .help
    }
  }
}

/// A screen without what it holds.
package enum LiveScreenKind: CaseIterable, Hashable, Sendable {
  case watching, frozen, help
}

/// How the stream goes.
package enum LiveStream: Hashable, Sendable {
  /// No frame has come yet.
  case waiting
  case running
  /// No frame has come for a while.
  case stalled
  /// It is over, after so many frames; what it says of damage, where there was some.
  case ended(frames: Int, remark: String?)
}
