package import Convolution

/// What is done to the picture: filters, an activation, pooling. This is what undo goes back to.
package struct ChainSettings: Hashable, Sendable {
  /// Nothing here means no convolution.
  package var filters: [FilterChoice] = []
  /// The file that the last filters come from.
  package var bank: FilterBankFile?
  package var bias: Float = 0
  package var stride = Extent(1)
  package var padding = Padding.valid
  package var border = Border.zero
  package var dilation = Extent(1)
  package var grouping = Grouping.none
  /// The mathematician's convolution: kernels are turned by half a turn.
  package var isFlipped = false
  package var hasReLU = true
  package var pooling: PoolingChoice?

  package init() {}

  /// The network for a picture with so many channels.
  ///
  /// - Throws: `ShapeError` when filters have different sizes or channels that the picture has not.
  package func network(inputChannels: Int) throws(ShapeError) -> Network {
    var layers: [Layer] = []
    if !filters.isEmpty {
      let bank = try bank(inputChannels: inputChannels)
      layers.append(
        .convolution(
          try Convolution2D(
            bank: isFlipped ? bank.flipped : bank, stride: stride, padding: padding,
            dilation: dilation, border: border,
            groups: grouping.count(inputChannels: inputChannels))))
      if hasReLU { layers.append(.rectification(ReLU())) }
    }
    if let pooling { layers.append(.pooling(pooling.layer)) }
    return Network(chain: layers)
  }
}

/// A file of filters, as it was read.
package struct FilterBankFile: Hashable, Sendable {
  package let path: String
  package let filters: [FilterChoice]

  package init(path: String, filters: [FilterChoice]) {
    (self.path, self.filters) = (path, filters)
  }
}

/// One filter and what it is called.
package struct FilterChoice: Hashable, Sendable {
  /// Its name in the catalogue; nil for numbers of one's own.
  package let name: String?
  /// What a filter bank calls it; nil where it is the catalogue's, or nobody has named it.
  package let label: String?
  /// Shape (channels or 1, kernel height, kernel width), as typed: not flipped.
  package let filter: Tensor

  package init(_ entry: FilterCatalog.Entry) {
    name = entry.name
    label = nil
    filter = entry.kernel
  }

  /// Numbers of one's own; should they be a catalogue's filter, they get its name.
  package init(_ filter: Tensor, label: String? = nil) {
    name = label == nil ? FilterCatalog.name(of: filter) : nil
    self.label = label
    self.filter = filter
  }

  /// `horizontal 3×3`, `own 2×5`.
  package var title: String { "\(label ?? name ?? "own") \(size)" }

  /// `horizontal`, or `own 2×5` where a name says nothing.
  package var shortTitle: String { label ?? name ?? title }

  /// `3×3`, or `3×3×3` for a cube: channels first.
  private var size: String {
    let channels = filter.shape.channels
    return (channels == 1 ? "" : "\(channels)×") + filter.shape.extent.description
  }

  /// What the filter sees, if the catalogue says so.
  package var summary: String? {
    name.flatMap { try? FilterCatalog.entry(named: $0).summary }
  }
}

/// Pooling as the user sets it.
package struct PoolingChoice: Hashable, Sendable {
  package var kind: Pooling2D.Kind
  package var kernel: Extent
  /// nil: as wide as the kernel, so that windows touch but do not overlap.
  package var stride: Extent?
  package var padding: Edges

  package init(
    _ kind: Pooling2D.Kind, kernel: Extent = Extent(2), stride: Extent? = nil,
    padding: Edges = Edges(0)
  ) {
    (self.kind, self.kernel, self.stride, self.padding) = (kind, kernel, stride, padding)
  }

  package var layer: Pooling2D {
    Pooling2D(kind, kernel: kernel, stride: stride, padding: .explicit(padding))
  }
}
