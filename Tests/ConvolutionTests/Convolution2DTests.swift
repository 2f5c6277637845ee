import Convolution
import TestSupport
import Testing

private func convolve(
  _ picture: Tensor, with filter: Tensor, bias: Float = 0, stride: Extent = Extent(1),
  padding: Padding = .valid, border: Border = .zero
) throws -> Tensor {
  try Convolution2D(
    bank: FilterBank(filter: filter, bias: bias), stride: stride, padding: padding, border: border
  ).reference(picture)
}

/// Seeds of random pictures for identities; numbers are whole, so that sums are exact.
private let seeds: [UInt64] = [1, 2, 3, 4, 5]

private func randomPicture(seed: UInt64, channels: Int = 1) throws -> Tensor {
  var generator = SeededGenerator(seed: seed)
  let shape = try Shape(channels: channels, height: 9, width: 11)
  return Tensor.random(shape, whole: true, using: &generator)
}

private func randomFilter(seed: UInt64, channels: Int = 1) throws -> Tensor {
  var generator = SeededGenerator(seed: seed &+ 1000)
  let shape = try Shape(channels: channels, height: 3, width: 5)
  return Tensor.random(shape, whole: true, using: &generator)
}

@Suite struct Convolution2DTests {
  @Test func `the lecture's horizontal filter finds the lower edge of a stroke`() throws {
    let picture = try Tensor.table([0, 0, 0, 0], [1, 1, 1, 0], [1, 1, 1, 0], [0, 0, 0, 0])
    let filter = try FilterCatalog.entry(named: "horizontal").kernel
    let sums = try convolve(picture, with: filter)
    #expect(sums == (try Tensor.table([-3, -2], [3, 2])))
    #expect(ReLU().reference(sums) == (try Tensor.table([0, 0], [3, 2])))
  }

  @Test func `an explanation names pixel, weight and product of every term`() throws {
    let picture = try Tensor.table([1, 2], [3, 4])
    let layer = try Convolution2D(
      bank: FilterBank(filter: Tensor.table([10, 20], [30, 40]), bias: 0.5), padding: .same)
    let inside = try layer.explain(Element(row: 0, column: 0), of: picture)
    #expect(inside.terms.map(\.input) == [1, 2, 3, 4])
    #expect(inside.terms.map(\.weight) == [10, 20, 30, 40])
    #expect(inside.terms.map(\.product) == [10, 40, 90, 160])
    #expect(inside.operation == .weightedSum(sum: 300, bias: 0.5))
    #expect(inside.result == 300.5)
    let atTheEdge = try layer.explain(Element(row: 1, column: 1), of: picture)
    #expect(atTheEdge.terms.map(\.isPadding) == [false, true, true, true])
    #expect(atTheEdge.terms[1].element == Element(row: 1, column: 2))
    #expect(atTheEdge.terms[1].source == nil)
    #expect(atTheEdge.result == 40.5)
  }

  @Test func `a padding term names the pixel that the border repeats`() throws {
    let layer = try Convolution2D(
      bank: FilterBank(filter: Tensor.table([1, 0, 0])), padding: .same, border: .wrap)
    let explanation = try layer.explain(
      Element(row: 0, column: 0), of: Tensor.table([7, 8, 9]))
    #expect(explanation.terms[0].element == Element(row: 0, column: -1))
    #expect(explanation.terms[0].source == Element(row: 0, column: 2))
    #expect(explanation.terms[0].isPadding)
    #expect(explanation.result == 9)
  }

  @Test func `each group of filters sees its own group of channels`() throws {
    let picture = try Tensor(
      shape: Shape(channels: 4, height: 1, width: 1), elements: [1, 10, 100, 1000])
    let layer = try Convolution2D(
      bank: FilterBank(
        filters: 2, channels: 2, kernel: Extent(1), weights: [1, 2, 3, 4], biases: [0, 5]),
      groups: 2)
    #expect(try layer.reference(picture).elements == [21, 4305])
    #expect(
      try layer.explain(Element(channel: 1, row: 0, column: 0), of: picture).terms[0].element
        == Element(channel: 2, row: 0, column: 0))
  }

  @Test func `negative zero never comes out`() throws {
    let sum = try convolve(Tensor.table([-1]), with: Tensor.table([0]), bias: -0.0)
    #expect(sum.elements[0].bitPattern == 0)
  }

  // MARK: Identities

  @Test(arguments: seeds)
  func `convolution is linear in the picture and in the filter`(seed: UInt64) throws {
    let (picture, other) = (try randomPicture(seed: seed), try randomPicture(seed: seed + 100))
    let (filter, second) = (try randomFilter(seed: seed), try randomFilter(seed: seed + 100))
    func combine(_ first: Tensor, _ second: Tensor) throws -> Tensor {
      try Tensor(
        shape: first.shape, elements: zip(first.elements, second.elements).map { 2 * $0 - 3 * $1 })
    }
    #expect(
      try convolve(combine(picture, other), with: filter, padding: .same)
        == combine(
          convolve(picture, with: filter, padding: .same),
          convolve(other, with: filter, padding: .same)))
    #expect(
      try convolve(picture, with: combine(filter, second))
        == combine(convolve(picture, with: filter), convolve(picture, with: second)))
  }

  @Test(arguments: seeds)
  func `a shifted picture has a shifted feature map`(seed: UInt64) throws {
    let picture = try randomPicture(seed: seed)
    let filter = try randomFilter(seed: seed)
    var shifted = Tensor(shape: picture.shape)
    for element in shifted.positions {
      // On a tiled floor a shift loses nothing.
      shifted[element] = picture[0, (element.row + 7) % 9, (element.column + 9) % 11]
    }
    let map = try convolve(picture, with: filter, padding: .same, border: .wrap)
    let shiftedMap = try convolve(shifted, with: filter, padding: .same, border: .wrap)
    for element in map.positions {
      #expect(shiftedMap[element] == map[0, (element.row + 7) % 9, (element.column + 9) % 11])
    }
  }

  @Test(arguments: Border.allCases)
  func `the identity filter leaves the picture as it is`(border: Border) throws {
    let picture = try randomPicture(seed: 9)
    let identity = try FilterCatalog.entry(named: "identity").kernel
    #expect(try convolve(picture, with: identity, padding: .same, border: border) == picture)
  }

  @Test(arguments: ["box-3", "box-5", "gaussian-3", "gaussian-5"])
  func `a blur leaves a constant picture constant where the border repeats it`(
    name: String
  ) throws {
    let picture = Tensor(shape: try Shape(channels: 1, height: 6, width: 7), repeating: 8)
    let blur = try FilterCatalog.entry(named: name).kernel
    for border in [Border.replicate, .reflect, .wrap] {
      let blurred = try convolve(picture, with: blur, padding: .same, border: border)
      #expect(blurred.elements.allSatisfy { abs($0 - 8) < 1e-5 }, "\(border)")
    }
    let darkened = try convolve(picture, with: blur, padding: .same)
    #expect(darkened[0, 0, 0] < 7)
  }

  @Test(arguments: seeds)
  func `a stride keeps every so many of the windows`(seed: UInt64) throws {
    let picture = try randomPicture(seed: seed)
    let filter = try randomFilter(seed: seed)
    let all = try convolve(picture, with: filter)
    let some = try convolve(picture, with: filter, stride: Extent(height: 2, width: 3))
    for element in some.positions {
      #expect(some[element] == all[0, element.row * 2, element.column * 3])
    }
  }

  @Test(arguments: seeds)
  func `channels add up`(seed: UInt64) throws {
    let picture = try randomPicture(seed: seed, channels: 3)
    let filter = try randomFilter(seed: seed, channels: 3)
    let whole = try convolve(picture, with: filter, bias: 4)
    let parts = try (0..<3).map { try convolve(picture.channel($0), with: filter.channel($0)) }
    for element in whole.positions {
      #expect(whole[element] == parts.reduce(4) { $0 + $1[element] })
    }
  }

  @Test(arguments: seeds)
  func `a flipped filter is the mathematician's convolution`(seed: UInt64) throws {
    let picture = try randomPicture(seed: seed)
    let bank = FilterBank(filter: try randomFilter(seed: seed))
    let flipped = bank.flipped
    #expect(flipped.flipped == bank)
    #expect(flipped.weights == bank.weights.reversed())
    // Σ f[i, j] · x[row − i, column − j], its indices counted from the window's last element.
    let map = try Convolution2D(bank: flipped).reference(picture)
    for element in map.positions {
      var sum: Float = 0
      for row in 0..<3 {
        for column in 0..<5 {
          sum +=
            bank[0, 0, row, column]
            * picture[0, element.row + 2 - row, element.column + 4 - column]
        }
      }
      #expect(map[element] == sum)
    }
  }

  @Test func `flipping turns each kernel of a bank by itself`() throws {
    let bank = try FilterBank(
      filters: 2, channels: 2, kernel: Extent(height: 1, width: 2),
      weights: [1, 2, 3, 4, 5, 6, 7, 8], biases: [9, 10])
    #expect(bank.flipped.weights == [2, 1, 4, 3, 6, 5, 8, 7])
    #expect(bank.flipped.biases == [9, 10])
  }
}
