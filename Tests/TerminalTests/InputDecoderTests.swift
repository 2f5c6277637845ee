import Drawing
import TestSupport
import Testing

@testable import Terminal

struct InputDecoderTests {
  private func events(_ text: String) -> [Event] { events(Array(text.utf8)) }

  /// All events of some bytes that come at once, with nothing after them.
  private func events(_ bytes: [UInt8]) -> [Event] {
    var decoder = InputDecoder()
    return bytes.flatMap { decoder.decode($0) } + decoder.pause()
  }

  @Test(arguments: [
    ("a", Key.character("a")), (" ", .character(" ")), ("~", .character("~")),
    ("ä", .character("ä")), ("−", .character("−")), ("🙂", .character("🙂")),
    ("\r", .enter), ("\n", .enter), ("\t", .tab), ("\u{7F}", .backspace), ("\u{8}", .backspace),
    ("\u{C}", .control("l")), ("\u{3}", .control("c")), ("\u{1B}", .escape),
    ("\u{1B}[A", .up), ("\u{1B}OB", .down), ("\u{1B}[C", .right), ("\u{1B}OD", .left),
    ("\u{1B}[H", .home), ("\u{1B}OH", .home), ("\u{1B}[1~", .home), ("\u{1B}[7~", .home),
    ("\u{1B}[F", .end), ("\u{1B}OF", .end), ("\u{1B}[4~", .end), ("\u{1B}[8~", .end),
    ("\u{1B}[2~", .insert), ("\u{1B}[3~", .delete), ("\u{1B}[5~", .pageUp),
    ("\u{1B}[6~", .pageDown), ("\u{1B}[Z", .backTab), ("\u{1B}OP", .function(1)),
    ("\u{1B}[11~", .function(1)), ("\u{1B}[[A", .function(1)), ("\u{1B}[15~", .function(5)),
    ("\u{1B}[[E", .function(5)), ("\u{1B}[24~", .function(12)), ("\u{1B}Ou", .character("5")),
    ("\u{1B}Ok", .character("+")), ("\u{1B}OM", .enter),
  ])
  func `bytes become the key that sends them`(bytes: String, key: Key) {
    #expect(events(bytes) == [.key(key)])
  }

  @Test(arguments: [
    ("\u{1B}[<0;1;1M", Event.click(row: 0, column: 0)),
    ("\u{1B}[<0;231;40M", .click(row: 39, column: 230)),
    ("\u{1B}[<64;5;6M", .wheel(up: true, row: 5, column: 4)),
    ("\u{1B}[<65;5;6M", .wheel(up: false, row: 5, column: 4)),
    ("\u{1B}[<16;3;4M", .click(row: 3, column: 2)),
  ])
  func `the mouse speaks in decimal numbers`(bytes: String, event: Event) {
    #expect(events(bytes) == [event])
  }

  @Test func `the mouse speaks in single bytes up to column 223`() {
    let escape: [UInt8] = [0x1B, 0x5B, 0x4D]
    #expect(events(escape + [32, 33, 33]) == [.click(row: 0, column: 0)])
    #expect(events(escape + [32, 255, 40]) == [.click(row: 7, column: 222)])
    #expect(events(escape + [97, 40, 40]) == [.wheel(up: false, row: 7, column: 7)])
    // Beyond it some terminals send a zero: no click, and nothing left over.
    #expect(events(escape + [32, 0, 40] + [0x78]) == [.key(.character("x"))])
  }

  @Test(arguments: [
    "\u{1B}[<0;5;5m", "\u{1B}[<2;5;5M", "\u{1B}[<35;5;5M", "\u{1B}[M#!!", "\u{1B}[<0;0;0M",
    "\u{1B}[<0;5M", "\u{1B}[1;5C", "\u{1B}[99;5u", "\u{1B}[I", "\u{1B}[O", "\u{1B}[200~",
    "\u{1B}[?62;4c", "\u{1B}[12;5R", "\u{1B}]11;rgb:0000/0000/0000\u{7}",
    "\u{1B}P1$r0m\u{1B}\\", "\u{1B}]0;quit\u{1B}\\", "\u{1B}Oz",
  ])
  func `what nobody asked for is swallowed whole`(bytes: String) {
    #expect(events(bytes + "x") == [.key(.character("x"))])
  }

  @Test func `escape and a key typed at once are both`() {
    #expect(events("\u{1B}q") == [.key(.escape), .key(.character("q"))])
    #expect(events("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
    #expect(events("\u{1B}\u{1B}[A") == [.key(.escape), .key(.up)])
  }

  @Test func `a sequence that comes too late is not typed into the program`() {
    var decoder = InputDecoder()
    #expect(decoder.decode(0x1B).isEmpty)
    #expect(decoder.pause() == [.key(.escape)])
    #expect("[C".utf8.flatMap { decoder.decode($0) }.isEmpty)
    #expect(!decoder.isUnfinished)
    #expect(decoder.decode(UInt8(ascii: "q")) == [.key(.character("q"))])
  }

  @Test func `a sequence that is cut in two is one key`() {
    var decoder = InputDecoder()
    var events = "\u{1B}[1".utf8.flatMap { decoder.decode($0) } + decoder.pause()
    #expect(events.isEmpty && decoder.isUnfinished)
    events = "5~".utf8.flatMap { decoder.decode($0) }
    #expect(events == [.key(.function(5))])
  }

  @Test func `a sequence that is never finished is given up`() {
    var decoder = InputDecoder()
    #expect("\u{1B}[12".utf8.flatMap { decoder.decode($0) }.isEmpty)
    decoder.abandon()
    #expect(decoder.decode(UInt8(ascii: "q")) == [.key(.character("q"))])
  }

  @Test func `a key that curses knows ends what was unfinished`() {
    var decoder = InputDecoder()
    #expect(decoder.decode(0x1B).isEmpty)
    #expect(decoder.decode(Key.up) == [.key(.escape), .key(.up)])
    #expect(!decoder.isUnfinished)
  }

  @Test(
    arguments: [
      [0xFF], [0xC3, 0x28], [0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80],
      [0xF8, 0x88, 0x80, 0x80, 0x80],
      [0xC2, 0x9B], [0xC0, 0xAF],
    ] as [[UInt8]])
  func `bytes that are not text are ignored`(bytes: [UInt8]) {
    var decoder = InputDecoder()
    let events = bytes.flatMap { decoder.decode($0) }
    // 0x28 after a broken character is a key of its own.
    #expect(events == (bytes.contains(0x28) ? [.key(.character("("))] : []))
    #expect(decoder.decode(UInt8(ascii: "x")) == [.key(.character("x"))])
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `any bytes are survived and forgotten`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var decoder = InputDecoder()
    for _ in 0..<500 { _ = decoder.decode(UInt8.random(in: 0...255, using: &generator)) }
    _ = decoder.pause()
    decoder.abandon()
    #expect(decoder.decode(UInt8(ascii: "x")) == [.key(.character("x"))])
  }
}
