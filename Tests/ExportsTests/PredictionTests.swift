import Convolution
import Exports
import Networks
import Testing

private func blueprint(
  _ last: LayerPlan, outputs: Int, labels: [String] = []
) throws -> Blueprint {
  try Blueprint(
    name: "kinds", input: Shape(channels: 1, height: 1, width: outputs), labels: labels,
    layers: [.init(.flatten), .init(last)])
}

private func prediction(
  _ shares: [Float], of blueprint: Blueprint, keeping count: Int = 5, picture: String = "a.png"
) throws -> Prediction {
  let shape = try Shape(channels: shares.count, height: 1, width: 1)
  return Prediction(
    picture, output: try Tensor(shape: shape, elements: shares), of: blueprint, keeping: count)
}

@Suite struct `Predictions` {
  @Test func `the largest shares come first, of equal ones the first class`() throws {
    let plan = try blueprint(.softmax, outputs: 4, labels: ["a", "b", "c", "d"])
    let all = try prediction([0.25, 0.125, 0.375, 0.25], of: plan)
    #expect(all.classes.map(\.label) == ["c", "a", "d", "b"])
    #expect(all.classes.map(\.index) == [2, 0, 3, 1])
    #expect(all.classes.map(\.share) == [0.375, 0.25, 0.25, 0.125])
    #expect(
      try prediction([0.25, 0.125, 0.375, 0.25], of: plan, keeping: 2).classes
        == Array(all.classes.prefix(2)))
  }

  @Test func `a single number is the share of the second class`() throws {
    let plan = try blueprint(.sigmoid, outputs: 1, labels: ["bag", "shoe"])
    #expect(try prediction([0.75], of: plan).classes.map(\.label) == ["shoe", "bag"])
    #expect(try prediction([0.25], of: plan).classes.map(\.share) == [0.75, 0.25])
  }

  @Test func `classes without names are numbered, and what is no number comes last`() throws {
    let plan = try blueprint(.softmax, outputs: 3)
    let classes = try prediction([.nan, 0, 1], of: plan).classes
    #expect(classes.map(\.label) == ["class 2", "class 1", "class 0"])
  }

  @Test func `only shares are an answer`() throws {
    func sentence(_ plan: Blueprint) -> String? {
      #expect(throws: NoAnswer.self) { try plan.requireAnswer() }?.description
    }
    #expect(
      sentence(try blueprint(.relu, outputs: 3))
        == "kinds ends in relu1 with 3 numbers, which are no shares of classes; take a network that "
        + "ends in softmax or sigmoid")
    // The softmax of one number is always 1.
    #expect(sentence(try blueprint(.softmax, outputs: 1)) != nil)
    try blueprint(.sigmoid, outputs: 1).requireAnswer()
    try blueprint(.softmax, outputs: 2).requireAnswer()
    for blueprint in NetworkCatalog.blueprints where blueprint.name != "resnet50-headless" {
      try blueprint.requireAnswer()
    }
  }
}

@Suite struct `Predictions as text` {
  private func written(
    _ format: PredictionText.Format, isUntrained: Bool = false
  ) throws -> String {
    let plan = try blueprint(.softmax, outputs: 3, labels: ["cup, \"small\"", "dog", "cat"])
    var text = PredictionText(
      format: format, network: "kinds", weights: "k.safetensors", isUntrained: isUntrained)
    var result = text.head
    result += text.add(try prediction([0.75, 0.25, 0], of: plan, keeping: 2))
    result += text.add("b.png", complaint: "b.png: is empty")
    result += text.add(try prediction([0, 0.003, 0.997], of: plan, picture: "c,d"))
    return result + text.tail
  }

  @Test func `bars are as long as shares are large`() throws {
    #expect(
      try written(.text) == """
        a.png
           75.00 %  ███████████████       cup, "small"
           25.00 %  █████                 dog

        c,d
           99.70 %  ████████████████████  cat
            0.30 %                        dog
            0.00 %                        cup, "small"

        """)
    #expect(
      try written(.text, isUntrained: true).hasPrefix(
        "the weights of kinds are untrained, so that its answers mean nothing; --weights FILE brings "
          + "trained ones\n\na.png\n"))
  }

  @Test func `JSON is one object, in which broken pictures are too`() throws {
    #expect(
      try written(.json) == """
        {"network":"kinds","weights":"k.safetensors","isUntrained":false,"pictures":[
        {"picture":"a.png","classes":[{"class":0,"label":"cup, \\"small\\"","share":0.75},\
        {"class":1,"label":"dog","share":0.25}]},
        {"picture":"b.png","error":"b.png: is empty"},
        {"picture":"c,d","classes":[{"class":2,"label":"cat","share":0.997},\
        {"class":1,"label":"dog","share":0.003},{"class":0,"label":"cup, \\"small\\"","share":0}]}
        ]}

        """)
  }

  @Test func `CSV has a line for each class`() throws {
    #expect(
      try written(.csv) == """
        picture,rank,class,label,share
        a.png,1,0,"cup, ""small""\",0.75
        a.png,2,1,dog,0.25
        "c,d",1,2,cat,0.997
        "c,d",2,1,dog,0.003
        "c,d",3,0,"cup, ""small""\",0

        """)
  }
}
