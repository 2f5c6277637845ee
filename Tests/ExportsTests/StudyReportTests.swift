import Exports
import Foundation
import Testing
import Training

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct `A study's report` {
  private static let result: StudyResult = {
    var plan = StudyPlan(task: .sandalsAndSneakers, examples: 16, seeds: 5)
    plan.steps = 25
    var result = StudyResult(
      plan: plan, data: "made up", testPictures: 2000, smallTestPictures: 38)
    result.bases = [StudyResult.Base(trainingPictures: 36_000, accuracy: 0.87)]
    for seed in 0..<5 {
      for (place, way) in plan.ways.enumerated() {
        let last = 0.8 + 0.02 * Double(place) + 0.001 * Double(seed % 2)
        result.runs.append(
          StudyResult.Run(
            way: way, seed: seed,
            curve: [
              StudyResult.Point(step: 10, accuracy: 0.6),
              StudyResult.Point(step: 25, accuracy: last),
            ], smallTest: 0.75))
      }
    }
    return result
  }()

  private static let report = StudyReport(result, task: .sandalsAndSneakers)

  @Test func `has a row for each way and each difference`() {
    let lines = Self.report.closing(width: 80).split(separator: "\n").map(String.init)
    #expect(lines.contains("from scratch               60.0  80.0     0.1    80.0     80.1"))
    #expect(lines.contains("fine-tuning                60.0  88.0     0.1    88.0     88.1"))
    #expect(lines.contains { $0.hasPrefix("transfer − from scratch") && $0.contains("+4.0") })
    #expect(lines.contains { $0.contains("5 of 5") })
    #expect(lines.last?.hasPrefix("Transfer is behind") == false)
    #expect(lines.allSatisfy { $0.last != " " })
  }

  @Test func `says what there is while it is not over`() {
    var begun = Self.result
    begun.runs = [StudyResult.Run(way: .scratch, seed: 0, curve: [])]
    begun.bases = []
    let text = StudyReport(begun, task: .sandalsAndSneakers).closing(width: 40)
    #expect(!text.contains("nan"))
    #expect(StudyReport(begun, task: .sandalsAndSneakers).csv == "way,seed,step,accuracy\n")
  }

  @Test func `a study that was stopped says so, and lays out nothing where there is nothing`() {
    var begun = Self.result
    begun.runs = begun.runs.filter { $0.seed == 0 }.map { run in
      var run = run
      run.curve.removeLast()
      return run
    }
    #expect(
      StudyReport(begun, task: .sandalsAndSneakers).closing(width: 80)
        == "Stopped before a seed was finished.\n")
    var stopped = Self.result
    stopped.runs = Array(stopped.runs.prefix(2 * 5 + 1))
    let text = StudyReport(stopped, task: .sandalsAndSneakers).closing(width: 80)
    #expect(text.contains("Stopped when 2 of 5 seeds had been through all ways"))
    #expect(text.contains("from scratch               60.0  80.0     0.1    80.0     80.1      3"))
    #expect(!text.contains("Transfer is behind") && !text.contains("No gap"))
  }

  @Test func `CSV has a line for each point`() {
    let lines = Self.report.csv.split(separator: "\n")
    #expect(lines.count == 1 + 5 * 5 * 2)
    #expect(lines[1] == "scratch,0,10,0.6")
  }

  @Test func `the picture is well-formed, with a curve and a band for each way`() {
    let svg = StudySVG(Self.result, task: .sandalsAndSneakers).text
    let parser = XMLParser(data: Data(svg.utf8))
    #expect(parser.parse())
    #expect(svg.components(separatedBy: "fill-opacity=\"0.12\"").count - 1 == 5)
    for way in StudyWay.allCases { #expect(svg.contains(">\(way.title)</text>")) }
    var empty = Self.result
    empty.runs = []
    #expect(XMLParser(data: Data(StudySVG(empty, task: .bagsAndShoes).text.utf8)).parse())
  }
}
