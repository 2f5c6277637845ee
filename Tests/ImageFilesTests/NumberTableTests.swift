import Convolution
import ImageFiles
import TestSupport
import Testing

struct NumberTableTests {
  @Test(arguments: [
    "1,-2.5,3e2\n.5,+4,-0.25\n", "1;-2.5;3e2\r\n.5;+4;-0.25", "1\t-2.5\t3E+2\n.5\t4.\t-25e-2\n\n",
    "  1 -2.5   300\n 0.5 4 -0.25  \n", "1, -2.5, 3e2\r.5, 4, -0.25\r", "\n\n1 -2.5 300\n.5 4 -.25",
    "# three columns\n1 -2.5 300\n# and a second row\n.5 4 -.25", "\u{FEFF}1,-2.5,300\n.5,4,-.25",
    "1 -2.5\t300\n.5 4\t-.25".replacing("\t", with: "  "),
  ])
  func `a row is a line, whatever separates its numbers`(table: String) throws {
    let picture = try load(table)
    #expect(picture.tensor.shape == (try Shape(channels: 1, height: 2, width: 3)))
    #expect(picture.tensor.elements == [1, -2.5, 300, 0.5, 4, -0.25])
  }

  @Test(arguments: [ValueScale.unit, .byte])
  func `tables are never scaled`(scale: ValueScale) throws {
    let picture = try load("0 128\n255 256", scale: scale)
    #expect(picture.tensor.elements == [0, 128, 255, 256])
    #expect(picture.fullScale == nil)
  }

  @Test(arguments: [
    (
      "1,2\n3,4,5\n",
      "test:2:1: the row has 3 numbers, the rows before it have 2; "
        + "all rows need the same length"
    ),
    (
      "1,2\n3\n",
      "test:2:1: the row has 1 number, the rows before it have 2; "
        + "all rows need the same length"
    ),
    ("1,nan\n", "test:1:3: found 'nan'; only finite numbers can be pixels"),
    ("1 -inf\n", "test:1:3: found '-inf'; only finite numbers can be pixels"),
    ("1,2\n3, 1e39\n", "test:2:4: found '1e39'; numbers have to lie between -3.4e38 and 3.4e38"),
    ("1,,2\n", "test:1:3: found an empty cell; every row needs a number in every column"),
    ("1,2,\n", "test:1:5: found an empty cell; every row needs a number in every column"),
    ("1,5;2,5\n", "test:1:1: found '1,5'; write decimals with a point"),
    (
      "1,2\n\n3,4\n",
      "test:2:1: found an empty line between rows; the rows of a table follow each "
        + "other; save several tables as several files"
    ),
    (
      "r,g\n1,2\n",
      "test:1:1: found 'r'; a table holds decimal numbers only, without a heading; "
        + "for a picture, supported are PNG, JPEG, PBM, PGM and PPM pictures and tables of numbers "
        + "(CSV, TSV, blanks)"
    ),
    (
      "# only words\n",
      "test:2:1: found the end of the file; a table holds decimal numbers only, "
        + "without a heading; for a picture, supported are PNG, JPEG, PBM, PGM and PPM pictures and "
        + "tables of numbers (CSV, TSV, blanks)"
    ),
  ])
  func `what is wrong is named with line and column`(table: String, sentence: String) {
    #expect(refusal(table) == sentence)
  }

  @Test(arguments: ["0x10", "1e", "1e+", "e5", ".", "+", "--1", "1.2.3", "1_000", "½", "1 2,3"])
  func `what is no decimal number is refused`(cell: String) {
    #expect(refusal("1,\(cell)\n") != nil)
  }

  @Test func `numbers are the nearest ones, as the library finds them`() throws {
    var generator = SeededGenerator(seed: 11)
    var cells: [String] = [
      "16777217", "16777219", "16777217.0", "1.00000005960464477539", "3.4028235e38", "1e-45",
      "7e-46", "1.17549435e-38", "0.000000000000000000000000000000000000000000001",
      "1.000000000000000000e+00", "33554435", "9007199254740993", "-0", "-0.0", "0e99999999999",
      "12345678901234567890123456789012345678", "1e-9999999999",
    ]
    for _ in 0..<4000 {
      let digits = (0..<Int.random(in: 1...24, using: &generator)).map { _ in
        String(Int.random(in: 0...9, using: &generator))
      }
      let point = Int.random(in: 0...digits.count, using: &generator)
      let exponent = Int.random(in: -50...20, using: &generator)
      cells.append(
        (Bool.random(using: &generator) ? "-" : "") + digits[..<point].joined() + "."
          + digits[point...].joined() + (Bool.random(using: &generator) ? "e\(exponent)" : ""))
      // Halfway between two neighbors, and a hair beside it.
      let value = Float(bitPattern: .random(in: 0x3000_0000...0x4F00_0000, using: &generator))
      let middle = (Double(value) + Double(value.nextUp)) / 2
      cells += ["\(middle)", "\(middle.nextUp)", "\(middle.nextDown)", "\(value)"]
    }
    let sound = cells.filter { Float($0)?.isFinite == true }
    #expect(sound.count > 15000)
    let elements = try load(sound.joined(separator: "\n")).tensor.elements
    for (cell, element) in zip(sound, elements) {
      #expect(element.bitPattern == Float(cell)?.bitPattern, "\(cell)")
    }
  }
}
