internal import Convolution

extension Examples {
  /// An array of an IDX file, with the file's path for messages.
  typealias File = (path: String, array: IDXArray)

  /// The pictures of a file, and what they show.
  ///
  /// - Parameters:
  ///   - pictures: Has three axes.
  ///   - labels: Has one axis; nil for pictures that nobody has labeled, which all count as class 0.
  /// - Throws: `labelCount` unless there is a label for each picture, `label` for one without a class.
  init(_ pictures: File, labels: File?, classes: Int) throws(DataError) {
    let count = pictures.array.sizes[0]
    if let labels {
      let bytes = labels.array.bytes
      guard bytes.count == count else {
        throw DataError(
          path: labels.path,
          problem: .labelCount(
            found: bytes.count, pictures: count, file: lastName(pictures.path)))
      }
      if let index = bytes.firstIndex(where: { $0 >= classes }) {
        throw DataError(
          path: labels.path,
          problem: .label(bytes[index], index: index, classes: classes))
      }
    }
    do {
      let shape = try Shape(
        channels: 1, height: pictures.array.sizes[1], width: pictures.array.sizes[2])
      self.init(
        shape: shape, numbers: .bytes(pictures.array.bytes),
        labels: labels?.array.bytes ?? [UInt8](repeating: 0, count: count))
    } catch {
      preconditionFailure("a picture is no larger than all that are read: \(error)")
    }
  }
}
