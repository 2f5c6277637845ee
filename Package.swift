// swift-tools-version: 6.2
import PackageDescription

let isContinuousIntegration = Context.environment["CI"] != nil

/// What every Swift target is compiled with.
let common: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ] + (isContinuousIntegration ? [.treatAllWarnings(as: .error)] : [])

// The twin of `Kernels` for processors with AVX2. Its functions are called only after `CProcessor`
// has asked the processor; nothing generic may live there, because shared specialisations are weak
// symbols that the linker would merge into the baseline.
#if arch(x86_64)
  let wideVectors: [SwiftSetting] = [
    .unsafeFlags(["-Xcc", "-mavx2", "-Xcc", "-mfma"]), .define("WIDE_VECTORS"),
  ]
#else
  let wideVectors: [SwiftSetting] = []
#endif

// The inner loops are optimized in debug builds too: else tests would never run the vectors, and a
// debug build would be too slow to look at.
let innerLoops: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
  name: "explore",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "explore", targets: ["explore"]),
    .library(name: "Convolution", targets: ["Convolution"]),
    // For `Tests/Benchmarks`: nothing in it is public yet.
    .library(name: "Training", targets: ["Networks", "Training"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // MARK: Arithmetic
    .target(name: "CProcessor"),
    .target(
      name: "KernelsAVX2", dependencies: ["CProcessor"], swiftSettings: common + innerLoops + wideVectors),
    .target(
      name: "Kernels", dependencies: ["CProcessor", "KernelsAVX2"],
      swiftSettings: common + innerLoops),
    .target(
      name: "Convolution", dependencies: ["Kernels"],
      swiftSettings: common + [.strictMemorySafety()]),

    // MARK: Networks
    .target(
      name: "Networks",
      dependencies: ["CAssets", "Convolution", .product(name: "Yams", package: "Yams")],
      swiftSettings: common),

    // MARK: Training
    .target(name: "CCompression", linkerSettings: [.linkedLibrary("z")]),
    .target(
      name: "Training",
      dependencies: [
        "CAssets", "CCompression", "CProcessor", "Convolution", "Kernels", "Networks",
      ],
      swiftSettings: common),

    // MARK: Pictures
    .target(
      name: "CImageCodecs", linkerSettings: [.linkedLibrary("png"), .linkedLibrary("turbojpeg")]),
    .target(
      name: "ImageFiles", dependencies: ["CImageCodecs", "Convolution"], swiftSettings: common),

    // MARK: The explorer
    .target(name: "Drawing", swiftSettings: common),
    .target(name: "Explorer", dependencies: ["Convolution", "Drawing"], swiftSettings: common),

    .target(
      name: "Workbench",
      dependencies: ["Convolution", "Drawing", "Explorer", "Networks", "Training"],
      swiftSettings: common),

    // MARK: Lessons
    .target(
      name: "Lessons",
      dependencies: ["Convolution", "Drawing", "Explorer", "Networks", "Training", "Workbench"],
      swiftSettings: common),
    .target(
      name: "Classroom",
      dependencies: [
        "Convolution", "Drawing", "Explorer", "Lessons", "Networks", "Training", "Workbench",
      ],
      swiftSettings: common),
    .target(
      name: "Exports",
      dependencies: [
        "Convolution", "Drawing", "Explorer", "ImageFiles", "Lessons", "Networks", "Training",
        "Workbench",
      ],
      swiftSettings: common),

    // MARK: The terminal
    .target(
      name: "CTerminal",
      cSettings: [.define("NCURSES_WIDECHAR", to: "1")],
      linkerSettings: [
        .linkedLibrary("ncursesw", .when(platforms: [.linux])),
        .linkedLibrary("ncurses", .when(platforms: [.macOS])),
      ]),
    .target(name: "Terminal", dependencies: ["CTerminal", "Drawing"], swiftSettings: common),

    // MARK: The program
    .target(name: "CAssets"),
    .executableTarget(
      name: "explore",
      dependencies: [
        "CAssets", "Classroom", "Convolution", "Drawing", "Explorer", "Exports", "ImageFiles",
        "Kernels", "Lessons", "Networks", "Terminal", "Training", "Workbench",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: common),

    // MARK: Tests
    .target(
      name: "TestSupport", dependencies: ["Convolution", "Drawing"], path: "Tests/Support",
      swiftSettings: common),
    .testTarget(
      name: "KernelsTests", dependencies: ["CProcessor", "Kernels", "TestSupport"], swiftSettings: common),
    .testTarget(
      name: "ConvolutionTests", dependencies: ["Convolution", "TestSupport"],
      swiftSettings: common),
    .testTarget(
      name: "NetworksTests", dependencies: ["Convolution", "Networks", "TestSupport"],
      exclude: ["Golden"],
      swiftSettings: common),
    .testTarget(
      name: "TrainingTests",
      dependencies: ["Convolution", "Kernels", "Networks", "TestSupport", "Training"],
      exclude: ["Golden"],
      swiftSettings: common),
    .testTarget(
      name: "ImageFilesTests", dependencies: ["Convolution", "ImageFiles", "TestSupport"],
      exclude: ["Fixtures", "Fuzz", "Golden"],
      swiftSettings: common),
    .testTarget(
      name: "DrawingTests", dependencies: ["Drawing", "TestSupport"], exclude: ["Snapshots"],
      swiftSettings: common),
    .testTarget(
      name: "ExplorerTests", dependencies: ["Convolution", "Drawing", "Explorer", "TestSupport"],
      exclude: ["Snapshots"],
      swiftSettings: common),
    .testTarget(
      name: "WorkbenchTests",
      dependencies: [
        "Convolution", "Drawing", "Explorer", "Networks", "TestSupport", "Training", "Workbench",
      ],
      exclude: ["Snapshots"],
      swiftSettings: common),
    .testTarget(
      name: "LessonsTests",
      dependencies: [
        "Convolution", "Drawing", "Explorer", "Lessons", "Networks", "TestSupport", "Training",
        "Workbench",
      ],
      swiftSettings: common),
    .testTarget(
      name: "ClassroomTests",
      dependencies: [
        "Classroom", "Convolution", "Drawing", "Explorer", "Lessons", "Networks", "TestSupport",
        "Training", "Workbench",
      ],
      exclude: ["Snapshots"],
      swiftSettings: common),
    .testTarget(
      name: "ExportsTests",
      dependencies: [
        "Convolution", "Drawing", "Explorer", "Exports", "ImageFiles", "Lessons", "Networks",
        "TestSupport", "Training",
      ],
      swiftSettings: common),
    .executableTarget(
      name: "TerminalProbe", dependencies: ["Drawing", "Terminal"], path: "Tests/TerminalProbe",
      swiftSettings: common),
    .testTarget(
      name: "TerminalTests", dependencies: ["Drawing", "Terminal", "TerminalProbe", "TestSupport"],
      swiftSettings: common),
    .testTarget(
      name: "exploreTests",
      dependencies: [
        "Classroom", "Convolution", "Drawing", "Explorer", "Exports", "ImageFiles", "Lessons",
        "Networks", "explore", "TestSupport", "Training", "Workbench", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["Golden", "Lessons/Snapshots"],
      swiftSettings: common),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x
)
