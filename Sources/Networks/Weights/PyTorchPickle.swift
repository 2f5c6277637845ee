/// The format in which PyTorch itself saves weights: `.pth`, `.pt`, `.bin`.
///
/// A pickle is a program that runs while it is read, so that it is not read here, only recognized, and
/// by its content, because the ends of the names say little.
enum PyTorchPickle {
  /// - Parameter head: The first bytes of a file, a few hundred if there are so many.
  static func isAnnounced(by head: [UInt8]) -> Bool { isArchive(head) || isBare(head) }

  /// Since PyTorch 1.6: a ZIP archive whose first member is `NAME/data.pkl`.
  private static func isArchive(_ head: [UInt8]) -> Bool {
    // 30 bytes before the member's name; its length stands in bytes 26 and 27.
    guard head.starts(with: [0x50, 0x4B, 3, 4]), head.count > 30 else { return false }
    let length = Int(head[26]) | Int(head[27]) << 8
    return head[30...].prefix(length).ends(with: Array("/data.pkl".utf8))
  }

  /// Before: the pickle alone, which begins with the opcode PROTO and its version. In a safetensors
  /// file these two bytes can stand as well, but only before a header, which begins with a brace.
  private static func isBare(_ head: [UInt8]) -> Bool {
    guard head.count >= 2, head[0] == 0x80, 2...5 ~= head[1] else { return false }
    return head.count < 9 || head[8] != UInt8(ascii: "{")
  }

  /// The line that writes the same weights as safetensors, beside the file.
  static func conversion(of path: String) -> String {
    let dot = path.lastIndex(of: ".") ?? path.endIndex
    // The dot of a folder's name ends no name of a file.
    let stem = path[dot...].contains("/") ? path[...] : path[..<dot]
    return "python3 -c \"import sys, torch, safetensors.torch as s; "
      + "s.save_file(torch.load(sys.argv[1], 'cpu', weights_only=True), sys.argv[2])\" "
      + "\(shellQuoted(path)) \(shellQuoted(stem + ".safetensors"))"
  }

  private static func shellQuoted(_ path: some StringProtocol) -> String {
    let parts = path.split(separator: "'", omittingEmptySubsequences: false)
    return "'\(parts.joined(separator: "'\\''"))'"
  }
}

extension Collection<UInt8> where Self: BidirectionalCollection {
  fileprivate func ends(with end: [UInt8]) -> Bool { suffix(end.count).elementsEqual(end) }
}
