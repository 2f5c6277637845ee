import Kernels
import Testing

@Test func `memory whose pages are made at once is ordinary memory`() {
  // Around the size from which the wish is passed on, and far above it.
  for count in [0, 1, (1 << 20) - 1, 1 << 20, 3 << 20] {
    let elements = [Float](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      populate(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
      buffer[..<count].initialize(repeating: 5)
      initializedCount = count
    }
    #expect(elements.count == count)
    #expect(elements.first ?? 5 == 5 && elements.last ?? 5 == 5)
  }
}
