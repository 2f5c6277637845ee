import Convolution
import Foundation
import Networks
import Testing

/// What PyTorch recorded of one network.
private struct Recording {
  var seed: UInt64 = 0
  var pictureSeed: UInt64 = 0
  var bound: Float = 1
  var nodes: [Node] = []

  struct Node {
    let name: String
    let sizes: [Int]
    let mean: Double
    let deviation: Double
    let largest: Double
    var values: [(index: Int, value: Double)] = []
  }

  init(of network: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/\(network).txt")
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      switch words[0] {
      case "#": continue
      case "network":
        seed = try #require(UInt64(words[2]))
        pictureSeed = try #require(UInt64(words[3]))
        bound = try #require(Float(words[4]))
      case "node":
        let numbers = try words.dropFirst(2).map { try #require(Double($0)) }
        nodes.append(
          Node(
            name: words[1], sizes: numbers[..<3].map { Int($0) }, mean: numbers[3],
            deviation: numbers[4], largest: numbers[5]))
      default:
        for word in words {
          let pair = word.split(separator: ":")
          nodes[nodes.count - 1].values.append(
            (try #require(Int(pair[0])), try #require(Double(pair[1]))))
        }
      }
    }
  }
}

/// Forward passes with seeded weights are what PyTorch computes, in 64 bits, with the same weights.
@Suite(.serialized) struct `Golden networks` {
  /// Numbers agree within 1e-4 of themselves; those below a hundredth of the tensor's largest, which
  /// rounding in 32 bits blurs, within 1e-6 of the largest.
  private static func agree(_ found: Double, _ expected: Double, largest: Double) -> Bool {
    abs(found - expected) <= 1e-4 * max(abs(expected), largest / 100)
  }

  @Test(arguments: NetworkCatalog.names)
  func `a forward pass agrees with PyTorch`(name: String) throws {
    let recording = try Recording(of: name)
    let blueprint = try NetworkCatalog.blueprint(named: name)
    let network = try blueprint.network(weights: .seeded(recording.seed))
    let picture = try Tensor(
      shape: blueprint.input,
      elements: SeededNumbers.uniform(
        count: blueprint.input.count, seed: recording.pictureSeed, bound: recording.bound))
    let outputs = try network.forward(picture)
    #expect(recording.nodes.count >= 3)
    for node in recording.nodes {
      let output = outputs[try network.index(named: node.name)]
      #expect(output.shape.list == node.sizes, "\(node.name)")
      let numbers = output.elements
      for (index, value) in node.values {
        #expect(
          Self.agree(Double(numbers[index]), value, largest: node.largest),
          "\(node.name), element \(index): \(numbers[index]), PyTorch has \(value)")
      }
      var (sum, squares, largest) = (0.0, 0.0, Float(0))
      numbers.withUnsafeBufferPointer { numbers in
        for number in numbers {
          sum += Double(number)
          squares += Double(number) * Double(number)
          largest = max(largest, abs(number))
        }
      }
      let mean = sum / Double(numbers.count)
      let deviation = max(0, squares / Double(numbers.count) - mean * mean).squareRoot()
      #expect(Self.agree(mean, node.mean, largest: node.largest), "the mean of \(node.name)")
      #expect(
        Self.agree(deviation, node.deviation, largest: node.largest),
        "the deviation of \(node.name)")
      #expect(Self.agree(Double(largest), node.largest, largest: 0), "the largest of \(node.name)")
    }
  }
}
