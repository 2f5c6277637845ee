import Convolution
import Drawing
import Explorer
import ImageFiles
import Workbench

/// A stream on the screen: brings its newest frame to the model whenever that wants one.
struct Watching: Activity {
  private(set) var model: LiveModel
  private var view = LiveView()
  private let feed: FrameFeed
  /// How the next frame is brought to the network.
  private var preparation: FramePreparation
  /// The frame that was looked at last, for when it is to be seen in another way.
  private var last: FrameFeed.Arrival?
  /// What keeps the stream from being read; the program ends with it.
  private(set) var failure: StreamError?

  init(_ model: LiveModel, feed: FrameFeed, preparation: FramePreparation) {
    (self.model, self.feed, self.preparation) = (model, feed, preparation)
  }

  mutating func begin(on display: DisplayProperties) -> [Effect] { perform(.resized(display)) }

  mutating func handle(_ event: Event, on display: DisplayProperties) -> [Effect] {
    switch event {
    case .key(let key): LiveKeyTable.action(for: key, in: model).map { perform($0) } ?? []
    case .click(let row, let column): perform(.click(row: row, column: column))
    case .wheel(let up, _, _): perform(.wheel(up: up))
    case .resized, .resumed: perform(.resized(display))
    case .woken: takeFrame()
    case .ended: []
    }
  }

  mutating func tick() -> [Effect] {
    model.wantsFrame && feed.hasFrame ? takeFrame() : perform(.tick)
  }

  var hasWork: Bool { false }
  mutating func work() -> [Effect] { [] }

  mutating func frame() -> Canvas { view.canvas(for: model) }

  private mutating func perform(_ action: LiveAction) -> [Effect] {
    update(&model, action) + takeFrame()
  }

  /// Gives the model what it wants, if there is any.
  private mutating func takeFrame() -> [Effect] {
    guard model.wantsFrame else { return prepareAnew() }
    if let arrival = feed.take() {
      last = arrival
      preparation.settings = model.settings
      return show(arrival) { .frame($0) } + takeEnd()
    }
    return prepareAnew() + takeEnd()
  }

  /// Where no newer frame comes, the last one follows the settings.
  private mutating func prepareAnew() -> [Effect] {
    guard let last, preparation.settings != model.settings else { return [] }
    preparation.settings = model.settings
    return show(last) { .sameFrame($0) }
  }

  private mutating func show(
    _ arrival: FrameFeed.Arrival, _ action: (LiveFrame) -> LiveAction
  ) -> [Effect] {
    do throws(PictureError) {
      let (picture, input) = try preparation.prepared(arrival.frame)
      let frame = LiveFrame(
        number: arrival.frame.number, arrival: arrival.time, picture: picture, input: input)
      let effects = update(&model, action(frame))
      // What came meanwhile has been announced already.
      return model.wantsFrame && feed.hasFrame ? effects + [.scheduleTick(after: 0)] : effects
    } catch {
      return update(&model, .say("frame \(arrival.frame.number) is left out: \(error)"))
    }
  }

  private mutating func takeEnd() -> [Effect] {
    switch feed.end {
    case nil: return []
    case .whole(let count):
      return update(&model, .streamEnded(frames: count.frames, remark: count.remark))
    case .failed(let error):
      failure = error
      return [.quit]
    }
  }
}

extension FramePreparation {
  /// The part of it that can be changed while one looks.
  var settings: FrameSettings {
    get {
      FrameSettings(
        isStretched: fit == .stretch, isInverted: inverts, hasFullContrast: stretchesContrast,
        isMirrored: mirrors)
    }
    set {
      fit = newValue.isStretched ? .stretch : .crop
      (inverts, mirrors) = (newValue.isInverted, newValue.isMirrored)
      stretchesContrast = newValue.hasFullContrast
    }
  }
}
