import Networks
import TestSupport
import Testing
import Training

@Suite struct `explore train pictures` {
  private let folder: TrainingFolder

  init() throws {
    folder = try TrainingFolder(count: 10)
    for (label, name) in ["left", "right", "up"].enumerated() {
      for number in 0..<8 { try folder.writePicture("zoo/\(name)/\(number).pgm", label: label) }
    }
  }

  private func train(_ options: String) throws -> TrainingFolder.Outcome {
    try folder.run("\"$explore\" train pictures zoo --plain --epochs 1 \(options)")
  }

  @Test func `learns from a folder for each class, and is used by predict`() throws {
    let outcome = try train("--size 8x8 --save kept.safetensors")
    #expect(outcome.status == 0)
    #expect(outcome.lines[0] == "pictures-zoo on zoo: 4,643 parameters")
    #expect(outcome.lines[1] == "12 pictures to learn from, 6 held out, 6 to test")
    #expect(outcome.output.contains("\nTo use it: explore predict kept.yaml PICTURE\n"))
    let prediction = try folder.run("\"$explore\" predict kept.yaml zoo/left/0.pgm --format csv")
    #expect(prediction.status == 0)
    #expect(prediction.output.contains("right"))
    #expect(try folder.checkpoint("kept.safetensors").blueprint.labels == ["left", "right", "up"])
  }

  @Test func `tells two classes apart by one number`() throws {
    #expect(try folder.run("rm -r zoo/up").status == 0)
    #expect(try train("--size 8x8 --save kept").status == 0)
    #expect(try folder.checkpoint("kept").blueprint.nodes.last?.plan == .sigmoid)
  }

  @Test func `goes on exactly`() throws {
    #expect(try train("--size 8x8 --epochs 3 --save whole").status == 0)
    #expect(try train("--size 8x8 --save parts").status == 0)
    let outcome = try folder.run(
      "\"$explore\" train pictures zoo --plain --epochs 3 --resume parts")
    #expect(outcome.status == 0)
    #expect(try folder.checkpoint("parts") == folder.checkpoint("whole"))
  }

  @Test func `names a broken picture, skips and counts it`() throws {
    #expect(try folder.run("echo P5 >zoo/left/8.pgm").status == 0)
    let outcome = try train("--size 8x8")
    #expect(outcome.status == 0)
    #expect(outcome.complaint.hasPrefix("explore: skipped: zoo/left/8.pgm: "))
    #expect(outcome.output.contains("\nOne picture could not be read and was skipped.\n"))
  }

  @Test func `carries over what another network sees`() throws {
    // What is carried over: the network that was trained on other pictures.
    #expect(try folder.train("--epochs 1 --save tiny.safetensors").status == 0)
    let transfer = "--transfer tiny.yaml --weights tiny.safetensors"
    let outcome = try train("\(transfer) --save kept.safetensors")
    #expect(outcome.status == 0)
    #expect(
      outcome.output.contains("\ntiny made 27 features of each of 24 pictures, once: 2 KiB.\n"))
    #expect(outcome.output.contains("\nTo use it: explore predict kept.yaml PICTURE\n"))
    // The whole network answers as the head does on its features.
    let test = try folder.run(
      "\"$explore\" predict kept.yaml zoo/left/*.pgm --top 1 --format csv")
    #expect(test.status == 0)
    let whole = try SafetensorsFile(path: folder.path + "/kept-network.safetensors")
    let tiny = try SafetensorsFile(path: folder.path + "/tiny.safetensors")
    let head = try folder.checkpoint("kept.safetensors").weights
    #expect(try whole.numbers("conv1.weight") == tiny.numbers("conv1.weight"))
    #expect(try whole.numbers("head-answer.weight") == head["head-answer.weight"])
    #expect(whole.entries["dense1.weight"] == nil)
  }

  @Test(arguments: [
    ("--transfer fashion-mnist --size 8x8", 64, "--transfer brings its network, size and colors"),
    ("--weights seed:1", 64, "--weights are those of --transfer"),
    ("--transfer resnet50", 64, "--transfer resnet50 needs its trained weights"),
    ("--size 2x2", 64, "the 2×2 kernel does not fit"),
    ("--network tiny.yaml", 64, "tiny answers with 10 numbers, but there are 3 classes"),
  ])
  func `refuses in one line what cannot be done`(
    options: String, status: Int32, words: String
  ) throws {
    let outcome = try train(options)
    #expect(outcome.status == status)
    #expect(outcome.complaint.contains(words), "\(outcome.complaint)")
    #expect(outcome.complaint.filter { $0 == "\n" }.count == 1)
  }
}
