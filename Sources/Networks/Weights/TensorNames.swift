/// What a network's tensors are called in a file: by our names, or by torchvision's.
struct TensorNames: Sendable {
  /// The file's names by ours, where they are others.
  private let foreign: [String: String]
  /// torchvision's names by ours; empty where it has no such network.
  private let torchvision: [String: String]

  /// The names of which the file has more.
  init(of blueprint: Blueprint, in file: SafetensorsFile?) {
    torchvision = blueprint.pretraining?.tensorNames(of: blueprint.nodes) ?? [:]
    guard let file else {
      foreign = [:]
      return
    }
    func found(_ names: some Sequence<String>) -> Int {
      names.count { file.entries[$0] != nil }
    }
    let isForeign = found(torchvision.values) > found(blueprint.tensors.lazy.map(\.name))
    foreign = isForeign ? torchvision : [:]
  }

  /// What a tensor is called in the file.
  func name(of tensor: WeightTensor) -> String { foreign[tensor.name] ?? tensor.name }

  /// The first weight of a file of torchvision's that the network has no place for: such a file belongs
  /// to another one, such as resnet34's to resnet18. Our own may hold more than weights.
  func surplus(in file: SafetensorsFile) -> String? {
    guard !foreign.isEmpty else { return nil }
    let known = Set(foreign.values)
    return file.entries.filter { $0.value.type.isReadable && !known.contains($0.key) }.keys.min()
  }

  /// What a tensor may be called in a file: ours, then torchvision's if that is another.
  func candidates(for tensor: WeightTensor) -> [String] {
    let other = torchvision[tensor.name]
    return [tensor.name] + (other.map { $0 == tensor.name ? [] : [$0] } ?? [])
  }
}
