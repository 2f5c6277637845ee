import Convolution
import TestSupport
import Testing

@Suite struct FilterCatalogTests {
  @Test func `every filter is found by its name and by its weights`() throws {
    for entry in FilterCatalog.entries {
      #expect(try FilterCatalog.entry(named: entry.name) == entry)
      let name = try #require(FilterCatalog.name(of: entry.kernel))
      #expect(try FilterCatalog.entry(named: name).kernel == entry.kernel)
    }
    #expect(Set(FilterCatalog.entries.map(\.name)).count == FilterCatalog.entries.count)
    #expect(FilterCatalog.name(of: try Tensor.table([1, 2, 3])) == nil)
  }

  @Test func `every filter says in a sentence what it sees`() {
    for entry in FilterCatalog.entries {
      #expect(entry.summary.hasSuffix("."), "\(entry.name)")
      #expect(entry.summary.first?.isUppercase == true, "\(entry.name)")
    }
  }

  @Test func `edge filters see nothing in a constant picture, blurs and the identity keep it`()
    throws
  {
    for entry in FilterCatalog.entries {
      let sum = entry.kernel.elements.reduce(0, +)
      let keeps =
        ["sharpen", "emboss", "identity"].contains(entry.name)
        || entry.name.hasPrefix("box") || entry.name.hasPrefix("gaussian")
      #expect(abs(sum - (keeps ? 1 : 0)) < 1e-6, "\(entry.name)")
    }
  }

  @Test(arguments: [
    ("horizontal", "horizontal-opposite"), ("vertical", "vertical-opposite"),
    ("horizontal", "sobel-y"), ("vertical", "sobel-x"),
  ])
  func `the lecture's filters have the other sign`(lecture: String, other: String) throws {
    let first = try FilterCatalog.entry(named: lecture).kernel.elements
    let second = try FilterCatalog.entry(named: other).kernel.elements
    #expect(zip(first, second).allSatisfy { $0 * $1 <= 0 })
    #expect(zip(first, second).contains { $0 * $1 < 0 })
  }

  @Test(arguments: [
    ("horizonal", "horizontal"), ("sobelx", "sobel-x"), ("Sobel-X", "sobel-x"),
    ("gauss", "gaussian-3"), ("vertcial", "vertical"), ("lap", "laplacian-4"), ("box", "box-3"),
  ])
  func `a slip gets the nearest name`(typed: String, meant: String) {
    let error = #expect(throws: UnknownFilter.self) { try FilterCatalog.entry(named: typed) }
    #expect(error?.description == "there is no filter '\(typed)'; did you mean '\(meant)'?")
  }

  @Test func `a short name is near only where at least half of it is right`() {
    #expect(nearestName(to: "bags", among: ["bag", "coat"]) == "bag")
    #expect(nearestName(to: "dog", among: ["bag", "coat"]) == nil)
  }

  @Test(arguments: ["", "photo.jpg", "xyzzyxyzzy"])
  func `what is no slip gets the list`(typed: String) {
    let error = #expect(throws: UnknownFilter.self) { try FilterCatalog.entry(named: typed) }
    #expect(
      error?.description == "there is no filter '\(typed)'; 'explore filters' lists them")
  }
}
