import Convolution
import Networks
import TestSupport
import Testing

@testable import Training

@Suite struct `Files of pictures` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func refusal(_ name: String, classes: Int = 10) -> String? {
    let error = #expect(throws: DataError.self) {
      try PictureFile(path: "\(folder.path)/\(name)", classes: classes)
    }
    return error.map { $0.description.replacing(folder.path + "/", with: "") }
  }

  @Test(arguments: [false, true], ["-", "."])
  func `labels beside them are found under the usual names`(
    packed: Bool, separator: String
  ) throws {
    try folder.write(IDXFiles.dataSet(packed: packed, separator: separator))
    let name = "t10k-images\(separator)idx3-ubyte\(packed ? ".gz" : "")"
    let path = "\(folder.path)/\(name)"
    #expect(PictureFile.isOne(path))
    let file = try PictureFile(path: path, classes: 10)
    let labels = "t10k-labels\(separator)idx1-ubyte\(packed ? ".gz" : "")"
    #expect(file.labelsPath == "\(folder.path)/\(labels)")
    #expect(file.examples.labels == Array(0..<10))
    #expect(file.examples.picture(0).elements == (0..<6).map { Float($0) / 255 })
  }

  @Test func `labels may be packed where the pictures are not, and the other way round`() {
    #expect(
      PictureFile.labelNames(besides: "/images/a-images-idx3-ubyte")
        == ["/images/a-labels-idx1-ubyte", "/images/a-labels-idx1-ubyte.gz"])
    #expect(
      PictureFile.labelNames(besides: "images.gz") == ["labels.gz", "labels"])
    #expect(PictureFile.labelNames(besides: "photos-idx3-ubyte").isEmpty)
  }

  @Test func `without labels there are none`() throws {
    let path = try folder.write(IDXFiles.bytes([2, 1, 1], [0, 255]), to: "images")
    let file = try PictureFile(path: path, classes: 10)
    #expect(file.labelsPath == nil)
    #expect(file.examples.count == 2)
  }

  @Test func `first bytes tell files from single pictures, and names do`() throws {
    let cases: [(String, [UInt8], Bool)] = [
      ("a", [0, 0, 8, 3, 0], true), ("b", [0x1F, 0x8B, 8, 0], true), ("c", [0, 0, 1, 0], false),
      ("d.pgm", Array("P5 1 1 255 a".utf8), false), ("t10k-images-idx3-ubyte", [], true),
      ("short", [0, 0], false),
    ]
    for (name, bytes, isOne) in cases {
      #expect(PictureFile.isOne(try folder.write(bytes, to: name)) == isOne, "\(name)")
    }
    #expect(!PictureFile.isOne(folder.path))
    #expect(!PictureFile.isOne("\(folder.path)/missing-idx3-ubyte"))
  }

  @Test func `labels of other pictures are refused, and those of no class`() throws {
    try folder.write(IDXFiles.bytes([2, 1, 1], [0, 255]), to: "images")
    try folder.write(IDXFiles.bytes([3], [0, 1, 2]), to: "labels")
    #expect(
      refusal("images")
        == "labels: has 3 labels for the 2 pictures of images; copy both files again")
    try folder.write(IDXFiles.bytes([2], [0, 2]), to: "labels")
    #expect(
      refusal("images", classes: 2) == "labels: label 1 (from 0) is 2; the 2 classes are 0 to 1")
    try folder.write(IDXFiles.bytes([2, 1, 1], [0, 2]), to: "labels")
    #expect(refusal("images") == "labels: has 3 axes; labels have 1")
  }

  @Test func `a network has to take their size`() throws {
    let path = try folder.write(IDXFiles.bytes([1, 2, 3], [0, 1, 2, 3, 4, 5]), to: "images")
    let file = try PictureFile(path: path, classes: 10)
    let input = try NetworkCatalog.blueprint(named: "fashion-mnist").input
    let error = #expect(throws: DataError.self) {
      try file.requireSize(of: input, network: "fashion-mnist")
    }
    #expect(
      error?.description
        == "\(path): has pictures of 2×3, but fashion-mnist takes 28×28; resize them, or take a "
        + "network of their size")
    #expect(error?.exitCode == 65)
  }
}
