import Drawing
import TestSupport
import Testing

struct RecordingTerminalTests {
  @Test func `the script is played, and then the terminal is closed`() {
    var terminal = RecordingTerminal(script: [
      .event(.key(.right)), .pause, .resize(columns: 60, rows: 20), .pause,
    ])
    #expect(terminal.nextEvent(timeout: nil) == .key(.right))
    #expect(terminal.nextEvent(timeout: 30) == nil)
    #expect(terminal.nextEvent(timeout: nil) == .resized)
    #expect(terminal.properties.columns == 60 && terminal.properties.rows == 20)
    #expect(terminal.nextEvent(timeout: nil) == .ended(.endOfInput))
    #expect(terminal.timeouts == [nil, 30, nil, nil])
  }

  @Test func `every frame is kept`() {
    var terminal = RecordingTerminal()
    let frames = [Canvas(columns: 2, rows: 1), Canvas(columns: 3, rows: 1)]
    for frame in frames { terminal.show(frame) }
    terminal.redraw()
    #expect(terminal.frames == frames && terminal.redraws == 1)
  }
}
