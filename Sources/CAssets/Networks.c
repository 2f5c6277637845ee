#include "CAssets.h"

static const unsigned char imagenet_labels[] = {
#embed "../../Assets/imagenet-labels.txt"
};

#define ASSET(file, bytes) {file, bytes, sizeof bytes}

// The trained weights of a network of the catalogue are called NAME.safetensors.
static const struct asset assets[] = {
    ASSET("imagenet-labels.txt", imagenet_labels),
};

const struct asset *network_asset_at(size_t index) {
  return index < sizeof assets / sizeof *assets ? &assets[index] : NULL;
}
