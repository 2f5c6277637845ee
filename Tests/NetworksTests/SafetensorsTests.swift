import Convolution
import Foundation
import Networks
import TestSupport
import Testing

/// A weights file as the format's documentation describes it.
struct SafetensorsBuilder {
  var header = ""
  var data: [UInt8] = []

  /// Adds a tensor of numbers in 32 bits, or of 16-bit patterns.
  mutating func add(_ name: String, _ sizes: [Int], _ numbers: [Float]) {
    add(
      name, sizes, "F32",
      numbers.flatMap { withUnsafeBytes(of: $0.bitPattern.littleEndian, Array.init) })
  }

  mutating func add(_ name: String, _ sizes: [Int], _ type: String, halves: [UInt16]) {
    add(name, sizes, type, halves.flatMap { withUnsafeBytes(of: $0.littleEndian, Array.init) })
  }

  mutating func add(_ name: String, _ sizes: [Int], _ type: String, _ bytes: [UInt8]) {
    header += header.isEmpty ? "" : ","
    header +=
      "\"\(name)\":{\"dtype\":\"\(type)\",\"shape\":\(sizes),"
      + "\"data_offsets\":[\(data.count),\(data.count + bytes.count)]}"
    data += bytes
  }

  /// The whole file, with another header if one is given.
  func bytes(header: String? = nil, headerLength: UInt64? = nil) -> [UInt8] {
    let text = Array((header ?? "{\(self.header)}").utf8)
    let length = headerLength ?? UInt64(text.count)
    return withUnsafeBytes(of: length.littleEndian, Array.init) + text + data
  }
}

/// Files of a test, gone with it. A class, so that its folder goes with it.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file and returns its path.
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    let file = url.appending(path: name)
    try Data(bytes).write(to: file)
    return file.path
  }
}

@Suite struct `Weight files` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static func plan() throws -> Blueprint {
    try Blueprint(
      name: "test", input: Shape(channels: 1, height: 3, width: 3),
      layers: [
        Blueprint.Draft(.convolution(ConvolutionPlan(filters: 2, kernel: Extent(2)))),
        Blueprint.Draft(.batchNormalization(epsilon: 0.5)), Blueprint.Draft(.flatten),
        Blueprint.Draft(.dense(units: 2, hasBias: false)),
      ])
  }

  private static func builder(without name: String? = nil) -> SafetensorsBuilder {
    var builder = SafetensorsBuilder()
    let tensors: [(String, [Int], [Float])] = [
      ("dense1.weight", [2, 8], (0..<16).map { Float($0) }),
      ("conv1.bias", [2], [0.5, -0.5]), ("conv1.weight", [2, 1, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]),
      ("norm1.weight", [2], [1, 2]), ("norm1.bias", [2], [3, 4]),
      ("norm1.running_mean", [2], [5, 6]), ("norm1.running_var", [2], [7, 8]),
    ]
    for (tensor, sizes, numbers) in tensors where tensor != name {
      builder.add(tensor, sizes, numbers)
    }
    return builder
  }

  @Test func `fill a network, whatever order they are in`() throws {
    let path = try folder.write(Self.builder().bytes(), to: "a.safetensors")
    let network = try Self.plan().network(weights: .file(SafetensorsFile(path: path)))
    guard case .convolution(let convolution) = network.nodes[0].layer,
      case .normalization(let normalization) = network.nodes[1].layer,
      case .dense(let dense) = network.nodes[3].layer
    else {
      Issue.record("the layers are not those of the blueprint")
      return
    }
    #expect(convolution.bank.weights == [1, 2, 3, 4, 5, 6, 7, 8])
    #expect(convolution.bank.biases == [0.5, -0.5])
    #expect(normalization.channels.map(\.scale) == [1, 2])
    #expect(normalization.channels.map(\.shift) == [3, 4])
    #expect(normalization.channels.map(\.mean) == [5, 6])
    #expect(normalization.channels.map(\.variance) == [7, 8])
    #expect(normalization.channels.map(\.epsilon) == [0.5, 0.5])
    // Files have (units, inputs).
    for unit in 0..<2 {
      for input in 0..<8 { #expect(dense[input, unit] == Float(unit * 8 + input)) }
    }
    #expect(dense.biases == [0, 0])
  }

  @Test func `half precision and metadata are read`() throws {
    var builder = SafetensorsBuilder()
    builder.header = "\"__metadata__\":{\"format\":\"pt\"}"
    builder.add(
      "half", [2, 4], "F16",
      halves: [0x3C00, 0xC000, 0x0001, 0x7BFF, 0x7C00, 0x8000, 0x03FF, 0x3555])
    builder.add("brain", [3], "BF16", halves: [0x3F80, 0xC000, 0x7F80])
    builder.add("one", [], [42])
    builder.add("none", [0, 3], [])
    builder.add(
      "double", [2], "F64",
      [0.1, -1e300].flatMap { withUnsafeBytes(of: $0.bitPattern.littleEndian, Array.init) })
    let file = try SafetensorsFile(
      path: try folder.write(builder.bytes(), to: "a.safetensors"))
    let half = try file.numbers("half")
    #expect(
      half == [
        1, -2, 0x1p-24, 65504, .infinity, 0, 0x1p-14 - 0x1p-24, 0.333_251_953_125,
      ])
    #expect(half[5].sign == .minus)
    #expect(
      try file.transposed("half")
        == [half[0], half[4], half[1], half[5], half[2], half[6], half[3], half[7]])
    #expect(try file.numbers("brain") == [1, -2, .infinity])
    #expect(try file.numbers("one") == [42])
    #expect(try file.numbers("none").isEmpty)
    #expect(try file.numbers("double") == [0.1, -.infinity])
    #expect(file.entries.keys.sorted() == ["brain", "double", "half", "none", "one"])
    #expect(file.metadata == ["format": "pt"])
  }

  @Test func `a large matrix is turned piece by piece`() throws {
    // Rows of 70,000 numbers: 16 of them are read at once.
    let (rows, columns) = (35, 70_000)
    let numbers = (0..<rows * columns).map { Float($0) }
    var builder = SafetensorsBuilder()
    builder.add(
      "m", [rows, columns], "F32", numbers.withUnsafeBytes { Array($0) })
    let file = try SafetensorsFile(
      path: try folder.write(builder.bytes(), to: "a.safetensors"))
    let turned = try file.transposed("m")
    #expect(turned.count == numbers.count)
    for (row, column) in [(0, 0), (34, 69_999), (15, 3), (16, 4), (17, 69_000), (33, 1)] {
      #expect(turned[column * rows + row] == numbers[row * columns + column])
    }
  }

  @Test func `a missing tensor is named, with the nearest one there is`() throws {
    func sentence(without name: String) throws -> String? {
      let path = try folder.write(Self.builder(without: name).bytes(), to: "a.safetensors")
      let error = #expect(throws: WeightsError.self) {
        try Self.plan().network(weights: .file(SafetensorsFile(path: path)))
      }
      return error?.description.replacing(folder.url.path + "/", with: "")
    }
    #expect(
      try sentence(without: "conv1.bias")
        == "conv1 needs the tensor 'conv1.bias', which a.safetensors does not have; did you mean "
        + "'norm1.bias'?")
    #expect(
      try sentence(without: "norm1.running_var")
        == "norm1 needs the tensor 'norm1.running_var', which a.safetensors does not have; did you "
        + "mean 'norm1.running_mean'?")
  }

  @Test func `what is no weight is passed over, unless it is asked for`() throws {
    var builder = Self.builder()
    builder.add("norm1.num_batches_tracked", [], "I64", [UInt8](repeating: 1, count: 8))
    builder.add("mask", [3], "BOOL", [0, 1, 1])
    let counted = try SafetensorsFile(bytes: builder.bytes(), path: "a.safetensors")
    let plain = try SafetensorsFile(bytes: Self.builder().bytes(), path: "a.safetensors")
    #expect(
      try Self.plan().network(weights: .file(counted))
        == Self.plan().network(weights: .file(plain)))
    var wrong = Self.builder(without: "conv1.bias")
    wrong.add("conv1.bias", [2], "I32", [UInt8](repeating: 1, count: 8))
    let error = #expect(throws: WeightsError.self) {
      try Self.plan().network(
        weights: .file(SafetensorsFile(bytes: wrong.bytes(), path: "a.safetensors")))
    }
    #expect(
      error?.description
        == "a.safetensors: the tensor 'conv1.bias' has the type I32; supported are F32, F16, BF16 and "
        + "F64; convert it")
  }

  @Test func `a key may stand twice where it is a value, or in two objects`() throws {
    var builder = SafetensorsBuilder()
    builder.header = "\"__metadata__\":{\"a\":\"a\",\"b\":\"a\",\"shape\":\"\\\\\"}"
    builder.add("a", [1], [1])
    builder.add("b", [1], [2])
    let file = try SafetensorsFile(bytes: builder.bytes(), path: "memory")
    #expect(file.metadata == ["a": "a", "b": "a", "shape": "\\"])
    #expect(try file.numbers("b") == [2])
  }

  @Test func `foreign names are listed`() throws {
    var builder = SafetensorsBuilder()
    for index in 0..<6 { builder.add("x.y.z.\(index)", [1], [0]) }
    let path = try folder.write(builder.bytes(), to: "a.safetensors")
    let error = #expect(throws: WeightsError.self) {
      try Self.plan().network(weights: .file(SafetensorsFile(path: path)))
    }
    #expect(
      error?.description.hasSuffix(
        "; it has x.y.z.0, x.y.z.1, x.y.z.2, x.y.z.3 and 2 more; rename them or the layer") == true)
  }

  @Test func `a tensor of another size is named with both shapes`() throws {
    var builder = Self.builder(without: "conv1.weight")
    builder.add("conv1.weight", [2, 1, 3, 3], [Float](repeating: 0, count: 18))
    let path = try folder.write(builder.bytes(), to: "a.safetensors")
    let error = #expect(throws: WeightsError.self) {
      try Self.plan().network(weights: .file(SafetensorsFile(path: path)))
    }
    #expect(
      error?.description
        == "conv1 needs 'conv1.weight' with the shape [2, 1, 2, 2], found [2, 1, 3, 3] in \(path); "
        + "correct the layer's sizes or take weights that were made for them")
  }
}

/// A file that is damaged in one way, and what is said about it.
struct DamagedFile: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let bytes: [UInt8]
  let sentence: String

  private static func with(_ header: String, data: Int = 8, _ sentence: String) -> DamagedFile {
    var builder = SafetensorsBuilder()
    builder.data = [UInt8](repeating: 0, count: data)
    return DamagedFile(
      testDescription: header, bytes: builder.bytes(header: header), sentence: sentence)
  }

  private static func tensor(
    _ offsets: String, shape: String = "[2]", type: String = "F32"
  ) -> String {
    "{\"dtype\":\"\(type)\",\"shape\":\(shape),\"data_offsets\":\(offsets)}"
  }

  static let all: [DamagedFile] = [
    DamagedFile(
      testDescription: "empty", bytes: [],
      sentence: "has 0 bytes, too few for a safetensors file; write it with the safetensors library"
    ),
    DamagedFile(
      testDescription: "huge header", bytes: SafetensorsBuilder().bytes(headerLength: .max),
      sentence: "says that its header has 18446744073709551615 bytes; a safetensors file has 2 to "
        + "16777216; write it with the safetensors library"),
    DamagedFile(
      testDescription: "short header", bytes: SafetensorsBuilder().bytes(headerLength: 100),
      sentence: "ends inside its header, which has 100 bytes of a file of 10; copy the file again"),
    with(
      "{\"a\":", data: 0,
      "the header is not what safetensors has: it is no JSON, or has a number that is too large; "
        + "write it with the safetensors library"
    ),
    with(
      "[1,2]", data: 0,
      "the header is not what safetensors has: it has a value of another kind; write it with the "
        + "safetensors library"),
    with(
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}",
      "the header is not what safetensors has: 'a' has no 'data_offsets'; write it with the "
        + "safetensors library"),
    with(
      "{\"a\":\(tensor("[0,8]", shape: "[\"2\"]"))}",
      "the header is not what safetensors has: 'a.shape.0' has a value of another kind; write it "
        + "with the safetensors library"),
    with(
      "{\"a\":\(tensor("[0,8]", shape: "[99999999999999999999]"))}",
      "the header is not what safetensors has: it is no JSON, or has a number that is too large; "
        + "write it with the safetensors library"),
    with(
      "{\"a\":\(tensor("[0,8]", type: "Q4"))}",
      "the tensor 'a' has the type Q4; supported are F32, F16, BF16 and F64; convert it"),
    with(
      "{\"a\":\(tensor("[0,8]")),\"\\u0061\" : \(tensor("[0,8]"))}",
      "the header has 'a' twice; write the file again"),
    with(
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"shape\":[2],\"data_offsets\":[0,8]}}",
      "the header has 'shape' twice; write the file again"),
    with(
      "{\"__metadata__\":{\"}\\\"\":\"1\",\"}\\\"\":\"2\"},\"a\":\(tensor("[0,8]"))}",
      "the header has '}\"' twice; write the file again"),
    with(
      "{\"__metadata__\":{\"epoch\":1},\"a\":\(tensor("[0,8]"))}",
      "the header is not what safetensors has: '__metadata__.epoch' has a value of another kind; write "
        + "it with the safetensors library"),
    with(
      " {\"a\":\(tensor("[0,8]"))}",
      "the header is not what safetensors has: it does not begin with {; write it with the safetensors "
        + "library"),
    with(
      "{\"a\":\(tensor("[0,8]", shape: "[-2]"))}",
      "the tensor 'a' has the shape [-2], which is not possible; write the file again"),
    with(
      "{\"a\":\(tensor("[0,8]", shape: "[4294967296,4294967296]"))}",
      "the tensor 'a' has the shape [4294967296, 4294967296], which is not possible; write the file "
        + "again"),
    with(
      "{\"a\":\(tensor("[8,0]"))}",
      "the tensor 'a' has the offsets [8, 0]; needed are a begin and an end behind it; write the file "
        + "again"),
    with(
      "{\"a\":\(tensor("[0,8,8]"))}",
      "the tensor 'a' has the offsets [0, 8, 8]; needed are a begin and an end behind it; write the "
        + "file again"),
    with(
      "{\"a\":\(tensor("[-8,0]"))}",
      "the tensor 'a' has the offsets [-8, 0]; needed are a begin and an end behind it; write the "
        + "file again"),
    with(
      "{\"a\":\(tensor("[0,8]", shape: "[3]"))}",
      "the tensor 'a' has 8 bytes, but its shape and type need 12; write the file again"),
    with(
      "{\"a\":\(tensor("[0,8]")),\"b\":\(tensor("[4,12]"))}", data: 12,
      "the tensors 'a' and 'b' overlap; write the file again"),
    with(
      "{\"a\":\(tensor("[0,8]")),\"b\":\(tensor("[12,20]"))}", data: 20,
      "4 bytes before the tensor 'b' belong to no tensor; write the file again"),
    with(
      "{\"a\":\(tensor("[0,8]"))}", data: 7,
      "ends inside the tensor 'a': 7 bytes of data where 8 are needed; copy the file again"),
    with(
      "{\"a\":\(tensor("[0,8]"))}", data: 9,
      "1 bytes at the end belong to no tensor; write the file again"),
  ]
}

@Suite struct `Damaged weight files` {
  @Test(arguments: DamagedFile.all)
  func `are refused in one sentence`(file: DamagedFile) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(file.bytes, to: "a.safetensors")
    let error = #expect(throws: SafetensorsError.self) { try SafetensorsFile(path: path) }
    #expect(error?.description == "\(path): \(file.sentence)")
    #expect(error?.exitCode == 65)
  }

  /// The first bytes of what `torch.save` writes: an archive since version 1.6, a pickle before.
  private static let archive: [UInt8] =
    [
      0x50, 0x4B, 3, 4, 0, 0, 8, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x0C, 0,
      0x16, 0,
    ]
    + Array("new/data.pklFB".utf8)
  private static let bare: [UInt8] = [0x80, 2, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20]

  @Test(arguments: [archive, bare])
  func `a pickle is refused whatever it is called, with the line that converts it`(
    bytes: [UInt8]
  ) throws {
    func sentence(_ path: String) -> String? {
      #expect(throws: SafetensorsError.self) { try SafetensorsFile(bytes: bytes, path: path) }?
        .description
    }
    let line =
      "is a pickle of PyTorch, which could run any program while it is read; convert it once: python3 -c "
      + "\"import sys, torch, safetensors.torch as s; s.save_file(torch.load(sys.argv[1], 'cpu', "
      + "weights_only=True), sys.argv[2])\" "
    #expect(
      sentence("a.b/model.pth") == "a.b/model.pth: \(line)'a.b/model.pth' 'a.b/model.safetensors'")
    #expect(sentence("a.b/model") == "a.b/model: \(line)'a.b/model' 'a.b/model.safetensors'")
    #expect(sentence("it's.bin")?.hasSuffix(" 'it'\\''s.bin' 'it'\\''s.safetensors'") == true)
  }

  @Test func `a header of 640 bytes is none of a pickle's`() throws {
    var builder = SafetensorsBuilder()
    builder.add("a", [1], [1])
    let header = "{\(builder.header)}"
    let bytes = builder.bytes(header: header + String(repeating: " ", count: 640 - header.count))
    #expect(bytes.starts(with: [0x80, 2]))
    #expect(try SafetensorsFile(bytes: bytes, path: "memory").numbers("a") == [1])
  }

  @Test func `an archive that is none of PyTorch's is not taken for one`() {
    var other = Self.archive
    other.replaceSubrange(30..., with: Array("metadata.json".utf8))
    let error = #expect(throws: SafetensorsError.self) {
      try SafetensorsFile(bytes: other, path: "model.keras")
    }
    #expect(error?.description.contains("pickle") == false)
  }

  @Test func `what is not there ends with 66`() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "a.safetensors").path
    let error = #expect(throws: SafetensorsError.self) { try SafetensorsFile(path: path) }
    #expect(error?.description == "\(path): there is no such file; check the path")
    #expect(error?.exitCode == 66)
    let directory = #expect(throws: SafetensorsError.self) {
      try SafetensorsFile(path: folder.url.path)
    }
    #expect(directory?.exitCode == 66)
  }

  @Test func `bytes changed at random are never more than an error`() throws {
    let folder = try TemporaryFolder()
    var builder = SafetensorsBuilder()
    builder.add("a", [2, 2], [1, 2, 3, 4])
    builder.add("b", [3], "F16", halves: [1, 2, 3])
    let whole = builder.bytes()
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<400 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        bytes[Int.random(in: bytes.indices, using: &generator)] = .random(
          in: 0...255, using: &generator)
      }
      bytes.removeLast(Int.random(in: 0...3, using: &generator))
      let path = try folder.write(bytes, to: "a.safetensors")
      guard let file = try? SafetensorsFile(path: path) else { continue }
      for name in file.entries.keys { _ = try file.numbers(name) }
    }
  }
}
