import Convolution
import TestSupport
import Testing
import Training

@Suite struct `Fashion-MNIST` {
  @Test(arguments: [false, true], ["-", "."])
  func `four files make a data set`(packed: Bool, separator: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(IDXFiles.dataSet(packed: packed, separator: separator))
    let data = try FashionMNIST.load(folder: folder.path)
    #expect(data.name == "fashion-mnist")
    #expect(data.classes.count == 10)
    #expect(data.training.shape == (try Shape(channels: 1, height: 2, width: 3)))
    #expect(data.training.count == 20)
    #expect(data.test.labels == Array(0..<10))
    #expect(data.training.picture(1).elements == (6..<12).map { Float($0) / 255 })
    #expect(data.validation == nil)
  }

  @Test func `the first folder that has them wins, however deep they lie`() throws {
    let folder = try TemporaryFolder()
    for inner in ["", "/FashionMNIST/raw", "/fashion-mnist"] {
      let place = "some\(inner.count)"
      for (name, bytes) in IDXFiles.dataSet() {
        try folder.write(bytes, to: "\(place)\(inner)/\(name)")
      }
      let data = try FashionMNIST.load(
        fromFirstOf: ["\(folder.path)/none", "\(folder.path)/\(place)"])
      #expect(data.training.count == 20)
    }
  }

  @Test func `where there is none, one line says how to get it`() {
    let error = #expect(throws: DataError.self) {
      try FashionMNIST.load(fromFirstOf: ["/nowhere/a", "/nowhere/b"])
    }
    #expect(
      error?.description
        == "Fashion-MNIST is not in /nowhere/a or /nowhere/b; install it with 'apt-get install "
        + "dataset-fashion-mnist', name its folder with --data DIR, or take the built-in sample "
        + "with --data sample")
    #expect(error?.exitCode == 66)
  }

  @Test func `the usual folders follow the environment`() {
    #expect(
      FashionMNIST.usualFolders { ["HOME": "/home/ada"][$0] } == [
        "/home/ada/.local/share/explore/fashion-mnist",
        "/home/ada/.keras/datasets/fashion-mnist",
        "/home/ada/.local/share/datasets/fashion-mnist",
        "/usr/local/share/datasets/fashion-mnist", "/usr/share/datasets/fashion-mnist",
      ])
    #expect(
      FashionMNIST.usualFolders { ["XDG_DATA_HOME": "/data", "XDG_DATA_DIRS": "/opt:rel:"][$0] }
        == [
          "/data/explore/fashion-mnist", "/data/datasets/fashion-mnist",
          "/opt/datasets/fashion-mnist", "/usr/local/share/datasets/fashion-mnist",
          "/usr/share/datasets/fashion-mnist",
        ])
  }

  @Test(arguments: [
    (
      "train-labels-idx1-ubyte", IDXFiles.bytes([19], [UInt8](repeating: 1, count: 19)),
      "train-labels-idx1-ubyte: has 19 labels for the 20 pictures of train-images-idx3-ubyte; copy "
        + "both files again"
    ),
    (
      "t10k-labels-idx1-ubyte", IDXFiles.bytes([10], [0, 1, 2, 10, 4, 5, 6, 7, 8, 9]),
      "t10k-labels-idx1-ubyte: label 3 (from 0) is 10; the 10 classes are 0 to 9"
    ),
    (
      "t10k-images-idx3-ubyte", IDXFiles.bytes([10, 3, 2], [UInt8](repeating: 1, count: 60)),
      "t10k-images-idx3-ubyte: has pictures of 3×2, but those of train-images-idx3-ubyte are 2×3; "
        + "all need the same size"
    ),
    (
      "train-images-idx3-ubyte", IDXFiles.bytes([1], [0]),
      "train-images-idx3-ubyte: has 1 axis; pictures have 3"
    ),
  ])
  func `files that do not belong together are refused`(
    name: String, bytes: [UInt8], sentence: String
  ) throws {
    let folder = try TemporaryFolder()
    var files = IDXFiles.dataSet()
    files[name] = bytes
    try folder.write(files)
    let error = #expect(throws: DataError.self) { try FashionMNIST.load(folder: folder.path) }
    #expect(error?.description == "\(folder.path)/\(sentence)")
    #expect(error?.exitCode == 65)
  }

  @Test(arguments: IDXFiles.dataSet().keys.sorted())
  func `a file that is missing is named`(name: String) throws {
    let folder = try TemporaryFolder()
    var files = IDXFiles.dataSet()
    files[name] = nil
    try folder.write(files)
    let error = #expect(throws: DataError.self) { try FashionMNIST.load(folder: folder.path) }
    #expect(
      error?.description == "\(folder.path)/\(name).gz: there is no such file; check the path")
    #expect(error?.exitCode == 66)
  }
}
