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

static const unsigned char sample_history[] = {
#embed "../../Assets/training/fashion-mnist-sample.json"
};

static const unsigned char bags_shoes_16[] = {
#embed "../../Assets/studies/bags-shoes-16.json"
};

static const unsigned char bags_shoes_98[] = {
#embed "../../Assets/studies/bags-shoes-98.json"
};

static const unsigned char sandal_sneaker_16[] = {
#embed "../../Assets/studies/sandal-sneaker-16.json"
};

static const unsigned char sandal_sneaker_98[] = {
#embed "../../Assets/studies/sandal-sneaker-98.json"
};

static const unsigned char shifted_bags_shoes_16[] = {
#embed "../../Assets/studies/shifted-bags-shoes-16.json"
};

static const unsigned char shifted_bags_shoes_98[] = {
#embed "../../Assets/studies/shifted-bags-shoes-98.json"
};

#define DATA(file, bytes) {file, bytes, sizeof bytes}

static const struct asset data[] = {
    DATA("fashion/train-images-idx3-ubyte.gz", training_pictures),
    DATA("fashion/train-labels-idx1-ubyte.gz", training_labels),
    DATA("fashion/t10k-images-idx3-ubyte.gz", test_pictures),
    DATA("fashion/t10k-labels-idx1-ubyte.gz", test_labels),
    DATA("training/fashion-mnist.json", history),
    DATA("training/fashion-mnist-dense.json", dense_history),
    DATA("training/fashion-mnist-sample.json", sample_history),
    DATA("studies/bags-shoes-16.json", bags_shoes_16),
    DATA("studies/bags-shoes-98.json", bags_shoes_98),
    DATA("studies/sandal-sneaker-16.json", sandal_sneaker_16),
    DATA("studies/sandal-sneaker-98.json", sandal_sneaker_98),
    DATA("studies/shifted-bags-shoes-16.json", shifted_bags_shoes_16),
    DATA("studies/shifted-bags-shoes-98.json", shifted_bags_shoes_98),
};

const struct asset *data_at(size_t index) {
  return index < sizeof data / sizeof *data ? &data[index] : NULL;
}
