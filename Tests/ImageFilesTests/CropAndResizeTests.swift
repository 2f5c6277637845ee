import Convolution
import ImageFiles
import TestSupport
import Testing

struct CropAndResizeTests {
  @Test func `a crop is read as it is written`() throws {
    let crop = try Crop(parsing: "28x30+100+40")
    #expect(crop == Crop(extent: Extent(height: 28, width: 30), row: 100, column: 40))
    #expect(crop.description == "28x30+100+40")
  }

  @Test(arguments: [
    "", "28", "28x28", "28x28+1", "28x28+1+2+3", "0x4+0+0", "4x4+-1+0", "-4x4+0+0", "4x4x4+0+0",
    "a x b+0+0", "99999999999999999999x1+0+0", "4x4+1+ 2", "4x4+1+",
  ])
  func `what is no crop is refused with an example`(text: String) {
    #expect(throws: CropError(text: text)) { try Crop(parsing: text) }
  }

  @Test func `a crop is the same part of every channel`() throws {
    var generator = SeededGenerator(seed: 3)
    let tensor = Tensor.random(try Shape(channels: 3, height: 7, width: 9), using: &generator)
    let part = try tensor.cropped(to: Crop(parsing: "3x4+2+5"))
    for channel in 0..<3 {
      for row in 0..<3 {
        for column in 0..<4 {
          #expect(part[channel, row, column] == tensor[channel, row + 2, column + 5])
        }
      }
    }
  }

  @Test(arguments: ["5x5+3+0", "1x1+0+5", "9x1+0+0", "1x1+9223372036854775807+0"])
  func `a crop outside the picture says how large that is`(text: String) throws {
    let crop = try Crop(parsing: text)
    let error = #expect(throws: PictureError.self) {
      try load(Array("P2 4 4 1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0".utf8), crop: crop)
    }
    #expect(
      error?.description
        == "test: the crop \(text) does not lie inside the picture, which is 4×4 (height × width)")
    #expect(error?.exitCode == 64)
  }

  @Test func `shrinking takes the mean`() throws {
    let tensor = try Tensor(rows: [[1, 3, 10, 20], [5, 7, 30, 40]])
    #expect(try tensor.resized(to: Extent(height: 1, width: 2)).elements == [4, 25])
    // Three pixels to two: each new one covers one and a half.
    let three = try Tensor(rows: [[0, 3, 6]])
    #expect(try three.resized(to: Extent(height: 1, width: 2)).elements == [1, 5])
  }

  @Test func `enlarging repeats pixels`() throws {
    let tensor = try Tensor(rows: [[1, 2], [3, 4]])
    let large = try tensor.resized(to: Extent(height: 4, width: 6))
    #expect(
      large
        == (try Tensor(rows: [
          [1, 1, 1, 2, 2, 2], [1, 1, 1, 2, 2, 2], [3, 3, 3, 4, 4, 4], [3, 3, 3, 4, 4, 4],
        ])))
  }

  @Test(arguments: 0..<40)
  func `shrinking keeps the mean and equals the integral over each new pixel`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let shape = try Shape(
      channels: Int.random(in: 1...3, using: &generator),
      height: Int.random(in: 1...20, using: &generator),
      width: Int.random(in: 1...20, using: &generator))
    let tensor = Tensor.random(shape, using: &generator)
    let extent = Extent(
      height: Int.random(in: 1...shape.height, using: &generator),
      width: Int.random(in: 1...shape.width, using: &generator))
    let small = try tensor.resized(to: extent)
    // Each pixel repeated so often that the new ones cover whole ones.
    for channel in 0..<shape.channels {
      for row in 0..<extent.height {
        for column in 0..<extent.width {
          var sum = 0.0
          for fineRow in row * shape.height..<(row + 1) * shape.height {
            for fineColumn in column * shape.width..<(column + 1) * shape.width {
              sum += Double(tensor[channel, fineRow / extent.height, fineColumn / extent.width])
            }
          }
          let mean = sum / Double(shape.height * shape.width)
          #expect(abs(Double(small[channel, row, column]) - mean) < 1e-6)
        }
      }
    }
  }

  @Test func `crop comes before resize`() throws {
    let file = Array("P2 4 2 255 1 2 3 4 5 6 7 8".utf8)
    let picture = try load(
      file, scale: .byte, crop: Crop(parsing: "2x2+0+2"), resize: Extent(height: 1, width: 1))
    #expect(picture.tensor.elements == [5.5])
    #expect(picture.fileExtent == Extent(height: 2, width: 4))
  }

  @Test(arguments: [Extent(height: 0, width: 5), Extent(height: 1 << 40, width: 1 << 40)])
  func `sizes that cannot be are refused`(extent: Extent) throws {
    #expect(throws: PictureProblem.resizeTooLarge(extent)) {
      try Tensor(rows: [[1]]).resized(to: extent)
    }
  }
}
