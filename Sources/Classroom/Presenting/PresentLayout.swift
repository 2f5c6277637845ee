import Convolution
import Drawing
import Explorer
import Lessons

/// Where everything is on the projector: the scene above, the newest text below it, whole.
struct PresentLayout: Hashable {
  let scene: Region
  let caption: Region
  /// The line at the bottom that says how far the lesson is.
  let footerRow: Int
}

extension Course {
  var presentLayout: PresentLayout {
    let (columns, rows) = (display.columns, display.rows)
    let width = max(0, min(columns - 2, 100))
    func height(of beats: some Sequence<Lesson.Beat>) -> Int {
      max(beats.map { presentedHeight(of: $0, width: width) }.max() ?? 0, 2)
    }
    // The same for the whole step, so that the scene keeps its place.
    let step = reading.map { $0.lesson.steps[$0.place.step].beats } ?? []
    var need = height(of: step)
    if let reading, reading.model.isView, rows - need - 3 < ScreenLayout.smallestView.height {
      // What needs many rows gets those that the present text leaves.
      need = height(of: [reading.lesson[reading.captionPlace]])
    }
    let height = min(need, max(0, rows - 2 - 8))
    let sceneRows = max(0, rows - height - 3)
    // Where large cells have no room, the tables are those of a lesson, which have no margin.
    let isView = reading?.model.isView == true
    let hasMargin = isView || sceneRows >= ProjectorLayout.smallestSize.height
    let margin = hasMargin && reading?.bench == nil ? 0 : 1
    let scene = Region(row: 0, column: margin, rows: sceneRows, columns: columns - 2 * margin)
    let caption = Region(
      row: scene.endRow + 1, column: 1, rows: height, columns: width)
    return PresentLayout(scene: scene, caption: caption, footerRow: rows - 1)
  }

  private func presentedHeight(of beat: Lesson.Beat, width: Int) -> Int {
    guard case .question(let question) = beat.content else {
      return beat.height(isCompact: true, width: width)
    }
    let phases: [QuestionText.Phase] = [.open, .over(isRight: false, reply: nil)]
    return phases.map { presentedHeight(of: question, $0, width: width) }.max() ?? 0
  }

  private func presentedHeight(
    of question: Question, _ phase: QuestionText.Phase, width: Int
  ) -> Int {
    let state = presentedState(of: question, phase, width: width)
    return QuestionText(question: question, state: state, isCompact: true)
      .lines(width: width).count
  }

  /// How a question stands there, without its terms where they would take the scene's room: the
  /// scene shows them larger.
  func presentedState(
    of question: Question, _ phase: QuestionText.Phase, width: Int
  ) -> QuestionText.State {
    var state = QuestionText.State(phase: phase, takesAnswers: false)
    let lines = QuestionText(question: question, state: state, isCompact: true).lines(width: width)
    state.showsTerms = lines.count <= display.rows / Self.captionShare
    return state
  }

  /// The terms are left out of captions that would take more than one row of so many.
  private static let captionShare = 4
}
