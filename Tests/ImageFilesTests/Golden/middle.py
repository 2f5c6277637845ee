#!/usr/bin/env python3
"""Records what torchvision and Pillow make of pictures before ImageNet's networks see them.

    python3 middle.py      # needs torchvision, pillow, numpy; writes middle.txt

For each picture, the sum of all samples of the middle 224 × 224, each weighted by its place modulo 251,
and some samples as `channel,row,column:sample`.
"""

from pathlib import Path

import numpy
import PIL
import torchvision
from PIL import Image
from torchvision.transforms import CenterCrop, Resize

HERE = Path(__file__).parent
ASSETS = HERE.parents[2] / "Assets"
NAMES = ["coffee.png", "camera.png", "rocket.jpg", "colors.ppm", "fashion/bag.pgm", "three.pgm"]
# Crops, so that there are tall and wide pictures, odd differences and sides that only one axis shrinks.
CROPS = {"coffee.png": [(0, 0, 600, 400), (7, 3, 60, 397), (0, 100, 600, 131), (100, 50, 356, 307)]}

lines = [f"# torchvision {torchvision.__version__}, Pillow {PIL.__version__}"]
for name in NAMES:
    whole = Image.open(ASSETS / name)
    for left, top, right, bottom in CROPS.get(name, [(0, 0, *whole.size)]):
        picture = whole.crop((left, top, right, bottom))
        middle = numpy.asarray(CenterCrop(224)(Resize(256)(picture)), dtype=numpy.int64)
        planes = middle.transpose(2, 0, 1) if middle.ndim == 3 else middle[None]
        flat = planes.flatten()
        total = int((flat * (numpy.arange(flat.size) % 251)).sum())
        picked = [index * 7919 % flat.size for index in range(12)]
        samples = [
            ",".join(map(str, numpy.unravel_index(index, planes.shape))) + f":{flat[index]}"
            for index in picked]
        crop = f"{bottom - top}x{right - left}+{top}+{left}"
        lines.append(" ".join([name, crop, str(total)] + samples))
(HERE / "middle.txt").write_text("\n".join(lines) + "\n")
