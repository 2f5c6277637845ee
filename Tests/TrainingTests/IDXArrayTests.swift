import TestSupport
import Testing
import Training

@Suite struct `IDX files` {
  private static let data: [UInt8] = Array(1...24)
  private static let whole = IDXFiles.bytes([2, 3, 4], data)

  @Test(arguments: [whole, GzipBuilder.stored(whole)])
  func `bytes are read in their order`(file: [UInt8]) throws {
    let array = try IDXFiles.read(file).get()
    #expect(array.sizes == [2, 3, 4])
    #expect(array.bytes == Self.data)
  }

  @Test func `several gzip streams are one after the other`() throws {
    for cut in Self.whole.indices {
      let file =
        GzipBuilder.stored(Array(Self.whole[..<cut])) + GzipBuilder.stored([])
        + GzipBuilder.stored(Array(Self.whole[cut...]))
      #expect(try IDXFiles.read(file).get().bytes == Self.data, "cut at \(cut)")
    }
  }

  @Test func `what was packed well is read whole`() throws {
    let count = 258 * 300 + 1
    let file = GzipBuilder.bomb(prefix: IDXFiles.bytes([1, 1, count], []), runs: 300)
    #expect(file.count < 600)
    #expect(try IDXFiles.read(file).get().bytes == [UInt8](repeating: 0, count: count))
  }

  @Test(arguments: [whole, GzipBuilder.stored(whole), GzipBuilder.bomb(prefix: whole, runs: 2)])
  func `a file cut off anywhere is refused`(file: [UInt8]) {
    for length in file.indices {
      #expect(IDXFiles.refusal(Array(file[..<length])) != nil, "\(length) of \(file.count) bytes")
    }
  }

  @Test func `every flipped bit of a packed file is found or harmless`() throws {
    let file = GzipBuilder.stored(Self.whole)
    for position in file.indices {
      for bit in 0..<8 {
        var damaged = file
        damaged[position] ^= 1 << bit
        // Only when the file was made, on what system, and what fills a byte up can be anything.
        guard let array = try? IDXFiles.read(damaged).get() else { continue }
        #expect(array.bytes == Self.data, "bit \(bit) of byte \(position)")
        #expect(3...10 ~= position, "bit \(bit) of byte \(position)")
      }
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `whatever the bytes are, they are read or refused`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for original in [Self.whole, GzipBuilder.stored(Self.whole)] {
      for _ in 0..<200 {
        var file = original
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
          let place = Int.random(in: 0..<file.count, using: &generator)
          switch Int.random(in: 0..<4, using: &generator) {
          case 0: file[place] = UInt8.random(in: 0...255, using: &generator)
          case 1: file.insert(UInt8.random(in: 0...255, using: &generator), at: place)
          case 2 where file.count > 1: file.remove(at: place)
          default: file[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
          }
        }
        guard let array = try? IDXFiles.read(file).get() else { continue }
        #expect(array.bytes.count == array.sizes.reduce(1, *), "seed \(seed): \(file)")
      }
    }
  }

  private static let mistakes: [(file: [UInt8], sentence: String)] = [
    ([], "is empty; needed is an IDX file of unsigned bytes (00 00 08 …), packed with gzip or not"),
    (
      [0x50, 0x35, 0x0A, 0x31],
      "starts with 50 35 0A 31, which is not how IDX files do; needed is an IDX file of unsigned "
        + "bytes (00 00 08 …), packed with gzip or not"
    ),
    (
      IDXFiles.bytes([1], [0], type: 0x0D),
      "its elements are 32-bit floating-point numbers (type 0D); only unsigned bytes (type 08) are "
        + "read"
    ),
    (
      IDXFiles.bytes([1], [0], type: 0x42),
      "its elements are of the unknown type 42; only unsigned bytes (type 08) are read"
    ),
    (IDXFiles.bytes([3], [1, 2, 3]), "has 1 axis; pictures have 3"),
    (
      IDXFiles.bytes([2, 0, 4], []),
      "has the size 2×0×4, which holds nothing; write the file again"
    ),
    (
      IDXFiles.bytes([70_000, 280, 280], []),
      "promises 5488000000 bytes; at most 512 MiB are read"
    ),
    (
      IDXFiles.bytes([0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF], []),
      "promises more than 2⁶⁴ bytes; at most 512 MiB are read"
    ),
    (
      IDXFiles.bytes([2, 3, 4], Array(data.dropLast())),
      "ends after 23 bytes of data where its header promises 24; copy the file again"
    ),
    (
      IDXFiles.bytes([2, 3, 4], data + [0]),
      "has more than the 24 bytes of data that its header promises; copy the file again"
    ),
    (
      GzipBuilder.stored(IDXFiles.bytes([2, 3, 4], Array(data.dropLast()))),
      "ends after 23 bytes of data where its header promises 24; copy the file again"
    ),
    (
      GzipBuilder.stored(IDXFiles.bytes([60_000, 28, 28], [])),
      "promises 47040000 bytes of data, more than 39 bytes of gzip can hold; copy the file again"
    ),
    (
      GzipBuilder.bomb(prefix: whole, runs: 1_000),
      "has more than the 24 bytes of data that its header promises; copy the file again"
    ),
    (
      Array(GzipBuilder.stored(whole).dropLast(3)),
      "ends at byte 60, inside the gzip data; copy the file again"
    ),
    (
      GzipBuilder.stored(whole) + [0, 0],
      "byte 65: the gzip data are damaged; copy the file again"
    ),
    (
      GzipBuilder.stored(whole).dropLast(4) + [23, 0, 0, 0],
      "byte 63: the gzip data are damaged; copy the file again"
    ),
  ]

  @Test(arguments: mistakes)
  func `what is wrong is said`(file: [UInt8], sentence: String) {
    #expect(IDXFiles.refusal(file) == "it: \(sentence)")
  }

  @Test func `files are read as memory is`() throws {
    let folder = try TemporaryFolder()
    let files: [[UInt8]] = [
      Self.whole, GzipBuilder.stored(Self.whole),
      // Longer than what is read at once, and no multiple of it.
      GzipBuilder.stored(IDXFiles.bytes([10, 200, 301], [UInt8](repeating: 7, count: 602_000))),
    ]
    for file in files {
      let path = try folder.write(file, to: "data")
      #expect(
        try IDXArray(path: path, axes: 3, meaning: "pictures") == IDXFiles.read(file).get())
      let cut = try folder.write(file.dropLast(), to: "cut")
      #expect(throws: DataError.self) {
        try IDXArray(path: cut, axes: 3, meaning: "pictures")
      }
    }
  }

  @Test func `what is no file is refused`() throws {
    let folder = try TemporaryFolder()
    for (path, sentence) in [
      (folder.path + "/nothing", "there is no such file; check the path"),
      (folder.path, "cannot be read: it is no regular file; check the path"),
      ("/dev/zero", "cannot be read: it is no regular file; check the path"),
    ] {
      let error = #expect(throws: DataError.self) {
        try IDXArray(path: path, axes: 3, meaning: "pictures")
      }
      #expect(error?.description == "\(path): \(sentence)")
      #expect(error?.exitCode == 66)
    }
  }
}
