import Convolution
import Testing

struct FilterBankTextTests {
  private let text = """
    # Filters for colors.

    # red against green
    1 1/2
    1 1
    ---
    -1 -1
    -1 -1

    2 0; 0 2  # a flat one, without a name

    # first
    #   second wins
    1 2; 3 4 | 5 6; 7 8
    # no name: behind the numbers

    """

  @Test func `blank lines separate filters, dashes kernels, and comments name`() throws {
    let entries = try FilterBankText.parse(text)
    #expect(entries.map(\.name) == ["red against green", nil, "second wins"])
    #expect(entries.map(\.line) == [4, 10, 14])
    #expect(entries.map(\.filter.shape.channels) == [2, 1, 2])
    #expect(entries.allSatisfy { $0.filter.shape.extent == Extent(2) })
    #expect(entries[0].filter.elements == [1, 0.5, 1, 1, -1, -1, -1, -1])
    #expect(entries[1].filter.elements == [2, 0, 0, 2])
    #expect(entries[2].filter.elements == [1, 2, 3, 4, 5, 6, 7, 8])
  }

  @Test func `lines may end as on other systems`() throws {
    let windows = text.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\r\n")
    #expect(try FilterBankText.parse(windows) == FilterBankText.parse(text))
  }

  @Test func `what the program prints of a filter is a bank of one`() throws {
    let filter = try KernelText.parse("1 0 -1 | 1/3 2 3")
    #expect(try FilterBankText.parse(KernelText.describe(filter)).map(\.filter) == [filter])
  }

  @Test(arguments: [
    ("", "1: there is no filter; write rows of numbers, and a blank line between filters"),
    (
      "# only words\n",
      "1: there is no filter; write rows of numbers, and a blank line between filters"
    ),
    (
      "1 2\n3 x\n",
      "2: 'x' is not a number; write decimals or fractions such as 0.5, -2 or 1/9"
    ),
    (
      "1 2\n3\n",
      "2: the row has 1 number, the filter's first has 2; all rows need the same length"
    ),
    (
      "1 2\n\n1 2\n3 4\n",
      "3: the filter is 2×2, the first is 1×2; the filters of a bank need the same size"
    ),
    (
      "1 2\n---\n1 2\n3 4\n",
      "4: the kernel has 2 rows, the filter's first has 1; "
        + "the kernels of one filter need the same size"
    ),
    (
      "1 2\n---\n\n1 2\n",
      "2: a kernel has no numbers; write its rows, or remove the line that separates it"
    ),
    (
      "---\n1 2\n",
      "1: a kernel has no numbers; write its rows, or remove the line that separates it"
    ),
    (
      "1 | 2\n\n3\n\n1 | 2 | 3\n",
      "5: the filter has 3 kernels, another has 2; the filters of a bank need as many kernels as "
        + "the picture has channels, or a single one"
    ),
  ])
  func `a slip is told with its line`(text: String, sentence: String) {
    #expect(throws: FilterBankTextError.self) { try FilterBankText.parse(text) }
    do {
      _ = try FilterBankText.parse(text)
    } catch {
      #expect(error.description == sentence)
    }
  }
}
