import CProcessor

/// More threads than this never share work: each has memory of its own, and what they read is common.
package let mostWorkers = 16

/// The threads that large work is worth: one for each processor that this process may use.
package let workerCount = max(1, min(mostWorkers, processor_count()))

/// As many threads as somebody asks for, as far as they can be of use; nil asks for all.
package func workers(asked count: Int?) -> Int {
  max(1, min(mostWorkers, count ?? workerCount))
}

/// Calls `body` from a thread of its own, and does not wait for it. No signal ever interrupts it.
///
/// For what waits more than it works, such as reading from a pipe.
///
/// - Returns: Whether the system gave a thread.
package func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
  let context = UnsafeMutablePointer<@Sendable () -> Void>.allocate(capacity: 1)
  context.initialize(to: body)
  let hasStarted = processor_start(context) { context in
    guard let context else { return }
    let body = context.assumingMemoryBound(to: (@Sendable () -> Void).self)
    defer { body.deallocate() }
    body.move()()
  }
  if !hasStarted {
    context.deinitialize(count: 1)
    context.deallocate()
  }
  return hasStarted
}

/// Calls `body` once for each of `0..<count`, from `workers` threads, the calling one among them.
///
/// Whoever is free takes the next index. Threads are started for this call and end with it, which takes
/// some ten microseconds each: for work that takes longer than a millisecond.
///
/// - Parameters:
///   - body: Gets the index, and which worker calls: below `workers`, for memory that each needs.
package func performConcurrently(
  _ count: Int, workers: Int = workerCount, _ body: (_ index: Int, _ worker: Int) -> Void
) {
  let workers = min(workers, count)
  guard workers > 1 else {
    for index in 0..<count { body(index, 0) }
    return
  }
  withoutActuallyEscaping(body) { body in
    withUnsafePointer(to: body) { context in
      processor_perform(count, workers, UnsafeMutableRawPointer(mutating: context)) {
        context, index, worker in
        guard let context else { return }
        context.assumingMemoryBound(to: ((Int, Int) -> Void).self).pointee(index, worker)
      }
    }
  }
}
