internal import Convolution
internal import Explorer
internal import Networks

extension QuestionReader {
  /// The terms of the cell in `why`, or of the one that the answer is about.
  mutating func workedTerms() -> [String] {
    guard let model = stage?.model else { return [] }
    let cell =
      if let text = attempt(&errors, try mapping.text("why")) ?? nil {
        namedCell(text.trimmedEnds, in: model)
      } else {
        WorkedTerms.cell(in: sources, of: model)
      }
    return cell.map { WorkedTerms.lines(of: $0.element, node: $0.node, in: model) } ?? []
  }

  private mutating func namedCell(
    _ text: String, in model: Model
  ) -> (node: Int, element: Element)? {
    if ["result", "sum"].contains(text) { return (model.cursor.node, model.cursor.element) }
    let wrong = mapping.wrong(
      "why", expected: "one cell of an output, such as 'output[0,0]', or 'result'")
    guard text.contains("["), let address = try? Address(argument: text) else {
      errors.append(wrong)
      return nil
    }
    do throws(AddressError) {
      let cell = try model.exploration.explainedCell(address)
      if cell == nil { errors.append(wrong) }
      return cell
    } catch {
      errors.append(mapping.failure(at: "why", error.description))
      return nil
    }
  }

  /// The expressions that decide what is right.
  private var sources: [String] {
    let entries: [YAMLValue] =
      if case .list(let items) = mapping.value("choices")?.content { items } else { [] }
    let conditions = entries.compactMap { entry -> String? in
      guard case .mapping(let pairs) = entry.content else { return nil }
      return pairs.lazy.compactMap { key, value -> String? in
        guard case .scalar("when") = key.content, case .scalar(let text) = value.content else {
          return nil
        }
        return text
      }.first
    }
    guard case .scalar(let answer) = mapping.value("answer")?.content else { return conditions }
    return [answer]
  }
}
