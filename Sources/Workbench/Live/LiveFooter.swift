import Drawing
import Explorer
import Networks

/// The last three lines: what there is to say, how the stream goes, which keys matter now.
struct LiveFooter {
  private let model: LiveModel

  init(_ model: LiveModel) { self.model = model }

  func draw(on canvas: inout Canvas) {
    let room = canvas.columns - 2
    if let message = model.message {
      canvas.write([message.span], row: canvas.rows - 3, column: 1, columns: room)
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
      let (seen, coming) = (rate.seen.grouped, rate.coming.grouped)
      spans.append(Span("   \(seen) of \(coming) frames a second", .text))
    }
    if model.rate.skipped > 0 {
      spans.append(Span(", \(model.rate.skipped.grouped) skipped", .dim))
    }
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
    let number = model.shown.map { " \($0.frame.number.grouped)" } ?? ""
    if model.isHeld { return Span("❚❚ held at frame\(number)", .accent) }
    switch model.stream {
    case .waiting: return Span("no frame yet", .dim)
    case .running: return Span("▶ frame\(number)", .strong)
    case .stalled: return Span("no frame for 2 seconds; the last is\(number)", .warning)
    case .ended(let frames, let remark):
      let count = "the stream ended after \(frames.grouped) frame\(frames == 1 ? "" : "s")"
      return Span(count + (remark.map { "; \($0)" } ?? ""), .accent)
    }
  }

  // MARK: Keys

  /// As many keys as fit; help and quitting always do.
  func drawHints(on canvas: inout Canvas) {
    let here = LiveKeyTable.bindings.filter { $0.modes.contains(model.situation) }
      .compactMap(\.hint)
    let line = HintLine(
      here.dropLast(2), fixed: here.suffix(2), columns: canvas.columns + 1)
    canvas.write(line.spans, row: canvas.rows - 1, column: 1, columns: canvas.columns - 2)
  }
}
