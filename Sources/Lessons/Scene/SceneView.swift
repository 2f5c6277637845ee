import Convolution
import Explorer
import Networks
import Workbench

/// How a scene's content is looked at.
struct SceneView {
  var cursor: Address?
  /// The weight to look at: row and column, before them the channel of a cube.
  var weight: [Int]?
  /// How many terms are added; nil: all.
  var substep: Int?
  var screen = Screen.layer
  var isApart = false
  var channel: Int?
  var zoom: Zoom?
  var palette = PaletteChoice.automatic
  var scope = ColorScope.map
  /// With their places, because what they name is looked up later.
  var highlights: [(pattern: CellPattern, place: Networks.Place)] = []
  var hidden: [(part: HiddenPart, place: Networks.Place)] = []
  var isPlayed = false

  /// The tables of a filter that learns which are kept back.
  var hiddenTables: Set<FilterLayout.TableKind> {
    Set(hidden.compactMap { if case .table(let kind) = $0.part { kind } else { nil } })
  }

  /// The pages of a study which are kept back.
  var hiddenPages: Set<StudyPage> {
    Set(hidden.compactMap { if case .page(let page) = $0.part { page } else { nil } })
  }

  /// What was said of the cell before does not hold for another one.
  mutating func leaveCell() {
    (weight, substep, channel) = (nil, nil, nil)
    (highlights, hidden) = ([], [])
  }
}

// MARK: - Keys

extension SceneView {
  mutating func change(_ reader: inout SceneReader) {
    cursor = reader.read("cursor", Self.cursor) ?? cursor
    weight = reader.read("weight", Self.weight) ?? weight
    if let count = reader.read("substep", Self.substep) { substep = count.terms }
    screen = reader.choice("view", \Screen.rawValue) ?? screen
    isApart = reader.flag("apart") ?? isApart
    channel = reader.read("channel", Self.channel) ?? channel
    if let choice: ZoomChoice = reader.choice("zoom", \ZoomChoice.rawValue) { zoom = choice.zoom }
    palette = reader.choice("palette", \PaletteChoice.rawValue) ?? palette
    scope = reader.choice("span", \ColorScope.rawValue) ?? scope
    if let patterns = reader.read("highlight", Self.highlights) { highlights = patterns }
    if let parts = reader.read("hide", Self.hidden) { hidden = parts }
    isPlayed = reader.flag("play") ?? false
  }

  private enum ZoomChoice: String, CaseIterable {
    case automatic, picture, tiles, numbers, large

    var zoom: Zoom? {
      switch self {
      case .automatic: nil
      case .picture: .picture
      case .tiles: .tiles
      case .numbers: .numbers
      case .large: .large
      }
    }
  }

  /// In a struct, because all terms are a count too.
  private struct Substep {
    let terms: Int?
  }

  private static func cursor(_ keys: YAMLMapping) throws(LocatedError) -> Address {
    let text = try keys.text("cursor") ?? ""
    do throws(ArgumentError) {
      return try Address(argument: text)
    } catch {
      throw keys.failure(at: "cursor", "cursor is '\(text)'; \(error)")
    }
  }

  private static func weight(_ keys: YAMLMapping) throws(LocatedError) -> [Int] {
    let text = try keys.text("weight") ?? ""
    do throws(ArgumentError) {
      return try wholeNumbers(
        text, separatedBy: ",", atLeast: 0, else: .expected("row and column, such as 0,2"))
    } catch {
      throw keys.failure(at: "weight", "weight is '\(text)'; \(error)")
    }
  }

  private static func substep(_ keys: YAMLMapping) throws(LocatedError) -> Substep {
    if try keys.text("substep") == "all" { return Substep(terms: nil) }
    return Substep(terms: try keys.wholeNumber("substep", example: 4))
  }

  private static func channel(_ keys: YAMLMapping) throws(LocatedError) -> Int {
    let text = try keys.text("channel") ?? ""
    do throws(ArgumentError) {
      return try wholeNumber(argument: text, atLeast: 0)
    } catch {
      throw keys.failure(at: "channel", "channel is '\(text)'; \(error)")
    }
  }

  private static func highlights(
    _ keys: YAMLMapping
  ) throws(LocatedError) -> [(pattern: CellPattern, place: Networks.Place)] {
    var patterns: [(pattern: CellPattern, place: Networks.Place)] = []
    let texts = try keys.texts("highlight", example: "\"input[2,3]\", \"output[0,0..3]\"") ?? []
    if texts.map(\.text) == ["none"] { return [] }
    for (text, place) in texts {
      do throws(ArgumentError) {
        patterns.append((try CellPattern(argument: text), place))
      } catch {
        throw LocatedError(
          path: keys.path, place: place, message: "highlight has '\(text)'; \(error)")
      }
    }
    return patterns
  }

  private static func hidden(
    _ keys: YAMLMapping
  ) throws(LocatedError) -> [(part: HiddenPart, place: Networks.Place)] {
    var parts: [(part: HiddenPart, place: Networks.Place)] = []
    let texts = try keys.texts("hide", example: "products, sum") ?? []
    if texts.map(\.text) == ["none"] { return [] }
    for (text, place) in texts {
      do throws(ArgumentError) {
        parts.append((try HiddenPart(argument: text), place))
      } catch {
        throw LocatedError(path: keys.path, place: place, message: "hide has '\(text)'; \(error)")
      }
    }
    return parts
  }
}

// MARK: - The model

extension SceneView {
  /// Looks at a model in this way.
  ///
  /// - Parameter named: The keys of the last block: what they ask for has to be there, while what was
  ///   taken over is given up where it is not.
  /// - Returns: What is not there.
  mutating func set(_ model: inout Model, named: Set<String>) -> [SceneProblem] {
    var problems: [SceneProblem] = []
    func complain(_ key: String, _ message: String) {
      if named.contains(key) { problems.append(SceneProblem([key], message)) }
    }
    model.joinsReLU = !isApart
    (model.zoom, model.palette, model.scope) = (zoom, palette, scope)
    if let cursor {
      do throws(AddressError) {
        try model.go(to: cursor)
      } catch {
        self.cursor = nil
        guard !named.contains("cursor") else {
          return [SceneProblem(["cursor"], Self.sentence(error))]
        }
      }
    }
    if let substep {
      let count = model.stages(of: model.explanation).count
      if substep <= count {
        (model.hasSubSteps, model.cursor.stage) = (true, substep)
      } else {
        complain(
          "substep", "substep is \(substep), but the cell has only \(count); the last is \(count)")
      }
    }
    if let channel {
      let seen = model.seenChannels
      if seen ~= channel {
        model.slice = channel - seen.lowerBound
      } else {
        complain(
          "channel",
          "channel is \(channel); the cell sees "
            + (seen.count == 1
              ? "channel \(seen.lowerBound) only"
              : "channels \(seen.lowerBound) to \(seen.upperBound - 1)"))
      }
    }
    if let weight {
      do throws(CellError) {
        guard let filter = model.choice?.filter.shape else { throw .noFilter }
        model.weightCell = try filter.weight(at: weight)
        model.focus = .filter
      } catch {
        complain("weight", error.message)
      }
    }
    for (pattern, place) in highlights {
      do throws(CellError) {
        model.marks.formUnion(try pattern.marks(in: model))
      } catch {
        if named.contains("highlight") { problems.append(SceneProblem(at: place, error.message)) }
      }
    }
    for (part, place) in hidden {
      do throws(PositionError) {
        try part.hide(in: &model.veil, of: model)
      } catch {
        if named.contains("hide") { problems.append(SceneProblem(at: place, error.description)) }
      }
    }
    return problems
  }

  private static func sentence(_ error: AddressError) -> String {
    guard case .shape(.unknownNode(let name, let known)) = error,
      let nearest = nearestName(to: name, among: known + ["input"])
    else { return error.description }
    return "there is no node '\(name)'; did you mean '\(nearest)'?"
  }
}
