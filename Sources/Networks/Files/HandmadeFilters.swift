import Convolution

/// The filters of a convolution written out in a list of layers, in place of `filters` and `kernel`:
///
///     - {type: convolution, weights: ["1 1 1; 0 0 0; -1 -1 -1", "1 0 -1; 1 0 -1; 1 0 -1"], bias: -1}
///
/// Each is written as `KernelText` reads it, `|` between input channels; a single kernel is the same for
/// all of them. `bias` is a number for all filters or a list with one for each; without it there is none.
struct HandmadeFilters {
  let filters: [Tensor]
  /// One for each filter; nil where none are added.
  let biases: [Float]?
  /// Where the filters stand.
  let place: Place

  /// nil where the layer has no `weights`.
  init?(_ keys: YAMLMapping) throws(LocatedError) {
    let example = "\"1 1 1; 0 0 0; -1 -1 -1\""
    guard let texts = try keys.texts("weights", example: example) else { return nil }
    for key in ["filters", "kernel"] where keys.value(key) != nil {
      throw keys.failure(
        at: key, "the weights say how many filters there are and how large; leave '\(key)' out")
    }
    var filters: [Tensor] = []
    for (text, place) in texts {
      func failure(_ message: String) -> LocatedError {
        LocatedError(path: keys.path, place: place, message: message)
      }
      do throws(KernelTextError) {
        filters.append(try KernelText.parse(text))
      } catch {
        throw failure(error.description)
      }
      let (shape, first) = (filters[filters.count - 1].shape, filters[0].shape)
      guard shape.extent == first.extent else {
        throw failure("\(ShapeError.unequalFilters(found: shape.extent, expected: first.extent))")
      }
      guard shape.channels == first.channels else {
        throw failure(
          "this filter has \(shape.channels) kernels, the first has \(first.channels); all filters "
            + "of a layer need as many")
      }
    }
    guard !filters.isEmpty else {
      throw keys.wrong("weights", expected: "filters, such as [\(example)]")
    }
    self.filters = filters
    biases = try Self.biases(keys, filters: filters.count)
    place = keys.place(of: "weights")
  }

  private static func biases(
    _ keys: YAMLMapping, filters: Int
  ) throws(LocatedError) -> [Float]? {
    guard let value = keys.value("bias") else { return nil }
    switch value.content {
    case .scalar("false"): return nil
    case .scalar("true"): return Array(repeating: 0, count: filters)
    default: break
    }
    let expected = "a number for all filters, or a list with one for each of \(filters)"
    var numbers: [Float] = []
    for (text, _) in try keys.texts("bias", example: "0.5, -1") ?? [] {
      guard let number = KernelText.number(text) else {
        throw keys.wrong("bias", expected: expected)
      }
      numbers.append(number)
    }
    if numbers.count == 1 { return Array(repeating: numbers[0], count: filters) }
    guard numbers.count == filters else { throw keys.wrong("bias", expected: expected) }
    return numbers
  }

  /// The numbers of the layer's tensors, in their order.
  ///
  /// - Parameter channels: What each filter sees of its input.
  /// - Returns: nil when the filters are made for other inputs.
  func numbers(of role: WeightTensor.Role, channels: Int) -> [Float]? {
    if role == .bias { return biases }
    let found = filters[0].shape.channels
    guard found == 1 || found == channels else { return nil }
    return filters.flatMap { filter in
      (0..<channels / found).flatMap { _ in filter.elements }
    }
  }
}
