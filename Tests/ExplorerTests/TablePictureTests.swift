import Convolution
import Drawing
import Explorer
import TestSupport
import Testing

/// Small tables as they stand on the screen, characters and roles.
///
/// n is a number on the sheet, N one under the window, z one that is no pixel, P the present one,
/// f the frame, d what is only said.
struct TablePictureTests {
  private func model(
    glyphs: GlyphSet = .unicode, _ set: (inout ChainSettings) throws -> Void
  ) throws -> Model {
    try Model.exploring(.card(height: 4, width: 4), glyphs: glyphs, set)
  }

  private func expectInput(
    of model: Model, text: String, roles: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let table = try #require(ScreenLayout(model).input?.region)
    let rows = text.split(separator: "\n").count
    let region = Region(row: table.row, column: table.column, rows: rows, columns: table.columns)
    #expect(model.canvas.text(in: region) == text, sourceLocation: sourceLocation)
    #expect(model.canvas.roles(in: region) == roles, sourceLocation: sourceLocation)
  }

  private static let difference: [[Float]] = [[1, 0], [0, -1]]

  @Test func `the frame opens the sheet and covers no digit`() throws {
    var model = try model { $0.filters = [try .rows(Self.difference)] }
    model.type("1,1g")
    try expectInput(
      of: model,
      text: """
           0   3   6   9
            ┏━━━━━━━┓
           7┃  0   3┃  6
           4┃  7   0┃  3
            ┗━━━━━━━┛
           1   4   7   0
        """,
      roles: """
        nnnnnnnnnnnnnnnnn
            fffffffff
        nnnnfNNNNNNNfnnnn
        nnnnfNNNNNNNfnnnn
            fffffffff
        nnnnnnnnnnnnnnnnn
        """)
  }

  @Test func `padding is a ring of dim zeros, also under the window`() throws {
    let model = try model {
      $0.filters = [try .rows(Self.difference)]
      $0.padding = .all(1)
    }
    try expectInput(
      of: model,
      text: """
        ┏━━━━━━━┓
        ┃  0   0┃  0   0   0
        ┃  0   0┃  3   6   9
        ┗━━━━━━━┛
           0   7   0   3   6
           0   4   7   0   3
           0   1   4   7   0
           0   0   0   0   0
        """,
      roles: """
        fffffffff
        fzzzzzzzfzzzzzzzzzzzz
        fzzzNNNNfnnnnnnnnnnnn
        fffffffff
        zzzznnnnnnnnnnnnnnnnn
        zzzznnnnnnnnnnnnnnnnn
        zzzznnnnnnnnnnnnnnnnn
        zzzzzzzzzzzzzzzzzzzzz
        """)
  }

  @Test func `what no window reaches is dim: rows skipped by the stride and a column left over`()
    throws
  {
    let model = try model {
      $0.filters = [try .rows([[1, 0, 1]])]
      $0.stride = Extent(2)
    }
    try expectInput(
      of: model,
      text: """
        ┏━━━━━━━━━━━┓
        ┃  0   3   6┃  9
        ┗━━━━━━━━━━━┛
           7   0   3   6
           4   7   0   3
           1   4   7   0
        """,
      roles: """
        fffffffffffff
        fNNNNNNNNNNNfzzzz
        fffffffffffff
        zzzzzzzzzzzzzzzzz
        nnnnnnnnnnnnzzzzz
        zzzzzzzzzzzzzzzzz
        """)
  }

  @Test func `the winner of max pooling stands out`() throws {
    let model = try model { $0.pooling = PoolingChoice(.maximum) }
    try expectInput(
      of: model,
      text: """
        ┏━━━━━━━┓
        ┃  0   3┃  6   9
        ┃  7   0┃  3   6
        ┗━━━━━━━┛
           4   7   0   3
           1   4   7   0
        """,
      roles: """
        fffffffff
        fNNNNNNNfnnnnnnnn
        fPPPNNNNfnnnnnnnn
        fffffffff
        nnnnnnnnnnnnnnnnn
        nnnnnnnnnnnnnnnnn
        """)
  }

  @Test func `a sub-step marks the number that it multiplies`() throws {
    var model = try model { $0.filters = [try .rows(Self.difference)] }
    model.press("s", .right)
    try expectInput(
      of: model,
      text: """
        ┏━━━━━━━┓
        ┃  0   3┃  6   9
        ┃  7   0┃  3   6
        ┗━━━━━━━┛
           4   7   0   3
           1   4   7   0
        """,
      roles: """
        fffffffff
        fNNNnPPPfnnnnnnnn
        fNNNNNNNfnnnnnnnn
        fffffffff
        nnnnnnnnnnnnnnnnn
        nnnnnnnnnnnnnnnnn
        """)
  }

  @Test func `a dilated window marks its taps, not what lies between them`() throws {
    let model = try model {
      $0.filters = [try .rows(Self.difference)]
      $0.dilation = Extent(2)
    }
    try expectInput(
      of: model,
      text: """
        ┏━━━━━━━━━━━┓
        ┃  0   3   6┃  9
        ┃  7   0   3┃  6
        ┃  4   7   0┃  3
        ┗━━━━━━━━━━━┛
           1   4   7   0
        """,
      roles: """
        fffffffffffff
        fNNNnnnnNNNNfnnnn
        fnnnnnnnnnnnfnnnn
        fNNNnnnnNNNNfnnnn
        fffffffffffff
        nnnnnnnnnnnnnnnnn
        """)
  }

  @Test func `in ASCII the frame is made of what every terminal has`() throws {
    let model = try model(glyphs: .ascii) { $0.filters = [try .rows(Self.difference)] }
    try expectInput(
      of: model,
      text: """
        +=======+
        |  0   3|  6   9
        |  7   0|  3   6
        +=======+
           4   7   0   3
           1   4   7   0
        """,
      roles: """
        fffffffff
        fNNNNNNNfnnnnnnnn
        fNNNNNNNfnnnnnnnn
        fffffffff
        nnnnnnnnnnnnnnnnn
        nnnnnnnnnnnnnnnnn
        """)
  }

  @Test func `in sub-steps the products appear one by one, and the sum grows in place`() throws {
    var model = try model { $0.filters = [try .rows(Self.difference)] }
    model.type("1,1g")
    model.press("s", .right, .right)
    var middle = ScreenLayout(model).center
    middle.rows = 15
    #expect(
      model.canvas.text(in: middle) == """
         filter
            1    0
            0   -1

         products input × filter
            0    0
            0    ·

        why output[1,1] = ?

        1×0 + 0×3
        0×7
        ──────────────────────────
        sum of 3 terms = 0

        """)
  }

  @Test func `before all terms are added the output shows a question`() throws {
    var model = try model { $0.filters = [try .rows(Self.difference)] }
    model.press("s")
    let cell = try #require(ScreenLayout(model).output)
    let place = Region(
      row: cell.screenRow(of: 0), column: cell.screenColumn(of: 0), rows: 1,
      columns: cell.cellWidth)
    #expect(model.canvas.text(in: place).contains("?"))
    model.press(.home, "s")
    #expect(model.canvas.text(in: place).contains("0"))
  }
}
