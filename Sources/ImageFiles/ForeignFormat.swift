/// A known kind of file that is not read, and how to turn it into one that is.
package struct ForeignFormat: Hashable, Sendable {
  /// With its article: "a GIF animation".
  package var name: String
  package var conversion: Conversion

  /// The format that a file's first bytes announce, if it is one of these.
  ///
  /// - Parameter head: The first 32 bytes or more, where the file has as many.
  init?(head: UnsafeRawBufferPointer) {
    let text = String(decoding: head.map { 0x20..<0x7F ~= $0 ? $0 : 0x3F }, as: UTF8.self)
    // ISO base media files name their brand after the length of the first box.
    if text.dropFirst(4).hasPrefix("ftyp") {
      switch text.dropFirst(8).prefix(4) {
      case "avif", "avis": self.init("an AVIF picture", .toPNG)
      case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1":
        self.init("a HEIC picture", .heic)
      default: self.init("an MP4 or QuickTime film", .film)
      }
      return
    }
    if text.hasPrefix("RIFF"), text.dropFirst(8).hasPrefix("WEBP") {
      self.init("a WebP picture", .toPNG)
      return
    }
    // Two letters alone could be the start of a word; four reserved bytes behind them are not.
    if text.hasPrefix("BM"), head.count >= 10, head[6..<10].allSatisfy({ $0 == 0 }) {
      self.init("a BMP picture", .toPNG)
      return
    }
    guard
      let known = Self.signatures.first(where: { signature in
        signature.bytes.count <= head.count && zip(signature.bytes, head).allSatisfy(==)
      })
    else { return nil }
    self.init(known.name, known.conversion)
  }

  private init(_ name: String, _ conversion: Conversion) {
    self.name = name
    self.conversion = conversion
  }

  private struct Signature {
    var bytes: [UInt8]
    var name: String
    var conversion: Conversion

    init(_ text: String, _ name: String, _ conversion: Conversion) {
      self.init(Array(text.utf8), name, conversion)
    }

    init(_ bytes: [UInt8], _ name: String, _ conversion: Conversion) {
      self.bytes = bytes
      self.name = name
      self.conversion = conversion
    }
  }

  private static let signatures: [Signature] = [
    Signature("P7\n", "a PAM picture (P7)", .pam),
    Signature("P7\r", "a PAM picture (P7)", .pam),
    Signature("P7 332", "an XV thumbnail (P7 332)", .toPNG),
    Signature("PF\n", "a PFM picture (floating point)", .toPNG),
    Signature("Pf\n", "a PFM picture (floating point)", .toPNG),
    Signature("GIF8", "a GIF picture", .firstFrame),
    Signature("II*\0", "a TIFF picture", .firstFrame),
    Signature("MM\0*", "a TIFF picture", .firstFrame),
    Signature("II+\0", "a BigTIFF picture", .firstFrame),
    Signature("MM\0+", "a BigTIFF picture", .firstFrame),
    Signature([0xFF, 0x0A], "a JPEG XL picture", .jpegXL),
    Signature([0, 0, 0, 0x0C] + Array("JXL ".utf8), "a JPEG XL picture", .jpegXL),
    Signature([0, 0, 0, 0x0C] + Array("jP  ".utf8), "a JPEG 2000 picture", .toPNG),
    Signature([0xFF, 0x4F, 0xFF, 0x51], "a JPEG 2000 picture", .toPNG),
    Signature([0x8A] + Array("MNG".utf8), "an MNG animation", .firstFrame),
    Signature([0, 0, 1, 0], "a Windows icon", .firstFrame),
    Signature("8BPS", "a Photoshop picture", .firstFrame),
    Signature("qoif", "a QOI picture", .toPNG),
    Signature("farbfeld", "a farbfeld picture", .toPNG),
    Signature("#?RADIANCE", "a Radiance HDR picture", .toPNG),
    Signature([0x76, 0x2F, 0x31, 0x01], "an OpenEXR picture", .toPNG),
    Signature("/* XPM", "an XPM picture", .toPNG),
    Signature("%PDF", "a PDF document", .pdf),
    Signature("%!PS", "a PostScript document", .toPNG),
    Signature("<svg", "an SVG drawing", .svg),
    Signature("<?xml", "an XML document (an SVG drawing?)", .svg),
    Signature("<", "an HTML or XML document", .browser),
    Signature("PK\u{3}\u{4}", "a ZIP archive", .unzip),
    Signature([0x1F, 0x8B], "compressed by gzip", .unpack("gunzip -c")),
    Signature("BZh", "compressed by bzip2", .unpack("bunzip2 -c")),
    Signature([0xFD] + Array("7zXZ".utf8), "compressed by xz", .unpack("xz -dc")),
    Signature([0x28, 0xB5, 0x2F, 0xFD], "compressed by zstd", .unpack("zstd -dc")),
    Signature([0x93] + Array("NUMPY".utf8), "a NumPy array", .numpy),
    Signature([0xFF, 0xFE], "text in UTF-16", .utf16),
    Signature([0xFE, 0xFF], "text in UTF-16", .utf16),
  ]
}

/// The command that makes a supported file of one that is not.
package enum Conversion: Hashable, Sendable {
  case toPNG
  case firstFrame
  case heic
  case jpegXL
  case film
  case pam
  case pdf
  case svg
  case toRGB
  case quarter
  case unzip
  case unpack(String)
  case numpy
  case utf16
  case browser

  /// The command with the names filled in, fit to be pasted into a shell.
  package func command(for path: String) -> String {
    let input = shellQuoted(path)
    func output(_ suffix: String) -> String {
      let name = path == "-" ? "picture" : fileName(of: path)
      let stem = name.lastIndex(of: ".").map { $0 > name.startIndex ? name[..<$0] : name[...] }
      return shellQuoted((stem ?? name[...]) + suffix)
    }
    return switch self {
    case .toPNG: "convert \(input) \(output(".png"))"
    case .firstFrame: "convert \(shellQuoted(path + "[0]")) \(output(".png"))"
    case .heic: "heif-convert \(input) \(output(".png"))"
    case .jpegXL: "djxl \(input) \(output(".png"))"
    case .film: "ffmpeg -i \(input) -frames:v 1 \(output(".png"))"
    case .pam: "pamtopnm \(input) > \(output(".pnm"))"
    case .pdf: "pdftoppm -png -r 100 \(input) \(output(""))"
    case .svg: "rsvg-convert \(input) -o \(output(".png"))"
    case .toRGB: "convert \(input) -colorspace sRGB \(output("-rgb.png"))"
    case .quarter: "convert \(input) -resize 25% \(output("-small.png"))"
    case .unzip: "unzip \(input), then name a picture from it"
    case .unpack(let program): "\(program) \(input) | explore -"
    case .numpy:
      "python3 -c \"import numpy,sys; "
        + "numpy.savetxt(sys.stdout, numpy.load(sys.argv[1]))\" \(input) > \(output(".txt"))"
    case .utf16: "iconv -f UTF-16 -t UTF-8 \(input) > \(output("-utf8.csv"))"
    case .browser: "open it in a browser and save the picture alone"
    }
  }
}

/// A path as one word of a shell command.
private func shellQuoted(_ path: some StringProtocol) -> String {
  let plain = path.utf8.allSatisfy { byte in
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
    case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }
  let text = printable(path)
  if plain, !text.isEmpty { return text }
  return "'"
    + text.split(separator: "'", omittingEmptySubsequences: false)
    .joined(separator: "'\\''") + "'"
}
