// The C library, without Foundation, which would cost 7 ms of every start.
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the shell has set; nil for what it has not.
typealias Environment = @Sendable (_ name: String) -> String?

/// The program's own environment.
let processEnvironment: Environment = { name in getenv(name).map { String(cString: $0) } }

/// A folder in which the program keeps something for its user.
///
/// Source: the XDG Base Directory Specification, on Linux and macOS alike.
enum UserFolder {
  /// What the user has installed: lessons.
  case data
  /// What the program remembers: progress.
  case state

  /// Its path; nil where there is no home.
  func path(in environment: Environment) -> String? {
    let (variable, standard) =
      switch self {
      case .data: ("XDG_DATA_HOME", ".local/share")
      case .state: ("XDG_STATE_HOME", ".local/state")
      }
    // The specification has relative paths ignored.
    if let path = environment(variable), path.hasPrefix("/") { return path + "/explore" }
    guard let home = environment("HOME"), home.hasPrefix("/") else { return nil }
    return "\(home)/\(standard)/explore"
  }
}
