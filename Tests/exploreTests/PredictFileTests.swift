import Foundation
import TestSupport
import Testing

@Suite struct `explore predict with files of pictures` {
  private let folder: TrainingFolder
  /// The sample of Fashion-MNIST, twenty pictures of each class.
  private let sample = `Built-in pictures`.folder.appending(path: "fashion").path

  init() throws { folder = try TrainingFolder() }

  private func predict(_ arguments: String) throws -> TrainingFolder.Outcome {
    try folder.run("\"$explore\" predict \(arguments)")
  }

  @Test func `counts right answers, as does the sample inside the program`() throws {
    let file = try predict("fashion-mnist \(sample)/t10k-images-idx3-ubyte.gz")
    #expect(file.status == 0)
    #expect(file.complaint.isEmpty)
    #expect(
      file.lines[0].hasSuffix(
        "t10k-images-idx3-ubyte.gz: 200 pictures, labels in t10k-labels-idx1-ubyte.gz"))
    #expect(file.lines[1].wholeMatch(of: /accuracy [0-9.]+ %: 1[89][0-9] of 200 right/) != nil)
    #expect(file.lines.count == 2 + 11 + 12)
    let built = try predict("fashion-mnist --data sample")
    #expect(built.lines.dropFirst() == file.lines.dropFirst())
  }

  @Test func `a network that is no chain gives the same form, picture by picture`() throws {
    let network = """
      input: {channels: 1, height: 8, width: 8}
      layers:
        - {type: convolution, filters: 2, kernel: 3, padding: same, name: first}
        - {type: convolution, filters: 2, kernel: 3, padding: same, name: second}
        - {type: add, from: [first, second]}
        - flatten
        - {type: dense, units: 10}
        - softmax
      """
    try Data(network.utf8).write(to: URL(filePath: folder.path + "/shortcut.yaml"))
    let outcome = try predict("shortcut.yaml data/t10k-images-idx3-ubyte --format json")
    #expect(outcome.status == 0, "\(outcome.complaint)")
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let pictures = (object as? [String: Any])?["pictures"] as? [[String: Any]]
    #expect((pictures?.first?["answers"] as? [Int])?.count == 20)
    #expect(pictures?.first?["correct"] is Int)
  }

  @Test func `CSV has lines for each picture of the file`() throws {
    let outcome = try predict("tiny.yaml data/t10k-images-idx3-ubyte --format csv --top 2")
    #expect(outcome.status == 0)
    #expect(outcome.lines.count == 1 + 20 * 2)
    #expect(outcome.lines[1].hasPrefix("data/t10k-images-idx3-ubyte[0],1,"))
    #expect(outcome.lines[40].hasPrefix("data/t10k-images-idx3-ubyte[19],2,"))
  }

  @Test func `what cannot be used is named, the others go on, and the status says so`() throws {
    let wrong = try predict(
      "fashion-mnist data/t10k-images-idx3-ubyte \(sample)/bag.pgm data/t10k-labels-idx1-ubyte")
    #expect(wrong.status == 65)
    #expect(
      wrong.complaint == """
        explore: data/t10k-images-idx3-ubyte: has pictures of 8×8, but fashion-mnist takes 28×28; \
        resize them, or take a network of their size
        explore: data/t10k-labels-idx1-ubyte: has 1 axis; pictures have 3

        """)
    #expect(wrong.lines.first?.hasSuffix("bag.pgm") == true)
  }

  @Test func `who names no pictures gets those of Fashion-MNIST, or is asked for some`() throws {
    let other = try predict("tiny.yaml")
    #expect(other.status == 64)
    #expect(other.complaint.hasPrefix("explore: there are no pictures to predict; name some"))
    let missing = try predict("fashion-mnist --data nowhere")
    #expect(missing.status == 66)
    #expect(missing.complaint.hasPrefix("explore: Fashion-MNIST is not in nowhere; install"))
    #expect(try predict("fashion-mnist bag --data sample").status == 64)
  }
}
