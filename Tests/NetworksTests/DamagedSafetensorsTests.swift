import Convolution
import Foundation
import Networks
import TestSupport
import Testing

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
