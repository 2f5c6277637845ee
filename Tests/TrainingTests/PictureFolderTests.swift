import Convolution
import TestSupport
import Testing
import Training

@Suite struct `Folders of pictures` {
  /// A folder whose classes have so many pictures: `a0.png`, `a1.png` and so on.
  private static func listing(
    _ classes: [String: Int], name: String = "zoo"
  ) -> FolderListing {
    FolderListing(
      name: name,
      folders: classes.map { kind, count in
        FolderListing(name: kind, files: (0..<count).map { "\(kind)\($0).png" })
      })
  }

  /// What is loaded from a folder: pictures of one pixel, whose brightness is the number in their name.
  private static func loaded(
    _ listing: FolderListing, seed: UInt64 = 1, breaking broken: Set<String> = []
  ) throws -> (folder: LabeledFolder, skipped: [PictureLoading.Skipped]) {
    struct Broken: Error, CustomStringConvertible { let description: String }
    let shape = try Shape(channels: 1, height: 1, width: 1)
    var loading = try PictureLoading(
      try PictureTree(listing, path: listing.name), shape: shape, seed: seed)
    while !loading.isDone {
      loading.advance { path, shape in
        if broken.contains(path) { throw Broken(description: "\(path): is broken") }
        let number = path.drop { !$0.isNumber }.prefix { $0.isNumber }
        return try Tensor(shape: shape, elements: [Float(number).map { $0 / 255 } ?? 0])
      }
    }
    return (try loading.finished(), loading.skipped)
  }

  @Test func `pictures are split as in the lecture, class by class`() throws {
    let data = try Self.loaded(Self.listing(["shoe": 93, "handbag": 92])).folder.data
    #expect(data.name == "zoo")
    #expect(data.classes == ["handbag", "shoe"])
    #expect(data.training.count == 98)
    #expect(data.validation?.count == 49)
    #expect(data.test.count == 38)
    #expect(data.test.labels.filter { $0 == 0 }.count == 19)
  }

  @Test func `each picture is in one part, with its own label and path`() throws {
    let folder = try Self.loaded(Self.listing(["ant": 17, "bee": 5, "cow": 3])).folder
    let parts: [(PictureTree.Part, Examples?)] = [
      (.training, folder.data.training), (.validation, folder.data.validation),
      (.test, folder.data.test),
    ]
    var seen: [String] = []
    for (part, examples) in parts {
      let examples = try #require(examples)
      let paths = try #require(folder.paths[part])
      try #require(paths.count == examples.count)
      #expect(Set(examples.labels) == [0, 1, 2])
      for (index, path) in paths.enumerated() {
        let name = folder.data.classes[Int(examples.labels[index])]
        let number = Int((examples.picture(index).elements[0] * 255).rounded())
        #expect(path == "zoo/\(name)/\(name)\(number).png")
      }
      seen += paths
    }
    #expect(Set(seen).count == 25)
    #expect(seen.count == 25)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `the order of a directory does not matter, the seed does`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let listing = Self.listing(["ant": 12, "bee": 9, "cow": 7])
    var mixed = listing
    mixed.folders.shuffle(using: &generator)
    for index in mixed.folders.indices { mixed.folders[index].files.shuffle(using: &generator) }
    #expect(try Self.loaded(mixed, seed: seed).folder == Self.loaded(listing, seed: seed).folder)
    let other = try Self.loaded(listing, seed: seed + 1).folder
    #expect(try other != Self.loaded(listing, seed: seed).folder)
  }

  @Test func `pictures of one class leave the split of another as it was`() throws {
    let few = try Self.loaded(Self.listing(["ant": 12, "bee": 9])).folder
    let many = try Self.loaded(Self.listing(["ant": 12, "bee": 15])).folder
    for part in PictureTree.Part.allCases {
      #expect(
        few.paths[part]?.filter { $0.contains("/ant/") }
          == many.paths[part]?.filter { $0.contains("/ant/") })
    }
  }

  @Test func `folders for the parts are taken as they are`() throws {
    var listing = FolderListing(
      name: "zoo",
      folders: [
        Self.listing(["ant": 4, "bee": 3], name: "train"),
        Self.listing(["ant": 2, "bee": 2], name: "val"),
        Self.listing(["ant": 1, "bee": 1], name: "Test"),
      ])
    let data = try Self.loaded(listing).folder.data
    #expect([data.training.count, data.validation?.count, data.test.count] == [7, 4, 2])
    #expect(data.training.labels.filter { $0 == 0 }.count == 4)

    // What has no folder is taken from what is learned from.
    listing.folders.removeLast()
    let folder = try Self.loaded(listing).folder
    #expect(folder.data.training.count == 5)
    #expect(folder.data.validation == data.validation)
    #expect(folder.paths[.test]?.allSatisfy { $0.hasPrefix("zoo/train/") } == true)
  }

  @Test func `a train can be a class`() throws {
    let tree = try PictureTree(Self.listing(["train": 3, "bus": 3]), path: "zoo")
    #expect(tree.classes == ["bus", "train"])
    let both = try PictureTree(Self.listing(["train": 3, "test": 3]), path: "zoo")
    #expect(both.classes == ["test", "train"])
  }

  @Test func `what cannot be read is named, skipped and counted`() throws {
    let (folder, skipped) = try Self.loaded(
      Self.listing(["ant": 5, "bee": 4]), breaking: ["zoo/ant/ant3.png", "zoo/bee/bee0.png"])
    #expect(
      skipped.map(\.reason) == ["zoo/ant/ant3.png: is broken", "zoo/bee/bee0.png: is broken"])
    #expect(folder.data.training.count == 3)
    #expect(folder.paths.values.joined().count == 7)
  }

  @Test func `files that are no pictures are counted, not read`() throws {
    var listing = Self.listing(["ant": 3, "bee": 3])
    listing.files = ["README.md"]
    listing.folders[0].files += ["Thumbs.db", "notes.txt", "table.csv"]
    listing.folders[1].files += ["IMG_1", "old.GIF", "photo.JPG"]
    let tree = try PictureTree(listing, path: "zoo")
    #expect(tree.otherFiles == 4)
    #expect(tree.files[.training]?.map(\.count).sorted() == [3, 6])
  }

  private static let mistakes: [(FolderListing, String)] = [
    (
      FolderListing(name: "zoo"),
      "zoo: has no folders; needed is one folder for each class, with its pictures"
    ),
    (
      FolderListing(name: "zoo", files: ["a.png", "b.jpg", "c.txt"]),
      "zoo: has 2 pictures, but no folders; needed is one folder for each class, with its pictures"
    ),
    (
      listing(["ant": 3]),
      "zoo: has one folder, 'ant'; there is nothing to tell apart; add a folder for another class"
    ),
    (
      listing(Dictionary(uniqueKeysWithValues: (0..<257).map { ("c\($0)", 3) })),
      "zoo: has 257 folders; at most 256 classes are told apart"
    ),
    (
      listing(["ant": 3, "bee": 0]),
      "zoo/bee: holds no pictures; add some, or remove the folder"
    ),
    (
      listing(["ant": 2, "bee": 4]),
      "zoo/ant: holds 2 pictures that can be read; a class needs at least 3, to learn from, to watch "
        + "and to test"
    ),
    (
      FolderListing(
        name: "zoo",
        folders: [
          listing(["ant": 3, "bee": 3], name: "training"), listing(["ant": 3], name: "test"),
        ]),
      "zoo/test: has no folder 'bee' as zoo/training has; both need the same classes"
    ),
    (
      FolderListing(
        name: "zoo",
        folders: [
          listing(["ant": 3, "bee": 3], name: "training"),
          listing(["ant": 3, "bee": 3, "cow": 1], name: "test"),
        ]),
      "zoo/test: has a folder 'cow', which zoo/training has not; both need the same classes"
    ),
    (
      FolderListing(name: "zoo", folders: [listing(["ant": 3, "bee": 3], name: "val")]),
      "zoo: has the folder val, but none called training or train; add it, or put all pictures into "
        + "one folder for each class"
    ),
  ]

  @Test(arguments: mistakes)
  func `what is wrong with a folder is said`(listing: FolderListing, sentence: String) {
    let error = #expect(throws: DataError.self) { try Self.loaded(listing) }
    #expect(error?.description == sentence)
    #expect(error?.exitCode == 65)
  }

  @Test func `a class of which nothing can be read is an error`() {
    let error = #expect(throws: DataError.self) {
      try Self.loaded(
        Self.listing(["ant": 3, "bee": 3]),
        breaking: ["zoo/bee/bee0.png", "zoo/bee/bee1.png", "zoo/bee/bee2.png"])
    }
    #expect(
      error?.description
        == "zoo/bee: none of its 3 pictures can be read; replace them, or remove the folder")
  }

  @Test func `more than fits into memory is refused before anything is read`() throws {
    let shape = try Shape(channels: 3, height: 8000, width: 8000)
    let tree = try PictureTree(Self.listing(["ant": 3, "bee": 3]), path: "zoo")
    let error = #expect(throws: DataError.self) {
      try PictureLoading(tree, shape: shape, seed: 1)
    }
    #expect(
      error?.description
        == "zoo: has 6 pictures, which at 3×8000×8000 numbers each are more than the 512 MiB that "
        + "are kept; choose a smaller --size")
  }
}
