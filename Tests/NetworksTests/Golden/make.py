#!/usr/bin/env python3
"""Computes with PyTorch what the networks of the catalogue make of a picture.

    python3 make.py        # needs torch, torchvision, numpy, safetensors; writes beside itself

Weights and pictures come from SplitMix64 streams, as `Weights.seeded` documents them, so that Swift
makes the same ones. They are 32-bit numbers; the arithmetic here is done in 64 bits, so that the files
hold the truth and not another program's rounding.
"""

from pathlib import Path

import numpy
import safetensors.numpy
import torch
import torchvision
from torch import nn

SEED = 3
PICTURE_SEED = 4
VALUES = 32


# MARK: Numbers from a seed


def outputs(seed, first, count):
    """Outputs `first`, `first` + 1, … of SplitMix64, counted from 1."""
    with numpy.errstate(over="ignore"):
        steps = numpy.arange(first, first + count, dtype=numpy.uint64)
        mixed = numpy.uint64(seed) + steps * numpy.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        return mixed ^ (mixed >> numpy.uint64(31))


def uniform(seed, count, bound):
    fraction = (outputs(seed, 1, count) >> numpy.uint64(40)).astype(numpy.float32) * numpy.float32(2**-24)
    return (fraction * numpy.float32(2) - numpy.float32(1)) * numpy.float32(bound)


def fill(model):
    """Fills the tensors of all layers in the order in which they are registered."""
    number = 0

    def draw(count, bound):
        nonlocal number
        number += 1
        return uniform(outputs(SEED, number, 1)[0], count, bound)

    def put(tensor, numbers):
        tensor.copy_(torch.from_numpy(numbers.reshape(tuple(tensor.shape))))

    one = numpy.float32(1)
    with torch.no_grad():
        for layer in model.modules():
            if isinstance(layer, (nn.Conv2d, nn.Linear)):
                fan_in = numpy.float32(layer.weight[0].numel())
                numbers = draw(layer.weight.numel(), numpy.sqrt(numpy.float32(6) / fan_in))
                if isinstance(layer, nn.Linear):
                    units, inputs = layer.weight.shape
                    numbers = numpy.ascontiguousarray(numbers.reshape(inputs, units).T)
                put(layer.weight, numbers)
                if layer.bias is not None:
                    put(layer.bias, draw(layer.bias.numel(), one / numpy.sqrt(fan_in)))
            elif isinstance(layer, nn.BatchNorm2d):
                channels = layer.num_features
                put(layer.weight, numpy.float32(0.75) + draw(channels, 0.25))
                put(layer.bias, draw(channels, 0.1))
                put(layer.running_mean, draw(channels, 0.1))
                put(layer.running_var, one + draw(channels, 0.5))


# MARK: Networks that torchvision does not have


class Rescaling(nn.Module):
    def forward(self, x):
        return x * float(numpy.float32(1) / numpy.float32(255))


def fashion_mnist():
    return nn.Sequential(
        nn.Conv2d(1, 32, 2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 32, 2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(1152, 256), nn.ReLU(), nn.Linear(256, 10), nn.Softmax(1))


def fashion_mnist_dense():
    return nn.Sequential(
        nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10), nn.Softmax(1))


def handbags():
    return nn.Sequential(
        Rescaling(), nn.Conv2d(3, 32, 2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 32, 2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(96800, 1), nn.Sigmoid())


def lenet5():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5), nn.Tanh(), nn.AvgPool2d(2), nn.Conv2d(6, 16, 5), nn.Tanh(), nn.AvgPool2d(2),
        nn.Conv2d(16, 120, 5), nn.Tanh(), nn.Flatten(), nn.Linear(120, 84), nn.Tanh(),
        nn.Linear(84, 10), nn.Softmax(1))


class KerasBottleneck(nn.Module):
    """Keras' first version: the stride in the first 1×1, biases, epsilon 1.001e-5."""

    def __init__(self, channels, filters, stride, has_shortcut):
        super().__init__()

        def norm(count):
            return nn.BatchNorm2d(count, eps=1.001e-5)

        self.body = nn.Sequential(
            nn.Conv2d(channels, filters, 1, stride), norm(filters), nn.ReLU(),
            nn.Conv2d(filters, filters, 3, padding=1), norm(filters), nn.ReLU(),
            nn.Conv2d(filters, 4 * filters, 1), norm(4 * filters))
        self.shortcut = (
            nn.Sequential(nn.Conv2d(channels, 4 * filters, 1, stride), norm(4 * filters))
            if has_shortcut else nn.Identity())
        self.relu = nn.ReLU()

    def forward(self, x):
        return self.relu(self.body(x) + self.shortcut(x))


def headless_resnet50():
    layers = [
        nn.Conv2d(3, 64, 7, 2, 3), nn.BatchNorm2d(64, eps=1.001e-5), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
    channels = 64
    for filters, depth, stride in [(64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2)]:
        for block in range(depth):
            layers.append(KerasBottleneck(channels, filters, stride if block == 0 else 1, block == 0))
            channels = 4 * filters
    return nn.Sequential(*layers)


def classifier(model):
    return nn.Sequential(model, nn.Softmax(1))


# MARK: Recording

NAMES = {nn.Conv2d: "conv", nn.BatchNorm2d: "norm", nn.Linear: "dense", nn.Softmax: "softmax",
         nn.Sigmoid: "sigmoid", nn.MaxPool2d: "pool", nn.AvgPool2d: "pool"}


def record(name, build, shape, nodes, bound=1.0):
    torch.manual_seed(0)
    model = build()
    fill(model)
    model.eval().double()
    count = int(numpy.prod(shape))
    picture = torch.from_numpy(uniform(PICTURE_SEED, count, bound).reshape(1, *shape)).double()
    counts, values = {}, {}

    def watch(layer, node):
        # Some of torchvision's ReLUs work in place.
        layer.register_forward_hook(lambda _, __, output: values.__setitem__(node, output[0].clone()))

    for layer in model.modules():
        short = NAMES.get(type(layer))
        if short:
            counts[short] = counts.get(short, 0) + 1
            watch(layer, f"{short}{counts[short]}")
    with torch.no_grad():
        values["output"] = model(picture)[0]
    parameters = sum(p.numel() for p in model.parameters())
    lines = [
        f"# torch {torch.__version__}, torchvision {torchvision.__version__}; {parameters} parameters",
        f"network {name} {SEED} {PICTURE_SEED} {bound}",
    ]
    for node in nodes + ["output"]:
        value = values[node]
        flat = value.flatten()
        sizes = list(value.shape) + [1] * (3 - value.dim())
        lines.append(
            f"node {node} {' '.join(map(str, sizes))} {flat.mean():.9e} {flat.std(correction=0):.9e} "
            f"{flat.abs().max():.9e}")
        # A stride that has no factor in common with the sizes visits all rows, columns and channels.
        picked = sorted({index * 7919 % flat.numel() for index in range(VALUES)})
        pairs = [f"{index}:{flat[index]:.9e}" for index in picked]
        lines += [" ".join(pairs[i:i + 4]) for i in range(0, len(pairs), 4)]
    (Path(__file__).parent / f"{name}.txt").write_text("\n".join(lines) + "\n")
    print(name, parameters, values["output"].flatten()[:4].tolist())


def record_names():
    """What torchvision calls the tensors of its networks, with their sizes, in its order."""
    lines = [f"# torchvision {torchvision.__version__}"]
    for name in ["alexnet", "vgg16", "resnet18", "resnet50"]:
        for tensor, value in getattr(torchvision.models, name)().state_dict().items():
            lines.append(" ".join([name, tensor] + [str(size) for size in value.shape]))
    (Path(__file__).parent / "torchvision-names.txt").write_text("\n".join(lines) + "\n")


def record_weights_file():
    """A small file as the format's own library writes it."""
    tensors = {
        "b.weight": numpy.arange(6, dtype=numpy.float32).reshape(2, 3) / 4,
        "a": numpy.array(-1.5, dtype=numpy.float32),
        "c": numpy.zeros((0, 4), numpy.float32),
        'é"\\': numpy.ones(1, numpy.float32),
    }
    metadata = {"epoch": "3", "note": 'a "b" \\ \n\t\x01 é'}
    safetensors.numpy.save_file(tensors, Path(__file__).parent / "library.safetensors", metadata)


def main():
    record_names()
    record_weights_file()
    models = torchvision.models
    color = (3, 224, 224)
    record("fashion-mnist", fashion_mnist, (1, 28, 28), ["conv1", "pool1", "conv2", "pool2", "dense1", "dense2"])
    record("fashion-mnist-dense", fashion_mnist_dense, (1, 28, 28), ["dense1", "dense2"])
    record("handbags", handbags, color, ["conv1", "pool1", "pool2", "dense1"], bound=255.0)
    record("lenet5", lenet5, (1, 32, 32), ["conv1", "pool1", "conv3", "dense1", "dense2"])
    record("alexnet", lambda: classifier(models.alexnet()), color, ["conv1", "pool1", "conv5", "pool3", "dense1", "dense3"])
    record("vgg16", lambda: classifier(models.vgg16()), color, ["conv1", "conv2", "pool1", "conv7", "conv13", "pool5", "dense1", "dense3"])
    record("resnet18", lambda: classifier(models.resnet18()), color, ["conv1", "norm1", "pool1", "norm5", "norm8", "conv20", "norm20", "dense1"])
    record("resnet50", lambda: classifier(models.resnet50()), color, ["conv1", "norm1", "pool1", "norm5", "norm15", "conv52", "norm53", "dense1"])
    record("resnet50-headless", headless_resnet50, color, ["conv1", "norm1", "pool1", "norm5", "norm15", "conv52", "norm53"])


if __name__ == "__main__":
    main()
