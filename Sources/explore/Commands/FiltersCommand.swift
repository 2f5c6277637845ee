import ArgumentParser
import Convolution
import Explorer

/// `explore filters`: the catalogue, or one filter of it.
struct FiltersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "filters",
    abstract: "List the filters, or show the numbers of one.",
    discussion: """
      Examples:
        explore filters
        explore filters sobel-x
      """)

  @Argument(help: "A filter's name.")
  var name: String?

  func run() throws {
    guard let name else { return try StandardOutput.write(Self.table.written(inASCII: false)) }
    let page = Self.page(of: try FilterCatalog.entry(named: name))
    try StandardOutput.write(page.written(inASCII: false))
  }

  /// Name, size and summary of every filter, a line each.
  static var table: String {
    let width = FilterCatalog.entries.map(\.name.count).max() ?? 0
    return FilterCatalog.entries.map { entry in
      "\(entry.name.padding(to: width))  \(entry.kernel.shape.extent)  \(entry.summary)\n"
    }.joined()
  }

  /// The numbers of one filter, and what it sees.
  static func page(of entry: FilterCatalog.Entry) -> String {
    let extent = entry.kernel.shape.extent
    let rows = (0..<extent.height).map { row in
      (0..<extent.width).map { numeral(entry.kernel[0, row, $0]) }
    }
    let width = rows.joined().map(\.count).max() ?? 0
    let table = rows.map { row in
      "  " + row.map { $0.paddingLeft(to: width) }.joined(separator: "  ") + "\n"
    }
    return "\(entry.name) \(extent)\n\(entry.summary)\n\n\(table.joined())\n"
      + "explore --filter \(entry.name)\n"
  }
}
