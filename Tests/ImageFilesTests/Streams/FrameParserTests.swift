import Convolution
import ImageFiles
import TestSupport
import Testing

@Suite struct `Streams of pictures` {
  /// Films of every kind that one parser takes.
  private func films(using random: inout SeededGenerator) -> [Film] {
    let (height, width) = (
      Int.random(in: 1...9, using: &random), Int.random(in: 1...9, using: &random)
    )
    let chroma = 2 * ((height + 1) / 2) * ((width + 1) / 2)
    let planes = (0..<4).map { _ in
      (0..<height * width + chroma).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
    return [
      .anymap(5, height: height, width: width, using: &random),
      .anymap(5, height: height, width: width, isColored: false, maxval: 7, using: &random),
      .anymap(3, height: height, width: width, maxval: 65535, using: &random),
      .plain(4, height: height, width: width, using: &random),
      .y4m(planes, height: height, width: width, parameters: "Ip A1:1 C420jpeg XYSCSS=420JPEG"),
    ]
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `the same frames come out however the bytes are cut`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for film in films(using: &random) {
      let whole = parse(film.bytes)
      #expect(whole.error == nil)
      #expect(whole.frames.count == film.frames.count)
      #expect(whole.frames.map(\.number) == Array(1...film.frames.count))
      #expect(whole.damages == 0 && !whole.isCutShort)
      for _ in 0..<5 {
        #expect(parse(film.bytes, inPiecesOf: randomPieces(using: &random)) == whole)
      }
      #expect(parse(film.bytes, inPiecesOf: [1]) == whole)
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `a frame of a Netpbm stream is the file that it would be alone`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for film in films(using: &random).dropLast() {
      let frames = parse(film.bytes).frames
      for (frame, file) in zip(frames, film.frames) {
        // Of a plain picture the blank that ends its last number is all that may be missing.
        #expect(file.starts(with: frame.anymap) && file.count - frame.anymap.count <= 1)
      }
    }
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `a stream that is cut anywhere gives the frames before the cut`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for film in films(using: &random) {
      let whole = parse(film.bytes)
      let cut = Int.random(in: 0..<film.bytes.count, using: &random)
      let part = parse(Array(film.bytes.prefix(cut)), inPiecesOf: randomPieces(using: &random))
      #expect(
        whole.frames.starts(with: part.frames) || part.frames.count == 1 + whole.frames.count
          || isCutInLastNumber(part, whole), "seed \(seed), \(cut) bytes")
      if part.frames.isEmpty { #expect(part.error != nil) }
    }
  }

  /// A number that has lost digits at the very end of a stream is a number still.
  private func isCutInLastNumber(_ part: Parsed, _ whole: Parsed) -> Bool {
    whole.frames.starts(with: part.frames.dropLast())
      && part.frames.last.map { whole.frames[part.frames.count - 1].anymap.starts(with: $0.anymap) }
        == true
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `damage costs two frames at most`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let film = Film.anymap(8, height: 6, width: 7, using: &random)
    let frame = film.frames[0].count
    // Some bytes are lost, or come twice, among the pixels of one of the first frames.
    let torn = Int.random(in: 1...4, using: &random)
    let pixels = 6 * 7 * 3
    let place = (torn + 1) * frame - Int.random(in: 21...pixels, using: &random)
    let count = Int.random(in: 1...20, using: &random)
    var bytes = film.bytes
    if Bool.random(using: &random) {
      bytes.removeSubrange(place..<place + count)
    } else {
      bytes.insert(contentsOf: bytes[place..<place + count], at: place)
    }
    let parsed = parse(bytes, inPiecesOf: randomPieces(using: &random))
    let known = film.frames.filter { file in parsed.frames.contains { $0.anymap == file } }
    #expect(parsed.error == nil)
    #expect(known.count >= film.frames.count - 2, "seed \(seed)")
    #expect(parsed.frames.suffix(2).map(\.anymap) == Array(film.frames.suffix(2)), "seed \(seed)")
    #expect(parsed.damages <= 1)
  }

  @Test func `damage is counted, and found again by a header that says the same`() {
    var random = SeededGenerator(seed: 5)
    var film = Film.plain(4, height: 3, width: 3, using: &random)
    // The second picture has lost its end; the third has another comment, and the same size.
    film.frames[1].removeLast(6)
    let parsed = parse(film.bytes)
    #expect(parsed.damages == 1)
    #expect(parsed.frames.count == 3)
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `no mutation traps, and none makes more of it than there is`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for film in films(using: &random) {
      var bytes = film.bytes
      for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = .random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(UInt8(ascii: "9"), at: place)
        default: bytes[place] = UInt8(ascii: "P")
        }
      }
      let parsed = parse(bytes, inPiecesOf: randomPieces(using: &random))
      // A picture that was made smaller may leave room for others; each takes a header at least.
      #expect(parsed.frames.count <= bytes.count / 6)
      for frame in parsed.frames {
        // What it says may be wrong now, which is an error like that of any file.
        let picture = try? frame.picture(PictureRequest(path: "-", colors: .rgb))
        #expect(picture.map { $0.tensor.shape.extent == frame.extent } ?? true)
      }
    }
  }

  @Test func `pictures of different sizes and kinds follow each other`() throws {
    let text = "P2\n2 1\n9\n0 9\n\n\nP1 3 1 101P3\n1 1 1\n1 0 1 P5 1 1 255\n!"
    let parsed = parse(Array(text.utf8))
    #expect(parsed.error == nil)
    #expect(parsed.frames.map(\.extent.width) == [2, 3, 1, 1])
    let gray = try parsed.frames[1].picture(PictureRequest(path: "-")).tensor
    #expect(gray.elements == [0, 1, 0])
  }

  @Test func `the last number of a stream needs no blank behind it`() {
    #expect(parse(Array("P2 2 1 9 3 4".utf8)).frames.count == 1)
    let short = parse(Array("P2 1 1 9 3 P2 2 1 9 3".utf8))
    #expect(short.frames.count == 1 && short.isCutShort)
  }

  // MARK: What is refused

  @Test(
    arguments: [
      (
        [0xFF, 0xD8, 0xFF, 0xE0] + Array(repeating: 0, count: 40),
        "JPEG pictures (MJPEG); have ffmpeg write"
      ),
      (
        [0x89, 0x50, 0x4E, 0x47] + Array(repeating: 0, count: 40), "PNG pictures; have ffmpeg write"
      ),
      ([0x1A, 0x45, 0xDF, 0xA3] + Array(repeating: 0, count: 40), "a Matroska or WebM film"),
      ([1, 2, 3], "starts with the bytes 01 02 03;"),
      (Array("P7\nWIDTH 3\nHEIGHT 3\nDEPTH 4\nMAXVAL 255".utf8), "a PAM picture"),
      (Array("P6\n30000 40000\n255\n".utf8), "40000×30000 pixels; up to 16 million"),
      (Array("P6\n9223372036854775807 2\n255\n".utf8), "the width is"),
      (Array("P6\n3 3\n70000\n".utf8), "maxval is '70000'"),
      (Array("P6\n3 3\n255\nab".utf8), "ended before its first picture was complete"),
      (Array("P6\n".utf8), "ended before its first picture was complete"),
      ([], "is empty; did the program before"),
      (Array("YUV4MPEG2 W4 H4 It C420\n".utf8), "interlaced frames (It); supported is progressive"),
      (Array("YUV4MPEG2 W4 H4 C420p10\n".utf8), "C420p10; supported is 8 bits"),
      (Array("YUV4MPEG2 W4 C420\n".utf8), "without the height (H)"),
      (Array("YUV4MPEG2 W99999999 H99999999 C420\n".utf8), "pixels; up to 16 million"),
      (Array("YUV4MPEG2 W4 H4 C420\nFRAM".utf8), "ended before its first picture"),
    ] as [([UInt8], String)])
  func `what is no such stream is refused in one line`(bytes: [UInt8], sentence: String) throws {
    let error = try #require(parse(bytes, inPiecesOf: [3]).error)
    #expect(error.description.hasPrefix("standard input: "))
    #expect(error.description.contains(sentence), "\(error)")
    #expect(!error.description.contains("\n"))
    #expect(error == parse(bytes).error)
  }

  @Test func `a header without end is no header`() {
    let comment = "P6 #" + String(repeating: "x", count: 10_000)
    #expect(parse(Array(comment.utf8)).error != nil)
    #expect(parse(Array(("YUV4MPEG2 " + comment).utf8)).error != nil)
  }
}
