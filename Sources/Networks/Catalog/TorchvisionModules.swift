/// How torchvision calls the layers of its networks, in their order.
///
/// A network that is a plain chain numbers all its layers, those without weights too, in two parts; a
/// residual one names stacks, blocks and the layers in them.
enum TorchvisionModules {
  static let alexNet = features(0, 3, 6, 8, 10) + classifier(1, 4, 6)

  static let vgg16 =
    features(0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28) + classifier(0, 3, 6)

  /// - Parameters:
  ///   - blocks: How many blocks each of the stacks has.
  ///   - depth: The convolutions of a block.
  ///   - firstHasShortcut: Whether the first stack changes the number of channels.
  static func residual(blocks: [Int], depth: Int, firstHasShortcut: Bool) -> [String] {
    var modules = ["conv1", "bn1"]
    for (stack, count) in blocks.enumerated() {
      for block in 0..<count {
        let prefix = "layer\(stack + 1).\(block)"
        for number in 1...depth { modules += ["\(prefix).conv\(number)", "\(prefix).bn\(number)"] }
        if block == 0, stack > 0 || firstHasShortcut {
          modules += ["\(prefix).downsample.0", "\(prefix).downsample.1"]
        }
      }
    }
    return modules + ["fc"]
  }

  private static func features(_ numbers: Int...) -> [String] { numbers.map { "features.\($0)" } }

  private static func classifier(_ numbers: Int...) -> [String] {
    numbers.map { "classifier.\($0)" }
  }
}
