import Convolution
import Drawing
import Explorer
import Terminal

@main
struct Main {
  static func main() throws {
    var args = Array(CommandLine.arguments.dropFirst())
    let path = args.removeFirst()
    var settings = ChainSettings()
    settings.filters = [FilterChoice(try FilterCatalog.entry(named: args.first ?? "horizontal"))]
    if args.count > 1 { settings.pooling = PoolingChoice(.maximum) }
    let p = demoLoad(path)
    let e = try Exploration(.init(picture: p, title: path, arguments: [path]), settings: settings)
    var t = try NcursesTerminal()
    var s = Session(Model(e, display: t.properties))
    _ = s.run(on: &t)
  }
}
import Foundation
func demoLoad(_ path: String) -> Tensor {
  let d = [UInt8](try! Data(contentsOf: URL(filePath: path)))
  var i = 0; var f: [Int] = []
  i = 2
  while f.count < 3 { while d[i] <= 32 { i += 1 }; if d[i] == 35 { while d[i] != 10 { i += 1 }; continue }; var n = 0; while d[i] > 32 { n = n*10 + Int(d[i]-48); i += 1 }; f.append(n) }
  i += 1
  return try! Tensor(shape: Shape(channels: 1, height: f[1], width: f[0]), elements: d[i...].map { Float($0)/255 })
}
