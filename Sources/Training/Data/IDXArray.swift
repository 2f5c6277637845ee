internal import Convolution

/// What an IDX file holds: unsigned bytes along one or more axes.
///
/// Two zeros, the type of the elements, the number of axes, the length of each axis in 32 bits,
/// big-endian, and then the elements with the last axis running fastest. Packed with gzip or not.
///
/// Source: LeCun, Cortes and Burges, *The MNIST database of handwritten digits*, "File formats".
package struct IDXArray: Hashable, Sendable {
  /// The lengths of the axes: (pictures, rows, columns), or (labels).
  package let sizes: [Int]
  package let bytes: [UInt8]

  /// The most bytes of data that are read, so that no header takes the memory of the machine, and each
  /// picture has a shape.
  static let mostBytes = Shape.maximumCount

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - axes: How many axes there have to be.
  ///   - meaning: What has so many, for the message: "pictures".
  /// - Throws: `DataError` for a file that is missing, damaged or no such file. Nothing is allocated for
  ///   promises that the file's length cannot keep.
  package init(path: String, axes: Int, meaning: String) throws(DataError) {
    do throws(DataError.Problem) {
      var reader = try DataReader.open(path: path)
      try self.init(&reader, axes: axes, meaning: meaning)
    } catch {
      throw DataError(path: path, problem: error)
    }
  }

  /// Reads a file that is in memory already.
  ///
  /// - Parameter name: What an error calls it.
  package init(
    bytes: UnsafeRawBufferPointer, name: String, axes: Int, meaning: String
  ) throws(DataError) {
    do throws(DataError.Problem) {
      var reader = try DataReader.open(bytes: bytes)
      try self.init(&reader, axes: axes, meaning: meaning)
    } catch {
      throw DataError(path: name, problem: error)
    }
  }

  private init(
    _ reader: inout DataReader, axes: Int, meaning: String
  ) throws(DataError.Problem) {
    let magic = try Self.bytes(4, of: &reader)
    guard magic.count == 4, magic[0] == 0, magic[1] == 0, magic[3] > 0 else {
      throw .notIDX(firstBytes: magic)
    }
    guard magic[2] == 0x08 else { throw .elementType(magic[2]) }
    guard magic[3] == axes else {
      throw .axes(found: Int(magic[3]), expected: axes, meaning: meaning)
    }
    let lengths = try Self.bytes(4 * axes, of: &reader)
    guard lengths.count == 4 * axes else {
      throw .truncated(found: 0, needed: 1)
    }
    sizes = stride(from: 0, to: lengths.count, by: 4).map { start in
      lengths[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    guard sizes.allSatisfy({ $0 > 0 }) else { throw .sizes(sizes) }
    let count = try Self.checkedCount(sizes)
    let most = reader.mostBytes - 4 * (1 + axes)
    if count > most {
      throw reader.isPacked
        ? .implausible(promised: count, stored: reader.storedLength)
        : .truncated(found: most, needed: count)
    }
    bytes = try Self.bytes(count, of: &reader)
    guard bytes.count == count else { throw .truncated(found: bytes.count, needed: count) }
    // Whether there is more; where the data are packed, this is also what checks their sum.
    guard try Self.bytes(1, of: &reader).isEmpty else { throw .trailing(needed: count) }
  }

  private static func checkedCount(_ sizes: [Int]) throws(DataError.Problem) -> Int {
    var count: UInt64 = 1
    for size in sizes {
      let (product, overflows) = count.multipliedReportingOverflow(by: UInt64(size))
      count = overflows ? .max : product
      if overflows { break }
    }
    guard count <= mostBytes else { throw .tooLarge(bytes: count, limit: mostBytes) }
    return Int(count)
  }

  /// The next bytes, fewer only at the end.
  private static func bytes(
    _ count: Int, of reader: inout DataReader
  ) throws(DataError.Problem) -> [UInt8] {
    var problem: DataError.Problem?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      do throws(DataError.Problem) {
        initialized = try reader.read(into: UnsafeMutableRawBufferPointer(buffer))
      } catch {
        problem = error
      }
    }
    if let problem { throw problem }
    return bytes
  }
}
