import Lessons
import Testing

@Test func `beats of an earlier step come first`() {
  #expect(BeatIndex(step: 0, beat: 7) < BeatIndex(step: 1, beat: 0))
}
