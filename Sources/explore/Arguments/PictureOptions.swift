import ArgumentParser
import Convolution
import Explorer
import ImageFiles

/// Which part of a picture is taken, and as what numbers; the same options for every command that
/// reads one.
struct PictureOptions: ParsableArguments {
  @Flag(
    exclusivity: .chooseLast,
    help: "One channel, or red, green and blue kept apart.")
  var colors = ColorChannels.gray

  @Option(help: "unit: 0…1. byte: 0…255. Tables of numbers stay as they are. (default: unit)")
  var scale: ValueScale?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Take this part of the picture, first of all.", valueName: "HxW+ROW+COLUMN"),
    transform: Crop.init(argument:))
  var crop: Crop?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Shrink or enlarge the picture to this size.", valueName: "HxW"),
    transform: { try Extent(pictureArgument: $0) })
  var resize: Extent?
}

extension PictureOptions {
  /// Whether nothing was asked for; `--gray` is how it is anyway.
  var isEmpty: Bool { colors == .gray && scale == nil && crop == nil && resize == nil }

  /// What to load.
  func request(path: String) -> PictureRequest {
    PictureRequest(
      path: path, scale: scale ?? .unit, colors: colors, crop: crop,
      resize: resize)
  }

  /// The arguments that load the same again; defaults are left out.
  func arguments(path: String) -> [String] { request(path: path).arguments }
}

extension PictureRequest {
  /// The arguments that load the same again; defaults are left out.
  var arguments: [String] {
    var arguments: [String] = []
    if colors == .rgb { arguments.append("--rgb") }
    if scale != .unit { arguments += ["--scale", scale.rawValue] }
    if let crop { arguments += ["--crop", "\(crop)"] }
    if let resize { arguments += ["--resize", "\(resize.height)x\(resize.width)"] }
    // A file's name that begins with a minus would be taken for an option.
    let isOption = path.hasPrefix("-") && path != "-"
    return arguments + [isOption ? "./" + path : path]
  }
}

extension ColorChannels: EnumerableFlag {
  static var allCases: [ColorChannels] { [.gray, .rgb] }

  static func name(for value: ColorChannels) -> NameSpecification {
    .customLong(value == .rgb ? "rgb" : "gray")
  }
}

extension ValueScale: ExpressibleByArgument {}

extension ArgumentHelp {
  /// For the argument that names the picture.
  static var image: ArgumentHelp {
    ArgumentHelp("A picture or a table of numbers, \(origins).")
  }

  /// For the argument that names several.
  static var pictures: ArgumentHelp {
    ArgumentHelp("Pictures or tables of numbers, \(origins).", valueName: "picture")
  }

  private static var origins: String {
    func names(_ pictures: [BuiltInPicture]) -> String {
      pictures.map(\.name).joined(separator: ", ")
    }
    let others = BuiltInPicture.all.filter { !$0.isClothing }
    return """
      '-' for standard input, or a built-in picture: \(names(others)); clothes: \
      \(names(BuiltInPicture.clothes))
      """
  }
}
