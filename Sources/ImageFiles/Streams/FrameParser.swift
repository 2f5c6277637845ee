internal import Convolution

/// Frames out of a stream of bytes, however it is cut into pieces: pictures of Netpbm's formats one
/// after another, or Y4M.
///
/// It holds one frame at most, and makes room for it only after its header was checked.
///
/// *Damage.* Neither format marks where a frame ends, so a frame that has lost bytes takes the missing
/// ones from the next, and shows torn. Then no header follows, and what comes is passed over up to one
/// that says the same as the last (a film does not change its size). So damage costs the frame that is
/// torn and the one behind it, and is counted. Only a header that was itself damaged into that of a larger
/// picture is believed: pictures of different sizes may follow each other.
package struct FrameParser: Sendable {
  /// The frames that were complete.
  package private(set) var count = 0
  /// How often a frame did not follow where it should.
  package private(set) var damages = 0
  /// Whether the stream ended inside of a frame; known when it is finished.
  package private(set) var isCutShort = false

  private var state = State.header
  /// The bytes of the header that is being read.
  private var header: [UInt8] = []
  /// The bytes of the frame that is being read.
  private var frame: [UInt8] = []
  /// nil until the first bytes have told.
  private var format: Format?
  /// The header before, which the next one has to equal after damage.
  private var last: Anymap?
  private var isLost = false

  private enum State {
    case header
    /// A frame of so many bytes.
    case raster(Int)
    case numbers(PlainRaster)
  }

  private enum Format: Hashable {
    case anymap
    case y4m(Y4MLayout)
  }

  /// A header is some twenty bytes, and a comment or two.
  private static let longestHeader = 1024
  /// As many as tell what a stream is that is no such stream.
  private static let headBytes = 32
  private static let streamMagic = Array("YUV4MPEG2 ".utf8)
  private static let frameMagic = Array("FRAME".utf8)

  package init() {}

  /// Takes the next bytes of the stream, as many as there are.
  ///
  /// - Throws: `StreamError` where they begin no stream that is read.
  package mutating func take(
    _ bytes: UnsafeRawBufferPointer, _ deliver: (StreamFrame) -> Void
  ) throws(StreamError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      switch state {
      case .header: try takeHeader(&rest)
      case .raster(let size):
        let part = rest.prefix(size - frame.count)
        frame.append(contentsOf: UnsafeRawBufferPointer(rebasing: part))
        rest = rest.dropFirst(part.count)
        if frame.count == size { deliver(takeFrame()) }
      case .numbers(var raster):
        let (length, outcome) = raster.scan(rest)
        frame.append(contentsOf: UnsafeRawBufferPointer(rebasing: rest.prefix(length)))
        rest = rest.dropFirst(length)
        switch outcome {
        case .unfinished: state = .numbers(raster)
        case .complete: deliver(takeFrame())
        case .damaged:
          state = .header
          frame = []
          loseTrack()
        }
      }
    }
  }

  /// The stream is over.
  ///
  /// - Throws: `StreamError` where there was no frame in it.
  package mutating func finish(_ deliver: (StreamFrame) -> Void) throws(StreamError) {
    switch state {
    case .header: isCutShort = count > 0 && !header.isEmpty && !isLost
    case .raster: isCutShort = true
    case .numbers(let raster):
      // Only here can a number end without a blank behind it.
      if raster.isCompleteAtEnd { deliver(takeFrame()) } else { isCutShort = true }
    }
    guard count == 0 else { return }
    if isCutShort || format != nil { throw .noWholeFrame }
    guard !header.isEmpty else { throw .empty }
    throw isPossibleStart ? .noWholeFrame : StreamError(head: header)
  }

  private mutating func takeFrame() -> StreamFrame {
    count += 1
    state = .header
    defer { frame = [] }
    if case .y4m(let layout) = format {
      return StreamFrame(number: count, planes: frame, layout: layout)
    }
    guard let last else { preconditionFailure("a frame without a header") }
    return StreamFrame(number: count, extent: last.extent, anymap: frame)
  }

  private mutating func loseTrack() {
    if !isLost { damages += 1 }
    isLost = true
  }
}

// MARK: - Headers

extension FrameParser {
  /// What the bytes of a header come to so far.
  private enum Reading {
    case incomplete
    case complete
    case wrong(StreamError)
  }

  private mutating func takeHeader(_ rest: inout Slice<UnsafeRawBufferPointer>) throws(StreamError)
  {
    while let byte = rest.first {
      if header.isEmpty, isLost {
        // Nothing else can be the beginning of one.
        guard let start = rest.firstIndex(of: firstByte) else {
          rest = rest.dropFirst(rest.count)
          return
        }
        rest = rest[start...]
        header.append(firstByte)
        rest = rest.dropFirst()
      } else {
        rest = rest.dropFirst()
        // Line ends between pictures do no harm.
        if header.isEmpty, format == .anymap, isBlank(byte) { continue }
        header.append(byte)
      }
      if try readHeader() { return }
    }
  }

  /// The first byte of a frame's header.
  private var firstByte: UInt8 {
    if case .y4m = format { Self.frameMagic[0] } else { UInt8(ascii: "P") }
  }

  /// - Returns: Whether it was complete, so that the frame's own bytes come next.
  private mutating func readHeader() throws(StreamError) -> Bool {
    while !header.isEmpty {
      switch reading() {
      case .incomplete: return false
      case .complete: return true
      case .wrong(let error):
        // Before the first frame the stream itself is wrong.
        guard count > 0 else { throw error }
        loseTrack()
        let next = header.dropFirst().firstIndex(of: firstByte)
        header.removeFirst(next ?? header.count)
      }
    }
    return false
  }

  private mutating func reading() -> Reading {
    do throws(StreamError) {
      guard let format else { return try readStart() }
      switch format {
      case .anymap: return try readAnymapHeader()
      case .y4m(let layout): return readFrameHeader(layout)
      }
    } catch {
      return .wrong(error)
    }
  }

  /// Whether the first bytes are those of a stream that is read, as far as they go.
  private var isPossibleStart: Bool {
    header.starts(with: Self.streamMagic.prefix(header.count)) || isPossibleAnymap
  }

  private var isPossibleAnymap: Bool {
    header[0] == UInt8(ascii: "P") && header.dropFirst().prefix(1).allSatisfy { 0x31...0x36 ~= $0 }
      && header.dropFirst(2).prefix(1).allSatisfy { isBlank($0) || $0 == UInt8(ascii: "#") }
  }

  private mutating func readStart() throws(StreamError) -> Reading {
    guard isPossibleStart else {
      guard header.count >= Self.headBytes else { return .incomplete }
      throw StreamError(head: header)
    }
    if isPossibleAnymap {
      if header.count >= 3 { format = .anymap }
      return .incomplete
    }
    guard header.last == 0x0A else {
      guard header.count < Self.longestHeader else { throw StreamError(head: header) }
      return .incomplete
    }
    format = .y4m(try Y4MLayout(line: header.dropLast()))
    header = []
    return .incomplete
  }

  private mutating func readAnymapHeader() throws(StreamError) -> Reading {
    guard isPossibleAnymap else { return .wrong(StreamError(head: header)) }
    // The last number ends with a blank.
    guard header.count > 3, isBlank(header[header.count - 1]) else {
      return header.count < Self.longestHeader ? .incomplete : .wrong(.noWholeFrame)
    }
    do throws(PictureProblem) {
      let anymap = try Anymap(header: header)
      let (area, overflows) = anymap.extent.height.multipliedReportingOverflow(
        by: anymap.extent.width)
      guard !overflows, area <= StreamError.mostPixels else {
        return .wrong(.tooManyPixels(anymap.extent))
      }
      if isLost, anymap != last { return .wrong(.noWholeFrame) }
      last = anymap
      begin(
        anymap.isPlain
          ? .numbers(PlainRaster(of: anymap))
          : .raster(header.count + anymap.rowBytes * anymap.extent.height))
      return .complete
    } catch {
      if case .truncated = error, header.count < Self.longestHeader { return .incomplete }
      return .wrong(.header(error))
    }
  }

  private mutating func readFrameHeader(_ layout: Y4MLayout) -> Reading {
    let magic = Self.frameMagic
    guard header.starts(with: magic.prefix(header.count)),
      header.dropFirst(magic.count).prefix(1).allSatisfy({ $0 == 0x20 || $0 == 0x0A }),
      header.count < Self.longestHeader
    else { return .wrong(.noWholeFrame) }
    guard header.last == 0x0A else { return .incomplete }
    header = []
    begin(.raster(layout.frameBytes))
    return .complete
  }

  /// The bytes of a frame begin; of a Netpbm picture its header is a part.
  private mutating func begin(_ raster: State) {
    (state, frame, header) = (raster, header, [])
    isLost = false
    if case .raster(let size) = raster { frame.reserveCapacity(size) }
  }
}
