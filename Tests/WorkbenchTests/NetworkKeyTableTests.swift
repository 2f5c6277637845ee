import Drawing
import Testing
import Workbench

struct NetworkKeyTableTests {
  @Test(arguments: NetworkSituation.allCases)
  func `no key means two things`(situation: NetworkSituation) {
    var seen: Set<Key> = []
    for binding in NetworkKeyTable.bindings where binding.modes.contains(situation) {
      for key in binding.keys {
        #expect(seen.insert(key).inserted, "\(key) twice while \(situation)")
      }
    }
  }

  @Test func `every binding with keys is in the help, or covered by another's line`() {
    let helped = NetworkKeyTable.bindings.filter { !$0.help.isEmpty }
    for binding in NetworkKeyTable.bindings where binding.help.isEmpty {
      let isCovered = helped.contains { other in
        other.action == binding.action
          || !other.label.split(separator: " ").isEmpty
            && binding.keys.contains { key in
              if case .character(let character) = key {
                return other.label.contains(character) || other.label.contains("…")
              }
              return true
            }
      }
      #expect(isCovered, "\(binding.label)")
    }
  }

  @Test(arguments: [(60, 20), (80, 24), (120, 36), (200, 60)])
  func `every situation says how to get help and how to leave`(columns: Int, rows: Int) throws {
    var training = try NetworkTraining.stripes(display: .terminal(columns, rows))
    for _ in 0..<3 {
      let hints = training.frame.text.split(separator: "\n", omittingEmptySubsequences: false).last
      #expect(hints?.contains("? help") == true)
      #expect(hints?.contains("q quit") == true)
      training.press(" ")
      training.work()
    }
  }

  @Test func `the help page comes and goes, and shows the last key`() throws {
    var training = try NetworkTraining.stripes(isRunning: false)
    let before = training.frame
    training.press("?")
    #expect(training.frame.text.contains("keys while a network is trained"))
    training.press(.end)
    #expect(training.frame.text.contains("save and quit"))
    training.press(.escape)
    #expect(training.frame == before)
  }
}
