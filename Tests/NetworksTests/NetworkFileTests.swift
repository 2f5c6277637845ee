import Convolution
import Foundation
import Networks
import TestSupport
import Testing

/// A network file with most kinds of layers.
let stripesText = """
  # Stripes, upright or lying.
  name: stripes
  summary: Upright or lying?
  input: {channels: 1, height: 8, width: 10}
  labels: [upright, lying]
  layers:
    - {type: convolution, filters: 4, kernel: 3x5, padding: 1x2, bias: false}
    - batchNormalization
    - relu
    - type: convolution
      name: second
      filters: 4
      kernel: 3
      padding: same
      groups: 2
    - {type: add, from: [second, relu1]}
    - {type: maxPool, kernel: 2, stride: 2, rounding: up}
    - {type: averagePool, kernel: 2, padding: 1, countsPadding: false}
    - {type: rescaling, scale: 1/255, offset: -0.5}
    - {type: leakyReLU, slope: 0.2, from: input}
    - {type: globalAveragePool, from: rescale1}
    - flatten
    - {type: dropout, rate: 0.25}
    - {type: dense, units: 2, bias: true}
    - softmax
  """

/// The complaint about a file, without its path.
func networkComplaint(_ text: String) -> String? {
  do {
    _ = try NetworkFile(text: text, path: "a.yaml")
    return nil
  } catch {
    let description = error.description
    return description.hasPrefix("a.yaml:") ? String(description.dropFirst(7)) : description
  }
}

/// A file with one layer list, whose first layer stands in line 3, column 5.
func networkText(_ lines: String) -> String {
  "input: {channels: 2, height: 6, width: 6}\nlayers:\n" + lines
}

@Suite struct `Network files` {
  @Test func `hold layers with their sizes`() throws {
    let file = try NetworkFile(text: stripesText, path: "nets/a.yaml")
    let blueprint = file.blueprint
    #expect((blueprint.name, blueprint.summary) == ("stripes", "Upright or lying?"))
    #expect(blueprint.labels == ["upright", "lying"])
    #expect(try blueprint.input == Shape(channels: 1, height: 8, width: 10))
    #expect(
      blueprint.nodes.map(\.name) == [
        "conv1", "norm1", "relu1", "second", "add1", "pool1", "pool2", "rescale1", "leaky1",
        "pool3", "flatten1", "dropout1", "dense1", "softmax1",
      ])
    let kernel = Extent(height: 3, width: 5)
    let sides = Edges(top: 1, left: 2, bottom: 1, right: 2)
    #expect(
      blueprint.nodes[0].plan
        == .convolution(
          ConvolutionPlan(filters: 4, kernel: kernel, padding: .explicit(sides), hasBias: false)))
    #expect(
      blueprint.nodes[3].plan
        == .convolution(
          ConvolutionPlan(filters: 4, kernel: Extent(3), padding: .same, groups: 2)))
    #expect(blueprint.nodes[4].inputs == [.node(3), .node(2)])
    #expect(blueprint.nodes[7].plan == .rescaling(scale: 1 / 255, offset: -0.5))
    #expect(blueprint.nodes[8].inputs == [.picture])
    #expect(blueprint.nodes[11].plan == .dropout(rate: 0.25))
    #expect(file.weightsPath == nil)
    #expect((file.layerPlaces[1].line, file.layerPlaces[1].column) == (8, 5))
  }

  @Test func `are as long as they need to be`() throws {
    let file = try NetworkFile(text: networkText("  - relu\n"), path: "nets/my.net.yaml")
    #expect(file.blueprint.name == "my.net")
    #expect(file.blueprint.convention == .pyTorch)
    let keras = try NetworkFile(
      text: "counting: keras\nweights: w.safetensors\n" + networkText("  - relu\n"),
      path: "nets/a.yaml")
    #expect(keras.blueprint.convention == .keras)
    #expect(keras.weightsPath == "nets/w.safetensors")
  }

  // MARK: Weights

  @Test func `weights that do not fit are told at their layer`() throws {
    let folder = try TemporaryFolder()
    func complaint(_ shape: [Int], _ name: String) throws -> String? {
      var builder = SafetensorsBuilder()
      builder.add(name, shape, [Float](repeating: 1, count: shape.reduce(1, *)))
      _ = try folder.write(builder.bytes(), to: "w.safetensors")
      let file = try NetworkFile(
        text: "weights: w.safetensors\n"
          + networkText("  - relu\n  - {type: convolution, filters: 1, kernel: 1, bias: false}\n"),
        path: folder.url.appending(path: "a.yaml").path)
      do {
        _ = try file.network(seed: 1)
        return nil
      } catch {
        return "\(error)".replacing(folder.url.path + "/", with: "")
      }
    }
    #expect(try complaint([1, 2, 1, 1], "conv1.weight") == nil)
    #expect(
      try complaint([1, 2, 1, 1], "conv.weight")
        == "a.yaml:5:5: conv1 needs the tensor 'conv1.weight', which w.safetensors does not have; did "
        + "you mean 'conv.weight'?")
    #expect(
      try complaint([2, 1, 1, 1], "conv1.weight")
        == "a.yaml:5:5: conv1 needs 'conv1.weight' with the shape [1, 2, 1, 1], found [2, 1, 1, 1] in "
        + "w.safetensors; correct the layer's sizes or take weights that were made for them")
  }

  @Test func `weights that cannot be read are told where they are named`() throws {
    let folder = try TemporaryFolder()
    func error(_ name: String) throws -> LocatedError? {
      let file = try NetworkFile(
        text: "weights: \(name)\n" + networkText("  - relu\n"),
        path: folder.url.appending(path: "a.yaml").path)
      return #expect(throws: LocatedError.self) { try file.network(seed: 1) }
    }
    let path = folder.url.path
    let missing = try error("w.safetensors")
    #expect(
      missing?.description
        == "\(path)/a.yaml:1:10: \(path)/w.safetensors: there is no such file; check the path")
    #expect(missing?.exitCode == 66)
    _ = try folder.write([1, 2, 3], to: "torn")
    let torn = try error("torn")
    #expect(
      torn?.description
        == "\(path)/a.yaml:1:10: \(path)/torn: has 3 bytes, too few for a safetensors file; write it "
        + "with the safetensors library")
    #expect(torn?.exitCode == 65)
  }

  @Test func `without weights a network is untrained`() throws {
    let file = try NetworkFile(text: stripesText, path: "a.yaml")
    #expect(try file.network(seed: 4) == file.blueprint.network(weights: .seeded(4)))
  }
}
