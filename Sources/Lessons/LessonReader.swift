internal import Convolution
internal import Drawing
internal import Explorer
internal import Networks

extension Lesson {
  /// Reads a lesson, builds every scene of it, computes every number and every answer.
  ///
  /// - Parameter bytes: The file's content, which should be UTF-8.
  /// - Throws: `LessonErrors`: nothing is half-loaded.
  package init(
    bytes: some Sequence<UInt8>, path: String, pictures: @escaping PictureLoader
  ) throws(LessonErrors) {
    var errors: [LocatedError] = []
    guard let source = attempt(&errors, try LessonSource(bytes: bytes, path: path)),
      let lines = attempt(&errors, try FrontMatterLines(of: source))
    else { throw LessonErrors(errors) }
    // A text that could command a terminal is not quoted in complaints either.
    errors = source.unprintable(inFirst: source.lines.count)
    guard errors.isEmpty else { throw LessonErrors(errors) }

    let front = FrontMatter(lines.text, path: path, errors: &errors)
    var blocks = BlockReader(lines.body, path: path)
    let cache = PictureCache(pictures)
    var reader = LessonReader(
      source: source,
      builder: SceneBuilder(lessonPath: path) { try cache.subject(for: $0) })
    LessonBudget.$current.withValue(LessonBudget()) { reader.read(blocks.blocks()) }
    errors += blocks.errors + reader.errors
    guard errors.isEmpty, let front else { throw LessonErrors(errors) }
    self.init(slug: Self.slug(of: path), path: path, front: front, steps: reader.steps)
  }

  /// The file's name without folders and ending.
  private static func slug(of path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return file }
    return String(file[..<dot])
  }
}

/// Puts blocks together into steps and beats, one after the other: each sees the scene before it.
struct LessonReader {
  private let source: LessonSource
  private var builder: SceneBuilder
  private var setting = Setting.missing
  /// Where a scene stands that no text has followed yet.
  private var waitingScene: Networks.Place?
  /// Whether the scene is another one than that of the beat before.
  private var changesScene = false
  private var step: StepDraft?

  private(set) var steps: [Lesson.Step] = []
  private(set) var errors: [LocatedError] = []

  /// What there is to look at.
  private enum Setting {
    case missing
    /// It could not be built; that has been complained about.
    case broken
    case built(Scene, Stage)
  }

  /// The step that is being read.
  private struct StepDraft {
    let title: PlacedText
    let place: Networks.Place
    var beats: [Lesson.Beat] = []
    var notes: [[TextBlock]] = []
    /// Also of such as have no scene.
    var beatCount = 0
  }

  init(source: LessonSource, builder: SceneBuilder) {
    (self.source, self.builder) = (source, builder)
  }

  /// All of a lesson, or as much as the budget allows.
  mutating func read(_ blocks: [LessonBlock]) {
    for block in blocks {
      read(block)
      guard let excess = LessonBudget.current?.excess else { continue }
      // Where it was found is known better; whatever came behind it in the block says the same.
      let found = errors.first { $0.message == excess.description }
      errors.removeAll { $0.message == excess.description }
      if let found { errors.append(found) } else { complain(excess.description, at: block.place) }
      return
    }
    finish()
  }

  private mutating func read(_ block: LessonBlock) {
    if case .heading(let title) = block.content {
      endStep()
      step = StepDraft(title: title, place: block.place)
      return
    }
    if step == nil {
      complain(
        "nothing stands before the first heading; begin with a step, as in '## The first cell'",
        at: block.place)
      // That there is no scene either need not be said.
      if case .missing = setting { setting = .broken }
      step = StepDraft(title: PlacedText(at: block.place), place: block.place)
    }
    switch block.content {
    case .heading: break
    case .scene(let text): readScene(text, at: block.place)
    case .text(let draft):
      requireScene(at: block.place)
      let text = draft.block(over: stage, path: source.path, errors: &errors)
      addBeat(.text(text), at: block.place)
    case .ask(let text):
      requireScene(at: block.place)
      if let question = question(text) {
        addBeat(.question(question), at: block.place)
      } else {
        // The mistake in it is enough to know.
        waitingScene = nil
        step?.beatCount += 1
      }
    case .note(let drafts):
      let blocks = drafts.map { $0.block(over: stage, path: source.path, errors: &errors) }
      step?.notes.append(blocks)
    }
  }

  private mutating func finish() {
    endStep()
    if steps.isEmpty, errors.isEmpty {
      complain(
        "the lesson has no steps; begin one with a heading, as in '## The first cell'",
        at: Networks.Place(line: source.lines.count, column: 1))
    }
  }

  private var stage: Stage? {
    switch setting {
    case .missing, .broken: nil
    case .built(_, let stage): stage
    }
  }

  private mutating func complain(_ message: String, at place: Networks.Place) {
    errors.append(LocatedError(path: source.path, place: place, message: message))
  }

  // MARK: Steps and beats

  private mutating func endStep() {
    endWaitingScene()
    guard let step else { return }
    self.step = nil
    guard step.beatCount > 0 else {
      complain(
        "the step has no text, question or scene; write what there is to see", at: step.place)
      return
    }
    // A heading is computed over what it announces.
    let stage = step.beats.first?.scene.stage(display: .ofReader)
    let title = ProseReader.draft(of: step.title, path: source.path, errors: &errors)
      .prose(over: stage, errors: &errors)
    steps.append(
      Lesson.Step(title: title, beats: step.beats, notes: step.notes, place: step.place))
  }

  private mutating func endWaitingScene() {
    guard let place = waitingScene else { return }
    addBeat(.nothing, at: place)
  }

  private mutating func addBeat(_ content: Lesson.Content, at place: Networks.Place) {
    waitingScene = nil
    step?.beatCount += 1
    try? LessonBudget.spend(1, on: .beats)
    guard case .built(let scene, _) = setting else { return }
    step?.beats.append(
      Lesson.Beat(content: content, scene: scene, changesScene: changesScene, place: place))
    changesScene = false
  }

  private mutating func requireScene(at place: Networks.Place) {
    guard case .missing = setting else { return }
    complain(
      "there is no scene yet; put one before the text, as in ```scene with 'picture: three'",
      at: place)
    setting = .broken
  }

  // MARK: Scenes and questions

  private mutating func readScene(_ text: LessonBlock.EmbeddedText, at place: Networks.Place) {
    endWaitingScene()
    waitingScene = place
    changesScene = true
    setting = .broken
    let before = errors.count
    guard
      let yaml = attempt(
        &errors,
        try text.yaml(
          path: source.path,
          emptiness: "the scene is empty; name what changes, such as 'cursor: output[0,1]'"))
    else { return }
    builder.apply(yaml, errors: &errors)
    guard errors.count == before, let scene = builder.scene(at: place, errors: &errors) else {
      return
    }
    setting = .built(scene, scene.stage(display: .ofReader))
  }

  private mutating func question(_ text: LessonBlock.EmbeddedText) -> Question? {
    guard
      let yaml = attempt(
        &errors,
        try text.yaml(
          path: source.path, emptiness: "the question is empty; it needs 'question' and 'answer'"))
    else { return nil }
    let stage = stage
    guard
      var reader = attempt(
        &errors, try QuestionReader(yaml, source: source, stage: stage, builder: builder))
    else { return nil }
    let question = reader.question()
    errors += reader.errors
    return question
  }
}

extension DisplayProperties {
  /// Numbers do not depend on the terminal; while a lesson is read, any will do.
  static let ofReader = DisplayProperties(
    columns: 120, rows: 36, colors: .extended, glyphs: .unicode)
}
