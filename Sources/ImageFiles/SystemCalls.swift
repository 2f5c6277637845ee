// The C library, without Foundation, which would cost 7 ms of every start.
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What the system says about an error number: "No space left on device".
package func systemMessage(_ code: Int32) -> String {
  var text = [CChar](repeating: 0, count: 256)
  guard strerror_r(code, &text, text.count) == 0 else { return "error \(code)" }
  return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}

/// Repeats a call that a signal interrupted. -1 means failure, with `errno` telling why.
package func retrying<Result: BinaryInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}

/// The last component of a path.
func fileName(of path: String) -> String {
  path.split(separator: "/").last.map(String.init) ?? path
}

/// A text that fits on one line and cannot command a terminal: control characters are spelled out.
func printable(_ text: some StringProtocol) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    if scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value {
      result += "\\u{\(String(scalar.value, radix: 16))}"
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// A byte as two hexadecimal digits.
func hexadecimal(_ byte: UInt8) -> String {
  (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
}

/// Bytes of a file between quotes, or in hexadecimal where they are not plain text.
func quoted(_ bytes: some Collection<UInt8>) -> String {
  bytes.allSatisfy { 0x20..<0x7F ~= $0 }
    ? "'\(String(decoding: bytes, as: UTF8.self))'"
    : bytes.map { "0x" + hexadecimal($0) }.joined(separator: " ")
}
