import Classroom
import Drawing
import Explorer
import Lessons
import TestSupport
import Testing

/// Whole frames, to be looked at when they change.
struct CourseSnapshotTests {
  private static let sizes = [(80, 24), (120, 36)]

  private static let screens: [(name: String, keys: [Key])] = [
    ("text", []), ("question", ["n", "n", "n"]), ("wrong", ["n", "n", "n", "1", .enter]),
    ("over", ["n", "n", "n", "1", .enter, "3", .enter]),
    ("worked", ["n", "n", "n", "2", .enter, "n", "n", "1", "2", .enter]),
    ("goal", ["2", "G", "n"]), ("table", ["3", "G", "n"]), ("end", ["3", "G", "n", "n"]),
    ("contents", ["n", "n", .escape]), ("presenting", ["P", "n", "n", "n", "n"]),
  ]

  @Test(arguments: sizes, screens)
  func `a lesson`(size: (columns: Int, rows: Int), screen: (name: String, keys: [Key])) throws {
    var course = try Course.reading(columns: size.columns, rows: size.rows)
    for key in screen.keys { course.press(key) }
    let difference = try snapshotDifference(
      course.text, named: "\(screen.name)-\(size.columns)x\(size.rows)")
    #expect(difference == nil)
  }

  @Test(arguments: [(60, 20), (80, 24), (120, 36), (200, 60)])
  func `the menu`(columns: Int, rows: Int) throws {
    var course = try Course.reading(columns: columns, rows: rows)
    course.press("n", "n", "n", "2", .enter, .escape, .escape)
    let difference = try snapshotDifference(course.text, named: "menu-\(columns)x\(rows)")
    #expect(difference == nil)
  }

  @Test(arguments: [("menu", true), ("lesson", false)])
  func `without colors and in ASCII`(name: String, isMenu: Bool) throws {
    var course = try Course.reading(colors: .monochrome, glyphs: .ascii)
    course.press("n", "n", "n")
    if isMenu { course.press(.escape, .escape) }
    let text = course.text
    let strange = text.filter { !$0.isASCII }
    #expect(strange.isEmpty)
    let difference = try snapshotDifference(text, named: "\(name)-ascii-80x24")
    #expect(difference == nil)
  }

  @Test func `a terminal that is too small says what it has and what it needs`() throws {
    let course = try Course.reading(columns: 59, rows: 19)
    #expect(course.text.contains("rows 19, need 20"))
    #expect(course.text.contains("columns 59, need 60"))
  }
}
