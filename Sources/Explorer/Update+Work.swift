import Drawing

/// What goes on by itself: computations that are done a little at a time.
extension Model {
  /// Does some more of what has begun; nil when nothing has, and the tick is for playing.
  mutating func work() -> [Effect]? {
    switch mode {
    case .strongest(let strongest): return light(.tick, strongest)
    case .occluding(let occlusion): return occlude(.tick, occlusion)
    // The help page hides it and does not stop it.
    case .help(let scroll, let behind):
      mode = behind
      defer { mode = .help(scroll: scroll, over: mode) }
      return work()
    case .exploring, .why, .picking, .options, .editing, .gallery, .overview: return nil
    }
  }
}
