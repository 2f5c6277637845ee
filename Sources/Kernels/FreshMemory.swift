import CProcessor

/// Makes the first writing of a large fresh buffer cheaper, by asking for huge pages.
///
/// Fresh memory of some megabytes comes without pages; filling it for the first time spends more time
/// in the operating system than most loops do on their arithmetic. To be called before the first
/// write, for instance inside `Array(unsafeUninitializedCapacity:initializingWith:)`. Small buffers and
/// systems without huge pages are left alone.
package func preferHugePages(_ buffer: UnsafeMutableBufferPointer<Float>) {
  guard let start = buffer.baseAddress else { return }
  processor_prefer_huge_pages(start, buffer.count * MemoryLayout<Float>.stride)
}
