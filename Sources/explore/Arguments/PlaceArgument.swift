import Convolution
import Explorer

/// The address of an output element: `conv1[7,15]`, `output[2,7,15]`, or without a name.
struct PlaceArgument: Hashable, Sendable {
  /// nil: the output, as `output` itself.
  let node: String?
  /// Row and column, or channel, row and column, or the only position in a vector.
  let position: [Int]

  /// Reads `NODE[ROW,COLUMN]`, `NODE[CHANNEL,ROW,COLUMN]` or, for a vector, `NODE[INDEX]`; the brackets
  /// may be left out where there is no name.
  init(argument text: String) throws(ArgumentError) {
    let form = ArgumentError.expected(
      "NODE[ROW,COLUMN] or NODE[CHANNEL,ROW,COLUMN], such as conv1[7,15] or 7,15; "
        + "NODE[INDEX] for a vector, such as dense1[41]")
    var numbers = text[...]
    var name = ""
    if let bracket = text.firstIndex(of: "[") {
      guard text.hasSuffix("]") else { throw form }
      name = String(text[..<bracket])
      numbers = text[bracket...].dropFirst().dropLast()
    }
    node = name.isEmpty ? nil : name
    position = try wholeNumbers(numbers, separatedBy: ",", atLeast: 0, else: form)
    guard 1...3 ~= position.count else { throw form }
  }
}

extension Model {
  /// Goes to a pixel of the picture, in the table of the first layer's input.
  private mutating func goToPixel(_ position: [Int]) throws {
    let channels = exploration.subject.picture.shape.channels
    guard position.count == 3 || (position.count == 2 && channels == 1) else {
      throw Failure(
        .usage,
        "--at: name a pixel by row and column, before them the channel where there are several, as "
          + "in input\(Element(row: 0, column: 0).address(in: exploration.subject.picture.shape))")
    }
    let place = position.count == 3 ? position : [0] + position
    try goToPixel(Element(channel: place[0], row: place[1], column: place[2]))
  }

  /// Goes where `--at` asks.
  ///
  /// The output of a ReLU that is shown with its convolution is on the screen of the convolution.
  ///
  /// - Throws: `ShapeError` where there is no such node or element; `Failure` where the channel is
  ///   missing.
  mutating func go(to place: PlaceArgument) throws {
    if place.node == "input" { return try goToPixel(place.position) }
    let named = try exploration.network.index(named: place.node ?? "output")
    let isOutput = place.node == nil || place.node == "output"
    let joined = exploration.network.nodes.indices.first {
      isOutput && joinsReLU && exploration.joinedReLU(after: $0) == named
    }
    let node = joined ?? named
    let shape = exploration.outputs[node].shape
    let channels = shape.channels
    if place.position.count == 1 {
      guard shape.isVector else {
        throw Failure(
          .usage,
          "--at: \(exploration.network.nodes[named].name) has rows and columns; name both, as in "
            + "\(exploration.network.nodes[named].name)\(Element(row: 0, column: 0).address(in: shape))"
        )
      }
      try go(to: Element(channel: place.position[0], row: 0, column: 0), ofNode: node)
      return
    }
    guard place.position.count == 3 || channels == 1 else {
      let name = exploration.network.nodes[named].name
      guard !shape.isVector else {
        throw Failure(
          .usage, "--at: \(name) is a vector; name one of its numbers, as in \(name)[0]")
      }
      throw Failure(
        .usage,
        "--at: \(name) has \(channels) channels; name one of them, as in "
          + "\(name)[0,\(place.position[0]),\(place.position[1])]")
    }
    let position = place.position.count == 3 ? place.position : [0] + place.position
    try go(
      to: Element(channel: position[0], row: position[1], column: position[2]), ofNode: node)
  }
}
