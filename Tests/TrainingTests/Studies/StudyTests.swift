import Convolution
import Networks
import TestSupport
import Testing

@testable import Training

@Suite struct `A study of ways to learn` {
  @Test(arguments: StudyTask.all.map(\.name), [2, 3, 5])
  func `has the same numbers on any number of threads`(name: String, threads: Int) throws {
    let task = try #require(StudyTask(named: name))
    let plan = MadeUpClothes.plan(task)
    let alone = try MadeUpClothes.study(plan, task: task).finished().result
    let together = try MadeUpClothes.study(plan, task: task, threads: threads).finished().result
    #expect(alone == together)
    #expect(alone.runs.count == 10)
    #expect(alone.runs.allSatisfy { $0.curve.map(\.step) == [10, 12] })
  }

  @Test(arguments: [1, 3, 10, 40])
  func `goes on as it would have where a copy is left behind`(pieces: Int) throws {
    var study = try MadeUpClothes.study(MadeUpClothes.plan(), threads: 2)
    for _ in 0..<pieces { study.advance() }
    let copy = study
    let first = study.finished().result
    #expect(copy.finished().result == first)
    #expect(try MadeUpClothes.study(MadeUpClothes.plan()).finished().result == first)
  }

  @Test func `grows from nothing to everything`() throws {
    var study = try MadeUpClothes.study(MadeUpClothes.plan(), threads: 2)
    var (fraction, points) = (0.0, 0)
    #expect(study.fraction == 0)
    while !study.isFinished {
      study.advance()
      let counted = study.result.runs.reduce(0) { $0 + $1.curve.count }
      #expect(study.fraction >= fraction)
      #expect(study.fraction <= 1.000_001)
      #expect(counted >= points)
      (fraction, points) = (study.fraction, counted)
    }
    #expect(study.fraction == 1)
    #expect(points == 2 * 5 * 2)
    #expect(study.activity == "finished")
  }

  @Test func `another seed gives other numbers, and a way alone gives the same`() throws {
    let all = try MadeUpClothes.study(MadeUpClothes.plan()).finished().result
    var other = MadeUpClothes.plan()
    other.seed = 2
    #expect(try MadeUpClothes.study(other).finished().result.runs != all.runs)
    let alone = try MadeUpClothes.study(MadeUpClothes.plan(ways: [.scratch])).finished().result
    #expect(alone.runs == all.runs.filter { $0.way == .scratch })
    #expect(alone.bases.isEmpty)
  }

  @Test func `fine-tuning begins with all that transfer has in the end`() throws {
    var plan = MadeUpClothes.plan(ways: [.fineTuning])
    #expect(plan.ways == [.transfer, .fineTuning])
    // Then nothing changes any more.
    plan.fineTuningRate = 0
    let result = try MadeUpClothes.study(plan).finished().result
    for seed in 0..<2 {
      let transfer = try #require(result.accuracies(.transfer)[seed])
      #expect(result.accuracies(.fineTuning, step: 10)[seed] == transfer)
      #expect(result.accuracies(.fineTuning)[seed] == transfer)
    }
  }

  @Test func `says what it lacks`() throws {
    #expect(throws: StudyError.tooFewPictures(found: 32, needed: 34)) {
      try MadeUpClothes.study(MadeUpClothes.plan(examples: 34))
    }
    #expect(throws: StudyError.tooFewExamples(1)) {
      try MadeUpClothes.study(MadeUpClothes.plan(examples: 1))
    }
    #expect(
      "\(StudyError.tooFewPictures(found: 32, needed: 34))"
        == "there are pictures for 32 examples, not for 34; ask for fewer")
    let small = try Shape(channels: 1, height: 3, width: 3)
    #expect(throws: StudyError.self) { try StudyNetworks(input: small, otherClasses: 6) }
  }
}

@Suite struct `The parts of a study` {
  @Test func `follow the experiment that they are compared with`() throws {
    let plan = StudyPlan(task: .sandalsAndSneakers, examples: 98)
    #expect(plan.checkpoints == [10, 25, 50, 100, 200])
    #expect(plan.batchSize == 16)
    #expect(StudyPlan(task: .bagsAndShoes, examples: 4).batchSize == 4)
    let recipe = plan.recipe(for: .scratch, seed: 0)
    #expect(recipe.optimizer == .adam(rate: 1e-3, epsilon: 1e-8))
    #expect(recipe.initializer == .pyTorch)
    #expect(recipe.augmentation.isNone)
    #expect(plan.recipe(for: .augmentation, seed: 0).augmentation == .lecture)
    #expect(plan.recipe(for: .fineTuning, seed: 0).optimizer.rate == 1e-4)
    #expect(plan.recipe(for: .transfer, seed: 0) == recipe)
    #expect(plan.recipe(for: .scratch, seed: 1).seed != recipe.seed)
    #expect(plan.baseRecipe(0).seed != plan.baseRecipe(1).seed)
    #expect(plan.baseRecipe(0).batchSize == 64)
    let networks = try StudyNetworks(
      input: Shape(channels: 1, height: 28, width: 28), otherClasses: 6)
    #expect(networks.head.input.count == 1152)
    #expect(networks.head.parameterCount == (1152 + 1) * 32 + 33)
    #expect(networks.whole.parameterCount == 160 + 4128 + (1152 + 1) * 256 + 257)
    #expect(networks.base.parameterCount == 160 + 4128 + (1152 + 1) * 256 + 257 * 6)
  }

  @Test(arguments: StudyTask.all.map(\.name))
  func `no class is on two sides`(name: String) throws {
    let task = try #require(StudyTask(named: name))
    let classes = task.first.classes + task.second.classes + task.otherClasses
    #expect(Set(classes).count == classes.count)
    #expect(StudyTask(named: "bags") == nil)
  }

  @Test(arguments: [2, 5, 6, 30])
  func `pictures are half of each kind, and the small test's are others`(count: Int) throws {
    let data = try MadeUpClothes.data()
    let plan = MadeUpClothes.plan(examples: count)
    let pictures = try StudyPictures(plan, task: .bagsAndShoes, from: data)
    for seed in 0..<3 {
      let examples = pictures.examples(seed: seed)
      #expect(examples.labels.count { $0 == 0 } == count / 2)
      #expect(examples.count == count)
      let test = try #require(pictures.smallTest(seed: seed))
      let seen = Set((0..<count).map { examples.picture($0).elements })
      #expect((0..<test.count).allSatisfy { !seen.contains(test.picture($0).elements) })
      #expect(abs(2 * test.labels.count { $0 == 0 } - test.count) <= 1)
      #expect(seen.count == count)
    }
    #expect(pictures.examples(seed: 0) != pictures.examples(seed: 1))
    #expect(pictures.test.count == 6 * 4)
    #expect(pictures.test.labels.count { $0 == 1 } == 6 * 3)
    #expect(pictures.otherClasses(base: 0).training.count == 16 * 6)
    #expect(Set(pictures.otherClasses(base: 0).training.labels) == Set(0..<6))
  }

  @Test func `what is shifted stays shifted the same way for a seed`() throws {
    let data = try MadeUpClothes.data()
    let plan = MadeUpClothes.plan(.shiftedBagsAndShoes)
    let pictures = try StudyPictures(plan, task: .shiftedBagsAndShoes, from: data)
    let again = try StudyPictures(plan, task: .shiftedBagsAndShoes, from: data)
    #expect(pictures.examples(seed: 0) == again.examples(seed: 0))
    #expect(pictures.test == again.test)
    let upright = try StudyPictures(plan, task: .bagsAndShoes, from: data)
    #expect(upright.examples(seed: 0).labels == pictures.examples(seed: 0).labels)
    #expect(upright.examples(seed: 0) != pictures.examples(seed: 0))
  }

  @Test func `frozen layers' numbers are what the engine computes`() throws {
    let data = try MadeUpClothes.data()
    let networks = try StudyNetworks(input: data.test.shape, otherClasses: 6)
    let weights = Initializer.pyTorch.tensors(for: networks.base, seed: 5)
    let features = try #require(
      try StudyFeatures.all(of: data.test, networks, convolutions: weights))
    let engine = networks.base.network(tensors: weights)
    let flat = try #require(engine.nodes.firstIndex { $0.name.hasPrefix("flatten") })
    for index in [0, 7, data.test.count - 1] {
      let expected = try engine.forward(data.test.picture(index))[flat].elements
      let found = features.picture(index).elements
      #expect(found.count == expected.count)
      #expect(zip(found, expected).allSatisfy { abs($0 - $1) <= 1e-5 * max(1, abs($1)) })
    }
    #expect(features.labels == data.test.labels)
  }
}
