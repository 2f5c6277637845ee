package import Convolution

/// Pictures of one shape, with what each of them shows.
package struct Examples: Hashable, Sendable {
  /// The shape of every picture.
  package let shape: Shape
  /// All the pictures, one after the other, each in order (channel, row, column).
  package let numbers: Numbers
  /// What each picture shows: the index of its class.
  package let labels: [UInt8]

  /// How pictures are kept.
  package enum Numbers: Hashable, Sendable {
    /// 0…255 stand for 0…1: a quarter of the memory, which counts with 70,000 pictures.
    case bytes([UInt8])
    /// As they are, such as the outputs of a layer.
    case floats([Float])
    /// Pictures of another set, which are made anew whenever one is looked at.
    indirect case selection(Selection)
  }

  /// - Precondition: There are as many numbers as pictures of the shape need.
  package init(shape: Shape, numbers: Numbers, labels: [UInt8]) {
    let count =
      switch numbers {
      case .bytes(let bytes): bytes.count
      case .floats(let floats): floats.count
      case .selection(let selection): selection.places.count * selection.source.shape.count
      }
    precondition(
      count == shape.count * labels.count,
      "\(labels.count) pictures of \(shape) have \(shape.count * labels.count) numbers, not \(count)"
    )
    (self.shape, self.numbers, self.labels) = (shape, numbers, labels)
  }

  /// The number of pictures.
  package var count: Int { labels.count }

  /// One picture as the engine takes it, from 0 to 1 if it is kept in bytes.
  package func picture(_ index: Int) -> Tensor {
    let range = index * shape.count..<(index + 1) * shape.count
    let elements: [Float] =
      switch numbers {
      case .bytes(let bytes): bytes[range].map { Float($0) / 255 }
      case .floats(let floats): Array(floats[range])
      case .selection(let selection): selection.elements(of: index)
      }
    do {
      return try Tensor(shape: shape, elements: elements)
    } catch {
      preconditionFailure("a picture has the shape of all of them: \(error)")
    }
  }

  /// Some of the pictures, in the order of the indices.
  package func selecting(_ indices: some Collection<Int>) -> Examples {
    func pick<Number>(_ all: [Number]) -> [Number] {
      var picked: [Number] = []
      picked.reserveCapacity(indices.count * shape.count)
      for index in indices { picked += all[index * shape.count..<(index + 1) * shape.count] }
      return picked
    }
    let picked: Numbers =
      switch numbers {
      case .bytes(let bytes): .bytes(pick(bytes))
      case .floats(let floats): .floats(pick(floats))
      case .selection: .floats(indices.flatMap { picture($0).elements })
      }
    return Examples(shape: shape, numbers: picked, labels: indices.map { labels[$0] })
  }
}

/// Pictures to learn from and pictures to be tested with.
package struct DataSet: Hashable, Sendable {
  /// What it is called on the screen.
  package let name: String
  /// The classes' names in the order of the labels.
  package let classes: [String]
  /// What is learned from.
  package let training: Examples
  /// What is held out to see how well it goes; nil where a share of the training set is to be.
  package let validation: Examples?
  /// What the network is judged by in the end.
  package let test: Examples

  package init(
    name: String, classes: [String], training: Examples, validation: Examples? = nil,
    test: Examples
  ) {
    self.name = name
    self.classes = classes
    self.training = training
    self.validation = validation
    self.test = test
  }
}
