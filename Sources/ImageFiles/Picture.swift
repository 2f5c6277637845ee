package import Convolution

/// Which picture to load, and as what numbers.
package struct PictureRequest: Hashable, Sendable {
  /// A file, or `-` for standard input.
  package var path: String
  /// Does not touch tables of numbers.
  package var scale: ValueScale
  package var colors: ColorChannels
  /// Taken first.
  package var crop: Crop?
  /// How it gets the size that is needed; done second.
  package var fitting: Fitting?

  /// How a picture gets another size.
  package enum Fitting: Hashable, Sendable {
    /// All of it, whatever its proportions.
    case stretched(to: Extent)
    /// Its middle, after the shorter side was given so many pixels: what classifiers are shown.
    case middle(Extent, shorterSide: Int)
  }

  /// The size that it is stretched to, if it is.
  package var resize: Extent? {
    get { if case .stretched(let extent) = fitting { extent } else { nil } }
    set { fitting = newValue.map { .stretched(to: $0) } }
  }

  package init(
    path: String, scale: ValueScale = .unit, colors: ColorChannels = .gray, crop: Crop? = nil,
    resize: Extent? = nil
  ) {
    self.path = path
    self.scale = scale
    self.colors = colors
    self.crop = crop
    fitting = resize.map { .stretched(to: $0) }
  }
}

/// A picture as numbers, and where they come from.
package struct Picture: Hashable, Sendable {
  /// One channel, or three: red, green, blue.
  package var tensor: Tensor
  /// The file's name without its folder, or `standard input`.
  package var name: String
  /// What the file is, in a few words: "PNG, RGB with alpha, 16 bits".
  package var format: String
  /// The size in the file (as it is shown, the right way up), before crop and resize.
  package var fileExtent: Extent
  /// The value of the brightest sample: 1 or 255; nil for a table, whose numbers have no such bound.
  package var fullScale: Float?

  /// - Parameter fileExtent: The tensor's own where nothing is said.
  package init(
    tensor: Tensor, name: String, format: String, fileExtent: Extent? = nil, fullScale: Float?
  ) {
    self.tensor = tensor
    self.name = name
    self.format = format
    self.fileExtent = fileExtent ?? tensor.shape.extent
    self.fullScale = fullScale
  }

  /// Reads the picture that `request` asks for. What kind of file it is, its content tells.
  ///
  /// - Throws: `PictureError`, whose description is one line for the user.
  /// - Complexity: Bounded for every file, see `PictureLimits`.
  package static func load(_ request: PictureRequest) throws(PictureError) -> Picture {
    try load(request) { () throws(PictureProblem) in try ByteReader.open(path: request.path) }
  }

  /// The same for a file that is in memory already; `request.path` only names it.
  package static func load(
    _ request: PictureRequest, bytes: UnsafeRawBufferPointer
  ) throws(PictureError) -> Picture {
    try load(request) { () throws(PictureProblem) in try ByteReader(bytes: bytes) }
  }

  private static func load(
    _ request: PictureRequest, from open: () throws(PictureProblem) -> ByteReader
  ) throws(PictureError) -> Picture {
    do throws(PictureProblem) {
      var reader = try open()
      var picture = try PictureKind(of: &reader).read(&reader, request)
      picture.name = request.path == "-" ? "standard input" : fileName(of: request.path)
      if let crop = request.crop { picture.tensor = try picture.tensor.cropped(to: crop) }
      switch request.fitting {
      case nil: break
      case .stretched(let extent): picture.tensor = try picture.tensor.resized(to: extent)
      case .middle(let extent, let shorterSide):
        picture.tensor = picture.tensor.middle(
          extent, shorterSide: shorterSide, fullScale: picture.fullScale)
      }
      return picture
    } catch {
      throw PictureError(path: request.path, problem: error)
    }
  }
}

/// The kinds of file that are read.
enum PictureKind {
  case anymap
  case png
  case jpeg
  case table

  /// Looks at the first bytes only.
  init(of reader: inout ByteReader) throws(PictureProblem) {
    let head = reader.lookAhead(512)
    if let failure = reader.failure { throw .unreadable(failure) }
    if Anymap.isAnnounced(by: head) {
      self = .anymap
    } else if head.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
      self = .png
    } else if head.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if let foreign = ForeignFormat(head: head) {
      throw .foreign(foreign)
    } else if NumberTable.isText(head) {
      self = .table
    } else {
      throw .unknownFormat(firstBytes: Array(head.prefix(8)))
    }
  }

  func read(
    _ reader: inout ByteReader, _ request: PictureRequest
  ) throws(PictureProblem) -> Picture {
    do throws(PictureProblem) {
      switch self {
      case .anymap: return try Anymap.read(&reader, request)
      case .png: return try PNGFile.read(&reader, request)
      case .jpeg: return try JPEGFile.read(&reader, request)
      case .table: return try NumberTable.read(&reader)
      }
    } catch {
      // Where the system failed, that is what to say, not that the file ends there.
      if let failure = reader.failure { throw .unreadable(failure) }
      throw error
    }
  }
}

extension Picture {
  /// A picture made of samples; `load` names it.
  init(tensor: Tensor, format: String, request: PictureRequest) {
    self.init(tensor: tensor, name: "", format: format, fullScale: request.scale.fullScale)
  }
}
