import Foundation
import ImageFiles
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

struct OutputFileTests {
  private func write(_ text: String, to path: String) throws(OutputError) {
    var file = try OutputFile(path: path)
    try file.write(text)
    try file.commit()
  }

  private func error(writing text: String, to path: String) -> OutputError? {
    do throws(OutputError) {
      try write(text, to: path)
      return nil
    } catch {
      return error
    }
  }

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
  }

  @Test func `a file is there whole after the commit and not before`() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/out.csv"
      var file = try OutputFile(path: path)
      for _ in 0..<100_000 { try file.write("12345678,") }
      #expect(!FileManager.default.fileExists(atPath: path))
      try file.commit()
      #expect(try readFile(path) == Array(String(repeating: "12345678,", count: 100_000).utf8))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["out.csv"])
    }
  }

  @Test func `a file that is dropped leaves everything as it was`() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/out.csv"
      try writeFile(Array("before".utf8), path)
      do {
        var file = try OutputFile(path: path)
        try file.write("after")
      }
      #expect(try readFile(path) == Array("before".utf8))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["out.csv"])
      try write("after", to: path)
      #expect(try readFile(path) == Array("after".utf8))
    }
  }

  @Test func `an existing file keeps its permissions, a new one follows the umask`() throws {
    try withTemporaryFolder { folder in
      let (old, new, plain) = (folder + "/old", folder + "/new", folder + "/plain")
      try writeFile([], old)
      chmod(old, 0o640)
      try write("x", to: old)
      #expect(mode(old) == 0o640)
      try write("x", to: new)
      close(open(plain, O_CREAT | O_WRONLY, 0o666))
      #expect(mode(new) == mode(plain))
    }
  }

  @Test func `symbolic links are followed, also to what is not there yet`() throws {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder + "/sub", withIntermediateDirectories: false)
      #expect(symlink("sub/target", folder + "/link") == 0)
      #expect(symlink("link", folder + "/chain") == 0)
      for text in ["first", "second"] {
        try write(text, to: folder + "/chain")
        #expect(try readFile(folder + "/sub/target") == Array(text.utf8))
        #expect(
          try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/chain") == "link")
      }
    }
  }

  @Test func `what cannot be created is named with the reason`() throws {
    try withTemporaryFolder { folder in
      let missing = folder + "/no/such/out.pgm"
      let found = error(writing: "x", to: missing)
      #expect(found?.description == "\(missing): cannot be created: No such file or directory")
      #expect(found?.exitCode == 73)
      #expect(error(writing: "x", to: folder)?.exitCode == 73)
      #expect(error(writing: "x", to: folder + "/new/")?.exitCode == 73)
      #expect(error(writing: "x", to: "")?.exitCode == 73)
    }
  }

  #if os(Linux)
    @Test func `a full device is a write error`() {
      let found = error(writing: "x", to: "/dev/full")
      #expect(found?.description == "/dev/full: cannot be written: No space left on device")
      #expect(found?.exitCode == 74)
      #expect(error(writing: String(repeating: "x", count: 1 << 20), to: "/dev/full") == found)
    }
  #endif

  @Test func `devices are written to directly`() throws {
    try write("x", to: "/dev/null")
    var status = stat()
    #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
  }

  @Test func `an open descriptor is appended to, not opened anew`() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/log"
      let descriptor = open(path, O_CREAT | O_WRONLY | O_APPEND, 0o600)
      try #require(descriptor >= 0)
      defer { close(descriptor) }
      try write("one ", to: "/dev/fd/\(descriptor)")
      try write("two", to: "/dev/fd/\(descriptor)")
      #expect(try readFile(path) == Array("one two".utf8))
    }
  }

  @Test func `a closed pipe is an error of its own`() throws {
    signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    close(ends[0])
    defer { close(ends[1]) }
    let found = error(writing: "x", to: "/dev/fd/\(ends[1])")
    #expect(found == .closedPipe)
    #expect(found?.exitCode == 0)
  }
}
