// swift-tools-version: 6.2
import PackageDescription

/// What Swift calls the package of the program: the folder's name, as it stands in symbols. Who belongs
/// to it sees what is not public, and that is what a training is made of.
let programPackage =
  Context.packageDirectory.split(separator: "/").dropLast(2).last
  .map { $0.lowercased().map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined() } ?? ""

// A package of its own, so that who builds `explore` does not download a benchmark library.
//
//     swift package --package-path Tests/Benchmarks benchmark
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v26)],
  dependencies: [
    .package(name: "explore", path: "../.."),
    // Without its default traits: those count allocations, by libraries that we do not need.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    // The plugin looks for targets in a folder named `Benchmarks`: the one of this file.
    .executableTarget(
      name: "ConvolutionBenchmarks",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "Convolution", package: "explore"),
      ],
      path: "ConvolutionBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    .executableTarget(
      name: "TrainingBenchmarks",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "Training", package: "explore"),
      ],
      path: "TrainingBenchmarks",
      // Not part of this package, but of the program's.
      packageAccess: false,
      swiftSettings: [.unsafeFlags(["-package-name", programPackage])],
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ],
  swiftLanguageModes: [.v6]
)
