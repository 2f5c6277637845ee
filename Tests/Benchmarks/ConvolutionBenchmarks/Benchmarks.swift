import Benchmark
import Convolution

/// The picture that everything works on: as large as a phone's photo, with values of 0…1 that look
/// random and are always the same.
private func photograph() throws -> Tensor {
  let shape = try Shape(channels: 1, height: 3024, width: 3024)
  return Tensor(shape: shape) { elements in
    for index in elements.indices {
      let hash = UInt32(truncatingIfNeeded: index) &* 2_654_435_761
      elements[index] = Float(hash >> 24) / 255
    }
  }
}

/// A square filter with weights that no shortcut could use.
private func filterBank(size: Int) throws -> FilterBank {
  let weights = (0..<size * size).map { Float($0 % 7) - 3.1 }
  return FilterBank(
    filter: try Tensor(
      shape: Shape(channels: 1, height: size, width: size), elements: weights), bias: 0.5)
}

/// Each result is a new tensor, as in the program; compare with `copy`, which does nothing else. With
/// `EXPLORE_KERNELS=baseline` in the environment the loops do without AVX2.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .peakMemoryResident], timeUnits: .microseconds, warmupIterations: 2,
    maxDuration: .seconds(3), maxIterations: 50)

  Benchmark("3024x3024 copy") { benchmark, picture in
    for _ in benchmark.scaledIterations {
      blackHole(
        Tensor(shape: picture.shape) { elements in
          _ = elements.initialize(fromContentsOf: picture.elements)
        })
    }
  } setup: {
    try photograph()
  }

  for size in [3, 5, 7] {
    Benchmark("3024x3024 convolution \(size)x\(size)") { benchmark, input in
      for _ in benchmark.scaledIterations {
        blackHole(try input.layer.forward(input.picture))
      }
    } setup: {
      (layer: try Convolution2D(bank: filterBank(size: size)), picture: try photograph())
    }
  }

  Benchmark("3024x3024 ReLU") { benchmark, picture in
    for _ in benchmark.scaledIterations { blackHole(ReLU().forward(picture)) }
  } setup: {
    try photograph()
  }

  for (name, kind) in [
    ("maximum", Pooling2D.Kind.maximum), ("average", .average(countingPadding: true)),
  ] {
    Benchmark("3024x3024 \(name) pooling 2x2") { benchmark, picture in
      let layer = Pooling2D(kind, kernel: Extent(2))
      for _ in benchmark.scaledIterations { blackHole(try layer.forward(picture)) }
    } setup: {
      try photograph()
    }
  }

  Benchmark("3024x3024 value range") { benchmark, picture in
    for _ in benchmark.scaledIterations { blackHole(picture.valueRange()) }
  } setup: {
    try photograph()
  }
}
