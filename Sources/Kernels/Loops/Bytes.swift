extension Loops {
  package static func bytesToFloats(
    _ bytes: UnsafePointer<UInt8>, table: UnsafePointer<Float>,
    into output: UnsafeMutablePointer<Float>, count: Int
  ) {
    for index in 0..<count { output[index] = table[Int(bytes[index])] }
  }

  package static func floatsToBytes(
    _ input: UnsafePointer<Float>, scale: Float, into bytes: UnsafeMutablePointer<UInt8>,
    count: Int
  ) {
    for index in 0..<count {
      let raised = input[index] * scale + 0.5
      // In this order NaN, which is not larger than anything, becomes 0.
      let positive = raised > 0 ? raised : 0
      let clamped = positive < 255 ? positive : 255
      // `UInt8(clamped)` would check its argument and so prevent vectors. Between 2²³ and 2²⁴ floats
      // are whole numbers: adding 2²³ rounds, and leaves the number in the lowest bits.
      let rounded = (clamped + 0x1p23) - 0x1p23
      let truncated = rounded > clamped ? rounded - 1 : rounded
      bytes[index] = UInt8(truncatingIfNeeded: (truncated + 0x1p23).bitPattern)
    }
  }
}
