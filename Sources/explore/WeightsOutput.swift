import ImageFiles
import Networks

extension OutputFile {
  /// Adds a whole file of weights.
  mutating func write(_ writer: SafetensorsWriter) throws(OutputError) {
    try writer.write { piece throws(OutputError) in try write(piece) }
  }
}
