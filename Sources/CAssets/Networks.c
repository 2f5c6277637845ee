#include "CAssets.h"

static const unsigned char imagenet_labels[] = {
#embed "../../Assets/imagenet-labels.txt"
};

static const unsigned char fashion_mnist[] = {
#embed "../../Assets/training/fashion-mnist.safetensors"
};

#define ASSET(file, bytes) {file, bytes, sizeof bytes}

// The trained weights of a network of the catalogue are called NAME.safetensors.
static const struct asset assets[] = {
    ASSET("imagenet-labels.txt", imagenet_labels),
    ASSET("fashion-mnist.safetensors", fashion_mnist),
};

const struct asset *network_asset_at(size_t index) {
  return index < sizeof assets / sizeof *assets ? &assets[index] : NULL;
}
