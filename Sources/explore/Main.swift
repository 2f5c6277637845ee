import ArgumentParser

@main
struct Main {
  static func main() {
    // Whoever started the program may have had closed pipes ignored: let them end it silently.
    endSilentlyOnClosedPipes()
    takeFileSizeLimitsAsErrors()
    do {
      var command = try Explore.parseAsRoot()
      try command.run()
    } catch {
      Report(of: error, from: Explore.self).endProgram()
    }
  }
}
