/// What a study shows, as far as its own figures go.
package enum StudyConclusion: Hashable, Sendable {
  /// Of so few seeds nothing can be said.
  case tooFewSeeds
  /// Even the worst way gets this much right: too easy to tell ways apart.
  case tooEasy(lowest: Double)
  /// Neither transfer nor learning from scratch is clearly ahead.
  case noGap
  /// Transfer is ahead of scratch, and of its control: what was learned before helps.
  case learnedLayersHelp
  /// Transfer is ahead of scratch, but not of its control: the small head helps, not what was learned.
  case smallHeadHelps
  /// Transfer is ahead of its control, but not of scratch.
  case learnedLayersKeepUp
  /// Transfer is behind scratch.
  case transferIsBehind

  /// Where all ways get this much right, a task is easy.
  package static let easy = 0.97
}

extension StudyResult {
  /// nil where transfer, scratch or the control were not done, or have not ended.
  package var conclusion: StudyConclusion? {
    guard let gap = difference(.transfer, minus: .scratch),
      let overControl = difference(.transfer, minus: .untrained)
    else { return nil }
    guard gap.verdict != .tooFewSeeds else { return .tooFewSeeds }
    switch (gap.verdict, overControl.verdict) {
    case (.better, .better): return .learnedLayersHelp
    case (.better, .worse), (.better, .withinSpread), (.better, .tooFewSeeds):
      return .smallHeadHelps
    case (.worse, _): return .transferIsBehind
    case (.withinSpread, let control), (.tooFewSeeds, let control):
      let means = [StudyWay.scratch, .transfer, .untrained].compactMap { spread($0)?.mean }
      if let lowest = means.min(), lowest >= StudyConclusion.easy {
        return .tooEasy(lowest: lowest)
      }
      return control == .better ? .learnedLayersKeepUp : .noGap
    }
  }
}
