import Convolution

extension NetworkCatalog {
  /// The first network of the lecture: two blocks, two dense layers.
  ///
  /// Labels are in the order of the Fashion-MNIST data set. Xiao, Rasul and Vollgraf, *Fashion-MNIST:
  /// a novel image dataset for benchmarking machine learning algorithms* (2017), table 2.
  static func fashionMNIST() throws -> Blueprint {
    var net = BlueprintBuilder()
    for _ in 0..<2 {
      net.convolution(32, kernel: 2)
      net.add(.relu)
      net.maxPool(2)
    }
    net.add(.flatten)
    net.dense(256)
    net.add(.relu)
    net.dense(10)
    net.add(.softmax)
    return try net.blueprint(
      name: "fashion-mnist", summary: "Ten kinds of clothing in gray pictures, from 0 to 1.",
      input: Shape(channels: 1, height: 28, width: 28), labels: clothes)
  }

  /// What the lecture compares it with: the picture as one row of numbers, and a hidden dense layer.
  static func denseFashionMNIST() throws -> Blueprint {
    var net = BlueprintBuilder()
    net.add(.flatten)
    net.dense(256)
    net.add(.relu)
    net.dense(10)
    net.add(.softmax)
    return try net.blueprint(
      name: "fashion-mnist-dense",
      summary: "The same clothing without convolution: it forgets which pixels are neighbors.",
      input: Shape(channels: 1, height: 28, width: 28), labels: clothes)
  }

  private static let clothes = [
    "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
    "Ankle boot",
  ]

  /// The second network of the lecture: a single number tells shoes from handbags.
  ///
  /// Near 0 is a handbag, near 1 a shoe: the folders of the pictures in alphabetical order, as Keras
  /// numbers them.
  static func handbags() throws -> Blueprint {
    var net = BlueprintBuilder()
    net.add(.rescaling(scale: 1 / 255, offset: 0))
    for _ in 0..<2 {
      net.convolution(32, kernel: 2)
      net.add(.relu)
      net.maxPool(2)
    }
    net.add(.flatten)
    net.dense(1)
    net.add(.sigmoid)
    return try net.blueprint(
      name: "handbags", summary: "Handbag (near 0) or shoe (near 1), in color, from 0 to 255.",
      input: Shape(channels: 3, height: 224, width: 224), labels: ["handbag", "shoe"],
      convention: .keras)
  }

  /// LeNet-5 as it is usually rebuilt: sigmoid-like units are tanh, pooling is a plain average, the
  /// third convolution sees all maps below it, and the output is softmax.
  ///
  /// The original weighed each pooled map by a trained factor and bias, let the third layer's filters
  /// see chosen maps only, and compared with drawings of the digits at the end (60,000 parameters).
  ///
  /// Source: LeCun, Bottou, Bengio and Haffner, *Gradient-based learning applied to document
  /// recognition* (1998), figure 2.
  static func leNet5() throws -> Blueprint {
    var net = BlueprintBuilder()
    for filters in [6, 16] {
      net.convolution(filters, kernel: 5)
      net.add(.tanh)
      net.averagePool(2)
    }
    net.convolution(120, kernel: 5)
    net.add(.tanh)
    net.add(.flatten)
    net.dense(84)
    net.add(.tanh)
    net.dense(10)
    net.add(.softmax)
    return try net.blueprint(
      name: "lenet5", summary: "Handwritten digits, 1998: the ancestor, with all maps connected.",
      input: Shape(channels: 1, height: 32, width: 32), labels: (0...9).map { "\($0)" })
  }
}
