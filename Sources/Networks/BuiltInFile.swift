internal import CAssets

/// A file of the folder `Assets` that networks need, inside the program.
enum BuiltInFile {
  /// The whole file; nil where the program carries none of this name.
  static func bytes(named name: String) -> [UInt8]? {
    var index = 0
    while let asset = network_asset_at(index) {
      if String(cString: asset.pointee.file) == name {
        return Array(UnsafeBufferPointer(start: asset.pointee.bytes, count: asset.pointee.count))
      }
      index += 1
    }
    return nil
  }

  /// The lines of a text, without empty ones.
  static func lines(named name: String) -> [String] {
    guard let bytes = bytes(named: name) else { preconditionFailure("\(name) is not embedded") }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}

extension SafetensorsFile {
  /// The trained weights of a network of the catalogue; nil where the program carries none.
  static func builtIn(for network: String) -> SafetensorsFile? {
    let name = "\(network).safetensors"
    guard let bytes = BuiltInFile.bytes(named: name) else { return nil }
    do {
      return try SafetensorsFile(bytes: bytes, path: "built-in \(name)")
    } catch {
      preconditionFailure("the built-in weights are whole: \(error)")
    }
  }
}

extension SafetensorsFile {
  /// Whether all tensors of a network are there, with its sizes, under our names.
  func fits(_ blueprint: Blueprint) -> Bool {
    blueprint.tensors.allSatisfy { entries[$0.name]?.sizes == $0.sizes }
  }
}
