import Convolution
import Drawing
import Explorer
import TestSupport
import Testing

/// Whole scenes of lessons, to be looked at when they change.
struct SceneSnapshotTests {
  enum Subject: String, CaseIterable {
    case small, stroke, cube

    func model() throws -> Model {
      var model: Model
      switch self {
      case .small:
        model = try .exploring(height: 6, width: 6)
        model.type("2g")
      case .stroke:
        model = try .exploring(.stroke(height: 28, width: 28)) {
          $0.filters = [try .named("horizontal")]
          $0.hasReLU = true
        }
        model.type("7,15g")
      case .cube:
        model = try .cube()
        model.type("6g")
      }
      return model
    }
  }

  private static let sizes = [(70, 32), (80, 14), (80, 12)]

  @Test(arguments: Subject.allCases, sizes)
  func `a scene beside or above its text`(subject: Subject, size: (Int, Int)) throws {
    let model = try subject.model().inScene(columns: size.0, rows: size.1)
    let difference = try snapshotDifference(
      model.canvas.text, named: "scene-\(subject)-\(size.0)x\(size.1)")
    #expect(difference == nil)
  }

  @Test(arguments: Subject.allCases, sizes)
  func `a scene that asks and points`(subject: Subject, size: (Int, Int)) throws {
    let model = try subject.model().asked.inScene(columns: size.0, rows: size.1)
    let difference = try snapshotDifference(
      model.canvas.text, named: "scene-\(subject)-asked-\(size.0)x\(size.1)")
    #expect(difference == nil)
  }

  @Test(arguments: Subject.allCases)
  func `a scene without colors and in ASCII`(subject: Subject) throws {
    let model = try subject.model().asked
      .inScene(columns: 80, rows: 14, colors: .monochrome, glyphs: .ascii)
    #expect(model.canvas.cells.allSatisfy { $0.glyph.isASCII })
    let difference = try snapshotDifference(
      model.canvas.text, named: "scene-\(subject)-ascii-80x14")
    #expect(difference == nil)
  }

  @Test(
    arguments: [
      ("why", [Action.ask]), ("picker", [.pickFilter]), ("options", [.chooseOptions]),
      ("editor", [.editFilter, .type("-"), .type("2")]), ("typed", [.digit("1"), .digit("2")]),
    ], [(70, 32), (80, 12), (60, 12)])
  func `what can be opened in a scene`(
    opened: (name: String, actions: [Action]), size: (Int, Int)
  ) throws {
    var model = try Subject.stroke.model().inScene(columns: size.0, rows: size.1)
    for action in opened.actions { model.perform(action) }
    let difference = try snapshotDifference(
      model.canvas.text, named: "scene-\(opened.name)-\(size.0)x\(size.1)")
    #expect(difference == nil)
  }
}
