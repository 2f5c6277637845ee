/// Networks that learn the other classes: what transfer has to wait for.
package struct StudyPreparation: Hashable, Sendable {
  package let networks: [Network]
  /// The other classes' names.
  package let classes: [String]
  /// Pictures of these that each network learns from, and how often it sees them.
  package let pictures: Int
  package let epochs: Int

  /// One of the networks.
  package struct Network: Hashable, Sendable {
    package let stage: Stage
    /// The share of its work that is done: 0…1.
    package let fraction: Double
    /// Of the other classes' pictures, the share that it gets right by now; nil before there is any.
    package let accuracy: Double?
  }

  package enum Stage: Hashable, Sendable {
    case waiting
    /// From 1.
    case learning(epoch: Int)
    /// Its convolutions are shown the study's own test pictures.
    case looking
    case finished
  }

  /// The share of all networks' work that is done: 0…1.
  package var fraction: Double {
    networks.isEmpty ? 1 : networks.reduce(0) { $0 + $1.fraction } / Double(networks.count)
  }
}

extension Study {
  /// How far the networks are that learn the other classes; nil where there are none, or all have.
  package var preparation: StudyPreparation? {
    let networks = (0..<baseCount).map(network)
    guard networks.contains(where: { $0.stage != .finished }) else { return nil }
    return StudyPreparation(
      networks: networks, classes: pictures.otherClasses, pictures: otherPictures.learned,
      epochs: plan.baseEpochs)
  }

  private func network(_ index: Int) -> StudyPreparation.Network {
    if let base = bases[index] {
      return StudyPreparation.Network(
        stage: .finished, fraction: 1, accuracy: base.learned.record.accuracy)
    }
    guard let place = activeBases.firstIndex(where: { $0.index == index }) else {
      return StudyPreparation.Network(stage: .waiting, fraction: 0, accuracy: nil)
    }
    return activeBases[place].progress
  }
}

extension StudyBase {
  fileprivate var progress: StudyPreparation.Network {
    StudyPreparation.Network(stage: stage, fraction: min(1, workDone / work), accuracy: accuracy)
  }

  private var stage: StudyPreparation.Stage {
    guard let epoch, let epochs else { return .looking }
    return .learning(epoch: min(epoch + 1, epochs))
  }
}
