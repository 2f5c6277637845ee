import Convolution
import Foundation
import Networks
import TestSupport
import Testing

@Suite struct `Written weight files` {
  private typealias Tensor = SafetensorsWriter.Tensor

  /// Tensors with all kinds of names, shapes and numbers.
  private static func random(
    using generator: inout SeededGenerator
  ) -> (tensors: [String: Tensor], metadata: [String: String]) {
    let letters = Array("aZ09._- /\"\\\n\t\u{1}\u{8}\u{c}é→😀{}:,")
    func word() -> String {
      String(
        (0..<Int.random(in: 0...6, using: &generator)).map { _ in
          letters[Int.random(in: letters.indices, using: &generator)]
        })
    }
    var tensors: [String: Tensor] = [:]
    for _ in 0..<Int.random(in: 0...6, using: &generator) {
      let sizes = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
        Int.random(in: 0...5, using: &generator)
      }
      let count = sizes.reduce(1, *)
      tensors[word()] = Tensor(
        sizes: sizes,
        numbers: (0..<count).map { _ in Float(bitPattern: generator.next32()) })
    }
    let metadata = (0..<Int.random(in: 0...3, using: &generator)).map { _ in (word(), word()) }
    return (tensors, Dictionary(metadata) { first, _ in first })
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `what is written is read, bit for bit`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let (tensors, metadata) = Self.random(using: &generator)
    let bytes = SafetensorsWriter(tensors, metadata: metadata).bytes
    let file = try SafetensorsFile(bytes: bytes, path: "memory")
    #expect(file.metadata == metadata)
    #expect(Set(file.entries.keys) == Set(tensors.keys))
    for (name, tensor) in tensors {
      #expect(file.entries[name]?.sizes == tensor.sizes)
      #expect(try file.numbers(name).map(\.bitPattern) == tensor.numbers.map(\.bitPattern))
    }
    // The numbers begin on a multiple of 8 bytes, and no byte is left over.
    let header = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    #expect(header.isMultiple(of: 8))
    #expect(bytes.count == 8 + header + 4 * tensors.values.map(\.numbers.count).reduce(0, +))
    // Nothing but the content decides what is written.
    let again = SafetensorsWriter(
      Dictionary(uniqueKeysWithValues: tensors.shuffled(using: &generator)), metadata: metadata)
    #expect(again.bytes == bytes)
  }

  @Test func `the format's own library writes the same bytes`() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/library.safetensors")
    let file = try SafetensorsFile(path: path.path)
    #expect(file.metadata == ["epoch": "3", "note": "a \"b\" \\ \n\t\u{1} é"])
    let numbers: [String: [Float]] = [
      "b.weight": [0, 0.25, 0.5, 0.75, 1, 1.25], "a": [-1.5], "c": [], "é\"\\": [1],
    ]
    #expect(Set(file.entries.keys) == Set(numbers.keys))
    var tensors: [String: Tensor] = [:]
    for (name, entry) in file.entries {
      #expect(try file.numbers(name) == numbers[name])
      tensors[name] = Tensor(sizes: entry.sizes, numbers: try file.numbers(name))
    }
    let bytes = SafetensorsWriter(tensors, metadata: file.metadata).bytes
    #expect(bytes == Array(try Data(contentsOf: path)))
  }

  @Test func `a network's weights fill it again`() throws {
    let blueprint = try NetworkCatalog.blueprint(named: "lenet5")
    var generator = SeededGenerator(seed: 2)
    var numbers: [String: [Float]] = [:]
    for tensor in blueprint.tensors {
      numbers[tensor.name] = (0..<(tensor.count ?? 0)).map { _ in
        .random(in: -1...1, using: &generator)
      }
    }
    let bytes = SafetensorsWriter(blueprint, numbers: numbers).bytes
    let network = try blueprint.network(
      weights: .file(SafetensorsFile(bytes: bytes, path: "memory")))
    guard case .convolution(let convolution) = network.nodes[0].layer,
      case .dense(let dense) = network.nodes[11].layer
    else {
      Issue.record("the layers are not those of LeNet")
      return
    }
    #expect(convolution.bank.weights == numbers["conv1.weight"])
    #expect(dense.biases == numbers["dense2.bias"])
    #expect(dense[3, 7] == numbers["dense2.weight"]?[7 * 84 + 3])
  }

  @Test func `a sink that fails ends the writing`() {
    struct Full: Error, Equatable {}
    let writer = SafetensorsWriter(["a": Tensor(sizes: [2], numbers: [1, 2])])
    var pieces = 0
    #expect(throws: Full.self) {
      try writer.write { _ throws(Full) in
        pieces += 1
        throw Full()
      }
    }
    #expect(pieces == 1)
  }

  @Test func `shapes that do not fit their numbers cannot be written`() async {
    await #expect(processExitsWith: .failure) {
      _ = SafetensorsWriter.Tensor(sizes: [2, 2], numbers: [1, 2, 3])
    }
    await #expect(processExitsWith: .failure) {
      _ = SafetensorsWriter(["__metadata__": .init(sizes: [], numbers: [1])])
    }
  }
}

extension SeededGenerator {
  fileprivate mutating func next32() -> UInt32 { UInt32(truncatingIfNeeded: next() >> 32) }
}
