import ImageFiles
import Kernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The newest frame of standard input, read by a thread of its own.
///
/// A camera does not wait: what it sends must be taken while a network computes and a screen is drawn,
/// or pictures queue up and the screen lags behind what happens. So a thread reads all the time and
/// keeps one complete frame, the newest. A class, because two threads share it; everything that changes
/// is under its lock.
final class FrameFeed: @unchecked Sendable {
  /// A frame and when it was complete.
  struct Arrival {
    let frame: StreamFrame
    /// Milliseconds.
    let time: Int
  }

  /// How the stream ended.
  enum Outcome {
    case whole(StreamCount)
    case failed(StreamError)
  }

  struct StreamCount: Hashable {
    var frames: Int
    var damages: Int
    var isCutShort: Bool
  }

  /// How fast frames are handed on.
  struct Pace: Hashable {
    /// Whether a newer frame takes the place of one that nobody has taken yet; else reading waits.
    var skips = true
    /// The most frames a second; nil for as many as come.
    var rate: Double?
  }

  private let pace: Pace
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  /// Signaled when there is a frame, when it is taken, and at the end.
  private let change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var newest: Arrival?
  private var outcome: Outcome?
  /// Called after each change, under the lock: once it is taken away, nothing calls it any more.
  private var notify: (() -> Void)?

  init(pace: Pace) {
    self.pace = pace
    pthread_mutex_init(lock, nil)
    pthread_cond_init(change, nil)
  }

  deinit {
    pthread_cond_destroy(change)
    pthread_mutex_destroy(lock)
    change.deallocate()
    lock.deallocate()
  }

  /// Begins to read; the thread ends with the stream, or with the program.
  ///
  /// - Throws: `Failure` where the system has no thread to give.
  func start() throws(Failure) {
    guard startThread({ self.read() }) else {
      throw Failure(.failure, "the system gives no thread to read the stream with; try again")
    }
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return body()
  }
}

// MARK: - Who looks

extension FrameFeed {
  /// Has something called after each change, by the reading thread; nil for nothing any more.
  func whenChanged(_ notify: (() -> Void)?) {
    locked { self.notify = notify }
    notify?()
  }

  /// The newest frame, unless it was taken already.
  func take() -> Arrival? {
    locked {
      defer {
        newest = nil
        pthread_cond_signal(change)
      }
      return newest
    }
  }

  /// Whether there is a frame to take.
  var hasFrame: Bool { locked { newest != nil } }

  /// How the stream ended; nil while it goes on, or while its last frame was not taken.
  var end: Outcome? { locked { newest == nil ? outcome : nil } }

  /// Waits for a frame; nil at the end of the stream.
  func next() -> Arrival? {
    locked {
      while newest == nil, outcome == nil { pthread_cond_wait(change, lock) }
      defer {
        newest = nil
        pthread_cond_signal(change)
      }
      return newest
    }
  }
}

// MARK: - The thread

extension FrameFeed {
  private static let chunk = 1 << 20

  private func read() {
    var parser = FrameParser()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunk, alignment: 16)
    defer { buffer.deallocate() }
    do throws(StreamError) {
      while true {
        let count = retrying { Self.read(STDIN_FILENO, buffer) }
        guard count >= 0 else { throw .unreadable(errno) }
        guard count > 0 else { break }
        try parser.take(UnsafeRawBufferPointer(rebasing: buffer[..<count]), handOn)
      }
      try parser.finish(handOn)
      finish(
        .whole(
          StreamCount(
            frames: parser.count, damages: parser.damages, isCutShort: parser.isCutShort)))
    } catch {
      finish(.failed(error))
    }
  }

  private static func read(_ file: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    #if canImport(Darwin)
      Darwin.read(file, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      Musl.read(file, buffer.baseAddress, buffer.count)
    #else
      Glibc.read(file, buffer.baseAddress, buffer.count)
    #endif
  }

  private static func sleep(seconds: Double) {
    let whole = seconds.rounded(.down)
    var time = timespec(tv_sec: Int(whole), tv_nsec: Int((seconds - whole) * 1e9))
    _ = nanosleep(&time, nil)
  }

  private func handOn(_ frame: StreamFrame) {
    locked {
      while !pace.skips, newest != nil { pthread_cond_wait(change, lock) }
      newest = Arrival(frame: frame, time: monotonicClock())
      pthread_cond_signal(change)
      notify?()
    }
    // For streams that are no camera's: nobody could look at a folder of pictures that fast.
    if let rate = pace.rate { Self.sleep(seconds: 1 / rate) }
  }

  private func finish(_ outcome: Outcome) {
    locked {
      self.outcome = outcome
      pthread_cond_signal(change)
      notify?()
    }
  }
}

extension FrameFeed.StreamCount {
  /// What was wrong with the stream; nil where nothing was.
  var remark: String? {
    let parts =
      (damages > 0 ? ["damaged in \(damages) place\(damages == 1 ? "" : "s")"] : [])
      + (isCutShort ? ["cut off in the middle of frame \(frames + 1)"] : [])
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
