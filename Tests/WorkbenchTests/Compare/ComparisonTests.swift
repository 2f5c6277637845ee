import Convolution
import Drawing
import Explorer
import TestSupport
import Testing
import Training
import Workbench

extension Comparison {
  /// A small study of pictures that stand for clothes: noise with a bright row for each class.
  static func small(
    _ display: DisplayProperties = .terminal(120, 36), task: StudyTask = .sandalsAndSneakers,
    seeds: Int = 5, examples: Int = 8
  ) throws -> Comparison {
    let shape = try Shape(channels: 1, height: 12, width: 12)
    var generator = SeededGenerator(seed: 3)
    func pictures(_ count: Int) -> Examples {
      let labels = (0..<10 * count).map { UInt8($0 % 10) }
      let bytes = labels.flatMap { label in
        (0..<shape.count).map { place in
          let isMarked = place / shape.width == Int(label)
          return UInt8.random(in: isMarked ? 120...255 : 0...120, using: &generator)
        }
      }
      return Examples(shape: shape, numbers: .bytes(bytes), labels: labels)
    }
    let data = DataSet(
      name: "clothes", classes: FashionMNIST.classes, training: pictures(16), test: pictures(5))
    var plan = StudyPlan(task: task, examples: examples, seeds: seeds)
    plan.steps = 10
    plan.baseEpochs = 1
    let study = try Study(plan, task: task, data: data, threads: 1)
    return Comparison(study, data: data, threads: 1, display: display)
  }

  mutating func press(_ key: Key) {
    if let action = CompareKeyTable.action(for: key, in: self) { _ = update(&self, action) }
  }

  mutating func work(pieces: Int = .max) {
    var left = pieces
    while hasWork, left > 0 {
      _ = update(&self, .advance)
      left -= 1
    }
  }

  var frame: Canvas {
    var view = CompareView()
    return view.canvas(for: self)
  }
}

@Suite struct `The screen of a comparison` {
  @Test func `grows curves, and says at the end what they show`() throws {
    var comparison = try Comparison.small()
    #expect(comparison.frame.text.contains("network 1 of 2 learns other classes"))
    #expect(comparison.frame.text.contains("this is all it gets"))
    comparison.work()
    let text = comparison.frame.text
    let conclusion = try #require(comparison.words.conclusion)
    #expect(text.contains(conclusion.prefix(30)))
    for way in StudyWay.allCases { #expect(text.contains(way.title)) }
    #expect(text.contains("■  finished"))
    #expect(!comparison.hasWork)
  }

  @Test func `pauses, and goes on to the same numbers`() throws {
    var comparison = try Comparison.small()
    var other = comparison
    comparison.work(pieces: 5)
    comparison.press(" ")
    #expect(!comparison.hasWork)
    #expect(update(&comparison, .tick) == [])
    comparison.press(" ")
    #expect(update(&comparison, .tick) == [.scheduleTick(after: 0)])
    comparison.work()
    other.work()
    #expect(comparison.result == other.result)
  }

  @Test func `another number of examples begins again, without learning the other classes anew`()
    throws
  {
    var comparison = try Comparison.small()
    comparison.work()
    let (before, bases) = (comparison.result, comparison.result.bases)
    comparison.press("e")
    #expect(comparison.plan.examples == 4)
    #expect(comparison.hasWork)
    #expect(comparison.study?.activity.contains("learns") == false)
    comparison.work()
    #expect(comparison.result.bases == bases)
    comparison.press("E")
    comparison.work()
    // And it is as if nothing had been taken over.
    #expect(comparison.result == before)
    for _ in 0..<9 { comparison.press("e") }
    #expect(comparison.plan.examples == 4)
    #expect(comparison.message != nil)
  }

  @Test func `a task that the pictures do not suffice for is refused, and the study stays`() throws
  {
    var comparison = try Comparison.small()
    for _ in 0..<9 { comparison.press("E") }
    #expect(comparison.plan.examples == 32)
    guard case .problem(let text)? = comparison.message else {
      Issue.record("no problem")
      return
    }
    #expect(text == "there are pictures for 32 examples, not for 98; ask for fewer")
  }

  @Test func `tasks follow each other both ways, and another seed has other pictures`() throws {
    var comparison = try Comparison.small()
    let names = (0..<3).map { _ in
      comparison.press("t")
      return comparison.plan.task
    }
    #expect(Set(names).count == 3)
    #expect(names.last == "sandal-sneaker")
    comparison.press("T")
    #expect(comparison.plan.task == "bags-shoes")
    let pictures = try #require(comparison.pictures).examples(seed: 0)
    comparison.press("r")
    #expect(comparison.pictures?.examples(seed: 0) != pictures)
  }

  @Test func `ways are hidden and shown by their numbers and by clicks`() throws {
    var comparison = try Comparison.small()
    comparison.work()
    comparison.press("1")
    comparison.press("4")
    #expect(comparison.shownWays == [.augmentation, .transfer, .fineTuning])
    let rows = comparison.frame.text.split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(rows.firstIndex { $0.contains("4   untrained control") })
    _ = update(&comparison, .click(row: row, column: 10))
    #expect(comparison.shownWays.contains(.untrained))
    for key in ["2", "3", "4", "5"] as [Key] { comparison.press(key) }
    #expect(comparison.frame.text.contains("all ways are hidden"))
  }

  @Test func `the pictures are those of the seed that shows`() throws {
    var comparison = try Comparison.small(seeds: 3)
    comparison.press(.right)
    #expect(comparison.frame.text.contains("seed 2 of 3"))
    comparison.press(.end)
    comparison.press(.right)
    #expect(comparison.shownSeed == 2)
    comparison.press(.home)
    comparison.press(.left)
    #expect(comparison.shownSeed == 0)
  }

  @Test(arguments: CompareSituation.allCases)
  func `no key means two things`(situation: CompareSituation) {
    var seen: Set<Key> = []
    for binding in CompareKeyTable.bindings where binding.modes.contains(situation) {
      for key in binding.keys {
        #expect(seen.insert(key).inserted, "\(key) twice while \(situation)")
      }
    }
  }

  @Test(arguments: [(60, 20), (80, 24), (120, 36), (200, 60)])
  func `says how to get help and how to leave`(columns: Int, rows: Int) throws {
    var comparison = try Comparison.small(.terminal(columns, rows))
    let hints = comparison.frame.text.split(separator: "\n", omittingEmptySubsequences: false).last
    #expect(hints?.contains("? help") == true)
    #expect(hints?.contains("q quit") == true)
    let before = comparison.frame
    comparison.press("?")
    comparison.press(.end)
    #expect(comparison.frame.text.contains("quit, and print what there is"))
    comparison.press(.escape)
    #expect(comparison.frame == before)
  }

  @Test func `without colors and in ASCII it says the same`() throws {
    for page in 0..<3 {
      var colored = try Comparison.small(.terminal(100, 28))
      var plain = try Comparison.small(.terminal(100, 28, colors: .monochrome, glyphs: .ascii))
      for _ in 0..<page {
        colored.press(.tab)
        plain.press(.tab)
      }
      colored.work()
      plain.work()
      let words = { (text: String) in
        text.split { !$0.isLetter && !$0.isNumber && $0 != "." }.map(String.init)
          .filter { $0.count > 2 && $0.contains { $0.isNumber || "aeiou".contains($0) } }
      }
      #expect(words(plain.frame.text).count > 10)
      #expect(plain.frame.cells.allSatisfy { $0.glyph.isASCII })
      #expect(
        Set(words(colored.frame.text)).subtracting(words(plain.frame.text)).count <= 3, "\(page)")
    }
  }

  private static let keys: [Key] =
    ([
      " ", "t", "T", "e", "E", "r", "1", "2", "3", "4", "5", "h", "l", "g", "G", "P", "b", ".", "?",
      "k",
    ]
      as [Key])
    + [.tab, .backTab, .escape, .enter, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown]

  @Test(arguments: 1...6)
  func `after any keys a kept panel is a fresh one, and every frame has its size`(seed: Int) throws
  {
    var generator = SeededGenerator(seed: UInt64(seed))
    var comparison =
      Bool.random(using: &generator)
      ? try Comparison.small(seeds: 2) : Comparison.record(.terminal(120, 36))
    var view = CompareView()
    for number in 1...80 {
      switch Int.random(in: 0..<8, using: &generator) {
      case 0:
        let display = DisplayProperties.terminal(
          .random(in: 0...210, using: &generator), .random(in: 0...64, using: &generator),
          colors: ColorTier.allCases.randomElement(using: &generator) ?? .extended,
          glyphs: GlyphSet.allCases.randomElement(using: &generator) ?? .unicode)
        _ = update(&comparison, .resized(display))
      case 1: comparison.work(pieces: 3)
      case 2:
        let (row, column) = (
          Int.random(in: -1...60, using: &generator), Int.random(in: -1...200, using: &generator)
        )
        _ = update(&comparison, .click(row: row, column: column))
      default: comparison.press(Self.keys.randomElement(using: &generator) ?? " ")
      }
      guard number.isMultiple(of: 4) else { continue }
      let canvas = view.canvas(for: comparison)
      #expect(canvas.columns == comparison.display.columns)
      #expect(canvas.rows == comparison.display.rows)
      #expect(canvas == comparison.frame, "seed \(seed)")
    }
  }
}
