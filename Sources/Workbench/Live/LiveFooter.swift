import Drawing
import Explorer

/// The last three lines: what there is to say, how the stream goes, which keys matter now.
struct LiveFooter {
  private let model: LiveModel

  init(_ model: LiveModel) { self.model = model }

  func draw(on canvas: inout Canvas) {
    let room = canvas.columns - 2
    switch model.message {
    case .note(let text):
      canvas.write(text, row: canvas.rows - 3, column: 1, columns: room, style: Style(.accent))
    case .problem(let text):
      canvas.write(text, row: canvas.rows - 3, column: 1, columns: room, style: Style(.warning))
    case nil: break
    }
    canvas.write(status(width: room), row: canvas.rows - 2, column: 1, columns: room)
    if !model.isPresenting { drawHints(on: &canvas) }
  }

  // MARK: How it goes

  /// The state of the stream, and as much of the rest as fits, what changes first.
  private func status(width: Int) -> [Span] {
    var room = width - state.width
    return [state]
      + details.prefix { span in
        room -= span.width
        return room >= 0
      }
  }

  private var details: [Span] {
    var spans: [Span] = []
    if let rate = model.rate.perSecond, model.stream == .running, !model.isHeld {
      spans.append(Span("   \(rate.seen) of \(rate.coming) frames a second", .text))
    }
    if model.rate.skipped > 0 { spans.append(Span(", \(model.rate.skipped) skipped", .dim)) }
    if model.smoothing > 1 { spans.append(Span("   mean of \(model.smoothing)", .dim)) }
    spans.append(Span("   sure from \(percentage(model.sureness))", .dim))
    let settings =
      (model.settings.isStretched ? ["squeezed"] : [])
      + (model.settings.isInverted ? ["inverted"] : [])
      + (model.settings.hasFullContrast ? ["full contrast"] : [])
      + (model.settings.isMirrored ? ["mirrored"] : [])
    if !settings.isEmpty { spans.append(Span("   " + settings.joined(separator: ", "), .dim)) }
    return spans
  }

  /// What the stream does, and which frame shows.
  private var state: Span {
    let number = model.shown.map { " \($0.frame.number)" } ?? ""
    if model.isHeld { return Span("❚❚ held at frame\(number)", .accent) }
    switch model.stream {
    case .waiting: return Span("no frame yet", .dim)
    case .running: return Span("▶ frame\(number)", .strong)
    case .stalled: return Span("no frame for 2 seconds; the last is\(number)", .warning)
    case .ended(let frames, let remark):
      let count = "the stream ended after \(frames) frame\(frames == 1 ? "" : "s")"
      return Span(count + (remark.map { "; \($0)" } ?? ""), .accent)
    }
  }

  // MARK: Keys

  /// As many keys as fit; help and quitting always do.
  func drawHints(on canvas: inout Canvas) {
    let kind = model.screen.kind
    let here = LiveKeyTable.bindings.filter { $0.screens.contains(kind) }.compactMap(\.hint)
    let fixed = here.suffix(2)
    func width(_ hint: String) -> Int { hint.unicodeScalars.count + 3 }
    var room = canvas.columns + 1 - fixed.reduce(0) { $0 + width($1) }
    var shown: [String] = []
    for hint in here.dropLast(2) where width(hint) <= room {
      room -= width(hint)
      shown.append(hint)
    }
    let spans = (shown + fixed).flatMap { hint in
      let parts = hint.split(separator: " ", maxSplits: 1)
      return [Span(String(parts[0]), .accent), Span(" \(parts[1])   ", .dim)]
    }
    canvas.write(spans, row: canvas.rows - 1, column: 1, columns: canvas.columns - 2)
  }
}
