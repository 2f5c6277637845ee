"""Makes the fixtures of this folder with Pillow, and what Pillow makes of them as gray.

    pip install pillow numpy
    python3 Tests/ImageFilesTests/Fixtures/make.py

Made with Pillow 13.0.0. For NAME.jpg or NAME.png, NAME.gray.pgm is Pillow's convert("L").
"""

import pathlib

import numpy
from PIL import Image

folder = pathlib.Path(__file__).parent
row, column = numpy.mgrid[0:17, 0:23]
red = (column * 255 / 22).astype(numpy.uint8)
green = (row * 255 / 16).astype(numpy.uint8)
blue = ((row + column) % 8 * 36).astype(numpy.uint8)
color = Image.fromarray(numpy.stack([red, green, blue], axis=2))
gray = Image.fromarray(((red.astype(int) + blue) // 2).astype(numpy.uint8))


def save(picture, name, **options):
    picture.save(folder / name, **options)
    golden = Image.open(folder / name)
    if golden.mode == "CMYK":
        return
    if golden.mode == "P":
        golden = golden.convert("RGBA" if "transparency" in golden.info else "RGB")
    if golden.mode in ("RGBA", "LA"):
        white = Image.new("RGBA", golden.size, "white")
        golden = Image.alpha_composite(white, golden.convert("RGBA")).convert("RGB")
    golden.convert("L").save(folder / (pathlib.Path(name).stem + ".gray.pgm"))


save(gray, "gray.jpg", quality=85)
save(color, "color444.jpg", quality=85, subsampling=0)
save(color, "color420.jpg", quality=85, subsampling=2)
save(color, "progressive.jpg", quality=85, progressive=True)
save(color, "restarts.jpg", quality=85, restart_marker_blocks=2)
save(color, "rgb.jpg", quality=85, keep_rgb=True)
save(color.convert("CMYK"), "cmyk.jpg", quality=85)
save(Image.new("RGB", (16, 16), (255, 0, 0)), "red.jpg", quality=95)

save(color, "color.png")
save(color.quantize(16), "palette.png")
alpha = Image.fromarray((row * 15 % 256).astype(numpy.uint8))
save(Image.merge("RGBA", (*color.split(), alpha)), "alpha.png")
save(Image.merge("LA", (gray, alpha)), "grayalpha.png")
