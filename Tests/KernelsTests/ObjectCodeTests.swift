#if os(Linux) && arch(x86_64)
  import Foundation
  import Testing

  /// What the compiler made of the two sets, seen through `nm` and `objdump` (binutils).
  ///
  /// A program that contains AVX2 instructions outside the functions that are called after the
  /// processor was asked crashes on older processors, and no test on a newer one would notice.
  @Suite(.enabled(if: ObjectCode.hasTools, "nm and objdump (binutils) are not installed"))
  struct ObjectCodeTests {
    @Test func `the twin shares no function with the rest of the program`() throws {
      let symbols = try ObjectCode.run("nm", ["--defined-only"], on: "KernelsAVX2")
      let functions = symbols.split(separator: "\n").map { $0.split(separator: " ") }.filter {
        $0.count == 3 && "TtWwiu".contains($0[1])
      }
      #expect(functions.count > 8)
      for function in functions {
        #expect("Tt".contains(function[1]), "\(function[2]) is weak: another could take its place")
        #expect(function[2].hasPrefix("$s11KernelsAVX2"), "\(function[2]) is not the twin's own")
      }
    }

    @Test func `AVX instructions are in the twin alone`() throws {
      let wide = /\s(v[a-z0-9]+\s.*%[xyz]mm)/
      let twin = try ObjectCode.run("objdump", ["-d", "--no-show-raw-insn"], on: "KernelsAVX2")
      #expect(twin.contains(wide), "the twin has no vectors: its compiler flags are lost")
      for room in ["Kernels", "Convolution"] {
        let code = try ObjectCode.run("objdump", ["-d", "--no-show-raw-insn"], on: room)
        #expect(code.contains("ret"))
        #expect(code.firstMatch(of: wide) == nil)
      }
    }

    @Test func `no set fuses a product with an addition`() throws {
      let code = try ObjectCode.run("objdump", ["-d", "--no-show-raw-insn"], on: "KernelsAVX2")
      #expect(code.contains("vmulps") && code.contains("vaddps"))
      #expect(!code.contains("vfmadd"))
    }
  }

  private enum ObjectCode {
    static var hasTools: Bool {
      ["nm", "objdump"].allSatisfy { FileManager.default.isExecutableFile(atPath: path(of: $0)) }
    }

    static func path(of tool: String) -> String { "/usr/bin/\(tool)" }

    /// What a tool prints about all object files of a target of the build that is being tested.
    static func run(_ tool: String, _ options: [String], on target: String) throws -> String {
      // The tests run inside PRODUCTS/explorePackageTests.xctest; the objects lie beside it.
      let products = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent()
      let folder = products.appending(path: "\(target).build")
      let objects = try FileManager.default.contentsOfDirectory(atPath: folder.path())
        .filter { $0.hasSuffix(".o") }
        .map { folder.appending(path: $0).path() }
      try #require(!objects.isEmpty)
      let process = Process()
      process.executableURL = URL(filePath: path(of: tool))
      process.arguments = options + objects
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      try #require(process.terminationStatus == 0)
      return String(decoding: output, as: UTF8.self)
    }
  }
#endif
