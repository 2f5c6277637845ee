import Testing

@testable import Kernels

@Suite struct `Threads that are asked for` {
  @Test(arguments: [1, 2, 7, mostWorkers, mostWorkers + 1, 1_000_000, Int.max])
  func `are as many as asked for, up to what is of use`(count: Int) {
    #expect(workers(asked: count) == min(count, mostWorkers))
  }

  @Test(arguments: [0, -1, Int.min])
  func `are never fewer than one`(count: Int) {
    #expect(workers(asked: count) == 1)
  }

  @Test func `are all that there are where nothing is said`() {
    #expect(workers(asked: nil) == workerCount)
    #expect(1...mostWorkers ~= workerCount)
  }
}
