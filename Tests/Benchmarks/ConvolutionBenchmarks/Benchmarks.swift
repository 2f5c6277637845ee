import Benchmark
import Convolution

/// Values of 0…1 that look random and are always the same.
private func hashed(channels: Int, side: Int) throws -> Tensor {
  let shape = try Shape(channels: channels, height: side, width: side)
  return Tensor(shape: shape) { elements in
    for index in elements.indices {
      let hash = UInt32(truncatingIfNeeded: index) &* 2_654_435_761
      elements[index] = Float(hash >> 24) / 255
    }
  }
}

/// A picture as large as a phone's photo.
private func photograph() throws -> Tensor { try hashed(channels: 1, side: 3024) }

/// A square filter with weights that no shortcut could use.
private func filterBank(size: Int) throws -> FilterBank {
  let weights = (0..<size * size).map { Float($0 % 7) - 3.1 }
  return FilterBank(
    filter: try Tensor(
      shape: Shape(channels: 1, height: size, width: size), elements: weights), bias: 0.5)
}

/// A 3x3 convolution that keeps the size, with weights that keep sums small.
private func deepLayer(from channels: Int, to filters: Int) throws -> Convolution2D {
  let weights = (0..<filters * channels * 9).map { Float($0 % 17 - 8) / Float(channels * 30) }
  return try Convolution2D(
    bank: FilterBank(filters: filters, channels: channels, kernel: Extent(3), weights: weights),
    padding: .all(1))
}

/// The thirteen convolutions of VGG-16, with ReLU and pooling: 15.3 · 10⁹ products.
///
/// Source: Simonyan and Zisserman, *Very deep convolutional networks for large-scale image
/// recognition* (2014), column D.
private func deepNetwork() throws -> Network {
  var layers: [Layer] = []
  var channels = 3
  for block in [[64, 64], [128, 128], [256, 256, 256], [512, 512, 512], [512, 512, 512]] {
    for filters in block {
      layers.append(.convolution(try deepLayer(from: channels, to: filters)))
      layers.append(.rectification(ReLU()))
      channels = filters
    }
    layers.append(.pooling(Pooling2D(.maximum, kernel: Extent(2))))
  }
  return Network(chain: layers)
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

  Benchmark("512x512 convolution 3x3, 3 to 32 channels") { benchmark, input in
    var output = try input.layer.forward(input.picture)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { try input.layer.forward(input.picture, into: &output) }
    benchmark.stopMeasurement()
    blackHole(output)
  } setup: {
    (layer: try deepLayer(from: 3, to: 32), picture: try hashed(channels: 3, side: 512))
  }

  Benchmark(
    "224x224 convolutional part of VGG-16",
    configuration: .init(
      metrics: [.wallClock, .cpuUser, .peakMemoryResident], timeUnits: .milliseconds,
      warmupIterations: 1, maxDuration: .seconds(10), maxIterations: 9)
  ) { benchmark, input in
    var outputs = try input.network.forward(input.picture)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      try input.network.forward(input.picture, reusing: &outputs)
    }
    benchmark.stopMeasurement()
    blackHole(outputs)
  } setup: {
    (network: try deepNetwork(), picture: try hashed(channels: 3, side: 224))
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
