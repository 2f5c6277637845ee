extension Loops {
  /// Numbers that are added up apart from each other, in every set: so all give the same sum.
  private static var sumCount: Int { 8 }

  package static func productSum(
    _ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>, count: Int
  ) -> Double {
    var sums = InlineArray<8, Double>(repeating: 0)
    var place = 0
    while count &- place >= sumCount {
      for lane in 0..<sumCount {
        sums[unchecked: lane] += Double(first[place &+ lane]) * Double(second[place &+ lane])
      }
      place &+= sumCount
    }
    for lane in 0..<count &- place {
      sums[unchecked: lane] += Double(first[place &+ lane]) * Double(second[place &+ lane])
    }
    let quarters = (
      sums[0] + sums[4], sums[1] + sums[5], sums[2] + sums[6], sums[3] + sums[7]
    )
    return (quarters.0 + quarters.2) + (quarters.1 + quarters.3)
  }
}
