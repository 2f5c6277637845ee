package import Networks

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

// A checkpoint as a file: a file of weights, under their usual names, so that whoever wants a network's
// weights can take it, with more in it. Tensors whose names begin with `training/`, which no layer's can,
// hold what else there is of numbers; all that is no tensor is JSON in the file's metadata. Every number
// comes back bit for bit.

extension Checkpoint {
  /// The format that is written, and the only one that is read.
  package static let fileFormat = 1

  /// The whole file.
  package var file: SafetensorsWriter {
    typealias Tensor = SafetensorsWriter.Tensor
    var tensors: [String: Tensor] = [
      Self.lossesName: Tensor(sizes: [state.batchLosses.count], numbers: state.batchLosses)
    ]
    for tensor in blueprint.tensors {
      for (group, numbers) in groups {
        guard let numbers = numbers[tensor.name] else { continue }
        tensors[group + tensor.name] = Tensor(sizes: tensor.sizes, numbers: numbers)
      }
    }
    return SafetensorsWriter(
      tensors,
      metadata: [
        Self.formatKey: "\(Self.fileFormat)", Self.stateKey: stateText,
        Self.networkKey: blueprint.networkFile(),
      ])
  }

  /// What each group's names begin with.
  private var groups: [(prefix: String, numbers: [String: [Float]])] {
    [
      ("", weights), (Self.earlierPrefix, earlier), (Self.firstPrefix, first),
      (Self.secondPrefix, second),
    ]
  }

  private static let earlierPrefix = "training/earlier/"
  private static let firstPrefix = "training/first/"
  private static let secondPrefix = "training/second/"
  private static let lossesName = "training/losses"
  private static let formatKey = "explore.training.format"
  private static let stateKey = "explore.training.state"
  private static let networkKey = "explore.training.network"

  /// All but the losses, which are a tensor.
  private var stateText: String {
    var state = state
    state.batchLosses = []
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "infinity", negativeInfinity: "-infinity", nan: "nan")
    do {
      return String(decoding: try encoder.encode(state), as: UTF8.self)
    } catch {
      preconditionFailure("numbers and names can always be written: \(error)")
    }
  }

  // MARK: Reading

  /// Reads what `file` wrote.
  ///
  /// - Throws: `CheckpointError` for a file of weights that is no checkpoint, or a damaged one.
  package init(_ file: SafetensorsFile) throws(CheckpointError) {
    do {
      try self.init(reading: file)
    } catch let problem as CheckpointError.Problem {
      throw CheckpointError(path: file.path, problem: problem)
    } catch let error as SafetensorsError {
      throw CheckpointError(path: file.path, problem: .unreadable(error))
    } catch {
      throw CheckpointError(path: file.path, problem: .state)
    }
  }

  private init(reading file: SafetensorsFile) throws {
    guard let text = file.metadata[Self.formatKey], let state = file.metadata[Self.stateKey],
      let network = file.metadata[Self.networkKey]
    else { throw CheckpointError.Problem.noTraining }
    guard text == "\(Self.fileFormat)" else { throw CheckpointError.Problem.format(text) }
    let blueprint: Blueprint
    do throws(LocatedError) {
      blueprint = try NetworkFile(text: network, path: file.path).blueprint
    } catch {
      throw CheckpointError.Problem.network(error.message)
    }
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "infinity", negativeInfinity: "-infinity", nan: "nan")
    self.state = try decoder.decode(State.self, from: Data(state.utf8))
    func numbers(_ prefix: String) throws -> [String: [Float]] {
      var group: [String: [Float]] = [:]
      for tensor in blueprint.tensors where file.entries[prefix + tensor.name] != nil {
        group[tensor.name] = try file.numbers(prefix + tensor.name)
      }
      return group
    }
    self.blueprint = blueprint
    weights = try numbers("")
    earlier = try numbers(Self.earlierPrefix)
    first = try numbers(Self.firstPrefix)
    second = try numbers(Self.secondPrefix)
    if file.entries[Self.lossesName] != nil {
      self.state.batchLosses = try file.numbers(Self.lossesName)
    }
  }
}

/// A file that no training can go on from: which, and why.
package struct CheckpointError: Error, Hashable, Sendable, CustomStringConvertible {
  /// As it was given.
  package let path: String
  package let problem: Problem

  package init(path: String, problem: Problem) { (self.path, self.problem) = (path, problem) }

  package enum Problem: Error, Hashable, Sendable {
    case unreadable(SafetensorsError)
    /// Weights, and nothing of how they came about.
    case noTraining
    case format(String)
    /// What is said of the network is no network.
    case network(_ reason: String)
    /// What is said of the training is no such thing.
    case state
    /// What is there does not fit the data, or does not fit together.
    case training(TrainingError)
  }

  /// One sentence: what was found, what is needed, what to do.
  package var description: String {
    switch problem {
    case .unreadable(let error): error.description
    case .noTraining:
      "\(path): holds weights, but nothing of a training to go on with; take a file that "
        + "'explore train … --save' wrote"
    case .format(let format):
      "\(path): was saved in format \(format), and this program knows format "
        + "\(Checkpoint.fileFormat); take the 'explore' that wrote it"
    case .network(let reason): "\(path): what it says of the network is damaged: \(reason)"
    case .state:
      "\(path): what it says of the training is damaged; take an earlier file"
    case .training(let error): "\(path): \(error)"
    }
  }

  /// What the program should exit with: 66 where there is nothing to read, else 65.
  package var exitCode: Int32 {
    if case .unreadable(let error) = problem { error.exitCode } else { 65 }
  }
}
