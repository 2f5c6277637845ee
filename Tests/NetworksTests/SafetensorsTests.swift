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
