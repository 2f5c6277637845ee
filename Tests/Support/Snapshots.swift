import Foundation

/// Compares `picture` with the file of that name in the folder `Snapshots` beside the test.
///
/// A missing file is written, and counts as a difference, so that a new picture is looked at before
/// it is trusted. `RECORD_SNAPSHOTS=1` in the environment writes all of them anew.
///
/// - Returns: nil when they are equal, else what differs.
package func snapshotDifference(
  _ picture: String, named name: String, testFile: String = #filePath
) throws -> String? {
  let folder = URL(filePath: testFile).deletingLastPathComponent().appending(path: "Snapshots")
  let file = folder.appending(path: name + ".txt")
  let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1"
  guard !isRecording, let expected = try? String(contentsOf: file, encoding: .utf8) else {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(picture.utf8).write(to: file)
    return isRecording ? nil : "\(name): there was no snapshot; it is recorded now, look at it"
  }
  guard expected != picture else { return nil }
  let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let foundLines = picture.split(separator: "\n", omittingEmptySubsequences: false)
  var differences: [String] = []
  for line in 0..<max(expectedLines.count, foundLines.count) {
    let old = line < expectedLines.count ? String(expectedLines[line]) : "(no line)"
    let new = line < foundLines.count ? String(foundLines[line]) : "(no line)"
    if old != new { differences.append("line \(line + 1)\n  expected: \(old)\n  found:    \(new)") }
  }
  return "\(name) differs:\n" + differences.joined(separator: "\n")
}
