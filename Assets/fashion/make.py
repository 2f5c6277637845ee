"""Takes twelve test pictures out of Fashion-MNIST and writes them as text; and a small sample of it.

    apt-get install dataset-fashion-mnist python3-numpy
    python3 Assets/fashion/make.py

The Debian package holds the four files of https://github.com/zalandoresearch/fashion-mnist in the
IDX format: big-endian counts, then one byte for each pixel or class. All twelve are from the test
half, so that a network trained on the other half has never seen them.

The sample has the same four files with the first pictures of each class, class after class again and
again, so that every tenth part of it has as many of one class as of another. It is written to be read
by the same reader, and with the same bytes every time (by the same zlib).
"""

import gzip
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parent
DATA = Path("/usr/share/datasets/fashion-mnist")

# One of each class in the order of the classes 0…9, then two more. The numbers count the test
# pictures from 0. Chosen by eye, among those of whose 15 nearest training pictures (by the squared
# differences of the pixels) at least 13 are of the same class.
PICTURES = {
    "t-shirt": 85,
    "trouser": 64,
    "pullover": 99,
    "dress": 162,
    "coat": 79,
    "sandal": 82,
    "shirt": 7,
    "sneaker": 22,
    "bag": 30,
    "ankle-boot": 234,
    "sneaker-2": 9,
    "bag-2": 34,
}

# How many pictures of each class the sample has, in each half.
SAMPLE = 20


def read_idx(name):
    """Magic number (its last byte says how many axes there are), the lengths, the bytes."""
    data = gzip.decompress((DATA / name).read_bytes())
    axes = data[3]
    lengths = np.frombuffer(data, ">u4", count=axes, offset=4)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * axes).reshape(lengths)


def write_idx(name, numbers):
    header = bytes([0, 0, 8, numbers.ndim]) + np.array(numbers.shape, ">u4").tobytes()
    (FOLDER / name).write_bytes(gzip.compress(header + numbers.tobytes(), 9, mtime=0))


def sample(half):
    labels = read_idx(f"{half}-labels-idx1-ubyte.gz")
    chosen = np.array([np.flatnonzero(labels == kind)[:SAMPLE] for kind in range(10)]).T.ravel()
    for name in (f"{half}-images-idx3-ubyte.gz", f"{half}-labels-idx1-ubyte.gz"):
        write_idx(name, read_idx(name)[chosen])


def save(name, picture, comment):
    height, width = picture.shape
    rows = "\n".join(" ".join(f"{sample:3}" for sample in row) for row in picture)
    (FOLDER / name).write_text(f"P2\n# {comment}\n{width} {height}\n255\n{rows}\n")


pictures = read_idx("t10k-images-idx3-ubyte.gz")
classes = read_idx("t10k-labels-idx1-ubyte.gz")
names = [name for name, _ in zip(PICTURES, range(10))]
for name, index in PICTURES.items():
    label = classes[index]
    assert names[label] == name.removesuffix("-2"), name
    comment = f"Fashion-MNIST, test picture {index}, class {label}: {names[label]}. "
    save(f"{name}.pgm", pictures[index], comment + "Copyright 2017 Zalando SE, MIT License")
for half in ("train", "t10k"):
    sample(half)
