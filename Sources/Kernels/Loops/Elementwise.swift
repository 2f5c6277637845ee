extension Loops {
  package static func add(_ bias: Float, to elements: UnsafeMutablePointer<Float>, count: Int) {
    for index in 0..<count { elements[index] += bias }
  }

  package static func rectify(
    _ input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>, count: Int
  ) {
    for index in 0..<count {
      let value = input[index]
      output[index] = value <= 0 ? 0 : value
    }
  }

  package static func rectify(_ elements: UnsafeMutablePointer<Float>, count: Int) {
    for index in 0..<count {
      let value = elements[index]
      elements[index] = value <= 0 ? 0 : value
    }
  }
}
