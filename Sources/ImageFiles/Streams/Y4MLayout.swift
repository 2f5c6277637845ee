internal import Convolution

/// How the bytes of a Y4M stream's frames lie: brightness first, then two planes of color, which may
/// be coarser.
///
/// Source: the format description in yuv4mpeg(5) of the mjpegtools, and ffmpeg's additions.
struct Y4MLayout: Hashable {
  let extent: Extent
  let chroma: Chroma
  /// Whether brightness has all of 0…255, rather than 16…235.
  let hasFullRange: Bool

  /// Where the planes of color have one sample for several pixels.
  enum Chroma: Hashable {
    /// None at all: gray.
    case absent
    /// Shifts from a pixel's place to its sample's.
    case planes(rowShift: Int, columnShift: Int)
  }

  /// Reads the first line of a stream, without its end.
  init(line: [UInt8]) throws(StreamError) {
    let words = line.split(separator: UInt8(ascii: " ")).dropFirst()
      .map { String(decoding: $0, as: UTF8.self) }
    func value(of tag: Character) -> Substring? {
      words.last { $0.first == tag }.map { $0.dropFirst() }
    }
    let height = try Self.size(value(of: "H"), "the height (H)")
    let width = try Self.size(value(of: "W"), "the width (W)")
    extent = Extent(height: height, width: width)
    let (area, overflows) = height.multipliedReportingOverflow(by: width)
    guard !overflows, area <= StreamError.mostPixels else { throw .tooManyPixels(extent) }
    if let order = value(of: "I"), !["p", "?"].contains(order) {
      throw .unsupported(
        "of interlaced frames (I\(printable(order)))", supported: "progressive (Ip)",
        advice: "add '-vf yadif' to the options of ffmpeg")
    }
    chroma = try Self.chroma(value(of: "C") ?? "420")
    hasFullRange = words.contains("XCOLORRANGE=FULL")
  }

  private static func size(_ text: Substring?, _ field: String) throws(StreamError) -> Int {
    guard let text, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let number = Int(text),
      1...Int(Int32.max) ~= number
    else {
      throw .unsupported(
        text.map { "whose \(field) is '\(printable($0))'" } ?? "without \(field)",
        supported: "a whole number from 1", advice: "write the stream again")
    }
    return number
  }

  private static func chroma(_ name: Substring) throws(StreamError) -> Chroma {
    switch name {
    case "420", "420jpeg", "420mpeg2", "420paldv": .planes(rowShift: 1, columnShift: 1)
    case "422": .planes(rowShift: 0, columnShift: 1)
    case "444": .planes(rowShift: 0, columnShift: 0)
    case "mono": .absent
    default:
      throw .unsupported(
        "with colors as C\(printable(name))", supported: "8 bits as 420, 422, 444 or mono",
        advice: "add '-pix_fmt yuv420p' to the options of ffmpeg")
    }
  }

  /// The bytes of a frame, all planes together.
  var frameBytes: Int {
    switch chroma {
    case .absent: extent.area
    case .planes(let rowShift, let columnShift):
      extent.area + 2 * Self.halved(extent.height, rowShift)
        * Self.halved(extent.width, columnShift)
    }
  }

  /// Rounded up: the last pixel of an odd row has a sample of its own.
  private static func halved(_ length: Int, _ shift: Int) -> Int { (length + shift) >> shift }
}

// MARK: - Colors

extension Y4MLayout {
  /// The frame as a PGM or PPM file.
  ///
  /// The colors are those of BT.601, for each pixel with the sample of color that covers it. A stream
  /// does not say whether it was made by another standard, such as BT.709.
  func anymap(of planes: [UInt8]) -> [UInt8] {
    precondition(planes.count == frameBytes, "\(planes.count) bytes are no frame of \(extent)")
    let range = hasFullRange ? Range.full : .limited
    switch chroma {
    case .absent:
      return header("P5") + planes.map { range.clamped(range.brightness($0) + Range.half) }
    case .planes(let rowShift, let columnShift):
      let header = header("P6")
      let chromaWidth = Self.halved(extent.width, columnShift)
      let blue = extent.area
      let red = blue + Self.halved(extent.height, rowShift) * chromaWidth
      return [UInt8](unsafeUninitializedCapacity: header.count + 3 * extent.area) { target, count in
        _ = target.update(fromContentsOf: header)
        var place = header.count
        planes.withUnsafeBufferPointer { planes in
          for row in 0..<extent.height {
            let chromaRow = (row >> rowShift) * chromaWidth
            for column in 0..<extent.width {
              let sample = chromaRow + column >> columnShift
              let light = range.brightness(planes[row * extent.width + column]) + Range.half
              let (b, r) = (Int(planes[blue + sample]) - 128, Int(planes[red + sample]) - 128)
              target[place] = range.clamped(light + range.redOfRed * r)
              target[place + 1] = range.clamped(
                light - range.greenOfBlue * b - range.greenOfRed * r)
              target[place + 2] = range.clamped(light + range.blueOfBlue * b)
              place += 3
            }
          }
        }
        count = place
      }
    }
  }

  private func header(_ magic: String) -> [UInt8] {
    Array("\(magic)\n\(extent.width) \(extent.height)\n255\n".utf8)
  }

  /// The weights of BT.601, in 65536ths.
  private struct Range {
    let black: Int
    let light: Int
    let redOfRed: Int
    let greenOfBlue: Int
    let greenOfRed: Int
    let blueOfBlue: Int

    /// Brightness 16…235, colors 16…240.
    static let limited = Range(
      black: 16, light: 76_309, redOfRed: 104_597, greenOfBlue: 25_675, greenOfRed: 53_279,
      blueOfBlue: 132_201)
    /// All of them 0…255.
    static let full = Range(
      black: 0, light: 65_536, redOfRed: 91_881, greenOfBlue: 22_554, greenOfRed: 46_802,
      blueOfBlue: 116_130)
    static let half = 1 << 15

    @inline(__always)
    func brightness(_ sample: UInt8) -> Int { light * (Int(sample) - black) }

    @inline(__always)
    func clamped(_ sum: Int) -> UInt8 { UInt8(min(max(sum >> 16, 0), 255)) }
  }
}
