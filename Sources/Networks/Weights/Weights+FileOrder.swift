extension Blueprint {
  /// All the network's numbers, by our names and in the order of weight files, for whoever writes some.
  ///
  /// - Throws: `WeightsError` for weights that are missing, have another shape, or are too many.
  package func tensors(from weights: Weights) throws(WeightsError) -> [String: [Float]] {
    // Makes sure that everything is there.
    _ = try NetworkAssembly(of: self, weights: weights)
    let names = TensorNames(of: self, in: weights.file)
    var numbers: [String: [Float]] = [:]
    for (position, tensor) in tensors.enumerated() {
      numbers[tensor.name] = try tensor.numbers(position: position, from: weights, names)
    }
    if let preprocessing = pretraining?.preprocessing {
      numbers.merge(preprocessing.tensors) { own, _ in own }
    }
    return numbers
  }
}

extension Preprocessing {
  /// The numbers of the layer that does it.
  fileprivate var tensors: [String: [Float]] {
    let name = Self.nodeName
    return [
      "\(name).weight": mean.map { _ in 1 }, "\(name).bias": mean.map { _ in 0 },
      "\(name).running_mean": mean, "\(name).running_var": deviation.map { $0 * $0 },
    ]
  }
}

extension WeightTensor {
  fileprivate func numbers(
    position: Int, from weights: Weights, _ names: TensorNames
  ) throws(WeightsError) -> [Float] {
    switch weights {
    case .seeded(let seed): return inFileOrder(seeded(position: position, seed: seed))
    case .handmade(let numbers, let rest):
      if let numbers = numbers[name] { return inFileOrder(numbers) }
      return try self.numbers(position: position, from: rest, names)
    case .file(let file):
      do throws(SafetensorsError) {
        return try file.numbers(names.name(of: self))
      } catch {
        throw .unreadable(error)
      }
    }
  }

  /// Numbers in the engine's order, (input, unit), as files have them: (unit, input).
  private func inFileOrder(_ numbers: [Float]) -> [Float] {
    guard role == .weight, sizes.count == 2 else { return numbers }
    let (units, inputs) = (sizes[0], sizes[1])
    return (0..<units).flatMap { unit in (0..<inputs).map { numbers[$0 * units + unit] } }
  }
}
