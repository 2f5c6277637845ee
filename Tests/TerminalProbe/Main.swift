import Drawing
import Terminal

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A little program for the tests: shows what the terminal is and what it last said, and dies in the
/// way that a key asks for.
@main
struct Main {
  static func main() {
    do {
      var options = NcursesTerminal.Options()
      if let name = CommandLine.arguments.dropFirst().first,
        let request = ColorRequest(rawValue: name)
      {
        options.colors = request
      }
      try Probe(options: options).run()
    } catch {
      print(error)
      exit(1)
    }
  }
}

struct Probe: ~Copyable {
  var terminal: NcursesTerminal
  var last = "nothing"
  var count = 0
  let isWhole = NcursesTerminal.variable("PROBE_WHOLE") != nil

  init(options: NcursesTerminal.Options) throws(TerminalError) {
    terminal = try NcursesTerminal(options: options)
  }

  /// An error that passes by must restore the terminal as well.
  struct Passing: Error, CustomStringConvertible {
    var description: String { "an error passed by" }
  }

  consuming func run() throws {
    while true {
      terminal.show(picture())
      // Whole frames, for a test that looks for text in what is sent.
      if isWhole { terminal.redraw() }
      guard let event = terminal.nextEvent(timeout: nil) else { continue }
      count += 1
      last = "\(event)"
      switch event {
      case .ended(.signal(let number)):
        // The usual status of a program that a signal ended; exit skips deinit.
        exit(128 + number)
      case .ended(.endOfInput), .key(.character("q")): return
      case .key(.control("l")): terminal.redraw()
      case .key(.character("e")): throw Passing()
      case .key(.character(let letter)): Self.die(letter)
      default: break
      }
    }
  }

  borrowing func picture() -> Canvas {
    let properties = terminal.properties
    var canvas = Canvas(columns: properties.columns, rows: properties.rows)
    func write(_ text: String, row: Int, style: Style = Style()) {
      for (column, scalar) in text.unicodeScalars.enumerated() {
        canvas[row, column] = Cell(scalar, style)
      }
    }
    let size = "\(properties.columns)x\(properties.rows)"
    write("probe \(size) \(properties.colors) \(properties.glyphs) \(terminal.type)", row: 0)
    write("event \(count): \(last).", row: 1, style: Style(.accent))
    for (row, role) in Role.allCases.enumerated() {
      write("\(role) -1.25", row: row + 3, style: Style(role))
    }
    for (column, index) in [231, 224, 217, 210, 203].enumerated() {
      for offset in 0..<4 {
        canvas[14, column * 4 + offset] = Cell(
          offset == 2 ? "7" : " ", Style(.sheet, background: Color(UInt8(index))))
        canvas[15, column * 4 + offset] = Cell(
          "▀", Style(.sheet, foreground: Color(UInt8(index)), background: Color(27)))
      }
    }
    canvas[properties.rows - 1, properties.columns - 1] = Cell("$")
    return canvas
  }

  static func die(_ letter: Character) {
    switch letter {
    case "T": _ = [0][CommandLine.arguments.count + 5]
    case "A": abort()
    case "W":
      print("waiting")
      fflush(nil)
      while true { sleep(60) }
    case "S": UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
    case "R": print(recurse(CommandLine.arguments.count))
    case "I": raise(SIGILL)
    case "P": raise(SIGTRAP)
    case "B": raise(SIGBUS)
    case "F": raise(SIGFPE)
    default: break
    }
  }

  /// Runs out of stack.
  @inline(never)
  static func recurse(_ depth: Int) -> Int {
    depth == .max ? 0 : recurse(depth + 1) + recurse(depth &+ 2)
  }
}
