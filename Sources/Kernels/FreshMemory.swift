import CProcessor

/// Makes the first writing of a large fresh buffer cheaper, by having its pages made at once.
///
/// Fresh memory of some megabytes comes without pages; filling it for the first time spends more time
/// in the operating system than most loops do on their arithmetic. To be called before the first
/// write, for instance inside `Array(unsafeUninitializedCapacity:initializingWith:)`, when all of the
/// buffer will be written. Small buffers are left alone.
package func populate(_ buffer: UnsafeMutableBufferPointer<Float>) {
  guard let start = buffer.baseAddress else { return }
  processor_populate(start, buffer.count * MemoryLayout<Float>.stride)
}
