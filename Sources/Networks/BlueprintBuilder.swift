package import Convolution

/// Writes a blueprint down layer by layer, as a paper's table does.
///
/// Each layer takes the one before it unless it says otherwise, and can be kept to be taken again.
package struct BlueprintBuilder {
  private var layers: [Blueprint.Draft] = []

  package init() {}

  /// The layer added last, or the picture.
  package var last: Network.Source { layers.isEmpty ? .picture : .node(layers.count - 1) }

  /// Adds any layer.
  ///
  /// - Parameter name: nil for short name and number.
  @discardableResult
  package mutating func add(
    _ plan: LayerPlan, named name: String? = nil, from inputs: [Network.Source]? = nil
  ) -> Network.Source {
    layers.append(Blueprint.Draft(plan, name: name, inputs: inputs))
    return last
  }

  /// Square filters over all channels.
  @discardableResult
  package mutating func convolution(
    _ filters: Int, kernel: Int, stride: Int = 1, padding: Int = 0, hasBias: Bool = true,
    from input: Network.Source? = nil
  ) -> Network.Source {
    let plan = ConvolutionPlan(
      filters: filters, kernel: Extent(kernel), stride: Extent(stride), padding: .all(padding),
      hasBias: hasBias)
    return add(.convolution(plan), from: input.map { [$0] })
  }

  @discardableResult
  package mutating func maxPool(
    _ kernel: Int, stride: Int? = nil, padding: Int = 0
  ) -> Network.Source {
    add(
      .pooling(
        Pooling2D(
          .maximum, kernel: Extent(kernel), stride: stride.map { Extent($0) },
          padding: .all(padding))))
  }

  @discardableResult
  package mutating func averagePool(_ kernel: Int) -> Network.Source {
    add(.pooling(Pooling2D(.average(countingPadding: true), kernel: Extent(kernel))))
  }

  @discardableResult
  package mutating func dense(_ units: Int) -> Network.Source {
    add(.dense(units: units, hasBias: true))
  }

  /// The sum of earlier layers, element by element.
  @discardableResult
  package mutating func sum(_ inputs: Network.Source...) -> Network.Source {
    add(.addition, from: inputs)
  }

  /// The blueprint of what was added.
  ///
  /// - Throws: `BlueprintError` for the first layer that does not fit.
  package func blueprint(
    name: String, summary: String, input: Shape, labels: [String] = [],
    convention: ParameterConvention = .pyTorch
  ) throws(BlueprintError) -> Blueprint {
    try Blueprint(
      name: name, summary: summary, input: input, labels: labels, convention: convention,
      layers: layers)
  }
}
