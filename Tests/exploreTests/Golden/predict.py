#!/usr/bin/env python3
"""Computes with PyTorch what ResNet-18 with seeded weights takes the photographs of Assets for.

    python3 predict.py     # needs torch, torchvision, numpy, safetensors; writes predictions.txt

Pictures are made ready by torchvision; the arithmetic is done in 64 bits. The weights are those of
`NetworksTests/Golden/make.py`.
"""

import sys
from pathlib import Path

import torch
import torchvision
from PIL import Image
from torchvision.transforms._presets import ImageClassification

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent.parent / "NetworksTests" / "Golden"))
from make import SEED, fill

model = torchvision.models.resnet18()
fill(model)
model.eval().double()
prepare = ImageClassification(crop_size=224)
lines = [f"# torch {torch.__version__}, torchvision {torchvision.__version__}; weights of seed {SEED}"]
for name in ["coffee.png", "camera.png", "rocket.jpg"]:
    picture = prepare(Image.open(HERE.parents[2] / "Assets" / name).convert("RGB"))
    with torch.no_grad():
        shares = torch.softmax(model(picture[None].double())[0], 0)
    best = [f"{index}:{share:.9e}" for share, index in zip(*shares.topk(5))]
    lines.append(" ".join([name] + best))
(HERE / "predictions.txt").write_text("\n".join(lines) + "\n")
