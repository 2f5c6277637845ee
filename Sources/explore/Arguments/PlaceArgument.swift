import Convolution
import Explorer

/// The address of an output element: `conv1[7,15]`, `output[2,7,15]`, or without a name.
struct PlaceArgument: Hashable, Sendable {
  /// nil: the output, as `output` itself.
  let node: String?
  /// Row and column, or channel, row and column.
  let position: [Int]

  /// Reads `NODE[ROW,COLUMN]` or `NODE[CHANNEL,ROW,COLUMN]`; the brackets may be left out where
  /// there is no name.
  init(argument text: String) throws(ArgumentError) {
    let form = ArgumentError.expected(
      "NODE[ROW,COLUMN] or NODE[CHANNEL,ROW,COLUMN], such as conv1[7,15] or 7,15")
    var numbers = text[...]
    var name = ""
    if let bracket = text.firstIndex(of: "[") {
      guard text.hasSuffix("]") else { throw form }
      name = String(text[..<bracket])
      numbers = text[bracket...].dropFirst().dropLast()
    }
    node = name.isEmpty ? nil : name
    position = try wholeNumbers(numbers, separatedBy: ",", atLeast: 0, else: form)
    guard 2...3 ~= position.count else { throw form }
  }
}

extension Model {
  /// Goes where `--at` asks.
  ///
  /// The output of a ReLU that is shown with its convolution is on the screen of the convolution.
  ///
  /// - Throws: `ShapeError` where there is no such node or element; `Failure` where the channel is
  ///   missing.
  mutating func go(to place: PlaceArgument) throws {
    let named = try exploration.network.index(named: place.node ?? "output")
    let isOutput = place.node == nil || place.node == "output"
    let joined = exploration.network.nodes.indices.first {
      isOutput && joinsReLU && exploration.joinedReLU(after: $0) == named
    }
    let node = joined ?? named
    let channels = exploration.outputs[node].shape.channels
    guard place.position.count == 3 || channels == 1 else {
      let name = exploration.network.nodes[named].name
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
