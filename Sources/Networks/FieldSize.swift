package import Convolution

/// How large the part of the picture is that one element of a layer's output depends on.
///
/// The same for all elements, so it needs no picture; where a certain element's part lies, clipped at
/// the border, is found by `Network.receptiveField`.
///
/// Through a window of span *k* and stride *s*, a field of size *r* whose neighbors lie *j* pixels
/// apart becomes *r + (k − 1)·j*, and its neighbors lie *j·s* apart. Where paths of several lengths
/// meet, the largest counts. Fields reach into the padding and can exceed the picture.
///
/// Source: Araujo, Norris and Sim, *Computing receptive fields of convolutional neural networks*
/// (2019), equations 2 and 4.
package struct FieldSize: Hashable, Sendable {
  /// Rows and columns of the picture.
  package let size: Extent
  /// How far the fields of neighboring elements lie apart in the picture.
  package let jump: Extent
  /// The places that the elements lie at; flattening keeps them, whatever the shape says.
  let places: Extent

  /// A pixel depends on itself.
  init(ofPicture picture: Shape) {
    size = Extent(1)
    jump = Extent(1)
    places = picture.extent
  }

  /// What a layer sees through fields of its input.
  init(
    of plan: LayerPlan, over field: FieldSize, input: Shape
  ) throws(BlueprintError.Problem) {
    // Behind flatten the places are channels, and whoever looks at all channels sees all places.
    let isFlattened = field.places != input.extent
    switch plan {
    case .convolution where isFlattened: try self.init(seeingAllOf: field)
    case .convolution(let plan): try self.init(through: plan.window, over: field)
    case .pooling where isFlattened: self = field
    case .pooling(let pooling): try self.init(through: pooling.window, over: field)
    case .globalPooling where isFlattened: self = field
    case .softmax where !isFlattened: self = field
    case .globalPooling, .dense, .softmax: try self.init(seeingAllOf: field)
    case .relu, .leakyReLU, .sigmoid, .tanh, .batchNormalization, .flatten, .dropout, .rescaling,
      .addition:
      self = field
    }
  }

  private init(
    through window: SlidingWindow, over field: FieldSize
  ) throws(BlueprintError.Problem) {
    guard let height = Self.grown(\.height, through: window, over: field),
      let width = Self.grown(\.width, through: window, over: field),
      let output = try? window.grid(over: field.places).output
    else { throw .tooManyOperations }
    size = Extent(height: height.size, width: width.size)
    jump = Extent(height: height.jump, width: width.jump)
    places = output
  }

  private init(seeingAllOf field: FieldSize) throws(BlueprintError.Problem) {
    let whole = SlidingWindow(kernel: field.places)
    guard let height = Self.grown(\.height, through: whole, over: field),
      let width = Self.grown(\.width, through: whole, over: field)
    else { throw .tooManyOperations }
    self.init(
      size: Extent(height: height.size, width: width.size), jump: field.jump, places: Extent(1))
  }

  private init(size: Extent, jump: Extent, places: Extent) {
    self.size = size
    self.jump = jump
    self.places = places
  }

  /// One axis; nil when it overflows.
  private static func grown(
    _ axis: KeyPath<Extent, Int>, through window: SlidingWindow, over field: FieldSize
  ) -> (size: Int, jump: Int)? {
    let span = window.dilation[keyPath: axis] * (window.kernel[keyPath: axis] - 1)
    guard let growth = product([span, field.jump[keyPath: axis]]),
      let jump = product([field.jump[keyPath: axis], window.stride[keyPath: axis]])
    else { return nil }
    let (size, overflows) = field.size[keyPath: axis].addingReportingOverflow(growth)
    return overflows ? nil : (size, jump)
  }

  /// The largest of fields that meet.
  static func union(_ fields: [FieldSize]) -> FieldSize {
    func largest(_ extents: [Extent]) -> Extent {
      Extent(
        height: extents.map(\.height).max() ?? 1, width: extents.map(\.width).max() ?? 1)
    }
    return FieldSize(
      size: largest(fields.map(\.size)), jump: largest(fields.map(\.jump)),
      places: largest(fields.map(\.places)))
  }
}

extension Extent {
  /// `212` where both axes agree, else `3×5`.
  package var brief: String { height == width ? "\(height)" : description }
}
