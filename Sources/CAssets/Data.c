#include "CAssets.h"

static const unsigned char training_pictures[] = {
#embed "../../Assets/fashion/train-images-idx3-ubyte.gz"
};

static const unsigned char training_labels[] = {
#embed "../../Assets/fashion/train-labels-idx1-ubyte.gz"
};

static const unsigned char test_pictures[] = {
#embed "../../Assets/fashion/t10k-images-idx3-ubyte.gz"
};

static const unsigned char test_labels[] = {
#embed "../../Assets/fashion/t10k-labels-idx1-ubyte.gz"
};

static const unsigned char history[] = {
#embed "../../Assets/training/fashion-mnist.json"
};

static const unsigned char dense_history[] = {
#embed "../../Assets/training/fashion-mnist-dense.json"
};

#define DATA(file, bytes) {file, bytes, sizeof bytes}

static const struct asset data[] = {
    DATA("fashion/train-images-idx3-ubyte.gz", training_pictures),
    DATA("fashion/train-labels-idx1-ubyte.gz", training_labels),
    DATA("fashion/t10k-images-idx3-ubyte.gz", test_pictures),
    DATA("fashion/t10k-labels-idx1-ubyte.gz", test_labels),
    DATA("training/fashion-mnist.json", history),
    DATA("training/fashion-mnist-dense.json", dense_history),
};

const struct asset *data_at(size_t index) {
  return index < sizeof data / sizeof *data ? &data[index] : NULL;
}
