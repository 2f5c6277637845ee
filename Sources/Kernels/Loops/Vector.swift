extension Loops {
  // Plain SIMD types: a struct of our own would bring functions to copy it, which twins would share.
  #if WIDE_VECTORS
    /// What a register holds.
    typealias Vector = SIMD8<Float>
    /// Places in the lanes of a vector.
    typealias Places = SIMD8<Int32>
  #else
    /// What a register holds.
    typealias Vector = SIMD4<Float>
    /// Places in the lanes of a vector.
    typealias Places = SIMD4<Int32>
  #endif

  /// The numbers in a register.
  static var vectorWidth: Int { MemoryLayout<Vector>.size / MemoryLayout<Float>.size }

  /// The vector that begins at any place in memory.
  @inline(__always)
  static func vector(at place: UnsafePointer<Float>) -> Vector {
    UnsafeRawPointer(place).loadUnaligned(as: Vector.self)
  }

  @inline(__always)
  static func store(_ vector: Vector, at place: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(place).storeBytes(of: vector, as: Vector.self)
  }
}
