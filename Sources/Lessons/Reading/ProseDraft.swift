internal import Explorer
internal import Networks

/// Text with formulas in it that are read, but not computed yet.
struct ProseDraft {
  private(set) var pieces: [Piece] = []

  enum Piece {
    case run(Prose.Run)
    case formula(PlacedExpression, digits: Int?)
  }

  mutating func append(_ piece: Piece) {
    // Neighbors of one kind are one run.
    if case .run(let run) = piece, case .run(let last) = pieces.last,
      run.emphasis == last.emphasis
    {
      pieces[pieces.count - 1] = .run(Prose.Run(last.text + run.text, run.emphasis))
    } else {
      pieces.append(piece)
    }
  }

  /// The text with its numbers, computed over a scene.
  ///
  /// - Parameter stage: The scene; nil where it could not be built, which has been complained about.
  func prose(over stage: Stage?, errors: inout [LocatedError]) -> Prose {
    var runs: [Prose.Run] = []
    for piece in pieces {
      switch piece {
      case .run(let run): runs.append(run)
      case .formula(let expression, let digits):
        guard let stage else { continue }
        do throws(LocatedError) {
          let value = try expression.shownValue(in: stage)
          runs.append(Prose.Run(value.text(digits: digits), .computed))
        } catch {
          errors.append(error)
        }
      }
    }
    return Prose(runs)
  }
}

/// An expression, and where it stands in the file.
struct PlacedExpression {
  let expression: Expression
  private let text: PlacedText
  private let path: String

  /// - Throws: `LocatedError` where the text is no formula.
  init(_ text: PlacedText, path: String) throws(LocatedError) {
    (self.text, self.path) = (text, path)
    do throws(ExpressionError) {
      expression = try Expression(text.text(0..<text.scalars.count))
    } catch {
      throw LocatedError(path: path, place: text.place(error.offset), message: error.message)
    }
  }

  /// - Throws: `LocatedError` where the scene has not what the formula asks for.
  func value(in stage: Stage) throws(LocatedError) -> Value {
    do throws(ExpressionError) {
      return try expression.value(in: stage)
    } catch {
      throw failure(error.message, at: error.offset)
    }
  }

  /// A value that can stand in a text: a number or a size.
  func shownValue(in stage: Stage) throws(LocatedError) -> Value {
    let value = try value(in: stage)
    switch value {
    case .number(let number) where number.isFinite: return value
    case .number: throw failure("'\(expression.source)' comes to no number here")
    case .numbers(let numbers):
      if numbers.count == 1, numbers[0].isFinite { return .number(numbers[0]) }
      throw failure(
        "'\(expression.source)' comes to \(numbers.count) numbers; name one cell, or take sum(…), "
          + "max(…) or the like of them")
    case .size: return value
    case .truth:
      throw failure(
        "'\(expression.source)' is a condition; a number or a size is needed here, such as 'sum'")
    }
  }

  /// - Throws: `LocatedError` where it is no comparison.
  func truth(in stage: Stage) throws(LocatedError) -> Bool {
    guard case .truth(let holds) = try value(in: stage) else {
      throw failure(
        "'\(expression.source)' is no condition; compare it with something, as in 'sum > 0'")
    }
    return holds
  }

  func failure(_ message: String, at offset: Int = 0) -> LocatedError {
    LocatedError(path: path, place: text.place(offset), message: message)
  }
}
