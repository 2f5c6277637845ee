extension Loops {
  package static func fillUniform(
    _ output: UnsafeMutablePointer<Float>, count: Int, seed: UInt64, bound: Float
  ) {
    var state = seed
    for index in 0..<count {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed &>> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed &>> 27)) &* 0x94D0_49BB_1331_11EB
      mixed ^= mixed &>> 31
      // 24 bits fit a signed number of 32, which vectors can convert, and `Float` exactly.
      let fraction = Float(Int32(truncatingIfNeeded: mixed &>> 40)) * 0x1p-24
      output[index] = (fraction * 2 - 1) * bound
    }
  }
}
