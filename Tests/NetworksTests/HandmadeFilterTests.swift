import Convolution
import Networks
import Testing

@Suite struct `Filters by hand` {
  /// A file for pictures of two channels.
  private static func file(_ layers: String) throws -> NetworkFile {
    try NetworkFile(text: networkText(layers), path: "a.yaml")
  }

  private static func bank(_ network: Network, node: Int) -> FilterBank? {
    if case .convolution(let layer) = network.nodes[node].layer { layer.bank } else { nil }
  }

  @Test func `stand in the place of counts and sizes`() throws {
    let file = try Self.file(
      #"  - {type: convolution, weights: ["1 2 | 3 4", "5 6 | 7 8"], bias: [0.5, -1], stride: 2}"#)
    let node = file.blueprint.nodes[0]
    #expect(node.output.description == "2×3×3")
    #expect(node.parameters.counted == 10)
    let bank = try #require(Self.bank(try file.network(seed: 1), node: 0))
    #expect(bank.weights == [1, 2, 3, 4, 5, 6, 7, 8])
    #expect(bank.biases == [0.5, -1])
  }

  @Test func `are the same for all channels where they have only one`() throws {
    let file = try Self.file(#"  - {type: convolution, weights: "1 2", bias: 3}"#)
    let bank = try #require(Self.bank(try file.network(seed: 1), node: 0))
    #expect(bank.weights == [1, 2, 1, 2])
    #expect(bank.biases == [3])
    #expect(file.blueprint.parameterCount == 5)
  }

  @Test func `have no bias unless they say so`() throws {
    #expect(try Self.file(#"  - {type: convolution, weights: "1"}"#).blueprint.parameterCount == 2)
    let zero = try Self.file(#"  - {type: convolution, weights: "1", bias: true}"#)
    #expect(zero.blueprint.parameterCount == 3)
    #expect(try Self.bank(zero.network(seed: 1), node: 0)?.biases == [0])
  }

  @Test func `leave the other layers to the seed, as if they were not there`() throws {
    let byHand = try Self.file(
      "  - {type: convolution, weights: \"1 2; 3 4\", bias: 0}\n"
        + "  - {type: convolution, filters: 3, kernel: 2}")
    let seeded = try Self.file(
      "  - {type: convolution, filters: 1, kernel: 2}\n"
        + "  - {type: convolution, filters: 3, kernel: 2}")
    let (first, second) = (try byHand.network(seed: 7), try seeded.network(seed: 7))
    #expect(first.nodes[0] != second.nodes[0])
    #expect(first.nodes[1] == second.nodes[1])
  }

  @Test func `make a network trained only where they are everywhere`() throws {
    let all = try Self.file("  - {type: convolution, weights: \"1 2\"}\n  - relu")
    #expect(try !all.weights(seed: 1).areUntrained(for: all.blueprint))
    let some = try Self.file(
      "  - {type: convolution, weights: \"1 2\"}\n  - {type: convolution, filters: 1, kernel: 1}")
    #expect(try some.weights(seed: 1).areUntrained(for: some.blueprint))
    let none = try Self.file("  - relu")
    #expect(try !none.weights(seed: 1).areUntrained(for: none.blueprint))
  }

  @Test(arguments: [
    (
      #"  - {type: convolution, weights: "1 2", kernel: 2}"#,
      "3:49: the weights say how many filters there are and how large; leave 'kernel' out"
    ),
    (
      #"  - {type: convolution, weights: ["1 2", "1; 2"]}"#,
      "3:42: the filters of one layer need the same size; found 2×1 beside 1×2"
    ),
    (
      #"  - {type: convolution, weights: ["1 2", "1 2 | 3 4"]}"#,
      "3:42: this filter has 2 kernels, the first has 1; all filters of a layer need as many"
    ),
    (
      #"  - {type: convolution, weights: "1 | 2 | 3"}"#,
      "3:34: conv1: the filter has 3 channels, its input has 2; they have to be equal"
    ),
    (
      #"  - {type: convolution, weights: "1 2", bias: wide}"#,
      "3:47: bias is 'wide'; expected a number for all filters, or a list with one for each of 1"
    ),
    (
      "  - {type: convolution, weights: []}",
      #"3:34: weights is a list; expected filters, such as ["1 1 1; 0 0 0; -1 -1 -1"]"#
    ),
    (
      "  - {type: maxPool, kernel: 2, weights: \"1\"}",
      "3:32: maxPool has no key 'weights'; its keys are type, kernel, stride, padding, dilation, "
        + "rounding, name and from"
    ),
  ])
  func `are refused at their place`(layers: String, complaint: String) {
    #expect(networkComplaint(networkText(layers)) == complaint)
  }

  @Test func `networks of the engine have the blueprint that they were made from`() throws {
    let file = try NetworkFile(text: stripesText, path: "a.yaml")
    let again = try Blueprint(of: try file.network(seed: 1), over: file.blueprint.input)
    for (node, original) in zip(again.nodes, file.blueprint.nodes) {
      #expect(node.name == original.name)
      #expect(node.inputs == original.inputs)
      #expect(node.output == original.output)
      #expect(node.multiplyAdds == original.multiplyAdds)
      #expect(node.receptiveField == original.receptiveField)
    }
  }
}
