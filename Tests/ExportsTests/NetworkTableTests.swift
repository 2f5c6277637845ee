import Convolution
import Exports
import Foundation
import Networks
import Testing

private func table(_ name: String) throws -> NetworkTable {
  NetworkTable(try NetworkCatalog.blueprint(named: name))
}

@Suite struct `The table of a network` {
  @Test func `shows everything that is counted`() throws {
    #expect(
      try table("fashion-mnist").text(width: nil) == """
        fashion-mnist
        Ten kinds of clothing in gray pictures, from 0 to 1.
        picture 1×28×28 → 10

        layer     type              output    sees                  parameters  multiply-adds   weights   outputs
        conv1     convolution 2×2   32×27×27   2/1      32 × (1×2×2 + 1) = 160         93,312     640 B  91.1 KiB
        relu1     relu              32×27×27   2/1                                                       91.1 KiB
        pool1     max pooling 2×2   32×13×13   3/2                                                       21.1 KiB
        conv2     convolution 2×2   32×12×12   5/2   32 × (32×2×2 + 1) = 4,128        589,824  16.1 KiB  18.0 KiB
        relu2     relu              32×12×12   5/2                                                       18.0 KiB
        pool2     max pooling 2×2   32×6×6     7/4                                                       4.50 KiB
        flatten1  flatten           1152       7/4                                                       4.50 KiB
        dense1    dense, 256 units  256       27/4  (1152 + 1) × 256 = 295,168        294,912  1.13 MiB  1.00 KiB
        relu3     relu              256       27/4                                                       1.00 KiB
        dense2    dense, 10 units   10        27/4      (256 + 1) × 10 = 2,570          2,560  10.0 KiB      40 B
        softmax1  softmax           10        27/4                                                           40 B

        parameters     302,026 = 160 + 4,128 + 295,168 + 2,570
        multiply-adds  980,608
        memory         1.15 MiB of weights, 250 KiB of outputs
        labels         T-shirt/top, Trouser, Pullover, Dress, Coat, Sandal, Shirt, Sneaker, Bag, Ankle boot

        sees: rows and columns of the picture for one number / from one to the next

        """)
  }

  @Test(arguments: NetworkCatalog.names, [80, 100, 120, 160])
  func `fits the terminal`(name: String, width: Int) throws {
    let lines = try table(name).text(width: width).split(separator: "\n")
    #expect(lines.map(\.count).max() ?? 0 <= width)
  }

  @Test func `leaves out the dearest columns first, and says so`() throws {
    func omitted(_ width: Int) throws -> Substring? {
      try table("resnet50").text(width: width).split(separator: "\n").first {
        $0.hasPrefix("left out")
      }
    }
    #expect(try omitted(160) == nil)
    #expect(try omitted(100) == "left out for want of width: memory")
    #expect(try omitted(80) == "left out for want of width: the arithmetic, memory")
    #expect(
      try omitted(20) == "left out for want of width: the arithmetic, multiply-adds, sees, memory")
  }

  @Test func `names what a layer takes where that is not the layer before`() throws {
    let text = try table("resnet18").text(width: nil)
    #expect(text.contains("\nadd3      add ← norm7 + norm8 "))
    #expect(text.contains("convolution 1×1, stride 2 ← relu5 "))
  }

  @Test func `says which weights do not fit another picture size`() throws {
    let alexnet = try NetworkCatalog.blueprint(named: "alexnet")
    let larger = try alexnet.replacingInput(by: Shape(channels: 3, height: 256, width: 256))
    #expect(
      NetworkTable(larger, standard: alexnet).text(width: 80).hasSuffix(
        "\nweights made for 3×224×224 do not fit dense1\n"))
    let resnet = try NetworkCatalog.blueprint(named: "resnet18")
    let wider = try resnet.replacingInput(by: Shape(channels: 3, height: 224, width: 320))
    #expect(!NetworkTable(wider, standard: resnet).text(width: 80).contains("do not fit"))
  }

  @Test func `says how pictures are made ready, and where many labels begin and end`() throws {
    let lines = try table("resnet18").text(width: 80).split(separator: "\n").map(String.init)
    let start = try #require(lines.firstIndex { $0.hasPrefix("pictures ") })
    #expect(
      lines[start...].prefix(4) == [
        "pictures       shorter side to 256, the middle 224×224, from 0 to 1, minus 0.485",
        "               0.456 0.406, divided by 0.229 0.224 0.225",
        "labels         1,000, from tench to toilet tissue",
        lines[start + 3],
      ])
    #expect(!(try table("fashion-mnist").text(width: 80).contains("\npictures ")))
  }

  @Test func `every kind of layer has a title`() throws {
    func title(_ plan: LayerPlan, width: Int) throws -> String {
      let blueprint = try Blueprint(
        name: "test", input: Shape(channels: 2, height: 5, width: 5),
        layers: [Blueprint.Draft(plan, name: "a")])
      let lines = NetworkTable(blueprint).text(width: width).split(separator: "\n")
      let row = lines.first { $0.hasPrefix("a ") } ?? ""
      return row.dropFirst(7).split(separator: "  ").first.map(String.init) ?? ""
    }
    let window = ConvolutionPlan(
      filters: 4, kernel: Extent(height: 1, width: 2), stride: Extent(2),
      padding: .explicit(Edges(top: 0, left: 1, bottom: 0, right: 1)), dilation: Extent(2),
      groups: 2)
    let plans: [(LayerPlan, String, String)] = [
      (
        .convolution(window), "convolution 1×2, stride 2, padding 0×1, dilation 2, 2 groups",
        "conv 1×2/2+0×1 dilated 2 in 2"
      ),
      (
        .pooling(Pooling2D(.maximum, kernel: Extent(2), stride: Extent(1), padding: .same)),
        "max pooling 2×2, stride 1, padding same", "max 2×2/1+same"
      ),
      (
        .pooling(Pooling2D(.average(countingPadding: true), kernel: Extent(2))),
        "average pooling 2×2", "average 2×2"
      ),
      (.globalPooling(.maximum), "global max pooling", "global max"),
      (.batchNormalization(epsilon: 0), "batch normalization", "batch norm"),
      (.leakyReLU(slope: 0.2), "leaky relu 0.2", "leaky relu 0.2"),
      (.dropout(rate: 0.5), "dropout 0.5", "dropout 0.5"),
      (.rescaling(scale: 2, offset: -1), "rescale ×2 + -1", "rescale ×2 + -1"),
    ]
    for (plan, long, short) in plans {
      #expect(try title(plan, width: 500) == long)
      #expect(try title(plan, width: 10) == short)
    }
  }

  // MARK: Other programs

  @Test(arguments: NetworkCatalog.names)
  func `is JSON with the totals of its layers`(name: String) throws {
    let text = try table(name).json
    #expect(text.hasSuffix("]}\n") && text.count { $0 == "\n" } == 1)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let layers = try #require(object["layers"] as? [[String: Any]])
    let blueprint = try NetworkCatalog.blueprint(named: name)
    #expect(layers.map { $0["name"] as? String } == blueprint.nodes.map(\.name))
    for key in ["parameters", "trainable", "multiplyAdds", "weightBytes", "outputBytes"] {
      let sum = layers.compactMap { $0[key] as? Int }.reduce(0, +)
      #expect(object[key] as? Int == sum, "\(key)")
    }
    #expect(object["labels"] as? [String] == blueprint.labels)
  }

  @Test func `texts are quoted as JSON wants them`() throws {
    let blueprint = try Blueprint(
      name: "a", summary: "\"x\" \\ \u{1} ×", input: Shape(channels: 1, height: 1, width: 1),
      layers: [Blueprint.Draft(.relu)])
    let object = try JSONSerialization.jsonObject(with: Data(NetworkTable(blueprint).json.utf8))
    #expect((object as? [String: Any])?["summary"] as? String == blueprint.summary)
  }

  @Test(arguments: NetworkCatalog.names)
  func `is CSV with a cell for each title`(name: String) throws {
    let lines = try table(name).csv.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(Set(lines.map(\.count)) == [25])
    #expect(lines.count == (try NetworkCatalog.blueprint(named: name)).nodes.count + 1)
    let column = try #require(lines[0].firstIndex(of: "parameters"))
    #expect(
      lines.dropFirst().compactMap { Int($0[column]) }.reduce(0, +)
        == (try NetworkCatalog.blueprint(named: name)).parameterCount)
  }

  @Test func `is Markdown with a bar for each column`() throws {
    let lines = try table("lenet5").markdown.split(separator: "\n")
    #expect(lines.first == "## lenet5")
    let rows = lines.filter { $0.hasPrefix("|") }
    #expect(rows.count == 15)
    #expect(Set(rows.map { row in row.count { $0 == "|" } }) == [9])
    #expect(lines.contains("- parameters: 61,706"))
  }

  // MARK: The catalogue

  @Test func `the catalogue lists all networks with their totals`() {
    let text = NetworkTable.catalog(width: nil)
    for name in NetworkCatalog.names { #expect(text.contains("\n\(name) ")) }
    #expect(text.contains("138,357,544  15,470,264,320  1,000 kinds of things"))
    let narrow = NetworkTable.catalog(width: 80).split(separator: "\n")
    #expect(narrow.map(\.count).max() ?? 0 <= 80)
  }
}
