import TestSupport
import Testing

/// A whole network on a real screen, from its answer to the pixels and back.
@Suite(.enabled(if: TmuxSession.isAvailable), .timeLimit(.minutes(2)))
struct `A network in a terminal` {
  private static let sizes = [(80, 24), (120, 36)]

  private func start(_ options: String = "", columns: Int, rows: Int) throws -> TmuxSession {
    try .exploring(
      "ankle-boot --network fashion-mnist --weights seed:1 \(options)", columns: columns, rows: rows
    )
  }

  @Test(arguments: sizes)
  func `from a probability along the terms to a pixel, and back`(columns: Int, rows: Int) throws {
    let session = try start("--at 'softmax1[9]'", columns: columns, rows: rows)
    let first = try session.painting(showing: "why output[9]")
    // Softmax, dense, ReLU, dense, flatten, pool, ReLU, convolution, pool, ReLU, convolution.
    for step in [
      "dense2[9]", "relu3[", "dense1[", "flatten1[", "pool2[", "relu2[", "conv2[", "pool1[",
      "relu1[", "conv1[", "input[",
    ] {
      // Every stop lists its terms at once; only the first has to be asked.
      try session.press("Enter")
      if step == "dense2[9]" { try session.press("Enter") }
      try session.expect("← \(step)")
    }
    try session.expect("cell input[")
    for _ in 0..<11 { try session.press("u") }
    // The list of terms is open again, as it was when the first of them was followed.
    try session.expect("dense2[9]")
    try session.press("Escape")
    try session.expect(first)
  }

  @Test(arguments: sizes)
  func `the network screen opens layers and takes them back`(columns: Int, rows: Int) throws {
    let session = try start(columns: columns, rows: rows)
    let overview = try session.painting(showing: "302,026 parameters")
    try session.expect("untrained")
    try session.press("Right", "Right")
    try session.expect("layer 3/8")
    try session.expect("conv2[0,6,5] sees rows 12–16, columns 10–14")
    try session.press("Enter")
    try session.expect("why relu2[0,6,5]")
    try session.press("N", "Home")
    try session.expect(overview)
  }

  @Test(arguments: sizes)
  func `maps, patches and hidden squares open and close`(columns: Int, rows: Int) throws {
    let session = try start("--at 'conv2[3,4,5]'", columns: columns, rows: rows)
    let layer = try session.painting(showing: "why relu2[3,4,5]")
    for (key, text) in [
      ("t", "32 maps of 12×12"), ("x", "what lights map 3 up"), ("H", "when a square of 7×7 hides"),
    ] {
      try session.press(key)
      try session.expect(text)
      try session.press("Escape")
      try session.expect(layer)
    }
  }

  @Test func `what was on the screen comes back by the command line that is printed`() throws {
    let session = try start("--at 'pool2[3,1,1]'", columns: 100, rows: 30)
    try session.expect("pool2")
    try session.press("N")
    let overview = try session.painting(showing: "layer 4/8")
    try session.press("q")
    let command =
      "explore --network fashion-mnist --weights seed:1 --at 'pool2[3,1,1]' --view network ankle-boot"
    try session.expect(command)
    try session.type("clear; \(command)\n")
    try session.expect(overview)
  }
}
