import Lessons
import Testing

private func question(
  _ value: Value, tolerance: Double? = nil, mistakes: [(Value, String)] = []
) -> Question {
  Question(
    prompt: Prose("?"), form: .value(value, tolerance: tolerance),
    mistakes: mistakes.map { Question.Mistake(answer: $0, reply: Prose($1)) })
}

private let rightNumbers: [(Double, String)] = [
  (2.62, "2.62"), (2.6193, "2.62"), (2.6193, "2.6"), (2.97, "3"), (-3, "-3"), (-3, "−3"), (3, "+3"),
  (-3, "− 3"), (0.5, ".5"), (0.5, "1/2"), (-0.5, "-1/2"), (27_433_728, "27,433,728"),
  (27_433_728, "27 433 728"), (27_433_728, "27433728"), (5, "5."), (5, " 5 "), (1234.5, "1,234.5"),
  (Double(Float(1) / 9), "1/9"), (Double(Float(1) / 9), "0.111"), (302_026, "302,026"),
]

@Test(arguments: rightNumbers)
func `a number is right as people type it`(answer: Double, typed: String) {
  #expect(question(.number(answer)).judge(typed) == .right)
}

private let wrongNumbers: [(Double, String)] = [
  (2.62, "2.61"), (2.62, "3"), (2.6193, "2.63"), (-3, "3"), (27_433_728, "27,433,727"),
  (27_433_728, "27433700"), (1.0 / 9, "1/8"), (0.12, "0.2"), (1, "1.1"),
]

@Test(arguments: wrongNumbers)
func `a number that is too far off is wrong`(answer: Double, typed: String) {
  #expect(question(.number(answer)).judge(typed) == .wrong(reply: nil))
}

@Test(arguments: [
  "", " ", "-", ".", "abc", "1e", "2,62", "1,23,456", "1/0", "1/2/3", "1.2.3", "nan", "inf", "0x10",
  "26x26", "٣", "--3",
])
func `what is no number is asked for again`(typed: String) {
  #expect(
    question(.number(3)).judge(typed) == .unreadable("type a number, such as 2.5, −3 or 1/9"))
}

@Test func `a given tolerance stands`() {
  let question = question(.number(10), tolerance: 0.5)
  #expect(question.judge("10.5") == .right)
  #expect(question.judge("9.4") == .wrong(reply: nil))
}

@Test func `a typical mistake has its reply, and the right answer goes first`() {
  let question = question(
    .number(2.62), mistakes: [(.number(-1), "Before ReLU."), (.number(2.6), "?")])
  #expect(question.judge("-1") == .wrong(reply: Prose("Before ReLU.")))
  #expect(question.judge("2.6") == .right)
}

private let rightSizes: [([Int], String)] = [
  ([26, 26], "26x26"), ([26, 26], "26×26"), ([26, 26], "26 x 26"), ([26, 26], "26X26"),
  ([26, 26], "26 by 26"), ([26, 26], "1x26x26"), ([1, 28, 28], "28x28"),
  ([10, 26, 26], "10x26x26"),
  ([128, 1, 1], "128"), ([128], "128"), ([1, 1], "1x1"), ([4096, 1, 1], "4,096"),
]

@Test(arguments: rightSizes)
func `a size is right as people type it`(answer: [Int], typed: String) {
  #expect(question(.size(answer)).judge(typed) == .right)
}

@Test func `a size in another order is told so`() {
  #expect(
    question(.size([10, 26, 24])).judge("26x24x10")
      == .wrong(
        reply: Prose("The right numbers, but here the channels come first, then height and width."))
  )
  #expect(
    question(.size([26, 24])).judge("24x26")
      == .wrong(reply: Prose("The right numbers, but here the height comes before the width.")))
  #expect(question(.size([10, 26, 24])).judge("26x24") == .wrong(reply: nil))
}

@Test(arguments: ["26", "26x", "x26", "26x26x26x26", "0x3", "-1x3", "2.5x3", "1/2x3", "", "large"])
func `what is no size is asked for again`(typed: String) {
  guard case .unreadable = question(.size([26, 26])).judge(typed) else {
    Issue.record("\(typed) was read")
    return
  }
}

@Test func `a choice goes by its number or its words`() {
  let question = Question(
    prompt: Prose("?"),
    form: .choices(
      [.init(text: Prose("larger"), reply: Prose("No.")), .init(text: Prose("the same"))], right: 1)
  )
  #expect(question.judge("2") == .right)
  #expect(question.judge(" The  Same ") == .right)
  #expect(question.judge("larger") == .wrong(reply: Prose("No.")))
  #expect(question.judge("3") == .unreadable("type the number of your choice, from 1 to 2"))
  #expect(question.answerText == "the same")
}
