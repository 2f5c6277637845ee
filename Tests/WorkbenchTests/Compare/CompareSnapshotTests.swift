import Drawing
import TestSupport
import Testing
import Training
import Workbench

/// Whole frames, to be looked at when they change.
@Suite struct `The screen of a comparison as a picture` {
  /// A study that is over, with made-up numbers.
  private func finished(_ display: DisplayProperties) -> Comparison {
    let means: [StudyWay: Double] = [
      .scratch: 0.826, .augmentation: 0.796, .transfer: 0.902, .untrained: 0.827,
      .fineTuning: 0.894,
    ]
    let result = madeUpResult(
      Dictionary(
        uniqueKeysWithValues: means.map { way, mean in
          (way, seeds(mean, spread: way == .augmentation ? 0.05 : 0.01))
        }))
    return Comparison(record: result, task: .sandalsAndSneakers, data: nil, display: display)
  }

  private func check(_ comparison: Comparison, _ name: String) throws {
    let difference = try snapshotDifference(
      comparison.frame.text, named: "compare-\(name)", testFile: snapshotFolder)
    #expect(difference == nil)
  }

  @Test(arguments: [(60, 20), (80, 24), (120, 36), (200, 60)])
  func `finished, in every size`(columns: Int, rows: Int) throws {
    try check(finished(.terminal(columns, rows)), "\(columns)x\(rows)")
  }

  @Test(arguments: ComparePage.allCases)
  func `page by page, without colors and in ASCII`(page: ComparePage) throws {
    var comparison = finished(.terminal(80, 24, colors: .monochrome, glyphs: .ascii))
    for _ in 0..<page.rawValue { comparison.press(.tab) }
    try check(comparison, "ascii-\(page.title)")
  }

  @Test(arguments: [(80, 24), (120, 36), (200, 60)])
  func `on a projector`(columns: Int, rows: Int) throws {
    var comparison = finished(.terminal(columns, rows))
    comparison.press("P")
    try check(comparison, "present-\(columns)x\(rows)")
  }

  @Test(arguments: [(60, 20), (80, 24), (120, 36)])
  func `while networks learn other classes`(columns: Int, rows: Int) throws {
    var comparison = try Comparison.small(.terminal(columns, rows))
    comparison.work(pieces: 3)
    comparison.seconds = 4
    try check(comparison, "preparation-\(columns)x\(rows)")
  }

  @Test func `while curves grow, and its keys`() throws {
    var comparison = try Comparison.small(.terminal(80, 24))
    while comparison.result.finishedSeeds < 2 { comparison.work(pieces: 1) }
    comparison.seconds = 20
    try check(comparison, "running-80x24")
    comparison.press("?")
    try check(comparison, "help-80x24")
  }
}
