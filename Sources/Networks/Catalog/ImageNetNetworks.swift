import Convolution

extension NetworkCatalog {
  /// The classes of ImageNet's yearly contest, in the order in which all networks number them.
  static let imageNetLabels = BuiltInFile.lines(named: "imagenet-labels.txt")

  /// AlexNet on a single processor, as torchvision has it.
  ///
  /// Source: Krizhevsky, *One weird trick for parallelizing convolutional neural networks* (2014);
  /// the network of 2012 was split over two processors.
  static func alexNet() throws -> Blueprint {
    var net = BlueprintBuilder()
    net.convolution(64, kernel: 11, stride: 4, padding: 2)
    net.add(.relu)
    net.maxPool(3, stride: 2)
    net.convolution(192, kernel: 5, padding: 2)
    net.add(.relu)
    net.maxPool(3, stride: 2)
    for filters in [384, 256, 256] {
      net.convolution(filters, kernel: 3, padding: 1)
      net.add(.relu)
    }
    net.maxPool(3, stride: 2)
    net.add(.flatten)
    for _ in 0..<2 {
      net.add(.dropout(rate: 0.5))
      net.dense(4096)
      net.add(.relu)
    }
    net.dense(1000)
    net.add(.softmax)
    return try net.blueprint(
      name: "alexnet", summary: "1,000 kinds of things, 2012: the breakthrough of learned filters.",
      input: Shape(channels: 3, height: 224, width: 224), labels: imageNetLabels
    ).trained(Pretraining(modules: TorchvisionModules.alexNet, preprocessing: .imageNet))
  }

  /// VGG-16: nothing but 3×3 filters, doubled whenever pooling halves the picture.
  ///
  /// Source: Simonyan and Zisserman, *Very deep convolutional networks for large-scale image
  /// recognition* (2014), table 1, column D.
  static func vgg16() throws -> Blueprint {
    var net = BlueprintBuilder()
    for (filters, depth) in [(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)] {
      for _ in 0..<depth {
        net.convolution(filters, kernel: 3, padding: 1)
        net.add(.relu)
      }
      net.maxPool(2)
    }
    net.add(.flatten)
    for _ in 0..<2 {
      net.dense(4096)
      net.add(.relu)
      net.add(.dropout(rate: 0.5))
    }
    net.dense(1000)
    net.add(.softmax)
    return try net.blueprint(
      name: "vgg16", summary: "1,000 kinds of things, 2014: deep, with 3×3 filters only.",
      input: Shape(channels: 3, height: 224, width: 224), labels: imageNetLabels
    ).trained(Pretraining(modules: TorchvisionModules.vgg16, preprocessing: .imageNet))
  }
}
