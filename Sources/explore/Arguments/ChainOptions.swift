import ArgumentParser
import Convolution
import Explorer

/// In this module an option is one of the command line, not a row of the explorer's options panel.
typealias Option<Value> = ArgumentParser.Option<Value>

/// What is done to the picture; the same options on the screen, for `apply` and for `steps`.
struct ChainOptions: ParsableArguments {
  // A value may begin with a minus, which only the unconditional strategies let pass.

  @Option(
    name: .customLong("filter"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Filters from the catalogue; several make a stack. 'explore filters' lists them.",
      valueName: "name,…"),
    transform: filters(argument:))
  var namedFilters: [[FilterChoice]] = []

  @Option(
    name: .customLong("kernel"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      """
      Your own filter, or a file with it, after the named ones: "1 1 1; 0 0 0; -1 -1 -1". \
      Fractions like 1/9 are numbers; '|' separates input channels.
      """, valueName: "rows|file"),
    transform: KernelArgument.init(argument:))
  var kernels: [KernelArgument] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      A file of filters, after the others: rows of numbers, a blank line between filters, a line \
      '---' between the kernels for several input channels, and '# NAME' above a filter.
      """, valueName: "file"))
  var bank: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Added to every sum of products. (default: 0)", valueName: "number"),
    transform: number(argument:))
  var bias: Float?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Rows and columns from window to window. (default: 1)", valueName: "N|HxW"),
    transform: { try Extent(argument: $0) })
  var stride: Extent?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Rows and columns added around the picture: valid (none), same, same-lower, a number, \
      HEIGHTxWIDTH or TOP,LEFT,BOTTOM,RIGHT. (default: valid)
      """, valueName: "padding"),
    transform: Padding.init(argument:))
  var padding: Padding?

  @Option(
    help: ArgumentHelp(
      "What stands in the padding: zero, replicate, reflect or wrap. (default: zero)",
      valueName: "border"),
    transform: Border.init(argument:))
  var border: Border?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Rows and columns from one weight's pixel to the next one's. (default: 1)",
      valueName: "N|HxW"),
    transform: { try Extent(argument: $0) })
  var dilation: Extent?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Cut input channels and filters into groups, each for itself. (default: 1)", valueName: "N"),
    transform: { try wholeNumber(argument: $0, atLeast: 1) })
  var groups: Int?

  @Flag(help: "Apply each filter to each input channel on its own.")
  var depthwise = false

  @Flag(help: "Turn kernels by half a turn: convolution as in mathematics.")
  var flip = false

  @Flag(
    inversion: .prefixedNo, exclusivity: .chooseLast,
    help: "Follow the filters by ReLU, max(0, sum). (default: --relu)")
  var relu: Bool?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Pool what comes out: max, average or average-of-pixels (which does not count the padding), \
      then :HEIGHTxWIDTH (default :2x2), /STRIDE (default: the window's size) and +PADDING \
      (default +0), such as max or average:3x3/2+1.
      """, valueName: "pooling"),
    transform: PoolingChoice.init(argument:))
  var pool: PoolingChoice?
}

extension ChainOptions {
  /// Whether nothing was asked for.
  var isEmpty: Bool {
    namedFilters.isEmpty && kernels.isEmpty && bank == nil && pool == nil && filterOptions.isEmpty
      && relu == nil
  }

  /// Whether there are as many maps as input channels, and each shows its channel.
  var keepsChannels: Bool {
    get throws {
      let settings = try settings()
      return settings.filters.isEmpty || settings.isDepthwise && settings.filters.count == 1
    }
  }

  /// The chain that was asked for; kernels in files are read now.
  ///
  /// - Parameter fallback: The filter for a picture with which nothing at all was asked to be done.
  /// - Throws: `Failure` for a kernel that cannot be had, and for options without their filter.
  func settings(fallback: FilterChoice? = nil) throws(Failure) -> ChainSettings {
    var settings = ChainSettings()
    settings.filters = Array(namedFilters.joined())
    for kernel in kernels { settings.filters.append(try kernel.filter()) }
    if let bank {
      let file = try FilterBankFile(reading: bank)
      settings.filters += file.filters
      settings.bank = file
    }
    settings.pooling = pool
    if settings.filters.isEmpty, pool == nil, let fallback { settings.filters = [fallback] }
    if settings.filters.isEmpty, let option = filterOptions.first {
      throw Failure(
        .usage, "\(option) needs a filter; add --filter NAME or --kernel \"ROWS\", or leave it out")
    }
    settings.bias = bias ?? settings.bias
    settings.stride = stride ?? settings.stride
    settings.padding = padding ?? settings.padding
    settings.border = border ?? settings.border
    settings.dilation = dilation ?? settings.dilation
    settings.grouping = try grouping()
    settings.isFlipped = flip
    settings.hasReLU = relu ?? settings.hasReLU
    return settings
  }

  private func grouping() throws(Failure) -> Grouping {
    guard depthwise else { return groups.map(Grouping.groups) ?? .none }
    guard groups == nil else {
      throw Failure(
        .usage, "--depthwise makes a group of each input channel; leave --groups out, or this")
    }
    return .depthwise
  }

  /// The options given that say how a filter works, and so nothing without one.
  private var filterOptions: [String] {
    [
      (bias != nil, "--bias"), (stride != nil, "--stride"), (padding != nil, "--padding"),
      (border != nil, "--border"), (dilation != nil, "--dilation"), (groups != nil, "--groups"),
      (depthwise, "--depthwise"), (flip, "--flip"), (relu == true, "--relu"),
    ].filter(\.0).map(\.1)
  }
}
