#if os(Linux) && arch(x86_64)
  import Foundation
  import Testing

  /// What the compiler made of the two sets, seen through `nm` and `objdump` (binutils).
  ///
  /// A program that contains AVX2 instructions outside the functions that are called after the
  /// processor was asked crashes on older processors, and no test on a newer one would notice.
  @Suite(.enabled(if: ObjectCode.hasTools, "nm and objdump (binutils) are not installed"))
  struct ObjectCodeTests {
    @Test func `the twin defines no function that others define too`() throws {
      let functions = try ObjectCode.functions(definedIn: "KernelsAVX2")
      #expect(functions.count > 8)
      for function in functions {
        // A generic specialization bears the name of what was specialized: the linker keeps one of
        // several, and it could be this one.
        #expect(function.hasPrefix("$s11KernelsAVX2"), "\(function) is not the twin's own")
      }
    }

    @Test func `nobody else compiles the loops of the twin`() throws {
      // Compiled into a caller, without the twin's flags, they would be slow; and merged with the twin's.
      let functions = try ObjectCode.functions(definedIn: "Kernels")
      #expect(functions.contains { $0.hasPrefix("$s7Kernels5LoopsO9correlate") })
      #expect(!functions.contains { $0.contains("KernelsAVX2") })
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

    /// The mangled names of the functions that a target's object files define.
    static func functions(definedIn target: String) throws -> [Substring] {
      try run("nm", ["--defined-only"], on: target).split(separator: "\n").compactMap { line in
        let fields = line.split(separator: " ")
        return fields.count == 3 && "TtWwi".contains(fields[1]) ? fields[2] : nil
      }
    }

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
