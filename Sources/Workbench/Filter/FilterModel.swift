package import Convolution
package import Drawing
package import Explorer
package import Training

/// The screen on which a single filter is learned: everything that it shows follows from this value.
///
/// It does not know where it stands. `display` is the region that it may draw on, the whole terminal or a
/// lesson's scene, and `chrome` says what surrounds it there.
package struct FilterModel: Sendable {
  package let subject: Exploration.Subject
  package internal(set) var setup: FilterSetup
  package internal(set) var learning: FilterLearning
  package var display: DisplayProperties
  package var chrome = Chrome.whole
  package internal(set) var mode = FilterMode.training
  package internal(set) var focus = FilterFocus.steps
  /// Which of the filter's numbers the lines below the tables are about: weights, then the bias.
  package internal(set) var chosen = 0
  /// Where the filter lies: an element of the maps.
  package internal(set) var window = Element(row: 0, column: 0)
  package internal(set) var run: Run?
  package internal(set) var speed = FilterSpeed.standard
  package var palette = PaletteChoice.automatic
  /// Whether the target's own numbers are shown; a class may want to guess first.
  package var showsGoal = true
  package var curve = FilterCurve.loss
  /// Tables that are kept back until they were predicted; a question mark stands for each number.
  package var hidden: Set<FilterLayout.TableKind> = []
  /// The digits typed so far, waiting for `g`.
  package internal(set) var typed = ""
  package internal(set) var message: Model.Message?
  package internal(set) var isBlank = false
  /// What `chrome` was before presenting.
  var chromeBehind = Chrome.whole
  /// The explorer with the learned filter, while it is looked at there.
  package internal(set) var explorer: Model?
  /// Targets before and after the present one, as they were painted.
  var paintings = Revisions<FilterTarget>()

  /// What goes on by itself.
  package enum Run: Hashable, Sendable {
    case playing
    /// To a step that has to be computed first.
    case going(to: Int)
  }

  /// - Throws: `ShapeError` or `FilterTaskError` when the target does not suit the picture.
  /// - Parameter optimizer: What suits how the loss bends; without it, gradient descent at a sensible rate.
  package init(
    _ subject: Exploration.Subject, setup: FilterSetup,
    optimizer: (LossCurvature) -> Optimizer = FilterModel.gradientDescent,
    display: DisplayProperties
  ) throws {
    (self.subject, self.setup, self.display) = (subject, setup, display)
    let task = try setup.task(over: subject.picture)
    let start = setup.numbers(for: task)
    let curvature = LossCurvature(task)
    learning = FilterLearning(task, curvature, start: start, optimizer: optimizer(curvature))
    window = Element(row: task.target.shape.height / 2, column: task.target.shape.width / 2)
  }
}

extension FilterModel {
  /// At a round rate that suits the picture.
  package static func gradientDescent(_ curvature: LossCurvature) -> Optimizer {
    let plain = Optimizer.gradientDescent(rate: 1)
    return .gradientDescent(rate: curvature.sensibleRate(for: plain))
  }

  /// Begins at a step, as a command line asks.
  package mutating func begin(at step: Int, changes: [OptimizerChange]) -> [Effect] {
    for change in changes.sorted(by: { $0.step < $1.step }) where change.step <= step {
      learning.compute(to: change.step)
      learning.change(to: change.optimizer)
    }
    return step > learning.position ? go(to: step) : []
  }

  /// The same all at once, for when there is no screen.
  package mutating func computeSteps(to step: Int, changes: [OptimizerChange]) {
    _ = begin(at: step, changes: changes)
    run = nil
    learning.compute(to: step)
  }
}

/// What the keys do at the moment.
package indirect enum FilterMode: Hashable, Sendable {
  case training
  /// The terms of the chosen number's gradient, one of them chosen.
  case why(term: Int)
  /// Numbers of one's own: what has been typed for the chosen one.
  case editing(text: String)
  case options(row: Int, text: String)
  /// The list of targets; the setup is what `Esc` goes back to.
  case targets(choice: Int, before: FilterSetup)
  case painting(Brush)
  /// The help page, over what was there before.
  case help(scroll: Int, over: FilterMode)
}

/// What the curve shows.
package enum FilterCurve: String, CaseIterable, Hashable, Sendable {
  case loss
  /// The loss on an axis where equal ratios are equally far apart.
  case logarithmicLoss
  /// The filter's own numbers, each on its way.
  case numbers

  /// The one after this; after the last, the first.
  var following: FilterCurve {
    switch self {
    case .loss: .logarithmicLoss
    case .logarithmicLoss: .numbers
    case .numbers: .loss
    }
  }
}

/// What a student paints a target with.
package struct Brush: Hashable, Sendable {
  package var value: Float
  /// Whether moving paints.
  package var isDown = false
  package var text = ""
}

/// What the arrow keys move.
package enum FilterFocus: String, CaseIterable, Hashable, Sendable {
  /// From update to update, and from number to number.
  case steps
  /// The window over the picture.
  case window
}

/// How fast playing goes.
package struct FilterSpeed: Hashable, Sendable {
  package private(set) var stepsPerSecond: Int

  package static let standard = FilterSpeed(stepsPerSecond: 8)
  static let choices = [1, 2, 4, 8, 15, 30, 60, 125, 250, 500]
  /// Frames in a second at most; faster than that, a frame shows several updates.
  private static let mostFrames = 30

  package var interval: Int { 1000 / min(stepsPerSecond, Self.mostFrames) }
  package var stepsPerFrame: Int { max(1, stepsPerSecond * interval / 1000) }

  mutating func change(by steps: Int) {
    let index = Self.choices.firstIndex(of: stepsPerSecond) ?? 0
    stepsPerSecond = Self.choices[min(max(index + steps, 0), Self.choices.count - 1)]
  }
}

// MARK: - What follows from it

extension FilterModel {
  package var task: FilterTask { learning.task }
  package var isPresenting: Bool { chrome == .projector }

  /// The numbers that the learned ones are to become, weights and bias; nil where nobody knows.
  package var goal: [Float]? {
    setup.target.goal(channels: task.filterShape.channels).map {
      $0.elements + (task.hasBias ? [0] : [])
    }
  }

  /// How far the number farthest from its goal is from it.
  package var largestMiss: Float? {
    goal.map { zip($0, learning.numbers).reduce(0) { max($0, abs($1.0 - $1.1)) } }
  }

  /// From here on all numbers agree with the target's in two decimals.
  package static let near: Float = 0.005

  /// Where a number stands in the filter; nil for the bias.
  package func place(ofNumber index: Int) -> Element? {
    index < task.filterShape.count ? task.filterShape.element(at: index) : nil
  }

  /// `w[0,2]`, `w[1,0,2]` with several channels, `bias`.
  package func name(ofNumber index: Int) -> String {
    place(ofNumber: index).map { "w" + $0.address(in: task.filterShape) } ?? "bias"
  }

  /// The channel of the filter that the tables show: the chosen number's.
  package var shownChannel: Int { place(ofNumber: chosen)?.channel ?? 0 }

  /// Keeps what is chosen inside after the filter or the maps have changed.
  mutating func keepInside() {
    chosen = min(chosen, task.count - 1)
    window.row = min(window.row, task.target.shape.height - 1)
    window.column = min(window.column, task.target.shape.width - 1)
  }
}
