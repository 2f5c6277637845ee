import Benchmark
import Networks
import Training

/// Fashion-MNIST as its packages install it, or the 400 pictures of the program so often that there are
/// as many: the time is the same, only the network learns nothing new.
private func fashionMNIST() throws -> DataSet {
  do {
    return try FashionMNIST.load(fromFirstOf: FashionMNIST.usualFolders { _ in nil })
  } catch {
    let sample = try FashionMNIST.builtInSample()
    func repeated(_ examples: Examples, _ count: Int) -> Examples {
      examples.selecting((0..<count).map { $0 % examples.count })
    }
    return DataSet(
      name: sample.name, classes: sample.classes, training: repeated(sample.training, 60_000),
      test: repeated(sample.test, 10_000))
  }
}

private func lectureNetwork() throws -> Blueprint {
  try NetworkCatalog.blueprint(named: "fashion-mnist")
}

/// The weights that the program carries for the lecture's network.
private func trainedWeights() throws -> [String: [Float]] {
  let network = try lectureNetwork()
  return try network.tensors(
    from: NetworkSource(argument: "fashion-mnist").weights(.none, for: network))
}

/// What takes a user's time when something learns: an epoch of the lecture's training, 10,000 pictures
/// that are predicted, and a study of one seed.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .cpuUser, .peakMemoryResident], timeUnits: .milliseconds,
    warmupIterations: 1, maxDuration: .seconds(20), maxIterations: 20)

  Benchmark(
    "Fashion-MNIST, an epoch of 48,000 pictures",
    configuration: .init(warmupIterations: 0, maxDuration: .seconds(30), maxIterations: 5)
  ) { benchmark, trainer in
    var trainer = trainer
    benchmark.startMeasurement()
    while trainer.phase == .training { trainer.advance() }
    benchmark.stopMeasurement()
    blackHole(trainer.history)
  } setup: {
    try Trainer(lectureNetwork(), data: fashionMNIST(), recipe: Recipe())
  }

  Benchmark("Fashion-MNIST, predicting 10,000 pictures") { benchmark, input in
    let predictor = try Predictor(lectureNetwork(), tensors: input.weights)
    benchmark.startMeasurement()
    for first in stride(from: 0, to: input.pictures.count, by: predictor.blockSize) {
      let end = min(first + predictor.blockSize, input.pictures.count)
      blackHole(predictor.shares(of: first..<end, of: input.pictures))
    }
    benchmark.stopMeasurement()
  } setup: {
    (weights: try trainedWeights(), pictures: try fashionMNIST().test)
  }

  Benchmark(
    "sandals against sneakers, 16 examples, a study of one seed",
    configuration: .init(warmupIterations: 0, maxDuration: .seconds(40), maxIterations: 3)
  ) { benchmark, data in
    let task = StudyTask.sandalsAndSneakers
    var study = try Study(
      StudyPlan(task: task, examples: 16, seeds: 1), task: task, data: data)
    benchmark.startMeasurement()
    while !study.isFinished { study.advance() }
    benchmark.stopMeasurement()
    blackHole(study.result)
  } setup: {
    try fashionMNIST()
  }
}
