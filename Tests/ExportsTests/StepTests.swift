import Convolution
import Explorer
import Exports
import Testing

/// Half a bright pixel in the upper left corner of nothing.
private func exploration(_ settings: ChainSettings) throws -> Exploration {
  let picture = try Tensor(rows: [[0.5, 0, 0], [0, 0, 0], [0, 0, 0]])
  return try Exploration(
    Exploration.Subject(picture: picture, title: "pixel", arguments: []), settings: settings)
}

private func settings(_ filter: String) throws -> ChainSettings {
  var settings = ChainSettings()
  settings.filters = [FilterChoice(try FilterCatalog.entry(named: filter))]
  return settings
}

private func json(_ number: Int, _ exploration: Exploration) throws -> String {
  let trace = try Trace(of: exploration.network, over: exploration.subject.picture.shape)
  return try StepRecord(number, trace[number - 1], of: exploration).json
}

@Suite struct `Steps as JSON` {
  @Test func `a convolution has products, a bias and a sum`() throws {
    #expect(
      try json(1, exploration(settings("horizontal"))) == """
        {"step":1,"node":"conv1","layer":"convolution",\
        "output":{"channel":0,"row":0,"column":0},\
        "window":{"row":0,"column":0,"height":3,"width":3,"dilation":[1,1]},"terms":[\
        {"channel":0,"row":0,"column":0,"input":0.5,"weight":1,"product":0.5,"padding":false},\
        {"channel":0,"row":0,"column":1,"input":0,"weight":1,"product":0,"padding":false},\
        {"channel":0,"row":0,"column":2,"input":0,"weight":1,"product":0,"padding":false},\
        {"channel":0,"row":1,"column":0,"input":0,"weight":0,"product":0,"padding":false},\
        {"channel":0,"row":1,"column":1,"input":0,"weight":0,"product":0,"padding":false},\
        {"channel":0,"row":1,"column":2,"input":0,"weight":0,"product":0,"padding":false},\
        {"channel":0,"row":2,"column":0,"input":0,"weight":-1,"product":0,"padding":false},\
        {"channel":0,"row":2,"column":1,"input":0,"weight":-1,"product":0,"padding":false},\
        {"channel":0,"row":2,"column":2,"input":0,"weight":-1,"product":0,"padding":false}],\
        "bias":0,"sum":0.5,"result":0.5}
        """)
  }

  @Test func `a ReLU has one term without a weight`() throws {
    #expect(
      try json(2, exploration(settings("horizontal"))) == """
        {"step":2,"node":"relu1","layer":"relu","output":{"channel":0,"row":0,"column":0},\
        "window":{"row":0,"column":0,"height":1,"width":1,"dilation":[1,1]},"terms":[\
        {"channel":0,"row":0,"column":0,"input":0.5,"padding":false}],"result":0.5}
        """)
  }

  @Test func `padding of max pooling is null and never wins`() throws {
    var settings = ChainSettings()
    settings.pooling = PoolingChoice(.maximum, padding: Edges(1))
    #expect(
      try json(4, exploration(settings)) == """
        {"step":4,"node":"pool1","layer":"maxPool","output":{"channel":0,"row":1,"column":1},\
        "window":{"row":1,"column":1,"height":2,"width":2,"dilation":[1,1]},"terms":[\
        {"channel":0,"row":1,"column":1,"input":0,"padding":false,"winner":true},\
        {"channel":0,"row":1,"column":2,"input":0,"padding":false},\
        {"channel":0,"row":2,"column":1,"input":0,"padding":false},\
        {"channel":0,"row":2,"column":2,"input":0,"padding":false}],"result":0}
        """)
    #expect(
      try json(1, exploration(settings)) == """
        {"step":1,"node":"pool1","layer":"maxPool","output":{"channel":0,"row":0,"column":0},\
        "window":{"row":-1,"column":-1,"height":2,"width":2,"dilation":[1,1]},"terms":[\
        {"channel":0,"row":-1,"column":-1,"input":null,"padding":true},\
        {"channel":0,"row":-1,"column":0,"input":null,"padding":true},\
        {"channel":0,"row":0,"column":-1,"input":null,"padding":true},\
        {"channel":0,"row":0,"column":0,"input":0.5,"padding":false,"winner":true}],"result":0.5}
        """)
  }

  @Test func `an average has a sum and a count`() throws {
    var settings = ChainSettings()
    settings.pooling = PoolingChoice(.average(countingPadding: true))
    #expect(
      try json(1, exploration(settings)) == """
        {"step":1,"node":"pool1","layer":"averagePool","output":{"channel":0,"row":0,"column":0},\
        "window":{"row":0,"column":0,"height":2,"width":2,"dilation":[1,1]},"terms":[\
        {"channel":0,"row":0,"column":0,"input":0.5,"padding":false},\
        {"channel":0,"row":0,"column":1,"input":0,"padding":false},\
        {"channel":0,"row":1,"column":0,"input":0,"padding":false},\
        {"channel":0,"row":1,"column":1,"input":0,"padding":false}],\
        "sum":0.5,"count":4,"result":0.125}
        """)
  }

  @Test func `a border's padding names the pixel it repeats`() throws {
    var settings = ChainSettings()
    settings.filters = [FilterChoice(try KernelText.parse("2 3"))]
    settings.padding = .explicit(Edges(top: 0, left: 1, bottom: 0, right: 0))
    settings.border = .replicate
    settings.dilation = Extent(height: 1, width: 2)
    #expect(
      try json(1, exploration(settings)) == """
        {"step":1,"node":"conv1","layer":"convolution",\
        "output":{"channel":0,"row":0,"column":0},\
        "window":{"row":0,"column":-1,"height":1,"width":2,"dilation":[1,2]},"terms":[\
        {"channel":0,"row":0,"column":-1,"input":0.5,"weight":2,"product":1,"padding":true,\
        "source":{"channel":0,"row":0,"column":0}},\
        {"channel":0,"row":0,"column":1,"input":0,"weight":3,"product":0,"padding":false}],\
        "bias":0,"sum":1,"result":1}
        """)
  }
}

@Suite struct `Steps as text` {
  private func block(_ number: Int, _ settings: ChainSettings) throws -> String {
    let exploration = try exploration(settings)
    let trace = try Trace(of: exploration.network, over: exploration.subject.picture.shape)
    var text = StepText(exploration)
    return try text.block(number, trace[number - 1])
  }

  @Test func `a step shows its terms, the running sum and the bias`() throws {
    var settings = ChainSettings()
    settings.filters = [FilterChoice(try KernelText.parse("-2 1"))]
    settings.bias = 0.25
    #expect(
      try block(1, settings) == """
        step 1: conv1[0,0] = −0.75
          input[0,0]          0.5 × −2          = −1            sum so far −1
          input[0,1]            0 × 1           = 0             sum so far −1
          sum −1 + bias 0.25 = −0.75

        """)
  }

  @Test func `the ReLU has a step of its own`() throws {
    var settings = ChainSettings()
    settings.filters = [FilterChoice(try KernelText.parse("-2 1"))]
    #expect(
      try block(7, settings) == """
        step 7: relu1[0,0] = 0
          conv1[0,0]           −1
          max(0, −1) = 0

        """)
  }
}
