import Convolution
import Foundation
import ImageFiles

/// Loads a file that is in memory.
func load(
  _ bytes: [UInt8], scale: ValueScale = .unit, colors: ColorChannels = .gray, crop: Crop? = nil,
  resize: Extent? = nil
) throws(PictureError) -> Picture {
  let request = PictureRequest(
    path: "test", scale: scale, colors: colors, crop: crop, resize: resize)
  let result: Result<Picture, PictureError> = bytes.withUnsafeBytes { buffer in
    do throws(PictureError) {
      return .success(try Picture.load(request, bytes: buffer))
    } catch {
      return .failure(error)
    }
  }
  return try result.get()
}

func load(
  _ text: String, scale: ValueScale = .unit, colors: ColorChannels = .gray
) throws(PictureError) -> Picture {
  try load(Array(text.utf8), scale: scale, colors: colors)
}

/// The sentence with which bytes are refused; nil when they are taken.
func refusal(_ bytes: [UInt8]) -> String? {
  do throws(PictureError) {
    _ = try load(bytes)
    return nil
  } catch {
    return error.description
  }
}

func refusal(_ text: String) -> String? { refusal(Array(text.utf8)) }

/// The content of a file in `Fixtures`.
func fixture(_ name: String, testFile: String = #filePath) throws -> [UInt8] {
  let folder = URL(filePath: testFile).deletingLastPathComponent().appending(path: "Fixtures")
  return Array(try Data(contentsOf: folder.appending(path: name)))
}

/// A folder for one test, gone after it.
func withTemporaryFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appending(
    path: "ImageFilesTests-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder.path)
}

func writeFile(_ bytes: [UInt8], _ path: String) throws {
  try Data(bytes).write(to: URL(filePath: path))
}

func readFile(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }
