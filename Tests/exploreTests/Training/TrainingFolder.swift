import Foundation
import Networks
import TestSupport
import Testing
import Training

/// A folder with pictures and a network that is trained in a moment, and what runs in it.
final class TrainingFolder {
  /// What a run of the program left behind.
  struct Outcome {
    let status: Int32
    let output: String
    let complaint: String

    var lines: [Substring] { output.split(separator: "\n") }
  }

  private let folder: TemporaryFolder
  var path: String { folder.path }
  private var url: URL { URL(filePath: path) }

  /// - Parameter count: Pictures to learn from.
  init(count: Int = 60) throws {
    folder = try TemporaryFolder()
    let files: [String: [UInt8]] = [
      "data/train-images-idx3-ubyte": Self.pictures(count, seed: 1),
      "data/train-labels-idx1-ubyte": Self.labels(count),
      "data/t10k-images-idx3-ubyte": Self.pictures(20, seed: 2),
      "data/t10k-labels-idx1-ubyte": Self.labels(20),
      "tiny.yaml": Array(
        """
        input: {channels: 1, height: 8, width: 8}
        layers:
          - {type: convolution, filters: 3, kernel: 3}
          - relu
          - {type: maxPool, kernel: 2}
          - flatten
          - {type: dense, units: 10}
          - softmax
        """.utf8),
    ]
    for (name, bytes) in files { try folder.write(bytes, to: name) }
  }

  /// A bright spot on noise; where it is says which class it is.
  private static func pictures(_ count: Int, seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    var bytes: [UInt8] = [0, 0, 8, 3] + size(count) + size(8) + size(8)
    for index in 0..<count {
      for place in 0..<64 {
        let isBright = place / 6 == index % 10
        bytes.append(UInt8((isBright ? 180 : 40) + Int.random(in: -40...40, using: &generator)))
      }
    }
    return bytes
  }

  private static func labels(_ count: Int) -> [UInt8] {
    [0, 0, 8, 1] + size(count) + (0..<count).map { UInt8($0 % 10) }
  }

  private static func size(_ count: Int) -> [UInt8] {
    withUnsafeBytes(of: UInt32(count).bigEndian, Array.init)
  }

  static var arguments: [String] {
    ["train", "fashion-mnist", "--data", "data", "--network", "tiny.yaml", "--plain"]
  }

  /// What the program's environment holds.
  var environment: [String: String] {
    get throws {
      [
        "explore": try builtProgram("explore").path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
        "XDG_STATE_HOME": path + "/state",
        "train": "\(Self.arguments.joined(separator: " "))",
      ]
    }
  }

  /// Runs a line of a shell in the folder; `"$explore" $train` trains the network.
  func run(_ line: String) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = url
    process.environment = try environment
    // Files instead of pipes: nobody has to read while the other writes.
    let output = URL(filePath: try folder.write("", to: ".output"))
    let complaint = URL(filePath: try folder.write("", to: ".complaint"))
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: complaint)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationReason == .exit
        ? process.terminationStatus : 128 + process.terminationStatus,
      output: try String(contentsOf: output, encoding: .utf8),
      complaint: try String(contentsOf: complaint, encoding: .utf8))
  }

  /// Writes a picture of 9×10, bright on one side.
  func writePicture(_ name: String, label: Int) throws {
    var generator = SeededGenerator(seed: UInt64(name.utf8.reduce(0) { $0 &+ Int($1) }))
    let pixels = (0..<90).map { place in
      let isBright = [place % 10 < 5, place % 10 >= 5, place < 45][label % 3]
      return "\((isBright ? 200 : 60) + Int.random(in: -50...50, using: &generator))"
    }
    try folder.write("P2 10 9 255 \(pixels.joined(separator: " "))", to: name)
  }

  /// Trains with more options.
  func train(_ options: String) throws -> Outcome { try run("\"$explore\" $train \(options)") }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: url.appending(path: name)) }

  func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: url.appending(path: name).path)
  }

  /// What a file keeps of a training, without what clocks have measured.
  func checkpoint(_ name: String) throws -> Checkpoint {
    var checkpoint = try Checkpoint(SafetensorsFile(path: "\(path)/\(name)"))
    checkpoint.state.seconds = 0
    for index in checkpoint.state.history.epochs.indices {
      checkpoint.state.history.epochs[index].seconds = nil
    }
    return checkpoint
  }
}
