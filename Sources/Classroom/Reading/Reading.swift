import Drawing
package import Explorer
package import Lessons
package import Workbench

/// A lesson that is being read: where the learner is, and the scene, which is alive.
package struct Reading: Sendable {
  package let lesson: Lesson
  package internal(set) var place: BeatIndex
  /// The scene: the explorer, or what lies below a bench.
  package internal(set) var model: Model
  /// What is trained or shown of a training, in the explorer's place.
  package internal(set) var bench: Bench?
  /// The answer so far, or the number of a step.
  package internal(set) var typed = ""
  package internal(set) var showsHint = false
  /// `next` was pressed at an open question: once more gives it up.
  package internal(set) var isGivingUp = false
  /// Behind the last beat.
  package internal(set) var isAtEnd = false
  /// The scene has the whole terminal.
  package internal(set) var isSceneWhole = false
  /// While presenting: the present question has been answered.
  package internal(set) var isRevealed = false
  /// What helps towards a goal, once the learner has tried.
  package internal(set) var advice: Prose?

  init(_ lesson: Lesson, at place: BeatIndex, display: DisplayProperties) {
    (self.lesson, self.place) = (lesson, place)
    model = lesson[place].scene.opened(display: display).model
    bench = lesson[place].scene.bench
  }

  /// What questions are asked about.
  var stage: Stage { Stage(model, bench: bench) }

  mutating func perform(_ action: Action) -> [Effect] { update(&model, action) }

  package var beat: Lesson.Beat { lesson[place] }

  /// Where the newest text stands: a scene on its own keeps the one before.
  var captionPlace: BeatIndex {
    var place = place
    while place.beat > 0, case .nothing = lesson[place].content { place.beat -= 1 }
    return place
  }

  /// The question of the present beat.
  package var question: Question? {
    if case .question(let question) = beat.content, !isAtEnd { question } else { nil }
  }

  /// Whether the scene shows the screen that the lesson opened, which then is nothing to get out of.
  var isSceneAtHome: Bool {
    if let bench { return !bench.isOpen }
    return switch model.mode {
    case .exploring: true
    case .overview(let movesCell): beat.scene.screen == .network && !movesCell
    case .gallery(let gallery): beat.scene.screen == .maps && gallery.search == nil
    case .strongest: beat.scene.screen == .strongest
    case .occluding: beat.scene.screen == .occlusion
    case .why, .help, .picking, .options, .editing: false
    }
  }

  /// Whether there is something in the scene that Esc backs out of.
  var canBackOutOfScene: Bool {
    if let bench { return !bench.isAtHome }
    return model.mode == .exploring ? !model.isAtHome : !isSceneAtHome || !model.typed.isEmpty
  }
}

extension Scene {
  /// The explorer on this scene with its screen open, and what there is to do for it.
  func opened(display: DisplayProperties) -> (model: Model, effects: [Effect]) {
    var model = model(display: display)
    let effects = screen.opening.map { update(&model, $0) } ?? []
    return (model, effects)
  }
}

extension Lesson {
  /// Where the scene of a beat was set.
  func sceneStart(of place: BeatIndex) -> BeatIndex {
    var start = place
    while !self[start].changesScene, let before = index(before: start) { start = before }
    return start
  }

  /// The first question that is asked over the scene of a beat.
  func firstQuestion(overSceneOf place: BeatIndex) -> BeatIndex? {
    var present: BeatIndex? = sceneStart(of: place)
    while let index = present {
      if case .question = self[index].content { return index }
      present = self.index(after: index).flatMap { self[$0].changesScene ? nil : $0 }
    }
    return nil
  }

  /// The number of a question in the lesson, from 0; that of the next one where a beat asks nothing.
  func questionNumber(at place: BeatIndex) -> Int {
    var number = 0
    for (step, content) in steps.prefix(place.step + 1).enumerated() {
      let beats = step == place.step ? content.beats.prefix(place.beat) : content.beats[...]
      for beat in beats {
        if case .question = beat.content { number += 1 }
      }
    }
    return number
  }

  /// The nearest beat there is: a lesson may have been changed since its place was kept.
  func clamped(_ place: BeatIndex) -> BeatIndex {
    let step = min(max(place.step, 0), steps.count - 1)
    let last = steps[step].beats.count - 1
    return BeatIndex(step: step, beat: place.step > step ? last : min(max(place.beat, 0), last))
  }
}
