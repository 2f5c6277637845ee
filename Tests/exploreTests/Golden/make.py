"""Computes what ten filters make of three pictures, independently of this package.

    python3 Tests/exploreTests/Golden/make.py

Recorded with Python 3.11.7, NumPy 2.4.6, SciPy 1.17.1 and Pillow 13.0.0. README.md describes the
files. The sums are made of whole numbers in double precision, hence exact; a kernel of fractions
is given by whole numbers and what they are divided by, and again with its fractions as a check.
"""

from pathlib import Path

import numpy as np
from PIL import Image
from scipy.signal import correlate2d

FOLDER = Path(__file__).resolve().parent
ASSETS = FOLDER.parents[2] / "Assets"

# Name: rows, divisor.
FILTERS = {
    "horizontal": ([[1, 1, 1], [0, 0, 0], [-1, -1, -1]], 1),
    "vertical": ([[1, 0, -1], [1, 0, -1], [1, 0, -1]], 1),
    "diagonal-falling": ([[0, 1, 1], [-1, 0, 1], [-1, -1, 0]], 1),
    "sobel-x": ([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], 1),
    "sobel-y": ([[-1, -2, -1], [0, 0, 0], [1, 2, 1]], 1),
    "scharr-x": ([[-3, 0, 3], [-10, 0, 10], [-3, 0, 3]], 1),
    "laplacian-8": ([[1, 1, 1], [1, -8, 1], [1, 1, 1]], 1),
    "sharpen": ([[0, -1, 0], [-1, 5, -1], [0, -1, 0]], 1),
    "gaussian-3": ([[1, 2, 1], [2, 4, 2], [1, 2, 1]], 16),
    "box-5": ([[1] * 5] * 5, 25),
}


def save(name, samples):
    height, width = samples.shape
    rows = "\n".join(" ".join(map(str, row)) for row in samples)
    (FOLDER / name).write_text(f"P2\n{width} {height}\n255\n{rows}\n")


def make_card():
    """17 x 24 pixels (height x width) of noise, with neither symmetry nor equal sides."""
    samples = np.random.default_rng(1724).integers(0, 256, size=(17, 24))
    samples[5:9, 8:17] = 255
    samples[11:14, 3:20] = 0
    save("card.pgm", samples)


def make_photograph():
    """The photographer's head and camera, 40 x 32 pixels, each the average of 4 x 4."""
    left, top = 170, 60
    photograph = Image.open(ASSETS / "camera.png")
    save("photograph.pgm", np.array(photograph.crop((left, top, left + 128, top + 160)).reduce(4)))


def margins(length, kernel, stride, padding):
    """What is added before and after an axis. `same` makes ceil(length / stride) windows fit and
    puts an odd element at the end."""
    if padding == "valid":
        return 0, 0
    if padding == "same":
        windows = -(-length // stride)
        total = max((windows - 1) * stride + kernel - length, 0)
        return total // 2, total - total // 2
    return int(padding), int(padding)


def text(value):
    """Exact: no value here has more than four decimals."""
    return f"{value:.4f}".rstrip("0").rstrip(".") if value else "0"


def cases(picture):
    for name, (rows, divisor) in FILTERS.items():
        kernel = np.array(rows, dtype=np.float64)
        for stride in (1, 2, 3):
            for padding in ("valid", "same", "1"):
                around = [margins(n, k, stride, padding) for n, k in zip(picture.shape, kernel.shape)]
                padded = np.pad(picture, around)
                sums = correlate2d(padded, kernel, mode="valid")[::stride, ::stride]
                direct = correlate2d(padded, kernel / divisor, mode="valid")[::stride, ::stride]
                output = np.maximum(0, sums / divisor)
                assert np.allclose(output, np.maximum(0, direct), rtol=1e-12, atol=1e-9)
                height, width = output.shape
                yield f"{name} {stride} {padding} {height} {width}"
                for row in output:
                    assert all(float(text(value)) == value for value in row)
                    yield " ".join(map(text, row))


make_card()
make_photograph()
for source in (ASSETS / "three.pgm", FOLDER / "card.pgm", FOLDER / "photograph.pgm"):
    picture = np.array(Image.open(source)).astype(np.float64)
    (FOLDER / f"{source.stem}.txt").write_text("\n".join(cases(picture)) + "\n")
