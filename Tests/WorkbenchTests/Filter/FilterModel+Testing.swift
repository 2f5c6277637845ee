import Convolution
import Drawing
import Explorer
import TestSupport
import Training
import Workbench

extension FilterModel {
  /// A picture with edges in all directions, and a filter that is to be learned on it.
  static func learning(
    _ target: FilterTarget? = nil, picture: Tensor? = nil, columns: Int = 80, rows: Int = 24,
    colors: ColorTier = .extended, glyphs: GlyphSet = .unicode,
    _ set: (inout FilterSetup) -> Void = { _ in }
  ) throws -> FilterModel {
    let horizontal = FilterTarget(
      .filter(FilterChoice(try FilterCatalog.entry(named: "horizontal"))))
    var setup = FilterSetup(target: target ?? horizontal)
    set(&setup)
    let picture = try picture ?? .hill(height: 28, width: 28)
    return try FilterModel(
      Exploration.Subject(picture: picture, title: "hill", arguments: ["hill.pgm"]), setup: setup,
      display: DisplayProperties(columns: columns, rows: rows, colors: colors, glyphs: glyphs))
  }

  @discardableResult
  mutating func perform(_ actions: FilterAction...) -> [Effect] {
    actions.flatMap { update(&self, $0) }
  }

  /// Presses keys as the program would, through the key table.
  mutating func press(_ keys: Key...) {
    for key in keys {
      if let action = action(for: key) { perform(action) }
    }
  }

  /// Types a text, a key for each character.
  mutating func type(_ text: String) {
    for character in text { press(.character(character)) }
  }

  /// Lets the clock run until nothing goes on any more, at most so many ticks.
  mutating func wait(ticks: Int = 1_000) {
    for _ in 0..<ticks where run != nil { perform(.tick) }
  }

  var canvas: Canvas {
    var view = FilterView()
    return view.canvas(for: self)
  }

  var messageText: String {
    switch message {
    case .note(let text), .problem(let text): text
    case nil: ""
    }
  }
}

extension Tensor {
  /// A bright hill with a ring around it, in hundredths.
  static func hill(height: Int, width: Int) throws -> Tensor {
    try Tensor(
      rows: (0..<height).map { row in
        (0..<width).map { column in
          let (down, across) = (2 * row - height, 2 * column - width)
          let distance = down * down + 2 * across * across
          let level = distance < 120 ? 100 - distance / 4 : distance < 500 ? 10 : 60
          return Float(level + (row * column) % 7) / 107
        }
      })
  }
}
