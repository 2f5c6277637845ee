import Convolution
import Explorer
import Networks

/// What the keys of a scene change in its content.
extension SceneContent {
  mutating func change(_ reader: inout SceneReader) {
    changePicture(&reader)
    let names = reader.read("pictures") { (keys) throws(LocatedError) in
      let names = try keys.texts("pictures")?.map(\.text) ?? []
      guard names.count <= Self.largestAlbum else {
        throw keys.failure(
          at: "pictures",
          "there are \(names.count) pictures; the most is \(Self.largestAlbum)")
      }
      return names
    }
    if let names { album = names == ["none"] ? [] : names }
    changeWork(&reader)
  }

  // MARK: The picture

  /// More would not be looked at.
  private static let largestAlbum = 64

  private mutating func changePicture(_ reader: inout SceneReader) {
    if let name = reader.text("picture") {
      picture = .picture(PictureQuery(name: name, lessonPath: reader.lessonPath))
    }
    if reader.keys.value("grid") != nil {
      if reader.keys.value("picture") != nil {
        reader.fail(
          "grid",
          reader.keys.failure(
            at: "grid", "the scene has a picture already; keep 'picture' or 'grid'"))
      } else if let grid = reader.read("grid", Self.grid) {
        picture = .grid(grid)
      }
    }
    guard case .picture(var query) = picture else {
      for key in SceneProblem.pictureKeys.dropFirst(2) where reader.keys.value(key) != nil {
        guard picture != nil else { break }
        reader.fail(
          key,
          reader.keys.failure(
            at: key, "\(key) is for pictures; a grid is taken as it is written"))
      }
      return
    }
    query.crop = reader.text("crop") ?? query.crop
    query.resize = reader.text("resize") ?? query.resize
    if let scale = reader.choice("scale", \PixelScale.rawValue) {
      query.hasByteScale = scale == .byte
    }
    if let isGray = reader.flag("gray") { query.hasColors = isGray ? false : nil }
    if let hasColors = reader.flag("colors") { query.hasColors = hasColors ? true : nil }
    if reader.keys.value("gray") != nil, reader.keys.value("colors") != nil {
      reader.fail(
        "colors",
        reader.keys.failure(
          at: "colors", "a picture is gray or has colors; keep 'gray' or 'colors'"))
    }
    picture = .picture(query)
  }

  private enum PixelScale: String, CaseIterable {
    case unit, byte
  }

  /// Rows of numbers as one text, a list of texts or a list of lists.
  private static func grid(_ keys: YAMLMapping) throws(LocatedError) -> Tensor {
    guard let value = keys.value("grid"), let text = rows(value) else {
      throw keys.wrong(
        "grid", expected: "rows of numbers, such as [[0, 1, 2], [3, 4, 5]], '|' between channels")
    }
    let tensor: Tensor
    do throws(KernelTextError) {
      tensor = try KernelText.parse(text)
    } catch {
      throw keys.failure(at: "grid", sentence(error))
    }
    return tensor
  }

  /// The rows as lines; nil where it is something else.
  private static func rows(_ value: YAMLValue) -> String? {
    switch value.content {
    case .scalar(let text): return text
    case .mapping: return nil
    case .list(let items):
      var lines: [String] = []
      for item in items {
        switch item.content {
        case .scalar(let text): lines.append(text)
        case .mapping: return nil
        case .list(let numbers):
          var words: [String] = []
          for number in numbers {
            guard case .scalar(let word) = number.content else { return nil }
            words.append(word)
          }
          lines.append(words.joined(separator: " "))
        }
      }
      return lines.joined(separator: "\n")
    }
  }

  /// What is wrong, in the words of grids.
  private static func sentence(_ error: KernelTextError) -> String {
    switch error {
    case .empty(let channel):
      channel == 0
        ? "the grid has no numbers; write rows such as [[0, 1, 2], [3, 4, 5]]"
        : "channel \(channel) of the grid has no numbers; remove the '|' or write its rows"
    case .notANumber(let word, let row, let column):
      "'\(word)' in row \(row), column \(column) of the grid is not a number; write decimals or "
        + "fractions such as 0.5, -2 or 1/9"
    case .unequalRows(let row, let found, let expected):
      "row \(row) of the grid has \(found) number\(found == 1 ? "" : "s"), row 0 has \(expected); "
        + "all rows need the same length"
    case .unequalKernels(let channel, let found, let expected):
      "channel \(channel) of the grid is \(found), channel 0 is \(expected); all channels need the "
        + "same size"
    case .tooLarge(let error): error.description
    }
  }

  // MARK: What is done to it

  private mutating func changeWork(_ reader: inout SceneReader) {
    let kinds = ["network", "layers", "filter", "kernel", "pool"].filter {
      reader.keys.value($0) != nil
    }
    // Filters and pooling go together.
    let isMixed = kinds.count > 1 && (kinds[0] == "network" || kinds[0] == "layers")
    if isMixed {
      reader.fail(
        kinds[1],
        reader.keys.failure(
          at: kinds[1],
          "a scene has filters and pooling, or layers, or a network; keep '\(kinds[0])' or '\(kinds[1])'"
        ))
      return
    }
    let folder = reader.lessonPath.folder
    if let source = reader.read(
      "network",
      { (keys) throws(LocatedError) in
        try Self.network(keys, folder: folder)
      })
    {
      (work, weights) = (.network(source), nil)
    }
    if let list = reader.read(
      "layers",
      { (keys) throws(LocatedError) in
        try keys.value("layers").map { value throws(LocatedError) in
          try LayerList(value, path: keys.path)
        }
      })
    {
      (work, weights) = (.layers(list), nil)
    }
    if kinds.contains(where: { SceneProblem.chainKeys.contains($0) }), !work.isChain {
      (work, weights) = (.chain(ChainSettings()), nil)
    }
    changeChain(&reader)
    changeWeights(&reader)
  }

  private static func network(
    _ keys: YAMLMapping, folder: String
  ) throws(LocatedError) -> NetworkSource? {
    guard let name = try keys.text("network") else { return nil }
    do {
      return try NetworkSource(argument: name, folder: folder, mustBeRegular: true)
    } catch let error as LocatedError {
      throw error
    } catch {
      throw keys.failure(at: "network", "\(error)")
    }
  }

  private mutating func changeWeights(_ reader: inout SceneReader) {
    guard let text = reader.text("weights") else { return }
    if work.isChain {
      reader.fail(
        "weights",
        reader.keys.failure(
          at: "weights", "weights are a network's; add 'network' or 'layers', or leave them out"))
    } else if let argument = WeightsArgument(argument: text) {
      weights = argument
    } else {
      reader.fail("weights", reader.keys.wrong("weights", expected: WeightsArgument.form))
    }
  }

  private mutating func changeChain(_ reader: inout SceneReader) {
    guard case .chain(var settings) = work else {
      for key in SceneProblem.chainKeys where reader.keys.value(key) != nil {
        reader.fail(
          key,
          reader.keys.failure(
            at: key,
            "\(key) is for filters, but the scene shows a network; add 'filter' or 'kernel', or leave it "
              + "out"))
      }
      return
    }
    settings.change(&reader)
    work = .chain(settings)
  }
}
