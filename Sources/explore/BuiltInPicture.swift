import CAssets
import Convolution
import Explorer
import ImageFiles

/// A picture that the program carries with it: a file of the folder `Assets`.
struct BuiltInPicture: Sendable {
  /// The file's path in the folder: `three.pgm`, `fashion/bag.pgm`.
  let file: String
  private let index: Int

  /// The file's name without folder and ending: `three`, `bag`.
  var name: String {
    let last = file.split(separator: "/").last ?? ""
    return String(last.prefix { $0 != "." })
  }

  /// Whether it is one of `clothes`.
  var isClothing: Bool { file.hasPrefix("fashion/") }

  /// What the explorer opens without being told otherwise.
  static let standard = "three"

  /// The same for a network that takes pictures of a shape.
  static func standard(for input: Shape) -> String {
    if input.channels == 3 { return "colors" }
    return input.extent == Extent(28) ? "ankle-boot" : standard
  }

  static let all: [BuiltInPicture] = {
    var pictures: [BuiltInPicture] = []
    while let asset = asset_at(pictures.count) {
      pictures.append(
        BuiltInPicture(file: String(cString: asset.pointee.file), index: pictures.count))
    }
    return pictures
  }()

  static func named(_ name: String) -> BuiltInPicture? { all.first { $0.name == name } }

  /// Test pictures of Fashion-MNIST, 28 × 28: one of each class in the order of the classes 0…9, then
  /// a second sneaker and a second bag.
  static let clothes = all.filter(\.isClothing)

  func load(_ request: PictureRequest) throws(PictureError) -> Picture {
    let asset = asset_at(index)?.pointee
    return try Picture.load(
      request, bytes: UnsafeRawBufferPointer(start: asset?.bytes, count: asset?.count ?? 0))
  }
}

extension Picture {
  /// Red, green and blue for a color picture; a gray one has a single channel, which needs no name.
  var channelNames: [String] {
    tensor.shape.channels == PrimaryColor.allCases.count ? PrimaryColor.names : []
  }

  /// The file of this name or, where there is none, the built-in picture.
  ///
  /// - Throws: `PictureError`, or `Failure` where the name is nearly that of a built-in picture.
  static func loadNamed(_ request: PictureRequest) throws -> Picture {
    do throws(PictureError) {
      return try load(request)
    } catch {
      guard error.problem == .missing else { throw error }
      if let picture = BuiltInPicture.named(request.path) { return try picture.load(request) }
      throw error.suggestingBuiltIn(near: request.path)
    }
  }
}

extension PictureError {
  /// The same for a file that is missing, with the built-in picture whose name is nearly this.
  func suggestingBuiltIn(near name: String) -> any Error {
    let stem = String(name.prefix { $0 != "." })
    guard let near = nearestName(to: stem, among: BuiltInPicture.all.map(\.name)) else {
      return self
    }
    return Failure(.noInput, "\(self), or take the built-in picture '\(near)'")
  }
}
