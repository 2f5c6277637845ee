import Explorer
import Synchronization

/// Pictures that were loaded for a lesson already: a hundred scenes may name the same.
///
/// A class, because the branches that questions make of a scene share it.
final class PictureCache: Sendable {
  private let loader: PictureLoader
  private let loaded = Mutex<[PictureQuery: Result<Exploration.Subject, any Error>]>([:])

  init(_ loader: @escaping PictureLoader) { self.loader = loader }

  /// Failures are kept too: what cannot be read is not tried again.
  func subject(for query: PictureQuery) throws -> Exploration.Subject {
    if let known = loaded.withLock({ $0[query] }) { return try known.get() }
    let result = Result { try loader(query) }
    loaded.withLock { $0[query] = result }
    return try result.get()
  }
}
