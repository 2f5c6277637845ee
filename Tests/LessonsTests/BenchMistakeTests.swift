import Lessons
import Testing

@Suite struct `Mistakes in scenes that train` {
  private static let start = "picture: stairs\nfilter: horizontal"

  /// What a block is complained about, after a scene with a filter.
  private static func errors(_ block: String) -> [String] {
    var builder = SceneBuilder.testing()
    _ = builder.build(start)
    return builder.build(block).errors
  }

  @Test(arguments: [
    ("learn: {rate: 0}", "1:15: rate is '0'; expected a number above 0, such as 0.05"),
    ("learn: {steps: -1}", "1:16: steps is '-1'; expected a whole number from 0 to 10,000"),
    ("learn: {form: zeros}", "1:9: 'learn' has no key 'form'; did you mean 'from'?"),
    ("learn: {optimizer: adan}", "1:20: optimizer is 'adan'; did you mean 'adam'?"),
    (
      "learn: {from: \"0 1; 1 0\"}",
      "1:8: there are 4 numbers to begin with, but the filter has 9"
    ),
    (
      "learn: {from: seed}",
      "1:15: from is 'seed'; expected seed:1, zeros, or numbers such as '0 0 0; 0 1 0; 0 0 0'"
    ),
    (
      "pool: max\nlearn: {steps: 1}",
      "2:8: one filter is learned at a time, over a whole picture; name a 'filter' or a 'kernel', "
        + "without pooling, stride, padding and the like"
    ),
    (
      "learn: {steps: 1}\nstudy: bags-shoes-16",
      "2:8: a scene trains or shows one thing; keep 'learn' or 'study'"
    ),
    (
      "training: fashion-minst",
      "1:11: there is no recorded training 'fashion-minst'; did you mean 'fashion-mnist'?"
    ),
    (
      "study: sandal-sneaker-32",
      "1:8: there is no recorded study 'sandal-sneaker-32'; did you mean 'sandal-sneaker-16'?"
    ),
    (
      "training: fashion-mnist\npage: maps",
      "2:7: a recorded training has curves only; 'train' has all pages"
    ),
    ("study: bags-shoes-16\npage: curve", "2:7: page is 'curve'; did you mean 'curves'?"),
    ("page: curves", "1:7: page is for a training or a study; name one, or leave it out"),
    ("learn: {steps: 1}\npage: curves", "2:7: a filter that learns has one page; leave 'page' out"),
    (
      "train: {epochs: 3}", "1:8: 'train' needs the key 'network', such as 'network: fashion-mnist'"
    ),
    (
      "train: {network: alexnet}",
      "1:8: alexnet has 61,100,840 weights; the most to be trained in a scene is 1,000,000"
    ),
  ])
  func `say where they are, what was found and what to do`(block: String, error: String) {
    #expect(Self.errors(block) == ["test.md:" + error])
  }

  @Test func `a file beside the lesson that is not there is named`() {
    let errors = Self.errors("training: nowhere.json")
    #expect(errors.count == 1)
    #expect(errors.first?.contains("nowhere.json") == true)
  }

  @Test func `steps that would take too long are refused before they are computed`() {
    let errors = Self.errors("picture: clothes\nlearn: {steps: 10000}\nfilter: box-5")
    #expect(errors.count == 1)
    #expect(errors.first?.contains("the most is 200,000,000") == true)
  }

  @Test(arguments: [
    ("learned[0,0]", "there is no 'learned' in the scene; it comes with 'learn: {rate: 0.01}'"),
    (
      "history.epochs",
      "there is no 'history' in the scene; it comes with 'training: fashion-mnist'"
    ),
    ("study.seeds", "there is no 'study' in the scene; it comes with 'study: sandal-sneaker-16'"),
  ])
  func `expressions say which key brings what they ask for`(source: String, message: String) throws
  {
    let stage = Stage(try SceneBuilder.model(Self.start))
    let error = #expect(throws: ExpressionError.self) {
      try Expression(source).value(in: stage)
    }
    #expect(error?.message == message)
  }

  @Test(arguments: [
    ("\"fashion-mnist\".history", "say what you want to know of the history of fashion-mnist"),
    ("\"fashion-mnist\".history.test", "say what you want to know of test"),
    ("\"bags-shoes-16\".transfer.minus", "say what you want to know of transfer minus another way"),
    ("\"bags-shoes-16\".trasfer", "the study bags-shoes-16 has no '.trasfer'; did you mean"),
    ("\"fashion-mnist\".history.training.loss[10]", "loss has 10 numbers, counted from 0"),
    ("\"fashion-mnist\".history.training.loss[3..1]", "loss has 10 numbers, counted from 0"),
    ("\"resnet18\".history", "resnet18 has no '.history'"),
  ])
  func `expressions about records say what there is`(source: String, message: String) throws {
    let stage = Stage(try SceneBuilder.model(Self.start))
    let error = #expect(throws: ExpressionError.self) {
      try Expression(source).value(in: stage)
    }
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }
}
