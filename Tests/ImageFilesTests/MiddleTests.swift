import Convolution
import Foundation
import ImageFiles
import TestSupport
import Testing

/// One picture of `Golden/middle.txt`.
private struct Golden {
  let name: String
  let crop: Crop
  /// Of all samples, each weighted by its place modulo 251.
  let sum: Int
  let samples: [(channel: Int, row: Int, column: Int, sample: Int)]

  static func all() throws -> [Golden] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/middle.txt")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    return try lines.filter { !$0.hasPrefix("#") }.map { line in
      let words = line.split(separator: " ")
      let samples = try words.dropFirst(3).map { word in
        let numbers = try word.split { ",:".contains($0) }.map { try #require(Int($0)) }
        return (numbers[0], numbers[1], numbers[2], numbers[3])
      }
      return Golden(
        name: String(words[0]), crop: try Crop(parsing: String(words[1])),
        sum: try #require(Int(words[2])), samples: samples)
    }
  }
}

@Suite struct `The middle of a picture` {
  private static let assets = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Assets")

  @Test func `its samples are those of Pillow and torchvision`() throws {
    let all = try Golden.all()
    #expect(all.count == 9)
    for golden in all {
      var request = PictureRequest(
        path: Self.assets.appending(path: golden.name).path, scale: .byte, colors: .rgb,
        crop: golden.crop)
      request.fitting = .middle(Extent(224), shorterSide: 256)
      let middle = try Picture.load(request).tensor
      for (channel, row, column, sample) in golden.samples {
        #expect(
          middle[channel, row, column] == Float(sample),
          "\(golden.name) \(golden.crop) [\(channel),\(row),\(column)]")
      }
      let sum = middle.elements.enumerated().reduce(0) { $0 + Int($1.element) * ($1.offset % 251) }
      #expect(sum == golden.sum, "\(golden.name) \(golden.crop)")
    }
  }

  @Test func `a picture of the right size is only cut`() throws {
    var generator = SeededGenerator(seed: 11)
    for extent in [Extent(height: 16, width: 31), Extent(height: 20, width: 16), Extent(16)] {
      let shape = try Shape(channels: 2, height: extent.height, width: extent.width)
      let picture = Tensor(shape: shape) { numbers in
        for index in numbers.indices {
          numbers[index] = Float(Int.random(in: 0...255, using: &generator))
        }
      }
      let middle = picture.middle(
        Extent(height: 10, width: 12), shorterSide: 16, fullScale: 255)
      // Halves go to the even side.
      let row = Int((Double(extent.height - 10) / 2).rounded(.toNearestOrEven))
      let column = Int((Double(extent.width - 12) / 2).rounded(.toNearestOrEven))
      #expect(
        try middle
          == picture.cropped(
            to: Crop(extent: Extent(height: 10, width: 12), row: row, column: column)))
    }
  }

  @Test func `numbers that are no samples are not rounded, and a mean of equal ones is that one`()
    throws
  {
    let picture = Tensor(shape: try Shape(channels: 1, height: 7, width: 300)) { numbers in
      for index in numbers.indices { numbers[index] = 0.3 }
    }
    let middle = picture.middle(Extent(4), shorterSide: 5, fullScale: nil)
    #expect(middle.elements.allSatisfy { abs($0 - 0.3) < 1e-5 })
    let samples = picture.middle(Extent(4), shorterSide: 5, fullScale: 1)
    #expect(samples.elements.allSatisfy { $0 == Float(77) / 255 })
  }

  @Test func `from a long line only the middle is made`() throws {
    let line = Tensor(shape: try Shape(channels: 1, height: 1, width: 1 << 20)) { numbers in
      for index in numbers.indices { numbers[index] = index < numbers.count / 2 ? 0 : 1 }
    }
    let middle = line.middle(Extent(2), shorterSide: 256, fullScale: 1)
    // Enlarged 256 times, both pixels lie beside the boundary in the middle of the line.
    #expect(middle.elements == [127, 128, 127, 128].map { Float($0) / 255 })
  }
}
