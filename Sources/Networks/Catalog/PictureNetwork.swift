package import Convolution

extension Blueprint {
  /// The lecture's network for handbags and shoes, for pictures of any size and any classes: a single
  /// sigmoid tells two classes apart, softmax more.
  ///
  /// - Throws: `BlueprintError` for pictures that are too small for it.
  package static func pictures(
    named name: String, of shape: Shape, classes: [String]
  ) throws(BlueprintError) -> Blueprint {
    var net = BlueprintBuilder()
    net.add(.rescaling(scale: 1 / 255, offset: 0))
    for _ in 0..<2 {
      net.convolution(32, kernel: 2)
      net.add(.relu)
      net.maxPool(2)
    }
    net.add(.flatten)
    net.answer(classes: classes.count)
    return try net.blueprint(
      name: printable(name), summary: "", input: shape, labels: classes.map(printable))
  }

  /// What is trained on top of another network's features: a dense layer of 256, half of it dropped
  /// while training, and the answer.
  package static func head(
    named name: String, features: Int, classes: [String]
  ) throws -> Blueprint {
    var net = BlueprintBuilder()
    net.addHead(classes: classes.count)
    return try net.blueprint(
      name: printable(name), summary: "",
      input: Shape(channels: features, height: 1, width: 1), labels: classes.map(printable))
  }

  /// Folders may have names that could command a terminal; network files may not.
  private static func printable(_ name: String) -> String {
    String(
      String.UnicodeScalarView(
        name.unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format: "?"
          default: scalar
          }
        }))
  }
}

extension Blueprint {
  /// The features' network and the head in one, for pictures from 0 to 1: what is done to pictures first,
  /// the layers through one of them, and the head behind them.
  ///
  /// - Parameter features: This network's last layer before the head, by its index.
  package func continued(
    behind features: Int, by head: Blueprint
  ) throws(BlueprintError) -> Blueprint {
    let first =
      pretraining == nil
      ? [] : [Draft(.batchNormalization(epsilon: 0), name: Preprocessing.nodeName)]
    let own = nodes.prefix(features + 1).map { node in
      let inputs = node.inputs.map { source -> Network.Source in
        switch source {
        case .picture: first.isEmpty ? .picture : .node(0)
        case .node(let index): .node(index + first.count)
        }
      }
      return Draft(node.plan, name: node.name, inputs: inputs)
    }
    return try Blueprint(
      name: head.name, input: input, labels: head.labels, convention: convention,
      layers: first + own + head.nodes.map { Draft($0.plan, name: $0.name) })
  }

  /// The layer whose output is a list of features for the dense layers behind it; nil where there is
  /// none.
  package var featureLayer: Int? { nodes.lastIndex { $0.plan == .flatten } }
}

extension BlueprintBuilder {
  /// The layers of `Blueprint.head`, with names that no layer before them has.
  fileprivate mutating func addHead(classes: Int) {
    add(.dense(units: 256, hasBias: true), named: "head-dense")
    add(.relu, named: "head-relu")
    add(.dropout(rate: 0.5), named: "head-dropout")
    add(.dense(units: classes == 2 ? 1 : classes, hasBias: true), named: "head-answer")
    add(classes == 2 ? .sigmoid : .softmax, named: "head-shares")
  }

  fileprivate mutating func answer(classes: Int) {
    dense(classes == 2 ? 1 : classes)
    add(classes == 2 ? .sigmoid : .softmax)
  }
}
