import Convolution
import Drawing
import Explorer
import TestSupport
import Testing

struct VeilTests {
  enum Chain: CaseIterable {
    case plain, rectified, biased, both

    func model() throws -> Model {
      try .tellingNumbers {
        $0.hasReLU = self == .rectified || self == .both
        $0.bias = self == .biased || self == .both ? 2 : 0
      }
    }
  }

  private static let regions = [(70, 32), (80, 14), (80, 12), (60, 12), (150, 55)]

  @Test(arguments: Chain.allCases, regions)
  func `with everything hidden no number shows that has to be found`(
    chain: Chain, region: (Int, Int)
  ) throws {
    for step in 1...16 {
      var model = try chain.model()
      model.type("\(step)g")
      model = model.veiled.inScene(columns: region.0, rows: region.1)
      for actions in [[], [.ask], [.ask, .sort], [.moveFocus], [.moveFocus, .moveFocus]]
        as [[Action]]
      {
        var model = model
        for action in actions { model.perform(action) }
        expectNoSecrets(of: model)
      }
    }
  }

  @Test func `an answer uncovers everything but the cells behind the present one`() {
    var veil = Veil()
    veil.products = [0, 3]
    (veil.hidesSum, veil.hidesResult, veil.hidesOutputs) = (true, true, true)
    #expect(veil.afterAnswer.isEmpty)
    veil.hidesRest = true
    var rest = Veil()
    rest.hidesRest = true
    #expect(veil.afterAnswer == rest)
  }

  @Test func `sub-steps keep hidden what they come to`() throws {
    var model = try Chain.both.model()
    model.perform(.subSteps)
    for _ in 0..<10 {
      expectNoSecrets(of: model.veiled.inScene(columns: 80, rows: 14))
      model.perform(.next)
    }
  }

  @Test(arguments: [(70, 30), (80, 14), (150, 55)])
  func `the sums of the channels stay hidden with their products`(region: (Int, Int)) throws {
    let model = try Model.exploring(
      .card(channels: 3, height: 6, width: 6), names: PrimaryColor.names
    ) {
      $0.filters = [try .rows([[71, 83, 97], [59, 67, 73], [89, 61, 79]])]
    }.veiled.inScene(columns: region.0, rows: region.1)
    expectNoSecrets(of: model)
    let sums = (0..<3).map { channel in
      model.explanation.terms.filter { $0.element.channel == channel }
        .reduce(0) { $0 + ($1.product ?? 0) }
    }
    for sum in sums { #expect(!model.canvas.text.contains("\(Int(sum))")) }
  }

  /// All products and sums of three digits and more; nothing else on the screen has as many.
  private func expectNoSecrets(
    of model: Model, _ location: SourceLocation = #_sourceLocation
  ) {
    let explanation = model.explanation
    var secrets = explanation.terms.map { $0.product ?? 0 }
    secrets += explanation.terms.indices.map { count in
      explanation.terms[...count].reduce(0) { $0 + ($1.product ?? 0) }
    }
    secrets.append(explanation.result)
    let text = model.canvas.text
    for secret in secrets where abs(secret) >= 100 {
      #expect(!text.contains("\(Int(secret))"), "\(secret) in\n\(text)", sourceLocation: location)
    }
  }

  @Test func `a hidden product leaves the sum`() throws {
    var model = try Model.tellingNumbers()
    let products = model.explanation.terms.map { $0.product ?? 0 }
    let hidden = try #require(products.indices.max { products[$0] < products[$1] })
    model.veil.products = [hidden]
    let sum = Int(model.explanation.result)
    let text = model.inScene(columns: 80, rows: 14).canvas.text
    #expect(text.contains("?"))
    #expect(text.contains("\(sum)"))
    #expect(!text.contains(" \(Int(products[hidden])) "))
  }

  @Test func `a hidden result leaves the sum before the ReLU, but not where they are the same`()
    throws
  {
    var model = try Model.tellingNumbers { $0.hasReLU = true }
    model.veil.hidesResult = true
    let sum = Int(model.explanation.result)
    let why = WhyText(model)
    #expect(why.results.text.contains("max(0, \(sum)) = ?"))
    #expect(why.title.text.hasSuffix("= ?"))
    var plain = try Model.tellingNumbers { $0.hasReLU = false }
    plain.veil.hidesResult = true
    #expect(!WhyText(plain).results.text.contains("\(sum)"))
  }

  @Test func `the rest of the output is hidden in this map and the maps behind it`() throws {
    var model = try Model.cube()
    model.type("6g")
    model.veil.hidesRest = true
    let present = model.cursor.element
    #expect(model.cover(ofOutput: present) == nil)
    #expect(model.cover(ofOutput: Element(row: 0, column: 1)) == nil)
    #expect(model.cover(ofOutput: Element(row: 3, column: 1)) == "·")
    #expect(model.cover(ofOutput: Element(channel: 1, row: 0, column: 0)) == "·")
    model.veil.hidesResult = true
    #expect(model.cover(ofOutput: present) == "?")
  }

  @Test func `a hidden part of the whole output is blank paper`() throws {
    var model = try SceneSnapshotTests.Subject.stroke.model()
    model.veil.hidesOutputs = true
    model = model.inScene(columns: 70, rows: 32)
    let picture = try #require(ScreenLayout(model).outputPicture)
    var papers = Set<Color?>()
    let canvas = model.canvas
    for row in picture.region.row..<picture.region.endRow {
      for column in picture.region.column..<picture.region.endColumn {
        papers.insert(canvas[row, column].style.background)
      }
    }
    // White, and the mark at the present cell.
    #expect(papers.count <= 2)
  }

  @Test(arguments: [(Chrome.scene, 100, 18), (.scene, 70, 32), (.projector, 80, 24)])
  func `a hidden size can neither be read nor counted`(
    chrome: Chrome, columns: Int, rows: Int
  ) throws {
    var model = try Model.exploring(.card(height: 9, width: 9)) {
      $0.filters = [FilterChoice(try KernelText.parse("1 0 0 0; 0 0 0 0; 0 0 0 0"))]
    }
    let shape = model.exploration.outputs[0].shape
    model = model.inScene(columns: columns, rows: rows)
    model.chrome = chrome
    if rows == 32 { #expect(model.canvas.text.contains("\(shape)")) }
    model.veil.hidesSize = true
    let text = model.canvas.text
    for secret in ["\(shape)", "of \(shape.count)", "·  "] { #expect(!text.contains(secret)) }
  }

  @Test func `the winner of a pooling window stays hidden with the result`() throws {
    var model = try Model.exploring(.card(height: 6, width: 6)) {
      $0.pooling = PoolingChoice(.maximum)
    }
    model.veil.hidesResult = true
    let scene = model.inScene(columns: 80, rows: 14)
    let whole = Region(row: 0, column: 0, rows: 14, columns: 80)
    #expect(!scene.canvas.roles(in: whole).contains("P"))
    var asked = scene
    asked.perform(.ask)
    #expect(!asked.canvas.text.contains("the largest"))
    asked.perform(.sort)
    guard case .why(let term) = asked.mode else { Issue.record("no list"); return }
    #expect(term == 0)
  }

  @Test func `without a veil nothing is covered`() throws {
    let model = try Model.cube()
    #expect(model.cover(ofOutput: model.cursor.element) == nil)
    #expect(!model.hidesSum && !model.hidesResult)
  }

  @Test func `other screens wait until what is hidden has been predicted`() throws {
    var model = try Model.exploring(height: 6, width: 6)
    model.veil.hidesResult = true
    model.perform(.openGallery)
    #expect(model.mode == .exploring)
    #expect(!model.messageText.isEmpty)
    model.veil = Veil()
    model.perform(.openGallery)
    #expect(model.mode != .exploring)
  }
}

extension [Span] {
  fileprivate var text: String { map(\.text).joined() }
}

extension [[Span]] {
  fileprivate var text: String { map(\.text).joined(separator: "\n") }
}
