import Convolution
import Drawing
import Explorer
import Lessons
import Workbench

extension Course {
  mutating func read(_ action: CourseAction) -> [CourseEffect] {
    guard let reading else { return [] }
    let wasGivingUp = reading.isGivingUp
    self.reading?.isGivingUp = false
    switch action {
    case .next: return isPresenting ? presentNext() : goOn(wasGivingUp: wasGivingUp)
    case .previous: return isPresenting ? presentPrevious() : goBack()
    case .goToTyped: return goToTyped()
    case .goToStep(let number): return goToStep(number)
    case .type(let character): type(character)
    case .erase: self.reading?.typed = String(reading.typed.dropLast())
    case .submit: return submit()
    case .hint: showHint()
    case .scene(let action): return change(action)
    case .bench(let action): return work(action)
    case .restoreScene:
      message = .note("the scene as it was")
      return setScene(from: nil)
    case .explore: exploreScene()
    case .search: openContents(searching: true)
    case .present: return isPresenting ? [] : startPresenting()
    case .blank: isBlank = true
    case .cancel: return backOut()
    case .click(let row, let column): return click(row: row, column: column)
    case .wheel(let up, let row, let column): return wheel(up: up, row: row, column: column)
    case .up, .down, .pageUp, .pageDown, .first, .last, .accept, .reset, .resetAll, .help, .quit,
      .redraw, .tick, .resized, .opened, .failed, .merged, .say:
      break
    }
    return []
  }

  // MARK: Walking

  private mutating func goOn(wasGivingUp: Bool) -> [CourseEffect] {
    guard let reading else { return [] }
    if reading.isAtEnd { return openNextLesson() }
    if hasOpenQuestion { return wasGivingUp ? giveUp() : warnBeforeGivingUp() }
    if let place = reading.lesson.index(after: reading.place) { return move(to: place) }
    self.reading?.isAtEnd = true
    lessonProgress.isFinished = true
    return [.save]
  }

  private mutating func goBack() -> [CourseEffect] {
    guard let reading else { return [] }
    if reading.isAtEnd {
      self.reading?.isAtEnd = false
      return []
    }
    guard let place = reading.lesson.index(before: reading.place) else {
      message = .note("this is where the lesson begins")
      return []
    }
    return move(to: place)
  }

  /// To another beat, which its place in the progress follows.
  mutating func move(to place: BeatIndex) -> [CourseEffect] {
    guard let reading else { return [] }
    let old = reading.place
    self.reading?.place = place
    self.reading?.typed = ""
    self.reading?.showsHint = false
    self.reading?.advice = nil
    self.reading?.isAtEnd = false
    return settle(from: old) + [.save]
  }

  /// Makes the scene and the progress those of the present place.
  ///
  /// - Parameter old: Where the learner comes from; nil for a lesson that was just opened.
  mutating func settle(from old: BeatIndex?) -> [CourseEffect] {
    guard let reading else { return [] }
    let place = reading.place
    if lessonProgress.place != place {
      lessonProgress.place = place
      lessonProgress.moves += 1
    }
    if !isPresenting { lessonProgress.furthest = max(lessonProgress.furthest, place) }
    if let old, reading.lesson.sceneStart(of: old) == reading.lesson.sceneStart(of: place) {
      veilScene()
      return []
    }
    return setScene(from: old)
  }

  /// The scene as the lesson has it; forwards, the window may walk there from where it was.
  mutating func setScene(from old: BeatIndex?) -> [CourseEffect] {
    guard let reading else { return [] }
    let scene = reading.beat.scene
    var (model, effects) = scene.opened(display: reading.model.display)
    if let old, old < reading.place, scene.isPlayed {
      effects += model.playHere(from: reading.model.cursor)
    }
    self.reading?.model = model
    self.reading?.bench = scene.bench
    if scene.isPlayed { effects += self.reading?.bench?.play() ?? [] }
    self.reading?.advice = nil
    veilScene()
    return effects.map(CourseEffect.init)
  }

  /// What is kept back shows as soon as the first question over the scene has been answered, but for
  /// the cells that later questions ask for.
  mutating func veilScene() {
    guard let reading else { return }
    let question = reading.lesson.firstQuestion(overSceneOf: reading.place)
    let isAnswered = question.map(isOver) ?? false
    let veil = reading.beat.scene.model(display: display).veil
    self.reading?.model.veil = isAnswered ? veil.afterAnswer : veil
    if isAnswered {
      self.reading?.bench?.reveal()
    } else if let bench = reading.beat.scene.bench {
      self.reading?.bench?.hide(as: bench)
    }
  }

  private mutating func goToTyped() -> [CourseEffect] {
    guard let reading else { return [] }
    let ofScene = reading.bench.map { $0.typed ?? "" } ?? reading.model.typed
    let typed = reading.typed.isEmpty ? ofScene : reading.typed
    guard !typed.isEmpty else { return isPresenting ? [] : goToLast() }
    self.reading?.typed = ""
    // Esc in the scene does no more than forget its digits.
    if !ofScene.isEmpty {
      if reading.bench == nil { _ = tellScene(.cancel) }
      _ = self.reading?.bench?.perform(.cancel)
    }
    guard let number = Int(typed) else {
      message = .note("G goes to a step: 3G to the third")
      return []
    }
    return goToStep(number)
  }

  /// To the end of what the scene shows.
  private mutating func goToLast() -> [CourseEffect] {
    guard let bench = reading?.bench else { return change(.last) }
    return bench.action(for: .end).map { work($0) } ?? []
  }

  private mutating func goToStep(_ number: Int) -> [CourseEffect] {
    guard let reading else { return [] }
    let count = reading.lesson.steps.count
    guard 1...count ~= number else {
      message = .note("there is no step \(number), the last one is \(count)")
      return []
    }
    self.reading?.isRevealed = false
    return move(to: BeatIndex(step: number - 1, beat: 0))
  }

  private mutating func openNextLesson() -> [CourseEffect] {
    let next = menu.choice + 1
    guard shelf.indices.contains(next) else {
      screen = .menu
      message = .note("that was the last lesson")
      return []
    }
    menu.choice = next
    let effects = open(shelf[next])
    if effects.isEmpty { screen = .menu }
    return effects
  }

  /// The keys of the scene first, then the contents; from there Esc leads to the menu.
  private mutating func backOut() -> [CourseEffect] {
    guard let reading else { return [] }
    if !reading.typed.isEmpty {
      self.reading?.typed = ""
    } else if reading.canBackOutOfScene {
      return reading.bench == nil ? change(.cancel) : work(.cancel)
    } else if reading.isSceneWhole {
      self.reading?.isSceneWhole = false
    } else if isPresenting {
      isPresenting = false
      veilScene()
    } else if reading.isAtEnd {
      screen = .menu
    } else {
      openContents()
    }
    return []
  }

  // MARK: The scene

  /// Something that the learner does in the scene.
  mutating func change(_ action: Action) -> [CourseEffect] {
    guard let before = reading?.model else { return [] }
    let effects = tellScene(action)
    guard let model = reading?.model else { return effects }
    let wasChanging = before.mode != .exploring
    let isChange = wasChanging || model.exploration.generation != before.exploration.generation
    guard isChange || model.cursor != before.cursor else { return effects }
    return effects + judgeScene(isChange: isChange)
  }

  /// Something that the learner does on the bench.
  private mutating func work(_ action: BenchAction) -> [CourseEffect] {
    let effects = (reading?.bench?.perform(action) ?? []).map(CourseEffect.init)
    message = reading?.bench?.message
    return effects + judgeScene(isChange: true)
  }

  /// Lets what goes on by itself go on.
  mutating func tick() -> [CourseEffect] {
    guard screen != .explorer, reading?.bench != nil else { return tellScene(.tick) }
    let effects = (reading?.bench?.perform(.tick) ?? []).map(CourseEffect.init)
    return effects + judgeScene(isChange: false)
  }

  private mutating func exploreScene() {
    self.reading?.isSceneWhole = true
    if reading?.isAtEnd == true {
      reading?.model.veil = Veil()
      reading?.model.marks = []
    }
  }

  // MARK: The mouse

  private mutating func click(row: Int, column: Int) -> [CourseEffect] {
    let scene = sceneRegion
    if scene.contains(row: row, column: column) {
      if reading?.bench != nil {
        return work(.click(row: row - scene.row, column: column - scene.column))
      }
      return change(.click(row: row - scene.row, column: column - scene.column))
    }
    guard !isPresenting, hasOpenQuestion,
      let choice = LessonView(self)?.choice(atRow: row, column: column)
    else { return [] }
    reading?.typed = "\(choice + 1)"
    return submit()
  }

  /// Over the scene the wheel steps in it, elsewhere through the lesson; it gives no question up.
  private mutating func wheel(up: Bool, row: Int, column: Int) -> [CourseEffect] {
    if sceneRegion.contains(row: row, column: column) {
      return reading?.bench == nil ? change(.wheel(up: up)) : work(.wheel(up: up))
    }
    if isPresenting { return up ? presentPrevious() : presentNext() }
    if reading?.isAtEnd == true, !up { return [] }
    return up ? goBack() : goOn(wasGivingUp: false)
  }
}

extension Model {
  /// Lets the window walk to where it is, from another cell of the same layer.
  fileprivate mutating func playHere(from start: Cursor) -> [Effect] {
    let end = cursor.element
    guard start.node == cursor.node, shape.contains(start.element), start.element != end else {
      return []
    }
    cursor.element = start.element
    return play(to: end)
  }
}
