import Convolution
import Drawing
import Explorer
import Lessons
import Workbench

/// Where everything is on the screen of a lesson, for drawing and for the mouse alike.
///
/// Wide: the text at the left, the scene at the right. Narrow: the scene above, the text below, and
/// the text gets what the beats of its step need, so that nothing moves within a step.
struct LessonLayout: Hashable {
  let isWide: Bool
  let text: Region
  let scene: Region
  /// The line between the two, drawn from top to bottom or from left to right.
  let bar: Region
  /// Rows between the top line and the two lines at the bottom.
  static let linesAround = 3
  /// From here on text and scene have room side by side.
  private static let wideColumns = 106
  /// What is drawn where the scene stands.
  enum Content: Hashable {
    /// The tables of a layer.
    case tables
    /// The network, its maps and the like, which have margins of their own.
    case view
    /// Where a view has no room: how to see it.
    case notice

    /// Rows that it keeps, whatever the text needs.
    fileprivate var leastRows: Int {
      switch self {
      case .tables: 10
      case .view: ScreenLayout.smallestView.height
      case .notice: 5
      }
    }
  }

  /// Longer lines are hard to read.
  private static let mostTextColumns = 84

  /// - Parameters:
  ///   - stepHeight: Lines that the longest beat of the step needs, by the width of the text.
  ///   - presentHeight: Lines that the present one needs; the scene makes way for them.
  init(
    columns: Int, rows: Int, content: Content = .tables, stepHeight: (_ width: Int) -> Int,
    presentHeight: (_ width: Int) -> Int = { _ in 0 }
  ) {
    isWide = columns >= Self.wideColumns
    let room = max(0, rows - Self.linesAround)
    if isWide {
      let width = min(max(columns * 2 / 5, 44), 64)
      text = Region(row: 2, column: 2, rows: room - 2, columns: width)
      bar = Region(row: 2, column: width + 3, rows: room - 2, columns: 1)
      scene = Region(row: 1, column: width + 5, rows: room, columns: columns - width - 6)
      return
    }
    let width = max(0, min(columns - 4, Self.mostTextColumns))
    let forText = max(0, room - 1)
    let wanted = max(forText / 3, stepHeight(width))
    let most = forText - content.leastRows
    let height = min(max(min(wanted, most), presentHeight(width), 0), forText)
    let margin = content == .view ? 0 : 1
    scene = Region(
      row: 1, column: margin, rows: forText - height, columns: columns - 2 * margin)
    bar = Region(row: scene.endRow, column: 1, rows: 1, columns: columns - 2)
    text = Region(row: scene.endRow + 1, column: 2, rows: height, columns: width)
  }

  /// Where the beats stand: in the wide layout below the step's title.
  var beats: Region {
    isWide
      ? Region(row: text.row + 2, column: text.column, rows: text.rows - 2, columns: text.columns)
      : text
  }
}

extension LessonLayout {
  /// What there is room for above or beside the texts of a step, whichever of them shows.
  static func content(
    for screen: Screen, columns: Int, rows: Int, stepHeight: (_ width: Int) -> Int
  ) -> Content {
    guard screen != .layer else { return .tables }
    let layout = LessonLayout(
      columns: columns, rows: rows, content: .view, stepHeight: stepHeight,
      presentHeight: stepHeight)
    let need = ScreenLayout.smallestView
    return layout.scene.rows >= need.height && layout.scene.columns >= need.width
      ? .view : .notice
  }
}

extension Lesson.Step {
  /// Lines that the longest beat needs.
  func height(width: Int) -> Int {
    beats.map { $0.height(isCompact: true, width: width) }.max() ?? 0
  }
}

extension Course {
  /// The layout of the present step.
  var lessonLayout: LessonLayout {
    guard let reading else {
      return LessonLayout(columns: display.columns, rows: display.rows, stepHeight: { _ in 0 })
    }
    return LessonLayout(
      columns: display.columns, rows: display.rows, content: sceneContent(reading),
      stepHeight: reading.lesson.steps[reading.place.step].height,
      presentHeight: { width in
        reading.isAtEnd
          ? endLines(width: width).count
          : lines(of: reading.place, width: width, isCompact: true, .bright).count
      })
  }

  /// Where the scene is drawn.
  var sceneRegion: Region {
    guard let reading, !sceneIsWhole(reading) else { return wholeRegion }
    return isPresenting ? presentLayout.scene : lessonLayout.scene
  }

  /// The whole terminal, but for the line that says how to get back where there is room for it.
  var wholeRegion: Region {
    let hasSpareRow = display.rows > ScreenLayout.smallestSize.height
    return Region(
      row: 0, column: 0, rows: display.rows - (hasSpareRow ? 1 : 0), columns: display.columns)
  }

  /// Whether what is open in the scene takes the whole terminal.
  func sceneIsWhole(_ reading: Reading) -> Bool {
    if reading.isSceneWhole { return true }
    if let bench = reading.bench { return bench.needsAll }
    switch reading.model.mode {
    case .exploring, .why, .picking, .options, .editing: return false
    case .help: return true
    // As the lesson opened it, it may stand beside the text.
    case .overview, .gallery, .strongest, .occluding: return !reading.isSceneAtHome
    }
  }

  /// What there is room for of what the lesson opened.
  func sceneContent(_ reading: Reading) -> LessonLayout.Content {
    guard reading.model.mode != .exploring else { return .tables }
    return LessonLayout.content(
      for: reading.beat.scene.screen, columns: display.columns, rows: display.rows,
      stepHeight: reading.lesson.steps[reading.place.step].height)
  }

  /// Tells the scene how large it is.
  mutating func arrangeScene() {
    let whole = wholeRegion
    playground.display = display
    (playground.display.columns, playground.display.rows) = (whole.columns, whole.rows)
    guard let reading else { return }
    let region = sceneRegion
    let isWhole = sceneIsWhole(reading)
    var properties = display
    (properties.columns, properties.rows) = (region.columns, region.rows)
    // Other screens end with a line of keys, which nobody in the room needs: it is cut off.
    let isOther = isPresenting && !isWhole && reading.model.mode != .exploring
    if isOther { properties.rows += 1 }
    self.reading?.model.display = properties
    // The free explorer may present on its own.
    let keeps = isWhole && !isPresenting && reading.model.isPresenting
    // Where large cells have no room, small ones are better than none.
    let isLarge = isPresenting && !isOther && ProjectorLayout.fits(properties)
    let chrome: Chrome = isWhole ? .whole : isLarge ? .projector : .scene
    self.reading?.model.chrome = keeps ? .projector : chrome
    self.reading?.model.showsProgress = isWhole
    if reading.bench != nil {
      (properties.columns, properties.rows) = (region.columns, region.rows)
      self.reading?.bench?.arrange(
        properties, chrome: isWhole ? .whole : .scene)
    }
  }
}
