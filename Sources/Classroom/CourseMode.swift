import Explorer
import Lessons
import Workbench

/// What the keys do at the moment.
package enum CourseMode: CaseIterable, Hashable, Sendable {
  case menu, searchingMenu
  case contents, searchingContents
  /// In a lesson: nothing is asked; a number or a size; one of several; something to be made.
  case lesson, value, choices, goal
  /// At a question that is over.
  case answered
  /// Behind the last beat.
  case end
  /// The scene has the keys: something is open in it.
  case scene
  /// The scene has the whole terminal, or the free explorer of the menu.
  case explorer
  case presenting
  case help

  /// What the help page calls it.
  var title: String {
    switch self {
    case .menu, .searchingMenu: "the menu"
    case .contents, .searchingContents: "the contents of a lesson"
    case .lesson, .value, .choices, .goal, .answered, .end, .help: "in a lesson"
    case .scene, .explorer: "in the scene"
    case .presenting: "teaching"
    }
  }
}

extension Course {
  package var mode: CourseMode {
    switch screen {
    case .menu: return menu.search == nil ? .menu : .searchingMenu
    case .contents: return contents.search == nil ? .contents : .searchingContents
    case .explorer: return .explorer
    case .help: return .help
    case .lesson: break
    }
    guard let reading else { return .menu }
    if reading.isSceneWhole { return .explorer }
    if !reading.isSceneAtHome { return .scene }
    if isPresenting { return .presenting }
    if reading.isAtEnd { return .end }
    guard let question = reading.question else { return .lesson }
    guard hasOpenQuestion else { return .answered }
    return switch question.form {
    case .value: .value
    case .choices: .choices
    case .goal: .goal
    }
  }

  /// The bench that the keys of the scene belong to; nil where the explorer has them.
  var liveBench: Bench? {
    switch screen {
    case .lesson: reading?.bench
    case .menu, .contents, .explorer, .help: nil
    }
  }

  /// The explorer that the keys of the scene belong to.
  var liveModel: Model? {
    switch screen {
    case .explorer: playground
    case .lesson: reading?.model
    case .menu, .contents, .help: nil
    }
  }
}
