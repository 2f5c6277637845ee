import Training

/// Results with made-up numbers: for each way what each seed has in the end.
func madeUpResult(
  _ accuracies: [StudyWay: [Double]], task: StudyTask = .sandalsAndSneakers, examples: Int = 16
) -> StudyResult {
  let seeds = accuracies.values.map(\.count).max() ?? 0
  let plan = StudyPlan(task: task, examples: examples, seeds: seeds, ways: Set(accuracies.keys))
  var result = StudyResult(
    plan: plan, data: "made up", testPictures: 2000, smallTestPictures: 38)
  for way in plan.ways {
    for (seed, value) in (accuracies[way] ?? []).enumerated() {
      let points = plan.checkpoints.map { step in
        StudyResult.Point(step: step, accuracy: step == plan.steps ? value : (value + 0.5) / 2)
      }
      result.runs.append(
        StudyResult.Run(way: way, seed: seed, curve: points, smallTest: value))
    }
  }
  return result
}

/// Ten seeds around a mean, half of them above it.
func seeds(_ mean: Double, spread: Double = 0.005) -> [Double] {
  (0..<10).map { mean + ($0 % 2 == 0 ? spread : -spread) }
}
