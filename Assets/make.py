"""Draws the test pictures of this folder. Only the photographs and the clothes come from elsewhere.

    python3 Assets/make.py

needs numpy and writes the same bytes every time. Every picture is a plain PGM (P2) or, in color, a
plain PPM (P3), one line of text for each row of pixels, so that it can be read in an editor.
"""

from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parent


def save(name, picture):
    """Writes brightness 0…1 as whole numbers 0…255."""
    samples = np.floor(np.clip(picture, 0, 1) * 255 + 0.5).astype(int)
    height, width = samples.shape
    rows = "\n".join(" ".join(f"{sample:3}" for sample in row) for row in samples)
    (FOLDER / name).write_text(f"P2\n{width} {height}\n255\n{rows}\n")


def pixel_centers(size):
    """The rows and columns of all pixel centers; pixel (0, 0) reaches from 0 to 1."""
    return np.mgrid[0:size, 0:size] + 0.5


def brush(distance, radius, softness):
    """1 inside `radius`, 0 outside, with an S-shaped edge that is `softness` wide."""
    position = np.clip((radius - distance) / softness + 0.5, 0, 1)
    return position * position * (3 - 2 * position)


def bezier(points, count=200):
    """Points along a cubic Bezier curve, each a (row, column)."""
    t = np.linspace(0, 1, count)[:, None]
    a, b, c, d = np.array(points, dtype=float)
    return (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d


def three():
    """A handwritten 3: two bows in one stroke, the pen pressed harder on the way down."""
    upper = [(5.6, 8.6), (2.9, 12.2), (3.9, 20.6), (8.6, 19.0)]
    waist = [(8.6, 19.0), (11.0, 18.2), (12.3, 15.6), (12.7, 12.6)]
    bulge = [(12.7, 12.6), (13.0, 17.6), (15.4, 21.4), (18.2, 19.6)]
    lower = [(18.2, 19.6), (21.6, 17.4), (23.2, 11.4), (20.4, 7.2)]
    stroke = np.concatenate([bezier(curve) for curve in (upper, waist, bulge, lower)])
    along = np.linspace(0, 1, len(stroke))
    radius = 1.36 + 0.3 * np.sin(along * 2 * np.pi * 2 - 0.6) ** 2
    radius *= np.minimum(1, 0.72 + 5 * np.minimum(along, 1 - along))
    rows, columns = pixel_centers(28)
    picture = np.zeros((28, 28))
    for (row, column), size in zip(stroke, radius):
        distance = np.hypot(rows - row, columns - column)
        picture = np.maximum(picture, brush(distance, size, softness=1.5))
    return picture


def square():
    picture = np.zeros((12, 12))
    picture[3:9, 3:9] = 1
    return picture


def lines():
    """Spokes every 22.5 degrees, a pixel and a half wide, from near the center to near the border."""
    rows, columns = pixel_centers(32) - 16
    picture = np.zeros((32, 32))
    for angle in np.arange(16) * np.pi / 8:
        along = columns * np.cos(angle) - rows * np.sin(angle)
        across = columns * np.sin(angle) + rows * np.cos(angle)
        outside = np.maximum(np.maximum(4 - along, along - 14.5), 0)
        spoke = brush(np.hypot(across, outside), 0.75, softness=1)
        picture = np.maximum(picture, spoke)
    return picture


def checkerboard():
    rows, columns = np.mgrid[0:16, 0:16] // 4
    return ((rows + columns) % 2 == 0).astype(float)


def gradient():
    """Brighter by 17 of 255 with each column."""
    return np.tile(np.arange(16) / 15, (16, 1))


def circle():
    rows, columns = pixel_centers(24) - 12
    return brush(np.hypot(rows, columns), 8, softness=2)


def corner():
    """Six by six pixels of 0 or 1, to calculate by hand; up to 1, not 255, as `colors`."""
    rows = "\n".join("0 0 0 0 0 0" if row < 2 else "0 0 1 1 1 1" for row in range(6))
    (FOLDER / "corner.pgm").write_text(f"P2\n6 6\n1\n{rows}\n")


def colors():
    """A house on a meadow in pure colors: red, green and blue each see another part of it.

    The walls are white and so in all three, the sun is yellow: red and green together.
    """
    samples = {
        "r": "1 0 0", "g": "0 1 0", "b": "0 0 1", "y": "1 1 0", "w": "1 1 1", "k": "0 0 0",
    }
    scene = ["bbbbby", "bbrrbb", "brrrrb", "bwwwwb", "bwkwwb", "gggggg"]
    rows = "\n".join("  ".join(samples[pixel] for pixel in row) for row in scene)
    (FOLDER / "colors.ppm").write_text(f"P3\n6 6\n1\n{rows}\n")


for draw in (three, square, lines, checkerboard, gradient, circle):
    save(f"{draw.__name__}.pgm", draw())
corner()
colors()
