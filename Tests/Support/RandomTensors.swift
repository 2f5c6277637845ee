package import Convolution

extension Tensor {
  /// Random numbers in -2…2, or whole ones in -9…9, whose sums are exact in `Float`.
  package static func random(
    _ shape: Shape, whole: Bool = false, using generator: inout some RandomNumberGenerator
  ) -> Tensor {
    let elements = (0..<shape.count).map { _ in
      whole
        ? Float(Int.random(in: -9...9, using: &generator))
        : Float.random(in: -2...2, using: &generator)
    }
    guard let tensor = try? Tensor(shape: shape, elements: elements) else {
      preconditionFailure("a shape counts its own elements")
    }
    return tensor
  }
}
