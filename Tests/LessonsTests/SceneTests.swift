import Convolution
import Explorer
import Lessons
import Networks
import Testing

@Suite struct `Scenes` {
  @Test func `a scene is a picture, a filter and a cell`() throws {
    let model = try SceneBuilder.model("picture: stairs\nfilter: horizontal\ncursor: output[0,1]")
    #expect(model.exploration.subject.title == "stairs")
    #expect(model.exploration.settings.filters.map(\.name) == ["horizontal"])
    #expect(model.node.name == "conv1")
    #expect(model.cursor.element == Element(row: 0, column: 1))
    #expect(model.joinsReLU)
  }
}
