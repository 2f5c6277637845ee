import Drawing
import Explorer
import TestSupport
import Testing
import Training
import Workbench

/// Whole frames of a small training, to be looked at when they change.
struct NetworkSnapshotTests {
  /// In the middle of the second epoch.
  private static func training(
    _ display: DisplayProperties, comparison: History? = Stripes.comparison()
  ) throws -> NetworkTraining {
    var training = try NetworkTraining.stripes(comparison: comparison, display: display)
    training.work(untilEpoch: 1)
    training.work(pieces: 2)
    training.press(" ")
    return training
  }

  @Test(arguments: NetworkPage.allCases, [(80, 24), (120, 36)])
  func `every page`(page: NetworkPage, size: (columns: Int, rows: Int)) throws {
    var training = try Self.training(.terminal(size.columns, size.rows))
    training.perform(.page(page))
    let difference = try snapshotDifference(
      training.frame.text, named: "training-\(page)-\(size.columns)x\(size.rows)")
    #expect(difference == nil)
  }

  @Test func `everything at once`() throws {
    let training = try Self.training(.terminal(200, 60))
    let difference = try snapshotDifference(training.frame.text, named: "training-200x60")
    #expect(difference == nil)
  }

  @Test(arguments: [(80, 24), (120, 36), (200, 60)])
  func `the end`(columns: Int, rows: Int) throws {
    var training = try NetworkTraining.stripes(
      comparison: Stripes.comparison(), display: .terminal(columns, rows))
    training.work()
    let difference = try snapshotDifference(
      training.frame.text, named: "training-end-\(columns)x\(rows)")
    #expect(difference == nil)
  }

  @Test(arguments: NetworkPage.allCases)
  func `without colors and in ASCII`(page: NetworkPage) throws {
    var training = try Self.training(.terminal(80, 24, colors: .monochrome, glyphs: .ascii))
    training.perform(.page(page))
    let text = training.frame.text
    #expect(text.unicodeScalars.allSatisfy { $0.isASCII })
    let difference = try snapshotDifference(text, named: "training-\(page)-ascii-80x24")
    #expect(difference == nil)
  }

  @Test func `the first second`() throws {
    let training = try NetworkTraining.stripes(display: .terminal(120, 36))
    let difference = try snapshotDifference(training.frame.text, named: "training-first-120x36")
    #expect(difference == nil)
  }

  @Test(arguments: [(80, 24), (120, 36)])
  func `while presenting`(columns: Int, rows: Int) throws {
    var training = try Self.training(.terminal(columns, rows))
    training.press("P")
    let difference = try snapshotDifference(
      training.frame.text, named: "training-presenting-\(columns)x\(rows)")
    #expect(difference == nil)
  }

  @Test func `without colors nothing is said by color alone`() throws {
    for page in NetworkPage.allCases {
      var colored = try Self.training(.terminal(120, 36))
      var plain = try Self.training(.terminal(120, 36, colors: .monochrome))
      colored.perform(.page(page))
      plain.perform(.page(page))
      // Words and figures are the same; pictures become shades.
      let words = { (text: String) in
        text.split { !$0.isLetter && !$0.isNumber && $0 != "." }.map(String.init)
      }
      #expect(words(colored.frame.text) == words(plain.frame.text), "\(page)")
      #expect(plain.frame.cells.contains { "░▒▓█".unicodeScalars.contains($0.glyph) })
    }
  }
}
