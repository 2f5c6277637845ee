import Foundation
import Networks
import TestSupport
import Testing
import Training

@Suite struct `explore train fashion-mnist` {
  private let folder: TrainingFolder

  init() throws { folder = try TrainingFolder() }

  @Test func `prints the arithmetic, a row for each epoch, and the test accuracy last`() throws {
    let outcome = try folder.train("--epochs 2 --batch 20 --save kept.safetensors")
    #expect(outcome.status == 0)
    #expect(outcome.complaint.isEmpty)
    let lines = outcome.lines
    #expect(lines[0] == "tiny on fashion-mnist: 310 parameters")
    #expect(lines[1] == "48 pictures to learn from, 12 held out, 20 to test")
    #expect(lines[2] == "48 / 20 = 2.4, so 3 batches an epoch")
    #expect(lines[3] == "2 epochs, adam, learning rate 0.001, seed 1")
    #expect(
      lines[4] == "epoch  training loss  accuracy  validation loss  accuracy  seconds")
    #expect(lines[5].hasPrefix("    1         2."))
    #expect(lines[6].hasPrefix("    2         2."))
    #expect(lines[7] == "Weights and training are in kept.safetensors.")
    #expect(lines[8].wholeMatch(of: /test loss [0-9.]+, test accuracy [0-9.]+ %/) != nil)
    #expect(lines.count == 9)
  }

  @Test func `gives the same weights for a seed on any number of threads`() throws {
    for (name, options) in [("a", "--threads 1"), ("b", "--threads 3"), ("c", "--seed 2")] {
      #expect(try folder.train("--epochs 1 --save \(name) \(options)").status == 0)
    }
    #expect(try folder.checkpoint("a") == folder.checkpoint("b"))
    #expect(try folder.checkpoint("a").weights != folder.checkpoint("c").weights)
  }

  @Test func `keeps what it has trained even if nobody asks for it`() throws {
    let outcome = try folder.train("--epochs 1")
    #expect(outcome.status == 0)
    #expect(folder.has("state/explore/training/tiny.safetensors"))
    #expect(outcome.output.contains("/state/explore/training/tiny.safetensors."))
  }

  @Test func `trains where nothing can be kept, and says so`() throws {
    let outcome = try folder.run("XDG_STATE_HOME=/dev/null \"$explore\" $train --epochs 1")
    #expect(outcome.status == 0)
    #expect(outcome.complaint.hasPrefix("explore: /dev/null/explore/training: cannot be created"))
    #expect(outcome.output.contains("test accuracy"))
  }

  @Test func `goes on where it was, and with more epochs`() throws {
    #expect(try folder.train("--epochs 3 --save whole").status == 0)
    #expect(try folder.train("--epochs 1 --save parts").status == 0)
    let outcome = try folder.train("--resume parts --epochs 3")
    #expect(outcome.status == 0)
    #expect(try folder.checkpoint("parts") == folder.checkpoint("whole"))
    // All epochs are in the table, also those from before.
    #expect(outcome.output.contains("\n    1 "))
    #expect(outcome.output.contains("\n    3 "))
  }

  @Test func `writes history and curves`() throws {
    let outcome = try folder.train(
      "--epochs 2 --history run.json --plot run.svg --format json --save kept")
    #expect(outcome.status == 0)
    #expect(Data(outcome.output.utf8) == (try folder.bytes("run.json")))
    let history = try History(json: Array(folder.bytes("run.json")), path: "run.json")
    #expect(history.epochs.count == 2)
    #expect(history.test != nil)
    #expect(try String(decoding: folder.bytes("run.svg"), as: UTF8.self).hasPrefix("<svg"))
  }

  @Test func `says what became of another network's mistakes`() throws {
    #expect(try folder.train("--epochs 1 --history other.json").status == 0)
    let outcome = try folder.train("--epochs 2 --compare other.json")
    #expect(outcome.output.contains("\nOf 100 mistakes of tiny, "))
  }

  @Test func `stops early when the validation loss no longer falls`() throws {
    let outcome = try folder.train("--epochs 50 --rate 0.3 --patience 2")
    #expect(outcome.status == 0)
    #expect(
      outcome.output.contains(
        "Stopped early: for 2 epochs the validation loss has not fallen."))
  }

  @Test func `explains a loss that is no number, and keeps the last good weights`() throws {
    let outcome = try folder.train("--optimizer sgd --rate 1e38 --save kept")
    #expect(outcome.status == 1)
    #expect(
      outcome.complaint.contains(
        #/^explore: the loss of epoch \d+, batch \d+ is no number any more: /#))
    #expect(outcome.complaint.filter { $0 == "\n" }.count == 1)
    let weights = try folder.checkpoint("kept").weights.values.joined()
    #expect(weights.allSatisfy { $0.isFinite })
    #expect(!weights.isEmpty)
  }

  // MARK: What cannot be done

  @Test(arguments: [
    ("--rate 0", 64, "expected a number above 0, such as 0.001"),
    ("--validation 1", 64, "expected a number from 0 to below 1, such as 0.2"),
    ("--schedule weekly", 64, "expected constant, cosine or steps:EPOCHS:FACTOR"),
    ("--optimizer adamw", 64, "adam"),
    ("--save -", 64, "--save needs a file that can be replaced after each epoch; name one"),
    ("--network fashion-mnist", 64, "takes pictures of 28×28, found 8×8; resize them"),
    ("--save missing/kept", 73, "missing/kept: cannot be created: No such file or directory"),
    ("--history missing/run.json", 73, "missing/run.json: cannot be created"),
    ("--resume missing", 66, "missing: there is no such file; check the path"),
    ("--resume tiny.yaml", 65, "tiny.yaml: "),
    ("--compare tiny.yaml", 65, "tiny.yaml: ends in the middle of its JSON text"),
    ("--data tiny.yaml", 66, "Fashion-MNIST is not in tiny.yaml; install it with"),
  ])
  func `refuses in one line what cannot be done`(
    options: String, status: Int32, words: String
  ) throws {
    // The last of equal options counts.
    let line = options.hasPrefix("--network") || options.hasPrefix("--data")
    let outcome = try folder.run(
      line
        ? "\"$explore\" train fashion-mnist --data data \(options) --plain"
        : "\"$explore\" $train --epochs 1 \(options)")
    #expect(outcome.status == status)
    #expect(outcome.complaint.contains(words), "\(outcome.complaint)")
    #expect(outcome.complaint.filter { $0 == "\n" }.count == 1)
    #expect(outcome.output.isEmpty)
  }

  @Test func `goes on only with the same recipe, network and pictures`() throws {
    #expect(try folder.train("--epochs 1 --save kept").status == 0)
    let seed = try folder.train("--resume kept --seed 2")
    #expect(seed.status == 64)
    #expect(
      seed.complaint == "explore: --resume goes on as the training began; leave --seed out, or "
        + "begin a new training\n")
    let network = try folder.run(
      "\"$explore\" train fashion-mnist --data data --network dense --resume kept --plain")
    #expect(network.status == 65)
    #expect(
      network.complaint == "explore: kept: this was saved with another network: tiny, not "
        + "fashion-mnist-dense; use the same one to go on\n")
    let pictures = try folder.run(
      "\"$explore\" train fashion-mnist --data sample --resume kept --plain")
    #expect(pictures.status == 65)
    #expect(pictures.complaint.hasPrefix("explore: kept: this was saved with another data set: "))
  }
}
