import Convolution
import Exports
import Networks
import TestSupport
import Testing
import Training

@Suite struct `Predictions of whole files` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Three pictures of one pixel that a network takes for a dog, a cat and a dog.
  private func tally(labels: [UInt8]?) throws -> PredictionTally {
    try folder.write([0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 1, 7, 8, 9], to: "images")
    if let labels { try folder.write([0, 0, 8, 1, 0, 0, 0, 3] + labels, to: "labels") }
    let blueprint = try Blueprint(
      name: "kinds", input: Shape(channels: 1, height: 1, width: 1), labels: ["dog", "cat"],
      layers: [.init(.flatten), .init(.dense(units: 2, hasBias: true)), .init(.softmax)])
    let file = try PictureFile(path: "\(folder.path)/images", classes: 2)
    var tally = PredictionTally(file, of: blueprint) { path in
      path.replacing(folder.path + "/", with: "")
    }
    tally.add([0.75, 0.25])
    tally.add([.nan, 0.5, 0.875, 0.125])
    return tally
  }

  private func written(_ tally: PredictionTally, _ format: PredictionText.Format) -> String {
    var text = PredictionText(format: format, network: "kinds", weights: "", isUntrained: false)
    return text.add(tally)
  }

  @Test func `with labels the table says how many were right, and who was taken for whom`() throws {
    #expect(
      written(try tally(labels: [0, 1, 1]), .text) == """
        images: 3 pictures, labels in labels
        accuracy 66.67 %: 2 of 3 right

        class  pictures  right     share  chosen
        0 dog         1      1  100.00 %       2
        1 cat         2      1   50.00 %       1

        What they show (rows), and what they were taken for (columns):
               0  1
        0 dog  1  0
        1 cat  1  1

        """)
  }

  @Test func `without labels it says how often each class was chosen`() throws {
    #expect(
      written(try tally(labels: nil), .text) == """
        images: 3 pictures, no labels beside it

        class  chosen    share
        0 dog       2  66.67 %  █████████████
        1 cat       1  33.33 %  ███████

        """)
  }

  @Test func `JSON has each answer and its share`() throws {
    #expect(
      written(try tally(labels: [0, 1, 1]), .json) == """

        {"picture":"images","count":3,
        "labels":"labels",
        "correct":2,
        "accuracy":0.6666666666666666,
        "labelNames":["dog","cat"],
        "chosen":[2,1],
        "confusion":[[1,0],[1,1]],
        "answers":[0,1,0],
        "shares":[0.75,0.5,0.875]}
        """)
  }

  @Test func `JSON without labels has neither accuracy nor confusion`() throws {
    let unlabeled = written(try tally(labels: nil), .json)
    #expect(unlabeled.contains("\"labels\":null") && !unlabeled.contains("accuracy"))
    #expect(!unlabeled.contains("confusion"))
  }
}
