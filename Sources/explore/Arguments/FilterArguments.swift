import Convolution
import Explorer

/// Names from the catalogue, separated by commas.
///
/// - Throws: `UnknownFilter`, or `ArgumentError` where a name is missing.
func filters(argument text: String) throws -> [FilterChoice] {
  try text.split(separator: ",", omittingEmptySubsequences: false).map { word in
    let name = word.split(separator: " ").joined(separator: " ")
    guard !name.isEmpty else {
      throw ArgumentError.expected(
        "names separated by commas, such as horizontal,vertical; 'explore filters' lists them")
    }
    return FilterChoice(try FilterCatalog.entry(named: name))
  }
}

/// Numbers of one's own on the command line, or the file that holds them.
enum KernelArgument: Hashable, Sendable {
  case rows(Tensor)
  /// What does not read as numbers is the name of a file; why it does not is kept for the case that
  /// there is no such file.
  case file(String, problem: KernelTextError)

  init(argument text: String) {
    do {
      self = .rows(try KernelText.parse(text))
    } catch {
      self = .file(text, problem: error)
    }
  }

  /// The filter, read from its file if it is in one.
  ///
  /// - Throws: `Failure` with status 64 for rows with a slip, 66 without a file, 65 for a bad one.
  func filter() throws(Failure) -> FilterChoice {
    switch self {
    case .rows(let filter): return FilterChoice(filter)
    case .file(let name, let problem):
      let text: String
      do {
        text = try readText(ofFile: name)
      } catch {
        guard error.status == .noInput, Self.looksLikeRows(name) else { throw error }
        throw Failure(.usage, "--kernel \"\(name)\": \(problem)")
      }
      do {
        return FilterChoice(try KernelText.parse(text))
      } catch {
        throw Failure(.badData, "\(name): \(error)")
      }
    }
  }

  /// Whether somebody who typed this meant numbers: it holds one, or separates rows.
  private static func looksLikeRows(_ text: String) -> Bool {
    let words = text.split { $0.isWhitespace || ",;|".contains($0) }
    return words.isEmpty || text.contains(";") || words.contains { KernelText.number($0) != nil }
  }
}

extension FilterBankFile {
  /// - Throws: `Failure` with status 66 without a file, 65 for one with a slip, naming its line.
  init(reading path: String) throws(Failure) {
    let text = try readText(ofFile: path)
    do {
      let entries = try FilterBankText.parse(text)
      self.init(
        path: path, filters: entries.map { FilterChoice($0.filter, label: $0.name) })
    } catch {
      throw Failure(.badData, "\(path):\(error)")
    }
  }
}

/// Reads a number as kernels have them: `2`, `-0.5`, `1/9`.
func number(argument text: String) throws(ArgumentError) -> Float {
  guard let number = KernelText.number(text) else {
    throw .expected("a number, such as 2, -0.5 or 1/9")
  }
  return number
}
