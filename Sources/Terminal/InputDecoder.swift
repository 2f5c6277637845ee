import Drawing

/// Turns what a terminal sends into keys and mouse events.
///
/// Curses knows the keys that the terminal's description lists. All other bytes come here: text in
/// UTF-8, control characters, the mouse in both of its forms, keys that a description forgot. What
/// nobody knows is swallowed whole, so that the tail of an unknown sequence is never taken for keys.
struct InputDecoder {
  private var state = State.ground

  private enum State: Equatable {
    case ground
    /// An escape: the key itself, or the beginning of a sequence.
    case escape
    /// The escape has been reported; on a slow line its sequence may still follow.
    case lateEscape
    /// After ESC [, with what came since. `isLate` sequences are swallowed.
    case control([UInt8], isLate: Bool)
    /// After ESC O.
    case shifted(isLate: Bool)
    /// After ESC [ M: button, column and row as single bytes.
    case oldMouse([UInt8])
    /// A message of the terminal, up to BEL or ESC \.
    case message
    /// The first bytes of a character in UTF-8.
    case text([UInt8], expecting: Int)
  }

  /// The longest control sequence that anybody sends is far shorter.
  private static let longestSequence = 64

  /// Whether more is expected of what has come so far.
  var isUnfinished: Bool { state != .ground }

  /// Takes one byte; returns the events that it completes.
  mutating func decode(_ byte: UInt8) -> [Event] {
    switch state {
    case .ground: return begin(byte)
    case .escape: return continueEscape(byte, isLate: false)
    case .lateEscape: return continueEscape(byte, isLate: true)
    case .control(let bytes, let isLate): return continueControl(bytes, byte, isLate: isLate)
    case .shifted(let isLate):
      state = .ground
      guard byte >= 0x20 else { return begin(byte) }
      return isLate ? [] : Self.shiftedKey(byte).map { [.key($0)] } ?? []
    case .oldMouse(let bytes): return continueOldMouse(bytes + [byte])
    case .message:
      if byte == 0x07 { state = .ground }
      if byte == 0x1B { state = .escape }
      return []
    case .text(let bytes, let count): return continueText(bytes, byte, expecting: count)
    }
  }

  /// A key that curses recognised breaks off what was unfinished.
  mutating func decode(_ key: Key) -> [Event] {
    let before = pause()
    state = .ground
    return before + [.key(key)]
  }

  /// Nothing more has come for now: an escape that stands alone was the key.
  mutating func pause() -> [Event] {
    guard state == .escape else { return [] }
    state = .lateEscape
    return [.key(.escape)]
  }

  /// Nothing more will come of what is unfinished.
  mutating func abandon() { state = .ground }

  // MARK: Characters

  private mutating func begin(_ byte: UInt8) -> [Event] {
    state = .ground
    switch byte {
    case 0x1B:
      state = .escape
      return []
    case 0x20..<0x7F: return [.key(.character(Character(Unicode.Scalar(byte))))]
    case 0x00..<0x20, 0x7F: return Self.controlKey(byte).map { [.key($0)] } ?? []
    case 0xC2...0xDF: state = .text([byte], expecting: 2)
    case 0xE0...0xEF: state = .text([byte], expecting: 3)
    case 0xF0...0xF4: state = .text([byte], expecting: 4)
    default: break  // not UTF-8
    }
    return []
  }

  private mutating func continueText(
    _ bytes: [UInt8], _ byte: UInt8, expecting count: Int
  ) -> [Event] {
    guard 0x80..<0xC0 ~= byte else { return begin(byte) }
    let bytes = bytes + [byte]
    guard bytes.count == count else {
      state = .text(bytes, expecting: count)
      return []
    }
    state = .ground
    guard let text = String(validating: bytes, as: UTF8.self),
      let scalar = text.unicodeScalars.first,
      scalar.value >= 0xA0, let character = text.first
    else { return [] }
    return [.key(.character(character))]
  }

  private static func controlKey(_ byte: UInt8) -> Key? {
    switch byte {
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
    default: nil
    }
  }

  // MARK: Sequences

  private mutating func continueEscape(_ byte: UInt8, isLate: Bool) -> [Event] {
    switch byte {
    case UInt8(ascii: "["): state = .control([], isLate: isLate)
    case UInt8(ascii: "O"): state = .shifted(isLate: isLate)
    case 0x1B:
      state = .escape
      return isLate ? [] : [.key(.escape)]
    case UInt8(ascii: "\\"):
      // The end of a message, or of one that was given up.
      state = .ground
    case _ where isLate: return begin(byte)
    // A device's answer, a title, an application's command.
    case UInt8(ascii: "P"), UInt8(ascii: "]"), UInt8(ascii: "_"), UInt8(ascii: "^"),
      UInt8(ascii: "X"):
      state = .message
    // Alt with a key, or Escape and a key typed at once: no terminal can tell them apart.
    default: return [.key(.escape)] + begin(byte)
    }
    return []
  }

  private mutating func continueControl(
    _ bytes: [UInt8], _ byte: UInt8, isLate: Bool
  ) -> [Event] {
    switch byte {
    case UInt8(ascii: "M") where bytes.isEmpty:
      state = .oldMouse([])
    case UInt8(ascii: "[") where bytes.isEmpty:
      // The Linux console's F1 to F5 have a second bracket.
      state = .control([byte], isLate: isLate)
    case 0x20..<0x40:
      guard bytes.count < Self.longestSequence else {
        // Too long for any key: the rest of it goes by as a message would.
        state = .message
        return []
      }
      state = .control(bytes + [byte], isLate: isLate)
    case 0x40..<0x7F:
      state = .ground
      return isLate ? [] : Self.event(parameters: bytes, final: byte).map { [$0] } ?? []
    default:
      return begin(byte)
    }
    return []
  }

  private static func shiftedKey(_ byte: UInt8) -> Key? {
    switch Unicode.Scalar(byte) {
    case "A": .up
    case "B": .down
    case "C": .right
    case "D": .left
    case "H": .home
    case "F": .end
    case "P", "Q", "R", "S": .function(Int(byte - UInt8(ascii: "P")) + 1)
    case "M": .enter
    // The number pad in its application mode: * + , - . / and the digits.
    case "j"..."y": .character(Character(Unicode.Scalar(byte - 0x40)))
    default: nil
    }
  }

  private static func event(parameters: [UInt8], final: UInt8) -> Event? {
    let text = String(decoding: parameters, as: UTF8.self)
    switch (text, Unicode.Scalar(final)) {
    case ("", "A"), ("", "B"), ("", "C"), ("", "D"), ("", "H"), ("", "F"):
      return shiftedKey(final).map { .key($0) }
    case ("", "Z"): return .key(.backTab)
    case ("[", "A"..."E"): return .key(.function(Int(final - UInt8(ascii: "A")) + 1))
    case (_, "~"): return numberedKeys[text].map { .key($0) }
    case (_, "M") where text.hasPrefix("<"):
      let numbers = text.dropFirst().split(separator: ";").map { Int($0) ?? 0 }
      guard numbers.count == 3 else { return nil }
      return mouseEvent(button: numbers[0], column: numbers[1] - 1, row: numbers[2] - 1)
    default: return nil
    }
  }

  /// ESC [ n ~, as the VT220 and those after it number their keys.
  private static let numberedKeys: [String: Key] = {
    var keys: [String: Key] = [
      "1": .home, "2": .insert, "3": .delete, "4": .end, "5": .pageUp, "6": .pageDown,
      "7": .home, "8": .end,
    ]
    let functions = [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24]
    for (index, number) in functions.enumerated() { keys[String(number)] = .function(index + 1) }
    return keys
  }()

  // MARK: The mouse

  /// Three bytes, each 32 more than what it stands for, counted from 1: columns end at 223.
  private mutating func continueOldMouse(_ bytes: [UInt8]) -> [Event] {
    guard bytes.count == 3 else {
      state = .oldMouse(bytes)
      return []
    }
    state = .ground
    guard bytes.allSatisfy({ $0 >= 32 }) else { return [] }
    let event = Self.mouseEvent(
      button: Int(bytes[0]) - 32, column: Int(bytes[1]) - 33, row: Int(bytes[2]) - 33)
    return event.map { [$0] } ?? []
  }

  /// Presses of the first button, with or without a modifier key, and the wheel.
  private static func mouseEvent(button: Int, column: Int, row: Int) -> Event? {
    guard column >= 0, row >= 0 else { return nil }
    let modifiers = 4 | 8 | 16
    switch button & ~modifiers {
    case 0: return .click(row: row, column: column)
    case 64: return .wheel(up: true, row: row, column: column)
    case 65: return .wheel(up: false, row: row, column: column)
    default: return nil
    }
  }
}
