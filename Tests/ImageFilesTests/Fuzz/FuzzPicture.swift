import Convolution
import ImageFiles

/// libFuzzer's entry: any bytes, by way of the reader that their content chooses.
///
/// A trap, a failed check or an address error is a find; so is a picture larger than its file can
/// tell of, as only a header can have asked for it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPicture(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeRawBufferPointer(start: start, count: count)
  let colors: ColorChannels = count % 2 == 0 ? .gray : .rgb
  let request = PictureRequest(path: "fuzz", colors: colors)
  do throws(PictureError) {
    let picture = try Picture.load(request, bytes: bytes)
    precondition(picture.tensor.elements.allSatisfy(\.isFinite))
    precondition(picture.tensor.shape.count <= 3 * 8 * 1032 * count)
  } catch {
    precondition(!error.description.contains("\n"))
  }
  return 0
}
