internal import Convolution
internal import Networks

/// The networks of a study: the lecture's convolutions, with one head or another.
struct StudyNetworks: Sendable {
  /// The convolutions and 256 units, as in the lecture: learns all by itself.
  let whole: Blueprint
  /// The convolutions and 32 units: what a transferred network is in the end.
  let transferred: Blueprint
  /// The 32 units alone, over the convolutions' numbers.
  let head: Blueprint
  /// The convolutions and 256 units for the other classes.
  let base: Blueprint

  init(input: Shape, otherClasses: Int) throws(StudyError) {
    do throws(BlueprintError) {
      whole = try Self.network("scratch", input: input, units: 256, outputs: 1)
      transferred = try Self.network("transferred", input: input, units: 32, outputs: 1)
      base = try Self.network("base", input: input, units: 256, outputs: otherClasses)
      var net = BlueprintBuilder()
      Self.addHead(to: &net, units: 32, outputs: 1)
      let features = transferred.prefix(through: Self.featureNode).output
      head = try net.blueprint(name: "head", summary: "", input: features)
    } catch {
      throw .pictureShape("\(input)")
    }
  }

  /// The flattened numbers behind the second pooling.
  private static let featureNode = 6

  private static func network(
    _ name: String, input: Shape, units: Int, outputs: Int
  ) throws(BlueprintError) -> Blueprint {
    var net = BlueprintBuilder()
    for _ in 0..<2 {
      net.convolution(32, kernel: 2)
      net.add(.relu)
      net.maxPool(2)
    }
    net.add(.flatten)
    addHead(to: &net, units: units, outputs: outputs)
    return try net.blueprint(name: name, summary: "", input: input)
  }

  private static func addHead(to net: inout BlueprintBuilder, units: Int, outputs: Int) {
    net.dense(units)
    net.add(.relu)
    net.dense(outputs)
    net.add(outputs == 1 ? .sigmoid : .softmax)
  }

  /// The part of a network's numbers that a head takes, or that it does not.
  func numbers(_ tensors: [String: [Float]], ofHead isHead: Bool) -> [String: [Float]] {
    let names = Set(head.tensors.map(\.name))
    return tensors.filter { names.contains($0.key) == isHead }
  }
}
