"""Keeps the weights of a checkpoint and leaves out what only a training needs to go on.

Run: python3 make.py CHECKPOINT.safetensors WEIGHTS.safetensors
"""
import json
import struct
import sys

source, target = sys.argv[1:]
with open(source, "rb") as file:
    (length,) = struct.unpack("<Q", file.read(8))
    header = json.loads(file.read(length))
    numbers = file.read()
kept, data = {}, b""
for name in sorted(name for name in header if name != "__metadata__" and not name.startswith("training/")):
    start, end = header[name]["data_offsets"]
    kept[name] = {**header[name], "data_offsets": [len(data), len(data) + end - start]}
    data += numbers[start:end]
text = json.dumps(kept, separators=(",", ":")).encode()
text += b" " * (-len(text) % 8)
with open(target, "wb") as file:
    file.write(struct.pack("<Q", len(text)) + text + data)
