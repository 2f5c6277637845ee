import Explorer
import Networks
import Training

extension PredictionText {
  /// What became of the pictures of a file. As CSV nothing: there each picture has lines of its own.
  package mutating func add(_ tally: PredictionTally) -> String {
    switch format {
    case .text:
      defer { count += 1 }
      return (count > 0 ? "\n" : "") + TallyText(tally).lines.map { $0 + "\n" }.joined()
    case .json: return item(Self.json(tally), tally.file)
    case .csv: return ""
    }
  }

  /// Counts, the classes, who was taken for whom, and each picture's answer.
  private static func json(_ tally: PredictionTally) -> String {
    func list(_ items: [String]) -> String { "[\(items.joined(separator: ","))]" }
    func list(_ numbers: [Int]) -> String { list(numbers.map(String.init)) }
    var fields = [
      "\"count\":\(tally.count)", "\"labels\":\(tally.labelsFile.map(jsonText) ?? "null")",
    ]
    if let correct = tally.correct {
      let accuracy = Double(correct) / Double(tally.count)
      fields += ["\"correct\":\(correct)", "\"accuracy\":\(accuracy)"]
    }
    fields.append("\"labelNames\":\(list(tally.classes.map(jsonText)))")
    fields.append("\"chosen\":\(list(tally.chosen))")
    if let confusion = tally.confusion {
      fields.append("\"confusion\":\(list(confusion.map { list($0) }))")
    }
    fields.append("\"answers\":\(list(tally.answers))")
    fields.append("\"shares\":\(list(tally.shares.map(jsonNumber)))")
    return fields.joined(separator: ",\n")
  }
}

/// A tally for the eye.
private struct TallyText {
  private let tally: PredictionTally
  private let chosen: [Int]
  private let confusion: [[Int]]?
  /// How many pictures of each class there are; without labels nothing is known of that.
  private let shown: [Int]

  /// More classes make no table that anybody reads.
  private static let mostInMatrix = 20

  init(_ tally: PredictionTally) {
    (self.tally, chosen, confusion) = (tally, tally.chosen, tally.confusion)
    shown = confusion?.map { $0.reduce(0, +) } ?? chosen.map { _ in 0 }
  }

  var lines: [String] {
    let pictures = "\(tally.count.grouped) picture\(tally.count == 1 ? "" : "s")"
    guard let confusion, let correct = tally.correct, let labels = tally.labelsFile else {
      return ["\(tally.file): \(pictures), no labels beside it", ""] + choices.lines
    }
    return [
      "\(tally.file): \(pictures), labels in \(lastName(labels))",
      "accuracy \(share(correct, of: tally.count)): \(correct.grouped) of \(tally.count.grouped) right",
      "",
    ] + results(confusion).lines + matrix(confusion)
  }

  /// The classes that have anything to say; all of them where they are few.
  private var rows: [Int] {
    tally.classes.indices.filter {
      tally.classes.count <= Self.mostInMatrix || shown[$0] > 0 || chosen[$0] > 0
    }
  }

  private var names: TextTable.Column {
    TextTable.Column("class", rows.map { "\($0) \(tally.classes[$0])" })
  }

  /// Without labels: how often each class was chosen.
  private var choices: TextTable {
    TextTable(columns: [
      names,
      .init("chosen", numeric: true, rows.map { chosen[$0].grouped }),
      .init("share", numeric: true, rows.map { share(chosen[$0], of: tally.count) }),
      .init(
        "",
        rows.map { row in
          let part = Float(chosen[row]) / Float(tally.count)
          return String(repeating: "█", count: Bar.length(of: part, reach: 1, width: 20))
        }),
    ])
  }

  /// With labels: how many of each class were right.
  private func results(_ confusion: [[Int]]) -> TextTable {
    TextTable(columns: [
      names,
      .init("pictures", numeric: true, rows.map { shown[$0].grouped }),
      .init("right", numeric: true, rows.map { confusion[$0][$0].grouped }),
      .init("share", numeric: true, rows.map { share(confusion[$0][$0], of: shown[$0]) }),
      .init("chosen", numeric: true, rows.map { chosen[$0].grouped }),
    ])
  }

  private func matrix(_ confusion: [[Int]]) -> [String] {
    guard tally.classes.count <= Self.mostInMatrix else { return [] }
    let counts = rows.map { column in
      TextTable.Column("\(column)", numeric: true, rows.map { "\(confusion[$0][column])" })
    }
    return ["", "What they show (rows), and what they were taken for (columns):"]
      + TextTable(columns: [.init("", names.cells)] + counts).lines
  }

  private func share(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "–" }
    return (Fixed(Float(Double(part) / Double(whole) * 100), decimals: 2)?.text ?? "–") + " %"
  }
}
