import ArgumentParser
import Convolution
import Foundation
import Testing
import Training

@testable import explore

@Suite struct `Where Fashion-MNIST comes from` {
  @Test func `the sample has twenty pictures of each class in each half`() throws {
    let data = try FashionMNISTOptions.parse(["--data", "sample"]).load()
    #expect(data.name == "fashion-mnist sample")
    for half in [data.training, data.test] {
      #expect(half.count == 200)
      #expect(half.shape.extent == .init(28))
      #expect(half.labels == (0..<200).map { UInt8($0 % 10) })
      // Pictures of clothes on black: some of everything.
      for index in 0..<half.count {
        let elements = half.picture(index).elements
        #expect(elements.contains(0))
        #expect(elements.contains { $0 > 0.5 })
      }
    }
  }

  @Test func `the files in the folder are those in the program`() throws {
    let folder = `Built-in pictures`.folder.appending(path: "fashion").path
    let data = try FashionMNISTOptions.parse(["--data", folder + "/"]).load()
    let sample = try FashionMNIST.builtInSample()
    #expect(data.training == sample.training)
    #expect(data.test == sample.test)
  }

  @Test func `where it is missing, one line says how to get it`() throws {
    let options = try FashionMNISTOptions.parse(["--data", "/nowhere"])
    let error = #expect(throws: DataError.self) { try options.load() }
    let report = Report(of: try #require(error), from: Explore.self)
    #expect(report.status == 66)
    #expect(
      report.complaint == "explore: Fashion-MNIST is not in /nowhere; install it with 'apt-get "
        + "install dataset-fashion-mnist', name its folder with --data DIR, or take the built-in "
        + "sample with --data sample\n")
  }

  @Test func `folders of the environment come first`() throws {
    let folder = try TemporaryFolder()
    let sample = try FashionMNIST.builtInSample()
    for file in BuiltInData.all where file.file.hasPrefix("fashion/") {
      let name = file.file.split(separator: "/").last ?? ""
      try folder.write(Array(file.bytes), to: "explore/fashion-mnist/\(name)")
    }
    let data = try FashionMNISTOptions.parse([]).load { name in
      name == "XDG_DATA_HOME" ? folder.path : nil
    }
    #expect(data.training == sample.training)
  }
}
