import Lessons
import Networks
import Testing

@Suite struct `Mistakes in scenes` {
  private static let start = "picture: stairs\nfilter: horizontal\n"

  @Test(arguments: [
    ("cursr: 0,0", "3:1: a scene has no key 'cursr'; did you mean 'cursor'?"),
    ("filter2: vertical", "3:1: a scene has no key 'filter2'; did you mean 'filter'?"),
    (
      "cursor: output[9,9]",
      "3:9: there is no element [9,9] in a tensor of 4×3"
    ),
    ("cursor: conv[0,0]", "3:9: there is no node 'conv'; did you mean 'conv1'?"),
    (
      "cursor: output[0]", "3:9: relu1 has rows and columns; name both, as in relu1[0,0]"
    ),
    (
      "cursor: somewhere",
      "3:9: cursor is 'somewhere'; expected NODE[ROW,COLUMN] or NODE[CHANNEL,ROW,COLUMN], such as "
        + "conv1[7,15] or 7,15; NODE[INDEX] for a vector, such as dense1[41]"
    ),
    (
      "crop: 6x5+0+0\nresize: 2x2",
      "2:9: the 3×3 kernel does not fit the 2×2 input (padding included); add padding or choose a "
        + "smaller kernel"
    ),
    (
      "kernel: 1 x; 2 3",
      "3:9: 'x' in row 1, column 2 of the kernel is not a number; write decimals or fractions such "
        + "as 0.5, -2 or 1/9"
    ),
    (
      "kernel: [\"1 1; 1 1\", \"1\"]",
      "3:9: the filters of one layer need the same size; found 2×2 beside 3×3"
    ),
    ("stride: 0", "3:9: stride is 0, which is too small; the smallest is 1"),
    (
      "stride: 99999999999999999999",
      "3:9: stride is 99999999999999999999, which is too large; the largest is 16777216"
    ),
    ("relu: yes", "3:7: relu is 'yes'; expected true or false"),
    ("zoom: numbrs", "3:7: zoom is 'numbrs'; did you mean 'numbers'?"),
    (
      "palette: x",
      "3:10: palette is 'x'; expected automatic, white-red, blue-orange, gray, cividis or none"
    ),
    ("view: netwrk", "3:7: view is 'netwrk'; did you mean 'network'?"),
    ("span: maps", "3:7: span is 'maps'; did you mean 'map'?"),
    (
      "pool: max:0",
      "3:7: pool is 'max:0'; in ':0', 0 is too small; the smallest is 1"
    ),
    (
      "weights: seed:1",
      "3:10: weights are a network's; add 'network' or 'layers', or leave them out"
    ),
    ("weight: 3,0", "3:9: there is no weight 3,0 in a filter of 3×3"),
    (
      "substep: 12", "3:10: substep is 12, but the cell has only 11; the last is 11"
    ),
    ("channel: 1", "3:10: channel is 1; the cell sees channel 0 only"),
    (
      "hide: [sum, poduct]",
      "3:13: hide has 'poduct'; did you mean 'products'?"
    ),
    (
      "hide: \"product[3,0]\"",
      "3:7: there is no product[3,0]; the window has 3×3 numbers, counted from 0"
    ),
    (
      "highlight: [\"input[0,0]\", \"output[0,0..9]\"]",
      "3:27: there is no element [0,9] in a tensor of 4×3"
    ),
    (
      "highlight: input[3..1,0]",
      "3:12: highlight has 'input[3..1,0]'; the range 3..1 runs backwards; write 1..3"
    ),
    (
      "crop: 1x1+0+0\ngray: true\ncolors: true",
      "5:9: a picture is gray or has colors; keep 'gray' or 'colors'"
    ),
    (
      "groups: 2\ndepthwise: true",
      "3:9: depthwise makes a group of each input channel; leave 'groups' out, or it"
    ),
    (
      "padding: 4000",
      "3:10: the scene takes 640,560,120 multiplications; the most is 200,000,000; take a smaller "
        + "picture or fewer filters"
    ),
  ])
  func `are told at their place`(line: String, message: String) {
    var builder = SceneBuilder.testing()
    #expect(builder.build(Self.start + line).errors == ["test.md:" + message])
  }

  @Test(arguments: [
    ("picture: nothing\nfilter: box-3", "1:10: there is no picture 'nothing'; check its name"),
    (
      "picture: large\nfilter: box-3",
      "1:10: the picture is 600×2; the largest in a scene is 512×512; use 'crop' or 'resize'"
    ),
    (
      "picture: stairs",
      "1:10: nothing is done to the picture; add 'filter', 'kernel', 'pool', 'network' or 'layers'"
    ),
    (
      "picture: stairs\nfilter: horzontal",
      "2:9: there is no filter 'horzontal'; did you mean 'horizontal'?"
    ),
    (
      "picture: stairs\nnetwork: vgg61",
      "2:10: there is no network 'vgg61'; did you mean 'vgg16'?"
    ),
    (
      "picture: stairs\nnetwork: nowhere.yaml",
      "2:10: nowhere.yaml: cannot be read: No such file or directory; check the path"
    ),
    (
      "picture: stairs\nfilter: box-3\nnetwork: lenet5",
      "2:9: a scene has filters and pooling, or layers, or a network; keep 'network' or 'filter'"
    ),
    (
      "picture: colors\nnetwork: vgg16",
      "2:10: vgg16 has 138,357,544 weights; the most in a scene is 16,000,000; expressions such as "
        + "\"vgg16\".parameters work without them"
    ),
    (
      "picture: clothes\nlayers:\n  - {type: convolution, filters: 4, kernel: 40}",
      "3:5: conv1 does not fit the picture of 1×28×28: the 40×40 kernel does not fit the 28×28 input "
        + "(padding included); add padding or choose a smaller kernel"
    ),
    (
      "picture: clothes\nlayers:\n  - {type: convolution, weights: \"1 | 2 | 3\"}",
      "3:34: conv1: the filter has 3 channels, its input has 1; they have to be equal"
    ),
    (
      "picture: clothes\nlayers:\n  - {type: convolution, weights: \"1 x\"}",
      "3:34: 'x' in row 1, column 2 of the kernel is not a number; write decimals or fractions such "
        + "as 0.5, -2 or 1/9"
    ),
    (
      "picture: clothes\nlayers:\n  - {type: convolution, weights: \"1 1\", filters: 2}",
      "3:50: the weights say how many filters there are and how large; leave 'filters' out"
    ),
    (
      "picture: clothes\nlayers:\n  - {type: convolution, weights: \"1 1\", bias: [1, 2]}",
      "3:47: bias is a list; expected a number for all filters, or a list with one for each of 1"
    ),
    (
      "grid: 1 2; 3\npool: max",
      "1:7: row 1 of the grid has 1 number, row 0 has 2; all rows need the same length"
    ),
    (
      "grid: {a: 1}\npool: max",
      "1:7: grid is keys with values; expected rows of numbers, such as [[0, 1, 2], [3, 4, 5]], '|' between channels"
    ),
    (
      "grid: 1 2\ncrop: 1x1+0+0\npool: max:1",
      "2:7: crop is for pictures; a grid is taken as it is written"
    ),
    ("- picture", "1:1: a scene needs keys with values, such as 'key: value'; found a list"),
  ])
  func `in the content are told at their place`(block: String, message: String) {
    var builder = SceneBuilder.testing()
    #expect(builder.build(block).errors.first == "test.md:" + message)
  }

  @Test func `are told all at once, in the order of the file`() {
    var builder = SceneBuilder.testing()
    #expect(
      builder.build("zoom: huge\nfiltr: box-3\npicture: stairs\nstride: -1\nbias: x").errors == [
        "test.md:1:7: zoom is 'huge'; expected automatic, picture, tiles, numbers or large",
        "test.md:2:1: a scene has no key 'filtr'; did you mean 'filter'?",
        "test.md:4:9: stride is -1, which is too small; the smallest is 1",
        "test.md:5:7: bias is 'x'; expected a number, such as 0.5 or 1/255",
      ])
  }

  @Test(arguments: [
    "picture: stairs\nfilter: horzontal", "picture: stairs\nkernel: 1 1 1 1 1 1",
    "picture: stairs\nfilter: box-3\npadding: wide", "picture: nowhere\nfilter: box-3",
  ])
  func `are not told again by the scenes that inherit them`(mistake: String) {
    var builder = SceneBuilder.testing()
    #expect(builder.build(mistake).errors.count == 1)
    let inherited = builder.build("zoom: large")
    #expect(inherited.errors.isEmpty && inherited.scene == nil)
    let mended = builder.build("picture: stairs\nfilter: vertical\npadding: 1")
    #expect(mended.errors.isEmpty && mended.scene != nil)
  }

  @Test func `are told where the key stands that brought them about`() {
    var builder = SceneBuilder.testing()
    _ = builder.build("picture: clothes\nkernel: 1 1 1 1 1 1 1 1 1 1")
    #expect(
      builder.build("zoom: large\npicture: stairs").errors == [
        "test.md:2:10: the 1×10 kernel does not fit the 6×5 input (padding included); add padding or "
          + "choose a smaller kernel"
      ])
  }
}
