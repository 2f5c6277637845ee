import Convolution
import Drawing
package import Explorer

/// The one place where the live screen changes: an action in, what else has to be done out.
///
/// No clock, no terminal, no stream: the runtime brings frames when they are wanted.
package func update(_ model: inout LiveModel, _ action: LiveAction) -> [Effect] {
  switch action {
  case .tick:
    if case .frozen = model.screen { return model.tellExplorer(.tick) }
    return model.advance()
  case .frame(let frame): return model.begin(frame)
  case .sameFrame(let frame): return model.beginAgain(frame)
  case .streamEnded(let frames, let remark):
    model.stream = .ended(frames: frames, remark: remark)
    return []
  case .say(let text):
    model.message = .problem(text)
    return []
  case .resized(let display):
    model.display = display
    guard case .frozen = model.screen else { return [] }
    return model.tellExplorer(.resized(model.frozenDisplay))
  case .explorer(let action): return model.tellExplorer(action)
  case .click(let row, let column): return model.tellExplorer(.click(row: row, column: column))
  case .quit: return [.quit]
  case .redraw: return [.redraw]
  case .freeze, .hold, .mirror, .invert, .contrast, .fit, .swapPictures, .smoother, .quicker,
    .surer, .bolder,
    .present, .blank, .help, .cancel, .up, .down, .pageUp, .pageDown, .first, .last, .wheel:
    break
  }
  model.message = nil
  switch model.screen {
  case .watching: return model.watch(action)
  case .frozen:
    if case .wheel(let up) = action { return model.tellExplorer(.wheel(up: up)) }
    return model.thaw()
  case .help(let scroll, let behind): model.readHelp(action, scroll: scroll, over: behind)
  }
  return []
}

// MARK: - Watching

extension LiveModel {
  fileprivate mutating func watch(_ action: LiveAction) -> [Effect] {
    switch action {
    case .freeze: return freeze()
    case .hold: toggleHold()
    case .mirror:
      settings.isMirrored.toggle()
      changeFrames(settings.isMirrored ? "mirrored" : "not mirrored: as the camera sees it")
    case .invert:
      settings.isInverted.toggle()
      changeFrames(
        settings.isInverted ? "inverted: what is dark is bright for the network" : "not inverted")
    case .contrast:
      settings.hasFullContrast.toggle()
      changeFrames(
        settings.hasFullContrast
          ? "full contrast: the darkest is black, the brightest white" : "the contrast as it comes")
    case .fit:
      settings.isStretched.toggle()
      changeFrames(
        settings.isStretched ? "all of the frame, squeezed" : "the middle of the frame")
    case .swapPictures: showsInput.toggle()
    case .smoother: changeSmoothing(by: 1)
    case .quicker: changeSmoothing(by: -1)
    case .surer: changeSureness(by: 5)
    case .bolder: changeSureness(by: -5)
    case .present: isPresenting.toggle()
    case .blank: blank()
    case .help: screen = .help(scroll: 0, over: screen)
    case .cancel: cancel()
    case .up, .down, .pageUp, .pageDown, .first, .last, .wheel, .quit, .redraw, .explorer, .click,
      .tick, .resized, .frame, .sameFrame, .streamEnded, .say:
      break
    }
    if !wantsFrame, pass == nil { hasLookedAway = true }
    return []
  }

  private mutating func toggleHold() {
    guard shown != nil else {
      message = .note("there is no frame to hold yet")
      return
    }
    isHeld.toggle()
    if isHeld { pass = nil }
  }

  /// What came before was brought to the network in another way.
  private mutating func changeFrames(_ text: String) {
    recent = []
    message = .note(text)
  }

  private mutating func changeSmoothing(by frames: Int) {
    smoothing = min(
      max(smoothing + frames, Self.smoothings.lowerBound), Self.smoothings.upperBound)
    recent = recent.suffix(smoothing)
    message = .note(smoothing == 1 ? "each frame on its own" : "the mean of \(smoothing) frames")
  }

  private mutating func changeSureness(by percent: Int) {
    let present = Int((sureness * 100).rounded())
    sureness = Float(min(max(present + percent, 0), 100)) / 100
    message = .note("sure from \(percentage(sureness))")
  }

  private mutating func blank() {
    if isBlank || isPresenting { isBlank.toggle() }
  }

  private mutating func cancel() {
    if isHeld {
      isHeld = false
    } else if isPresenting {
      isPresenting = false
    } else {
      message = .note("q quits, ? helps")
    }
  }
}

// MARK: - Computing

extension LiveModel {
  /// Multiplications between two looks at the keys: some milliseconds.
  private static let workPerTick = 30_000_000.0
  /// Milliseconds without a frame after which it is said that none comes.
  private static let patience = 2000

  fileprivate mutating func begin(_ frame: LiveFrame) -> [Effect] {
    rate.note(frame, isNext: !hasLookedAway)
    hasLookedAway = false
    stream = .running
    return compute(frame)
  }

  fileprivate mutating func beginAgain(_ frame: LiveFrame) -> [Effect] {
    recent = []
    return compute(frame)
  }

  private mutating func compute(_ frame: LiveFrame) -> [Effect] {
    do throws(ShapeError) {
      pass = (frame, try ForwardPass(network.network, over: frame.input))
    } catch {
      message = .problem("\(error)")
      return []
    }
    return advance()
  }

  fileprivate mutating func advance() -> [Effect] {
    guard let (frame, started) = pass else {
      if stream == .running, screen.kind == .watching, !isHeld { stream = .stalled }
      return []
    }
    var (pass, work) = (started, 0.0)
    while !pass.isDone {
      // The first piece is done whatever its size.
      if work > 0, work + pass.nextWork > Self.workPerTick {
        self.pass = (frame, pass)
        return [.scheduleTick(after: 0)]
      }
      work += pass.nextWork
      do throws(ShapeError) {
        try pass.advance()
      } catch {
        self.pass = nil
        message = .problem("\(error)")
        return []
      }
    }
    self.pass = nil
    shown = Computed(frame: frame, outputs: pass.outputs)
    recent.append(network.probabilities(of: pass.outputs[pass.outputs.count - 1]))
    recent = recent.suffix(smoothing)
    return [.scheduleTick(after: Self.patience)]
  }
}

// MARK: - The network screen

extension LiveModel {
  /// The explorer leaves the last row for the way back.
  var frozenDisplay: DisplayProperties {
    var display = display
    display.rows = max(0, display.rows - 1)
    return display
  }

  /// Opens the frame that shows in the network screen; what else was being computed is given up.
  private mutating func freeze() -> [Effect] {
    guard let shown else {
      message = .note("there is no frame to freeze yet")
      return []
    }
    pass = nil
    let subject = Exploration.Subject(
      picture: shown.frame.input, title: "frame \(shown.frame.number)", arguments: [],
      fullScale: fullScale,
      channelNames: shown.frame.input.shape.channels == 3 ? PrimaryColor.names : [])
    var model = Model(
      Exploration(subject, named: network, outputs: shown.outputs), display: frozenDisplay)
    if isPresenting { model.chrome = .projector }
    let effects = update(&model, .openOverview)
    screen = .frozen(model)
    return effects
  }

  fileprivate mutating func thaw() -> [Effect] {
    screen = .watching
    isHeld = false
    hasLookedAway = true
    return []
  }

  fileprivate mutating func tellExplorer(_ action: Action) -> [Effect] {
    guard case .frozen(var model) = screen else { return [] }
    let effects = update(&model, action)
    screen = .frozen(model)
    return effects
  }
}

// MARK: - Help

extension LiveModel {
  fileprivate mutating func readHelp(
    _ action: LiveAction, scroll: Int, over behind: LiveScreen
  ) {
    let page = LiveKeyTable.helpPage
    func scrolled(by lines: Int) -> LiveScreen {
      .help(scroll: page.scroll(scroll + lines, in: display), over: behind)
    }
    switch action {
    case .up, .wheel(up: true): screen = scrolled(by: -1)
    case .down, .wheel(up: false): screen = scrolled(by: 1)
    case .pageUp: screen = scrolled(by: 3 - display.rows)
    case .pageDown: screen = scrolled(by: display.rows - 3)
    case .first: screen = scrolled(by: -scroll)
    case .last: screen = scrolled(by: page.lastScroll(in: display))
    case .cancel, .help:
      screen = behind
      hasLookedAway = true
    case .freeze, .hold, .mirror, .invert, .contrast, .fit, .swapPictures, .smoother, .quicker,
      .surer,
      .bolder, .present, .blank, .redraw, .quit, .explorer, .click, .tick, .resized, .frame,
      .sameFrame, .streamEnded, .say:
      break
    }
  }
}

/// `93 %`; whole numbers are enough for a bar.
func percentage(_ share: Float) -> String {
  share.isFinite ? "\(Int((share * 100).rounded())) %" : "– %"
}
