import Networks
import TestSupport
import Testing

@Suite struct `Mistakes in network files` {
  @Test(arguments: [
    // Layers that do not fit
    (
      "  - {type: convolution, filters: 4, kernel: 3}\n  - {type: convolution, filters: 1, kernel: 5}",
      "4:5: conv2 does not fit conv1's output of 4×4×4: the 5×5 kernel does not fit the 4×4 input "
        + "(padding included); add padding or choose a smaller kernel"
    ),
    (
      "  - {type: dense, units: 3}",
      "3:5: dense1 takes a vector, found the picture of 2×6×6; put a flatten layer before it"
    ),
    (
      "  - {type: maxPool, kernel: 2}\n  - {type: add, from: [pool1, input]}",
      "4:5: add1 adds numbers of equal shape, found pool1's output of 2×3×3 and the picture of "
        + "2×6×6; make their shapes equal"
    ),
    (
      "  - {type: convolution, filters: 3, kernel: 1, groups: 3}",
      "3:56: conv1 does not fit the picture of 2×6×6: its channels cannot be shared out evenly among "
        + "3 groups; choose another number of groups"
    ),
    // Cycles
    (
      "  - {type: add, from: [input, relu1]}\n  - relu",
      "3:31: add1 takes 'relu1', which comes later; a layer takes the picture ('input') or layers "
        + "before it"
    ),
    (
      "  - {type: relu, name: a, from: a}",
      "3:33: a takes its own output; a layer takes the picture ('input') or layers before it"
    ),
    (
      "  - relu\n  - {type: tanh, from: rely1}",
      "4:24: tanh1 takes 'rely1', but there is no such layer before it; did you mean 'relu1'?"
    ),
    (
      "  - relu\n  - {type: tanh, from: [whatever]}",
      "4:25: tanh1 takes 'whatever', but there is no such layer before it; name a layer before it, "
        + "or 'input' for the picture"
    ),
    ("  - add", "3:5: add1 takes at least 2 inputs, found 1; correct 'from'"),
    (
      "  - {type: relu, from: [input, input]}",
      "3:24: relu1 takes 1 input, found 2; correct 'from'"
    ),
    // Unknown words
    ("  - rleu", "3:5: there is no layer 'rleu'; did you mean 'relu'?"),
    (
      "  - {type: convolutoin, filters: 3}",
      "3:12: there is no layer 'convolutoin'; did you mean 'convolution'?"
    ),
    (
      "  - transformer",
      "3:5: there is no layer 'transformer'; supported are convolution, relu, leakyReLU, sigmoid, "
        + "tanh, maxPool, averagePool, globalMaxPool, globalAveragePool, batchNormalization, "
        + "flatten, dense, dropout, softmax, rescaling and add"
    ),
    (
      "  - {type: convolution, filter: 3, kernel: 3}",
      "3:25: convolution has no key 'filter'; did you mean 'filters'?"
    ),
    ("  - {type: relu, <<: 3}", "3:18: relu has no key '<<'; its keys are type, name and from"),
    // Missing keys
    ("  - {filters: 3}", "3:5: a layer needs the key 'type', such as 'type: relu'"),
    (
      "  - {type: convolution, kernel: 3}",
      "3:5: convolution needs the key 'filters', such as 'filters: 32'"
    ),
    ("  - dense", "3:5: dense needs the key 'units', such as 'units: 10'"),
    ("  - rescaling", "3:5: rescaling needs the key 'scale', such as 'scale: 0.5'"),
    // Wrong values
    (
      "  - {type: convolution, filters: many, kernel: 3}",
      "3:34: filters is 'many'; expected a whole number, such as 32"
    ),
    (
      "  - {type: convolution, filters: 0, kernel: 3}",
      "3:34: filters is 0, which is too small; the smallest is 1"
    ),
    (
      "  - {type: convolution, filters: 99999999999999999999, kernel: 3}",
      "3:34: filters is 99999999999999999999, which is too large; the largest is 16777216"
    ),
    (
      "  - {type: convolution, filters: 8, kernel: [3, 3]}",
      "3:45: kernel is a list; expected a whole number or HEIGHTxWIDTH, such as 3 or 3x5"
    ),
    (
      "  - {type: convolution, filters: 8, kernel: 12:30}",
      "3:45: kernel is '12:30'; expected a whole number or HEIGHTxWIDTH, such as 3 or 3x5"
    ),
    (
      "  - {type: convolution, filters: 8, kernel: }",
      "3:45: kernel is nothing; expected a whole number or HEIGHTxWIDTH, such as 3 or 3x5"
    ),
    (
      "  - {type: convolution, filters: 8, kernel: 3, bias: yes}",
      "3:54: bias is 'yes'; expected true or false"
    ),
    (
      "  - {type: convolution, filters: 8, kernel: 3, padding: smae}",
      "3:57: padding is 'smae'; expected valid, same, same-lower, a whole number, HEIGHTxWIDTH or "
        + "'TOP,LEFT,BOTTOM,RIGHT', such as 1, 0x2 or '0,0,1,1'"
    ),
    (
      "  - {type: maxPool, kernel: 2, rounding: sideways}",
      "3:42: rounding is 'sideways'; expected down or up"
    ),
    (
      "  - {type: dropout, rate: 1.5}",
      "3:27: dropout1: rate is 1.5; it has to be at least 0 and less than 1"
    ),
    (
      "  - {type: leakyReLU, slope: steep}",
      "3:30: slope is 'steep'; expected a number, such as 0.5 or 1/255"
    ),
    (
      "  - [relu]",
      "3:5: a layer needs keys with values, such as 'key: value'; found a list"
    ),
    (
      "  - {type: relu, from: {a: b}}",
      "3:24: from has keys with values; expected texts, such as [relu1, pool1]"
    ),
    // Names
    (
      "  - {type: relu, name: a}\n  - {type: relu, name: a}",
      "4:24: the name 'a' is taken by layer 1; names have to be unique"
    ),
    (
      "  - {type: relu, name: input}",
      "3:24: 'input' is no name for a layer; use letters, digits, '-', '_' and '.', but not 'input' "
        + "or 'output'"
    ),
  ])
  func `a mistake in a layer is told at its place`(lines: String, sentence: String) {
    #expect(networkComplaint(networkText(lines)) == sentence)
  }

  @Test(arguments: [
    ("", "1:1: the file is empty; it needs at least 'input' and 'layers'"),
    (
      "just words",
      "1:1: a network needs keys with values, such as 'key: value'; found 'just words'"
    ),
    (
      "layers: [relu]",
      "1:1: a network needs the key 'input', such as 'input: {channels: 1, height: 28, width: 28}'"
    ),
    (
      "input: {channels: 1, height: 2, width: 2}",
      "1:1: a network needs the key 'layers', such as 'layers: [flatten, softmax]'"
    ),
    (
      "input: 28x28\nlayers: [relu]",
      "1:8: input needs keys with values, such as 'key: value'; found '28x28'"
    ),
    (
      "input: {channels: 1, height: 28}\nlayers: [relu]",
      "1:8: input needs the key 'width', such as 'width: 28'"
    ),
    (
      "input: {channels: 65536, height: 65536, width: 1}\nlayers: [relu]",
      "1:8: 65536 × 65536 × 1 numbers (channels × height × width) are more than the 536870912 that "
        + "fit; use a smaller picture, less padding or fewer filters"
    ),
    (
      "input: {channels: 1, height: 2, width: 2}\nlayers: relu",
      "2:9: layers is 'relu'; expected a list, a '-' before each layer"
    ),
    (
      "input: {channels: 1, height: 2, width: 2}\nlayers: []",
      "2:9: a network needs at least one layer"
    ),
    (
      "input: {channels: 1, height: 2, width: 2}\nlayers: [relu]\nlabels: [a]",
      "3:9: there are 1 labels, but relu1 makes 4 numbers; give one for each, or none"
    ),
    (
      "input: {channels: 1, height: 2, width: 2}\nlayers: [relu]\nwieghts: a",
      "3:1: a network has no key 'wieghts'; did you mean 'weights'?"
    ),
    (
      "input: {channels: 1, height: 2, width: 2}\nlayers: [relu]\ncounting: both",
      "3:11: counting is 'both'; expected pyTorch or keras"
    ),
    (
      "name: a\nname: b",
      "2:1: the key 'name' stands here more than once; keep one of them"
    ),
    (
      "name: &a b\nlayers: *a",
      "1:7: anchors (&…) and aliases (*…) are not supported; write the value out where it is used"
    ),
    (
      "name: *a",
      "1:7: aliases (*…) are not supported; write the value out, or put the text in quotes"
    ),
    (
      "name: [a\nlayers: b",
      "2:7: this is no YAML: did not find expected ',' or ']'; check indentation, colons and quotes"
    ),
    (
      "name: a\n---\nname: b",
      "2:1: there is a second document; keep one, without '---'"
    ),
    (
      "name: a\u{1}b",
      "1:8: this is no text: control characters are not allowed; save the file as UTF-8"
    ),
  ])
  func `a mistake in the file is told at its place`(text: String, sentence: String) {
    #expect(networkComplaint(text) == sentence)
  }

  @Test func `ampersands and asterisks in texts are no anchors`() throws {
    let text = "name: \"R&D *a\"\nsummary: this & that * 2\n" + networkText("  - relu # &a *a\n")
    let blueprint = try NetworkFile(text: text, path: "a.yaml").blueprint
    #expect((blueprint.name, blueprint.summary) == ("R&D *a", "this & that * 2"))
  }

  @Test func `what is too large is refused`() {
    #expect(
      networkComplaint("name: " + String(repeating: "a", count: 1 << 20))
        == "1:1: the file is longer than 1024 KiB, the most that is read; shorten it")
    #expect(
      networkComplaint(networkText(String(repeating: "  - relu\n", count: 4_097)))
        == "3:3: there are 4097 layers; the most supported is 4096")
    #expect(networkComplaint(networkText(String(repeating: "  - relu\n", count: 4_096))) == nil)
    let deep = networkComplaint("name: " + String(repeating: "[", count: 100_000)) ?? ""
    #expect(deep.contains("nested too deeply"))
  }

  @Test func `a thousand bombs do not go off`() {
    var text = "a0: &a0 [x, x]\n"
    for index in 1..<60 { text += "a\(index): &a\(index) [*a\(index - 1), *a\(index - 1)]\n" }
    text += "? *a59\n: b\n"
    #expect(networkComplaint(text)?.hasPrefix("1:5: anchors") == true)
  }

  @Test func `text changed at random is never more than an error`() {
    var generator = SeededGenerator(seed: 8)
    let scalars = Array(stripesText.unicodeScalars)
    for _ in 0..<300 {
      var changed = scalars
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let position = Int.random(in: changed.indices, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: changed.remove(at: position)
        case 1:
          changed[position] =
            Array("{}[]:-,&*!|>'\"%@#? \n\tx0×".unicodeScalars).randomElement(
              using: &generator) ?? "x"
        default: changed.insert(scalars[position % scalars.count], at: position)
        }
      }
      let text = String(String.UnicodeScalarView(changed))
      guard let sentence = networkComplaint(text) else { continue }
      #expect(sentence.wholeMatch(of: /\d+:\d+: [^\n]+/) != nil, "\(sentence)")
    }
  }

  @Test(arguments: [
    ("name: \"\\e[31mEVIL\"\n", "1:7"), ("summary: \"two\\nlines\"\n", "1:10"),
    ("labels: [\"\\e[2J\", ok]\n", "1:9"), ("name: \"\\u202Eab\"\n", "1:7"),
  ])
  func `texts that could command a terminal are refused`(line: String, place: String) throws {
    let text = line + networkText("  - flatten\n  - {type: dense, units: 2}")
    let complaint = try #require(networkComplaint(text))
    #expect(complaint.hasPrefix("\(place): a text holds control characters"))
  }

  @Test func `a mark of the byte order is no mistake`() throws {
    let text = "\u{FEFF}" + networkText("  - relu")
    #expect(networkComplaint(text) == nil)
  }

  @Test func `outputs that would not fit in memory are refused before anything is computed`() throws
  {
    let layers =
      "  - {type: convolution, filters: 600000, kernel: 1}\n"
      + String(repeating: "  - relu\n", count: 80)
    let file = try NetworkFile(text: networkText(layers), path: "a.yaml")
    let error = #expect(throws: WeightsError.self) {
      _ = try file.blueprint.network(weights: .seeded(1))
    }
    #expect(
      error?.description
        == "the layers make 1,749,600,000 numbers; the most that are kept is 1,073,741,824; use a "
        + "smaller picture or fewer filters")
  }
}
