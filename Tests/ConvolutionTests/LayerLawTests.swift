import Convolution
import TestSupport
import Testing

/// What every layer promises, on random layers over random pictures.
@Suite struct LayerLawTests {
  @Test func `an explanation's result is the output, by the fast path and the readable one`() throws
  {
    for example in LayerCase.mixed(1_200, seed: 1) {
      let forward = try example.layer.forward(example.inputs)
      let reference = try example.output()
      try #require(forward.shape == reference.shape, "\(example)")
      try #require(forward.bits == reference.bits, "\(example)")
      for element in reference.positions {
        let explanation = try example.explain(element)
        try #require(
          explanation.result.bitPattern == reference[element].bitPattern,
          "\(element) of \(example)")
      }
    }
  }

  @Test func `the shape is known before anything is computed`() throws {
    for example in LayerCase.mixed(400, seed: 2) {
      let shape = try example.layer.outputShape(for: example.inputs.map(\.shape))
      #expect(try example.output().shape == shape, "\(example)")
    }
  }

  @Test func `all terms together make the sum, and each adds itself`() throws {
    for example in LayerCase.mixed(400, seed: 3) {
      for element in try example.output().positions {
        let explanation = try example.explain(element)
        let all = explanation.partialSum(of: explanation.terms.count)
        switch explanation.operation {
        case .weightedSum(let sum, let bias):
          try #require(all.bitPattern == sum.bitPattern, "\(element) of \(example)")
          try #require(explanation.result == sum + bias)
        case .average(let sum, let count):
          try #require(all.bitPattern == sum.bitPattern, "\(element) of \(example)")
          try #require(explanation.result == sum / Float(count))
        case .maximum(let winner):
          let winning = explanation.terms[winner].input
          try #require(explanation.terms.allSatisfy { $0.input <= winning })
          try #require(explanation.terms[..<winner].allSatisfy { $0.input < winning })
        case .rectification:
          try #require(explanation.result == max(0, all))
        case .addition, .copy:
          try #require(explanation.result.bitPattern == all.bitPattern)
        case .softmax(let shares):
          try #require(all.bitPattern == shares.sum.bitPattern)
          try #require(explanation.result == shares.exponentials[shares.position] / shares.sum)
        case .activation(let function):
          try #require(explanation.result.bitPattern == function(all).bitPattern)
        case .normalization(let channel):
          try #require(explanation.result.bitPattern == channel(all).bitPattern)
        case .rescaling(let function):
          try #require(explanation.result.bitPattern == function(all).bitPattern)
        }
        for (count, term) in explanation.terms.enumerated() {
          let own =
            if case .softmax(let shares) = explanation.operation {
              shares.exponentials[count]
            } else {
              term.product ?? term.input
            }
          let next = explanation.partialSum(of: count) + own
          try #require(explanation.partialSum(of: count + 1).bitPattern == next.bitPattern)
        }
      }
    }
  }

  @Test func `a term's number is the number at its source, and padding lies outside`() throws {
    for example in LayerCase.mixed(400, seed: 4) {
      for element in try example.output().positions {
        for term in try example.explain(element).terms {
          if let source = term.source {
            try #require(
              term.input.bitPattern
                == example.inputs[term.inputIndex][source].bitPattern)
          }
          try #require(term.isPadding == !example.input.shape.contains(term.element))
        }
      }
    }
  }

  @Test func `the uses of a pixel are the terms that read it, no more and no fewer`() throws {
    for example in LayerCase.mixed(400, seed: 5) {
      var readers = example.inputs.map { _ in [Element: [Use]]() }
      let shape = try example.layer.outputShape(for: example.inputs.map(\.shape))
      for output in (0..<shape.count).map(shape.element(at:)) {
        let terms = try example.explain(output).terms
        for (index, term) in terms.enumerated() {
          guard let source = term.source else { continue }
          readers[term.inputIndex][source, default: []].append(Use(output: output, term: index))
        }
      }
      for (index, pixel) in readers.indices.flatMap({ index in
        example.input.positions.map { (index, $0) }
      }) {
        let uses = try example.layer.uses(of: pixel, in: example.input.shape, inputIndex: index)
        try #require(
          Set(uses) == Set(readers[index][pixel] ?? []), "\(pixel) in \(example)")
        try #require(uses.count == Set(uses).count, "\(pixel) in \(example)")
        let places = uses.map { shape.index(of: $0.output) }
        try #require(places == places.sorted(), "\(pixel) in \(example)")
      }
    }
  }

  @Test func `an element is unused exactly when no explanation reads it at its own place`() throws {
    for example in LayerCase.mixed(400, seed: 6) {
      guard let grid = try example.layer.grid(over: example.input.shape) else { continue }
      let read = try example.output().positions.reduce(into: Set<Element>()) { read, output in
        let terms = try example.explain(output).terms
        read.formUnion(terms.map { Element(row: $0.element.row, column: $0.element.column) })
      }
      for row in 0..<example.input.shape.height {
        for column in 0..<example.input.shape.width {
          let isUnused = grid.rows.isUnused(row) || grid.columns.isUnused(column)
          try #require(
            isUnused == !read.contains(Element(row: row, column: column)),
            "[\(row),\(column)] in \(example)")
        }
      }
    }
  }

  @Test func `what is left over lies behind the last window`() throws {
    for example in LayerCase.mixed(400, seed: 7) {
      guard let grid = try example.layer.grid(over: example.input.shape) else { continue }
      for axis in [grid.rows, grid.columns] {
        let end = axis.start(of: axis.output - 1) + axis.span
        #expect(axis.leftoverInput == max(0, axis.input - end), "\(example)")
        #expect(axis.leftover == max(0, axis.input + axis.paddingAfter - end))
        #expect((max(0, end)..<max(end, axis.input)).allSatisfy(axis.isUnused))
      }
    }
  }
}
