import Lessons
import Networks
import TestSupport
import Testing

private let lesson =
  LessonFixtures.front + LessonFixtures.scene + """
    It is **{{sum}}** or *{{output[3,0]:2}}* and `code`.

    1. One
    2. Two

    | a | b |
    |---|---|
    | 1 | {{1/9:3}} |

    ```note
    Wait. {{max(output)}}
    ```

    ```ask
    question: What comes out?
    answer: output[3,0]
    tolerance: 0.1
    wrong:
      - {answer: "0", say: no}
    why: output[3,0]
    ```

    ```scene
    filter: vertical
    cursor: output[1,1]
    ```

    ```ask
    question: Which?
    choices:
      - {text: light, when: "sum > 0"}
      - {text: dark, when: "sum <= 0", say: Yes.}
    hint: Look.
    ```

    ```ask
    question: Make it light.
    goal:
      - {when: "max(output) > 0", say: "Not {{max(output)}}."}
    solution: {filter: horizontal}
    ```

    """

@Test func `the lesson that is going to be spoiled is right`() {
  #expect(LessonFixtures.complaints(about: lesson) == [])
}

@Test(arguments: 0..<40)
func `whatever happens to a file, it is a lesson or has mistakes inside of it`(seed: UInt64) {
  var generator = SeededGenerator(seed: seed)
  for _ in 0..<100 {
    var bytes = Array(lesson.utf8)
    for _ in 0..<Int.random(in: 1...3, using: &generator) { mutate(&bytes, &generator) }
    do throws(LessonErrors) {
      _ = try Lesson(bytes: bytes, path: "edges.md", pictures: LessonFixtures.pictures)
    } catch {
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      #expect(!error.errors.isEmpty)
      for mistake in error.errors {
        let isInside =
          1...lines.count ~= mistake.place.line && mistake.place.column >= 1
          && mistake.place.column <= lines[mistake.place.line - 1].count + 1
        #expect(isInside, "seed \(seed): \(mistake)\n\(String(decoding: bytes, as: UTF8.self))")
        #expect(
          !mistake.message.isEmpty && !mistake.message.contains("\n"), "seed \(seed): \(mistake)")
      }
    }
  }
}

/// Bytes that mean something to lessons, YAML or expressions, and some that mean trouble.
private let telling =
  Array("{}[]()`*_#-|:;,.\"'\\<>!&%@~=+/ \n\t0123abc".utf8) + [0, 0x1B, 0x80, 0xE2, 0xFF]

private func mutate(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
  let index = Int.random(in: 0..<bytes.count, using: &generator)
  let end = min(index + Int.random(in: 1...12, using: &generator), bytes.count)
  switch Int.random(in: 0..<5, using: &generator) {
  case 0: bytes.remove(at: index)
  case 1: bytes.insert(telling.randomElement(using: &generator) ?? 0, at: index)
  case 2: bytes[index] = telling.randomElement(using: &generator) ?? 0
  case 3: bytes.removeSubrange(index..<end)
  default:
    bytes.insert(
      contentsOf: bytes[index..<end], at: Int.random(in: 0..<bytes.count, using: &generator))
  }
  if bytes.isEmpty { bytes = [0x0A] }
}
