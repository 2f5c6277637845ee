package import Convolution

/// Layers as they are listed in a network file or in a lesson, with their places for complaints.
///
/// `LayerEntry` lists the types and their keys.
package struct LayerList {
  let entries: [LayerEntry]
  private let place: Place
  private let path: String

  static let mostLayers = 4_096

  /// - Throws: `LocatedError` for the first entry that is no layer.
  package init(_ layers: YAMLValue, path: String) throws(LocatedError) {
    (place, self.path) = (layers.place, path)
    guard case .list(let items) = layers.content else {
      throw LocatedError(
        path: path, place: place,
        message: "layers is \(layers.found); expected a list, a '-' before each layer")
    }
    guard items.count <= Self.mostLayers else {
      throw LocatedError(
        path: path, place: place,
        message: "there are \(items.count) layers; the most supported is \(Self.mostLayers)")
    }
    var entries: [LayerEntry] = []
    for item in items { entries.append(try LayerEntry(item, path: path)) }
    self.entries = entries
  }

  /// Where each layer stands.
  var places: [Place] { entries.map(\.mapping.place) }

  /// The layers for pictures of a shape.
  ///
  /// - Throws: `LocatedError` at the layer that does not fit.
  package func blueprint(named name: String, input: Shape) throws(LocatedError) -> Blueprint {
    do throws(BlueprintError) {
      return try Blueprint(name: name, input: input, layers: try drafts())
    } catch {
      throw located(error)
    }
  }

  /// A blueprint's error at the layer that is to blame.
  package func located(_ error: BlueprintError) -> LocatedError {
    guard let node = error.node else {
      return LocatedError(path: path, place: place, message: error.description)
    }
    return entries[node].failure(error)
  }

  /// The numbers that are written out in the list, before those that come from elsewhere.
  ///
  /// - Parameter blueprint: The one that was made of this list.
  /// - Throws: `LocatedError` for filters with other channels than their input.
  package func weights(
    for blueprint: Blueprint, rest: Weights
  ) throws(LocatedError) -> Weights {
    var numbers: [String: [Float]] = [:]
    for (entry, node) in zip(entries, blueprint.nodes) {
      guard let handmade = entry.handmade, case .convolution(let plan) = node.plan else { continue }
      let channels = plan.filterChannels(of: node.inputShapes[0])
      for tensor in node.tensors {
        guard let values = handmade.numbers(of: tensor.role, channels: channels) else {
          let error = ShapeError.channels(
            filter: handmade.filters[0].shape.channels, groups: plan.groups,
            input: node.inputShapes[0].channels)
          throw LocatedError(path: path, place: handmade.place, message: "\(node.name): \(error)")
        }
        numbers[tensor.name] = values
      }
    }
    return numbers.isEmpty ? rest : .handmade(numbers, rest: rest)
  }
}

// MARK: - Sources

extension LayerList {
  /// The drafts of all layers, with what `from` names looked up.
  ///
  /// - Throws: `BlueprintError` for names that cannot be used, or that nothing bears.
  func drafts() throws(BlueprintError) -> [Blueprint.Draft] {
    let names = try Blueprint.names(of: entries.map(\.draft))
    var indices: [String: Int] = [:]
    for (index, name) in names.enumerated() { indices[name] = index }
    var drafts: [Blueprint.Draft] = []
    for (index, entry) in entries.enumerated() {
      var draft = entry.draft
      if let sources = entry.sources {
        var inputs: [Network.Source] = []
        for (position, source) in sources.enumerated() {
          func failure(_ problem: BlueprintError.Problem) -> BlueprintError {
            BlueprintError(node: index, layer: names[index], inputs: [], problem: problem)
          }
          if source.text == "input" {
            inputs.append(.picture)
          } else if let found = indices[source.text] {
            guard found < index else {
              throw failure(.sourceNotEarlier(source.text, position: position))
            }
            inputs.append(.node(found))
          } else {
            let known = ["input"] + names[..<index]
            throw failure(
              .unknownSource(
                source.text, position: position,
                nearest: nearestName(to: source.text, among: known)))
          }
        }
        draft.inputs = inputs
      }
      drafts.append(draft)
    }
    return drafts
  }
}
