#!/usr/bin/env python3
"""Computes with PyTorch the gradients of two small networks, and what optimizers make of them.

    python3 make.py        # needs torch, numpy; writes *.txt beside itself

Weights, pictures and the dropout mask come from SplitMix64 streams, as `Weights.seeded`, `SeededNumbers`
and `Dropout.mask` document them, so that Swift makes the same ones. They are 32-bit numbers; the
arithmetic here is done in 64 bits, so that the files hold the truth and not another program's rounding.
"""

from pathlib import Path

import numpy
import torch
from torch import nn
from torch.nn import functional

SEED = 3
PICTURE_SEED = 20
LABELS = [2, 0, 3]


# MARK: Numbers from a seed


def outputs(seed, first, count):
    """Outputs `first`, `first` + 1, … of SplitMix64, counted from 1."""
    with numpy.errstate(over="ignore"):
        steps = numpy.arange(first, first + count, dtype=numpy.uint64)
        mixed = numpy.uint64(seed) + steps * numpy.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        return mixed ^ (mixed >> numpy.uint64(31))


def uniform(seed, count, bound=1.0):
    fraction = (outputs(seed, 1, count) >> numpy.uint64(40)).astype(numpy.float32) * numpy.float32(2**-24)
    return (fraction * numpy.float32(2) - numpy.float32(1)) * numpy.float32(bound)


def fill(model):
    """Fills the tensors of all layers in the order in which they are registered."""
    number = 0

    def put(tensor, bound, add=0.0, transposed=False):
        nonlocal number
        number += 1
        numbers = numpy.float32(add) + uniform(outputs(SEED, number, 1)[0], tensor.numel(), bound)
        if transposed:  # Drawn in order (input, unit).
            units, inputs = tensor.shape
            numbers = numpy.ascontiguousarray(numbers.reshape(inputs, units).T)
        tensor.copy_(torch.from_numpy(numbers.reshape(tuple(tensor.shape))))

    with torch.no_grad():
        for layer in model.modules():
            if isinstance(layer, (nn.Conv2d, nn.Linear)):
                fan_in = numpy.float32(layer.weight[0].numel())
                put(layer.weight, numpy.sqrt(numpy.float32(6) / fan_in), transposed=isinstance(layer, nn.Linear))
                if layer.bias is not None:
                    put(layer.bias, numpy.float32(1) / numpy.sqrt(fan_in))
            elif isinstance(layer, nn.BatchNorm2d):
                put(layer.weight, 0.25, 0.75)
                put(layer.bias, 0.1)
                put(layer.running_mean, 0.1)
                put(layer.running_var, 0.5, 1)


def pictures(shape, count):
    numbers = [uniform(PICTURE_SEED + index, int(numpy.prod(shape))).reshape(shape) for index in range(count)]
    return torch.from_numpy(numpy.stack(numbers)).double()


# MARK: Networks


class Lecture(nn.Module):
    """The lecture's network, small: from the scores, without the softmax."""

    shape = (1, 14, 14)

    def __init__(self):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(1, 4, 2), nn.Conv2d(4, 5, 2)
        self.dense1, self.dense2 = nn.Linear(20, 12), nn.Linear(12, 4)

    def forward(self, x):
        for conv in (self.conv1, self.conv2):
            x = functional.max_pool2d(functional.relu(conv(x)), 2)
        return self.dense2(functional.relu(self.dense1(x.flatten(1))))


class Everything(nn.Module):
    """A layer of every kind, with skip connections; ends in a softmax."""

    shape = (4, 9, 9)
    mask = torch.ones(1)

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(4, 6, 3, padding=1, groups=2)
        self.norm1 = nn.BatchNorm2d(6, eps=1e-3)
        self.conv2 = nn.Conv2d(6, 6, 3, padding=2, dilation=2, bias=False)
        self.conv3 = nn.Conv2d(6, 5, 2, stride=2, padding=1)
        self.dense1, self.dense2 = nn.Linear(5, 8), nn.Linear(8, 3)

    def forward(self, x):
        self.picture = x
        x = functional.leaky_relu(self.norm1(self.conv1(x)), 0.1)
        x = torch.tanh(self.conv2(x)) + x
        x = torch.sigmoid(self.conv3(functional.max_pool2d(x, 3, 2, 1)))
        x = functional.avg_pool2d(x, 2, 1, 1, count_include_pad=False)
        x = functional.relu(functional.avg_pool2d(x, 2, 2, 1) - 0.25)
        x = x * self.mask * 0.5 - 1
        x = x.amax((2, 3)) + x.mean((2, 3))
        return torch.softmax(self.dense2(torch.tanh(self.dense1(x.flatten(1)))), 1)


# MARK: Optimizers


class Keras:
    """Adam as Keras computes it (keras/src/optimizers/adam.py), with its epsilon."""

    def __init__(self, parameters, lr, eps):
        self.parameters, self.lr, self.eps, self.step_count = list(parameters), lr, eps, 0
        self.first = [torch.zeros_like(p) for p in self.parameters]
        self.second = [torch.zeros_like(p) for p in self.parameters]

    def zero_grad(self):
        for parameter in self.parameters:
            parameter.grad = None

    def step(self):
        self.step_count += 1
        alpha = self.lr * (1 - 0.999**self.step_count) ** 0.5 / (1 - 0.9**self.step_count)
        with torch.no_grad():
            for parameter, first, second in zip(self.parameters, self.first, self.second):
                first += (parameter.grad - first) * 0.1
                second += (parameter.grad**2 - second) * 0.001
                parameter -= first * alpha / (second.sqrt() + self.eps)


OPTIMIZERS = {
    "descent": lambda p: torch.optim.SGD(p, lr=0.1),
    "momentum": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
    "adam": lambda p: torch.optim.Adam(p, lr=0.01, eps=1e-8),
    "adam-large-epsilon": lambda p: torch.optim.Adam(p, lr=0.01, eps=1e-2),
    "keras": lambda p: Keras(p, lr=0.01, eps=1e-7),
}


# MARK: Recording


def text(name, tensor):
    numbers = [f"{value:.9e}" for value in tensor.flatten().tolist()]
    lines = [" ".join(numbers[i:i + 6]) for i in range(0, len(numbers), 6)]
    return [f"{name} {len(numbers)}"] + lines


def write(name, lines):
    head = f"# torch {torch.__version__}"
    (Path(__file__).parent / f"{name}.txt").write_text("\n".join([head] + lines) + "\n")


def record_losses():
    lines = []
    for index in range(20):
        count = index % 6 + 1
        scores = torch.from_numpy(uniform(100 + index, count, 10 ** (index % 4))).double().requires_grad_()
        label = index % count
        hot = functional.one_hot(torch.tensor(label), count).double()
        for name, loss in {
            "crossEntropy": lambda: functional.cross_entropy(scores[None], torch.tensor([label])),
            "binaryCrossEntropy": lambda: functional.binary_cross_entropy_with_logits(scores, hot),
            "meanSquaredError": lambda: functional.mse_loss(scores, hot),
        }.items():
            if count == 1 and name != "crossEntropy":
                continue  # With one output the label is the target itself.
            scores.grad = None
            value = loss()
            value.backward()
            lines += text(f"{name}.{100 + index}.{10 ** (index % 4)}.{label}", torch.cat([value[None], scores.grad]))
    write("losses", lines)


def record_lecture():
    lines = []
    batch, labels = pictures(Lecture.shape, len(LABELS)), torch.tensor(LABELS)
    for name, optimizer in OPTIMIZERS.items():
        model = Lecture()
        fill(model)
        model.double()
        optimizer = optimizer(model.parameters())
        losses = []
        for step in range(5):
            optimizer.zero_grad()
            loss = functional.cross_entropy(model(batch), labels)
            loss.backward()
            losses.append(loss.detach())
            if step == 0 and name == "descent":
                lines += text("loss", loss)
                for tensor, parameter in model.named_parameters():
                    lines += text(f"gradient.{tensor}", parameter.grad)
            optimizer.step()
        lines += text(f"{name}.losses", torch.stack(losses))
        for tensor, parameter in model.named_parameters():
            if tensor in ("conv1.weight", "dense2.bias"):
                lines += text(f"{name}.{tensor}", parameter)
    write("lecture", lines)


def record_everything():
    model = Everything()
    fill(model)
    model.eval().double()
    batch = pictures(Everything.shape, 1).requires_grad_()
    # Purpose 2 (dropout), update 6, node 13.
    stream = int(outputs(SEED, 3, 1)[0])
    for coordinate in (6, 13):
        stream = int(outputs(stream, coordinate + 1, 1)[0])
    kept = uniform(stream, 5 * 3 * 3) >= 2 * 0.25 - 1
    model.mask = torch.from_numpy(kept.reshape(5, 3, 3)) * (1 / 0.75)
    answer = model(batch)
    loss = functional.mse_loss(answer, torch.tensor([[0.0, 1.0, 0.0]]).double())
    loss.backward()
    lines = text("answer", answer) + text("loss", loss) + text("gradient.picture", batch.grad)
    for tensor, parameter in model.named_parameters():
        lines += text(f"gradient.{tensor}", parameter.grad)
    write("everything", lines)


record_losses()
record_lecture()
record_everything()
