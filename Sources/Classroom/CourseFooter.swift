import Drawing
import Explorer
import Lessons
import Workbench

/// The last two lines: how far the learner is or what there is to say, and the keys that matter now.
struct CourseFooter {
  let course: Course

  init(_ course: Course) { self.course = course }

  /// - Parameter progress: What stands there when there is nothing to say.
  func draw(_ progress: (inout Canvas) -> Void, on canvas: inout Canvas) {
    if let message {
      canvas.write(message, row: canvas.rows - 2, column: 1, columns: canvas.columns - 2)
    } else {
      progress(&canvas)
    }
    drawHints(on: &canvas)
  }

  /// What the last key had to say, or the digits that wait for `g` or `G`; nil without any.
  var message: [Span]? {
    switch course.message ?? sceneMessage {
    case .note(let text): return [Span(text, .accent)]
    case .problem(let text): return [Span(text, .warning)]
    case nil: break
    }
    // A high scene says it itself.
    let isLessons = course.isPresenting || course.liveBench != nil
    let typed = isLessons ? course.reading?.typed : lowScene?.typed
    guard let typed, !typed.isEmpty, !course.hasOpenQuestion || !isLessons else { return nil }
    let doors = isLessons ? "  G goes to the step" : "  g goes to the cell, G to the step"
    return [Span("go to ", .accent), Span(typed + "_", .strong), Span(doors, .dim)]
  }

  private var sceneMessage: Model.Message? { lowScene?.message }

  /// The scene, where it has no row of its own for messages.
  private var lowScene: Model? {
    guard course.liveBench == nil, let model = course.liveModel else { return nil }
    let hasRow = ScreenLayout.sceneMargins(rows: course.sceneRegion.rows).bottom > 0
    return hasRow && !course.isPresenting ? nil : model
  }

  func drawHints(on canvas: inout Canvas) {
    canvas.write(hints(width: canvas.columns - 2), row: canvas.rows - 1, column: 1)
  }

  /// As many keys as fit; the way back, help and quitting always do.
  private func hints(width: Int) -> [Span] {
    if course.mode == .scene { return sceneHints(width: width) }
    let here = CourseKeyTable.bindings.filter { $0.modes.contains(course.mode) && $0.hint != nil }
    let hints = here.filter { !CourseKeyTable.isFixed($0) }.flatMap { binding -> [String] in
      // The arrows, and whatever else is done in the scene, are the bench's where there is one.
      guard case .explore = binding.action, binding.keys.isEmpty, let bench = course.liveBench
      else { return binding.hint.map { [$0] } ?? [] }
      return bench.hints
    }
    return fitting(
      hints.map(withChoices), here.filter(CourseKeyTable.isFixed).compactMap(\.hint), width)
  }

  /// What is open in the scene has the explorer's keys.
  private func sceneHints(width: Int) -> [Span] {
    if let bench = course.liveBench {
      return fitting(bench.openHints, ["esc back", "q quit"], width)
    }
    guard let mode = course.liveModel?.mode else { return [] }
    let here = KeyTable.bindings.filter { $0.modes.contains(mode.kind) && $0.hint != nil }
    let isFixed = { (binding: KeyBinding) in binding.action == .cancel || binding.action == .quit }
    return fitting(
      here.filter { !isFixed($0) }.compactMap(\.hint), here.filter(isFixed).compactMap(\.hint),
      width)
  }

  /// As many digits as there are choices.
  private func withChoices(_ hint: String) -> String {
    guard case .choices(let choices, _)? = course.reading?.question?.form else { return hint }
    return hint.hasPrefix("1-9") ? "1-\(choices.count)" + hint.dropFirst(3) : hint
  }

  private func fitting(_ hints: [String], _ fixed: [String], _ width: Int) -> [Span] {
    func columns(_ hints: some Sequence<String>) -> Int {
      hints.reduce(0) { $0 + $1.unicodeScalars.count + 3 }
    }
    // No gap behind the last.
    var room = width + 3 - columns(fixed)
    var fixed = fixed
    if columns(hints.prefix(3)) > room, let last = fixed.last {
      // What there is to do comes first; everybody finds the way out.
      fixed.removeLast()
      room += columns([last])
    }
    var shown: [String] = []
    for hint in hints where hint.unicodeScalars.count + 3 <= room {
      room -= hint.unicodeScalars.count + 3
      shown.append(hint)
    }
    return spans(shown + fixed)
  }

  private func spans(_ hints: [String]) -> [Span] {
    hints.flatMap { hint in
      let parts = hint.split(separator: " ", maxSplits: 1)
      return [Span(String(parts[0]), .accent), Span(" \(parts[1])   ", .dim)]
    }
  }
}
