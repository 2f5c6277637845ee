package import Convolution
package import Drawing

/// Everything that the screen shows follows from this value.
package struct Model: Sendable {
  package internal(set) var exploration: Exploration
  /// Pictures to compare the present one with.
  package var album: [Exploration.Subject] = []
  /// The command-line arguments that load the album again; they stand behind the picture's.
  package var albumArguments: [String] = []
  package var cursor: Cursor
  package var display: DisplayProperties
  package internal(set) var mode = Mode.exploring
  package var focus = Focus.output
  /// The chosen cell of the input, while the focus is there.
  package var inputCell = Element(row: 0, column: 0)
  /// The chosen weight, while the focus is on the filter.
  package var weightCell = Element(row: 0, column: 0)
  /// Which of several input channels is shown.
  package var slice = 0
  package internal(set) var isPlaying = false
  package internal(set) var speed = Speed.standard
  /// Where playing stops; nil: at the end.
  var walk: Walk?
  package var hasSubSteps = false
  /// A convolution and the ReLU behind it are shown as one, `max(0, sum)`.
  package var joinsReLU = true
  /// Whether terms are listed by size; nil: as it suits the layer.
  package internal(set) var sortsTermsChoice: Bool?
  /// nil: the largest zoom that shows something useful.
  package var zoom: Zoom?
  package var palette = PaletteChoice.automatic
  package var scope = ColorScope.map
  /// What surrounds the tables.
  package var chrome = Chrome.whole
  /// Whether the projector's screen says at its foot how far it is.
  package var showsProgress = true
  /// Whether the projector is left empty for a while.
  package internal(set) var isBlank = false
  /// What `chrome` was before presenting.
  var chromeBehind = Chrome.whole
  /// What is kept back until it was predicted.
  package var veil = Veil()
  /// Cells to look at.
  package var marks: Set<Mark> = []
  /// The digits typed so far, waiting for `g`.
  package internal(set) var typed = ""
  /// What the last key had to say, until the next one.
  package var message: Message?
  package internal(set) var history = Revisions<ChainSettings>()
  /// Where the terms that were followed came from, oldest first.
  package internal(set) var trail: [TrailStop] = []
  /// What the network screen shows beside the cursor.
  package internal(set) var overview = Overview()
  /// Where the open panel was opened, and the trail there; what it is given up for.
  var origin: (stop: TrailStop, trail: [TrailStop])?
  /// The element last looked at in each node.
  var remembered: [Int: Element] = [:]

  package init(_ exploration: Exploration, display: DisplayProperties) {
    self.exploration = exploration
    self.display = display
    cursor = Cursor(node: 0, element: Element(row: 0, column: 0))
  }

  /// A stop on the way that `u` goes back along.
  package struct TrailStop: Hashable, Sendable {
    package let cursor: Cursor
    package let focus: Focus
    package let inputCell: Element
    /// The term that was followed from the list; nil where the list was not open.
    var term: Int?
  }

  /// One line for the user.
  package enum Message: Hashable, Sendable {
    case note(String)
    case problem(String)

    /// How the lines below a screen say it.
    package var span: Span {
      switch self {
      case .note(let text): Span(text, .accent)
      case .problem(let text): Span(text, .warning)
      }
    }
  }
}

/// What the keys do at the moment.
package indirect enum Mode: Hashable, Sendable {
  case exploring
  /// The list of a cell's terms, one of them chosen.
  case why(term: Int)
  /// The help page, over what was there before.
  case help(scroll: Int, over: Mode)
  /// The filter picker; the settings are what `Esc` goes back to.
  case picking(choice: Int, before: ChainSettings)
  case options(row: Int, typed: String, before: ChainSettings)
  case editing(FilterEdit)
  /// The whole network, layer beside layer; the arrow keys move from layer to layer and from map to
  /// map, or else the cell in its map.
  case overview(movesCell: Bool)
  /// The node's maps side by side.
  case gallery(Gallery)
  /// The patches of some pictures that light a filter up.
  case strongest(Strongest)
  /// A gray square over the picture, and what becomes of an output.
  case occluding(Occlusion)
}

/// The filter editor: the chosen weight and the text typed into it.
package struct FilterEdit: Hashable, Sendable {
  /// The weight, in the filter as typed; the row below the last one is the bias.
  package var cell: Element
  package var text = ""
  /// What to go back to, should the text be given up.
  package var before: ChainSettings
}

/// The table that the arrow keys move in.
package enum Focus: String, CaseIterable, Hashable, Sendable {
  case output, input, filter
}

/// How large a pixel is on the screen.
package enum Zoom: Int, CaseIterable, Comparable, Hashable, Sendable {
  /// Two pixels in one character cell.
  case picture
  /// Two columns a pixel, no number.
  case tiles
  /// A number of four to six columns a pixel.
  case numbers
  /// Numbers in tall cells, for projectors.
  case large

  package static func < (first: Zoom, second: Zoom) -> Bool { first.rawValue < second.rawValue }

  package var title: String {
    switch self {
    case .picture: "picture"
    case .tiles: "tiles"
    case .numbers: "numbers"
    case .large: "large numbers"
    }
  }
}

/// How fast playing goes.
package struct Speed: Hashable, Sendable {
  package private(set) var cellsPerSecond: Int

  package static let standard = Speed(cellsPerSecond: 8)
  private static let choices = [1, 2, 4, 8, 15, 30, 60]

  package var interval: Int { 1000 / cellsPerSecond }

  mutating func change(by steps: Int) {
    let index = Self.choices.firstIndex(of: cellsPerSecond) ?? 0
    cellsPerSecond = Self.choices[min(max(index + steps, 0), Self.choices.count - 1)]
  }
}

/// The values before and after the present one.
package struct Revisions<Value: Hashable & Sendable>: Hashable, Sendable {
  private var past: [Value] = []
  private var future: [Value] = []

  package init() {}

  package var canUndo: Bool { !past.isEmpty }

  /// Takes note of a value that is about to be replaced.
  package mutating func record(_ value: Value) {
    past.append(value)
    future = []
  }

  package mutating func undo(from present: Value) -> Value? {
    guard let value = past.popLast() else { return nil }
    future.append(present)
    return value
  }

  package mutating func redo(from present: Value) -> Value? {
    guard let value = future.popLast() else { return nil }
    past.append(present)
    return value
  }
}
