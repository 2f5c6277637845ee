import Convolution
import Explorer
import ImageFiles
import Testing

@testable import explore

@Suite struct `Size arguments` {
  @Test(arguments: [
    ("2", Extent(2)), ("1x3", Extent(height: 1, width: 3)), ("4X5", Extent(height: 4, width: 5)),
    ("4×5", Extent(height: 4, width: 5)), ("16777216", Extent(16_777_216)),
  ])
  func `an extent is one number or height by width`(text: String, extent: Extent) throws {
    #expect(try Extent(argument: text) == extent)
  }

  @Test(arguments: ["", "x", "2x", "x2", "1x2x3", "1.5", "two", "+2", "2,3", " 2", "0x", "--relu"])
  func `what is no extent is told what one looks like`(text: String) {
    #expect(throws: ArgumentError("expected a whole number or HEIGHTxWIDTH, such as 2 or 1x3")) {
      try Extent(argument: text)
    }
  }

  @Test(arguments: [
    ("0", "0 is too small; the smallest is 1"),
    ("3x0", "0 is too small; the smallest is 1"),
    ("-1", "-1 is too small; the smallest is 1"),
    ("-99999999999999999999", "-99999999999999999999 is too small; the smallest is 1"),
    ("16777217", "16777217 is too large; the largest is 16777216"),
    ("99999999999999999999", "99999999999999999999 is too large; the largest is 16777216"),
  ])
  func `numbers out of range are named`(text: String, sentence: String) {
    #expect(throws: ArgumentError(sentence)) { try Extent(argument: text) }
  }

  @Test func `a picture's size needs both numbers`() throws {
    #expect(try Extent(pictureArgument: "28x30") == Extent(height: 28, width: 30))
    #expect(throws: ArgumentError("expected HEIGHTxWIDTH, such as 28x28")) {
      try Extent(pictureArgument: "28")
    }
  }

  @Test(arguments: [
    ("valid", Padding.valid), ("same", .same), ("same-lower", .sameLower), ("0", .all(0)),
    ("1", .all(1)), ("1x2", .explicit(Edges(top: 1, left: 2, bottom: 1, right: 2))),
    ("0,1,2,3", .explicit(Edges(top: 0, left: 1, bottom: 2, right: 3))),
  ])
  func `padding has a name, or a number for its sides`(text: String, padding: Padding) throws {
    #expect(try Padding(argument: text) == padding)
  }

  @Test(arguments: ["", "smae", "1,2", "1,2,3,4,5", "1x2x3", "1,2x3,4,5", "same_lower"])
  func `what is no padding is told what one looks like`(text: String) {
    let sentence =
      "expected valid, same, same-lower, a whole number, HEIGHTxWIDTH or TOP,LEFT,BOTTOM,RIGHT, "
      + "such as 1, 0x2 or 0,0,1,1"
    #expect(throws: ArgumentError(sentence)) { try Padding(argument: text) }
  }

  @Test func `padding starts at 0`() {
    #expect(throws: ArgumentError("-1 is too small; the smallest is 0")) {
      try Padding(argument: "1,-1,1,1")
    }
  }

  @Test func `every border is read by its name`() throws {
    for border in Border.allCases { #expect(try Border(argument: border.rawValue) == border) }
    #expect(throws: ArgumentError("expected zero, replicate, reflect or wrap")) {
      try Border(argument: "mirror")
    }
  }

  @Test func `a crop is a size and a place`() throws {
    let crop = try Crop(argument: "28x30+0+40")
    #expect(crop.extent == Extent(height: 28, width: 30))
    #expect((crop.row, crop.column) == (0, 40))
  }

  @Test(arguments: ["28x28", "28x28+1", "28+1+1", "28x28+1+2+3", "0x28+1+1", "28x28+-1+1", ""])
  func `what is no crop is told what one looks like`(text: String) {
    let sentence =
      "expected HEIGHTxWIDTH+ROW+COLUMN, sizes from 1 and positions from 0, such as 28x28+100+40"
    #expect(throws: ArgumentError(sentence)) { try Crop(argument: text) }
  }
}
