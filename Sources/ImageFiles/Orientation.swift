internal import Convolution

/// How the rows and columns of a file lie in the picture that it shows (EXIF's eight cases).
///
/// Every case is affine: the element for row *r* and column *c* of the file stands at
/// `origin + r · rowStep + c · columnStep`, so a turned picture needs no second buffer.
enum Orientation: Int, CaseIterable, Sendable {
  // The names say where the file's first row and first column belong.
  case topLeft = 1
  case topRight
  case bottomRight
  case bottomLeft
  case leftTop
  case rightTop
  case rightBottom
  case leftBottom

  /// Whether height and width change places.
  var swapsAxes: Bool { rawValue >= Orientation.leftTop.rawValue }

  /// The extent of the picture shown, of one stored as `stored`.
  func extent(of stored: Extent) -> Extent {
    swapsAxes ? Extent(height: stored.width, width: stored.height) : stored
  }

  /// Where the elements of one channel go, for a file of `stored` pixels.
  func placement(of stored: Extent) -> Placement {
    let shown = extent(of: stored)
    let last = shown.height * shown.width - 1
    let down = shown.width
    return switch self {
    case .topLeft: Placement(origin: 0, rowStep: down, columnStep: 1)
    case .topRight: Placement(origin: down - 1, rowStep: down, columnStep: -1)
    case .bottomRight: Placement(origin: last, rowStep: -down, columnStep: -1)
    case .bottomLeft: Placement(origin: last - down + 1, rowStep: -down, columnStep: 1)
    case .leftTop: Placement(origin: 0, rowStep: 1, columnStep: down)
    case .rightTop: Placement(origin: down - 1, rowStep: -1, columnStep: down)
    case .rightBottom: Placement(origin: last, rowStep: -1, columnStep: -down)
    case .leftBottom: Placement(origin: last - down + 1, rowStep: 1, columnStep: -down)
    }
  }

  struct Placement {
    var origin: Int
    var rowStep: Int
    var columnStep: Int
  }
}
