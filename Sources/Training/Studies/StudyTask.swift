internal import Kernels
internal import Networks

/// Two kinds of pictures of Fashion-MNIST that are to be told apart, from few examples.
package struct StudyTask: Hashable, Sendable {
  /// What it is called on the command line.
  package let name: String
  /// What it is called in sentences: "bags against shoes".
  package let title: String
  /// What a network should answer 0 to.
  package let first: Side
  /// What it should answer 1 to.
  package let second: Side
  /// The classes that transfer learns from before: none of the two sides.
  package let otherClasses: [UInt8]
  /// How each picture is changed once and for all, in training and in tests alike.
  package let disturbance: Augmentation
  /// How examples are changed anew each time, where that is the way of learning.
  package let augmentation: Augmentation

  /// One of the two kinds.
  package struct Side: Hashable, Sendable {
    /// In the plural: "bags".
    package let name: String
    /// One of them: "bag".
    package let singular: String
    /// Labels of Fashion-MNIST.
    package let classes: [UInt8]

    /// `1 bag`, `8 bags`.
    package func counted(_ count: Int) -> String {
      "\(count.grouped) \(count == 1 ? singular : name)"
    }
  }

  /// The class of a label: 0, 1, or nil for what is on neither side.
  package func label(of fashion: UInt8) -> UInt8? {
    first.classes.contains(fashion) ? 0 : second.classes.contains(fashion) ? 1 : nil
  }

  /// The two kinds' names in the order of the labels.
  package var classes: [String] { [first.name, second.name] }
}

extension StudyTask {
  /// In the order in which they are best met.
  package static let all = [bagsAndShoes, sandalsAndSneakers, shiftedBagsAndShoes]

  /// The task with this name.
  package init?(named name: String) {
    guard let task = Self.all.first(where: { $0.name == name }) else { return nil }
    self = task
  }

  /// The lecture's question, with this data's pictures: every one upright and in the middle.
  package static let bagsAndShoes = StudyTask(
    name: "bags-shoes", title: "bags against shoes", first: bags, second: shoes,
    otherClasses: clothes, disturbance: .none, augmentation: .lecture)

  /// Two kinds of shoes, which is harder.
  package static let sandalsAndSneakers = StudyTask(
    name: "sandal-sneaker", title: "sandals against sneakers",
    first: Side(name: "sandals", singular: "sandal", classes: [5]),
    second: Side(name: "sneakers", singular: "sneaker", classes: [7]),
    otherClasses: clothes, disturbance: .none, augmentation: .lecture)

  /// Bags and shoes as a camera would have them: not in the middle, from both sides, in bad light.
  package static let shiftedBagsAndShoes = StudyTask(
    name: "shifted-bags-shoes", title: "shifted bags against shifted shoes", first: bags,
    second: shoes, otherClasses: clothes,
    disturbance: augmentation(shift: 5, noise: 0.1),
    augmentation: augmentation(rotation: 0.1, zoom: 0.2, shift: 5))

  private static let bags = Side(name: "bags", singular: "bag", classes: [8])
  private static let shoes = Side(name: "shoes", singular: "shoe", classes: [5, 7, 9])
  /// T-shirts, trousers, pullovers, dresses, coats and shirts.
  private static let clothes: [UInt8] = [0, 1, 2, 3, 4, 6]

  /// Mirrored at random, and what else is said; black comes in from outside, as these pictures have it.
  private static func augmentation(
    rotation: Float = 0, zoom: Float = 0, shift: Int = 0, noise: Float = 0
  ) -> Augmentation {
    do {
      return try Augmentation(
        flips: true, rotation: rotation, zoom: zoom, shift: shift, noise: noise, border: .black)
    } catch {
      preconditionFailure("the augmentations of the tasks can be: \(error)")
    }
  }
}
