/// Which way up a photo is to be shown, from the content of a JPEG's APP1 segment.
///
/// - Returns: nil where the segment is not EXIF, has no such tag, or cannot be understood: a camera's
///   notes are no reason to refuse its picture.
///
/// Source: CIPA DC-008 (Exif 2.32), tag 0x0112 in the first directory of a TIFF structure.
func exifOrientation(in segment: UnsafeRawBufferPointer) -> Orientation? {
  guard segment.starts(with: Array("Exif\0\0".utf8)) else { return nil }
  let tiff = UnsafeRawBufferPointer(rebasing: segment.dropFirst(6))
  guard tiff.count >= 8 else { return nil }
  let isLittleEndian: Bool
  switch (tiff[0], tiff[1]) {
  case (0x49, 0x49): isLittleEndian = true
  case (0x4D, 0x4D): isLittleEndian = false
  default: return nil
  }

  func number(at offset: Int, bytes: Int) -> Int? {
    guard offset >= 0, offset + bytes <= tiff.count else { return nil }
    return (0..<bytes).reduce(0) { number, index in
      number << 8 | Int(tiff[offset + (isLittleEndian ? bytes - 1 - index : index)])
    }
  }

  guard number(at: 2, bytes: 2) == 42, let directory = number(at: 4, bytes: 4),
    let entries = number(at: directory, bytes: 2)
  else { return nil }
  for index in 0..<entries {
    let entry = directory + 2 + 12 * index
    guard let tag = number(at: entry, bytes: 2) else { return nil }
    if tag == 0x0112 {
      // One SHORT, left-justified in the entry's value.
      guard number(at: entry + 2, bytes: 2) == 3, number(at: entry + 4, bytes: 4) == 1 else {
        return nil
      }
      return number(at: entry + 8, bytes: 2).flatMap(Orientation.init(rawValue:))
    }
  }
  return nil
}
