package import Convolution

/// The address of a cell: `conv1[7,15]`, `output[2,7,15]`, `input[3,4]`, or without a name.
package struct Address: Hashable, Sendable {
  /// nil: the output, as `output` itself.
  package let node: String?
  /// Row and column, or channel, row and column, or the only position in a vector.
  package let position: [Int]

  package init(node: String?, position: [Int]) { (self.node, self.position) = (node, position) }

  /// Reads `NODE[ROW,COLUMN]`, `NODE[CHANNEL,ROW,COLUMN]` or, for a vector, `NODE[INDEX]`; the brackets
  /// may be left out where there is no name.
  package init(argument text: String) throws(ArgumentError) {
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

/// An address that names no cell.
package enum AddressError: Error, Hashable, Sendable {
  /// There is no such node, or no such element in it.
  case shape(ShapeError)
  /// A pixel of a picture whose channels have to be told apart.
  case pixel(picture: Shape)
  /// A single number where there are rows and columns.
  case rowAndColumnNeeded(_ table: String, shape: Shape)
  /// Rows and columns where there is a vector.
  case isVector(_ table: String)
  /// Row and column where there are several channels.
  case channelNeeded(_ table: String, channels: Int, position: [Int])
}

extension AddressError: CustomStringConvertible {
  /// One sentence, without a full stop: what was found, what is needed, what to do.
  package var description: String {
    switch self {
    case .shape(let error): error.description
    case .pixel(let picture):
      "name a pixel by row and column, before them the channel where there are several, as in "
        + "input\(Element(row: 0, column: 0).address(in: picture))"
    case .rowAndColumnNeeded(let table, let shape):
      "\(table) has rows and columns; name both, as in "
        + "\(table)\(Element(row: 0, column: 0).address(in: shape))"
    case .isVector(let table):
      "\(table) is a vector; name one of its numbers, as in \(table)[0]"
    case .channelNeeded(let table, let channels, let position):
      "\(table) has \(channels) channels; name one of them, as in "
        + "\(table)[0,\(position[0]),\(position[1])]"
    }
  }
}

// MARK: - Looking up

extension Exploration {
  /// The picture or node with this name; nil and `output` stand for the last node.
  ///
  /// - Throws: `AddressError.shape`.
  package func place(named name: String?) throws(AddressError) -> Place {
    if name == "input" { return .picture }
    do throws(ShapeError) {
      return .node(try network.index(named: name ?? "output"))
    } catch {
      throw .shape(error)
    }
  }

  /// The picture or node and the cell of it that an address names.
  package func locate(_ address: Address) throws(AddressError) -> (place: Place, element: Element) {
    let place = try place(named: address.node)
    return (place, try element(address.position, at: place))
  }

  /// The element at a position as an address writes it: row and column, before them the channel where
  /// there are several, or the only index of a vector.
  package func element(_ position: [Int], at place: Place) throws(AddressError) -> Element {
    let shape = tensor(at: place).shape
    let table = name(of: place)
    let element: Element
    switch position.count {
    case 1 where shape.isVector: element = Element(channel: position[0], row: 0, column: 0)
    case 2 where shape.channels == 1: element = Element(row: position[0], column: position[1])
    case 3: element = Element(channel: position[0], row: position[1], column: position[2])
    default:
      if place == .picture { throw .pixel(picture: shape) }
      if position.count == 2 {
        throw shape.isVector
          ? .isVector(table)
          : .channelNeeded(table, channels: shape.channels, position: position)
      }
      throw .rowAndColumnNeeded(table, shape: shape)
    }
    guard shape.contains(element) else { throw .shape(.noSuchElement(element, shape: shape)) }
    return element
  }
}

extension Model {
  /// Goes to a cell, or to a pixel of the picture, in the table of the first layer's input.
  ///
  /// The output of a ReLU that is shown with its convolution is on the screen of the convolution.
  package mutating func go(to address: Address) throws(AddressError) {
    let (place, element) = try exploration.locate(address)
    do throws(ShapeError) {
      switch place {
      case .picture: try goToPixel(element)
      case .node(let named):
        let isOutput = address.node == nil || address.node == "output"
        let joined = exploration.network.nodes.indices.first {
          isOutput && joinsReLU && exploration.joinedReLU(after: $0) == named
        }
        try go(to: element, ofNode: joined ?? named)
      }
    } catch {
      throw .shape(error)
    }
  }
}
