import Training

/// Files in the IDX format, whole and damaged.
enum IDXFiles {
  static func bytes(_ sizes: [Int], _ data: [UInt8], type: UInt8 = 0x08) -> [UInt8] {
    [0, 0, type, UInt8(sizes.count)]
      + sizes.flatMap { size in withUnsafeBytes(of: UInt32(size).bigEndian) { Array($0) } } + data
  }

  /// What is read from bytes in memory, or why it cannot be.
  static func read(
    _ bytes: [UInt8], axes: Int = 3
  ) -> Result<IDXArray, DataError> {
    bytes.withUnsafeBytes { buffer in
      Result { () throws(DataError) in
        try IDXArray(bytes: buffer, name: "it", axes: axes, meaning: "pictures")
      }
    }
  }

  /// The sentence that refuses bytes; nil where they are read.
  static func refusal(_ bytes: [UInt8], axes: Int = 3) -> String? {
    if case .failure(let error) = read(bytes, axes: axes) { error.description } else { nil }
  }

  /// The four files of a small data set: pictures of 2 × 3, two to learn from for each class, one to
  /// be tested with.
  static func dataSet(
    classes: Int = 10, packed: Bool = false, separator: String = "-"
  ) -> [String: [UInt8]] {
    func pictures(_ count: Int) -> [UInt8] {
      bytes([count, 2, 3], (0..<count * 6).map { UInt8($0 % 256) })
    }
    func labels(_ count: Int) -> [UInt8] { bytes([count], (0..<count).map { UInt8($0 % classes) }) }
    let files = [
      "train-images\(separator)idx3-ubyte": pictures(2 * classes),
      "train-labels\(separator)idx1-ubyte": labels(2 * classes),
      "t10k-images\(separator)idx3-ubyte": pictures(classes),
      "t10k-labels\(separator)idx1-ubyte": labels(classes),
    ]
    guard packed else { return files }
    return Dictionary(
      uniqueKeysWithValues: files.map { ("\($0.key).gz", GzipBuilder.stored($0.value)) })
  }
}
