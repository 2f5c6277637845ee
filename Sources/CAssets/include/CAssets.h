#ifndef CASSETS_H
#define CASSETS_H

#include <stddef.h>

/// A file of the folders Assets and Lessons, inside the program.
struct asset {
  /// Its path in the folder.
  const char *file;
  const unsigned char *bytes;
  size_t count;
};

/// The pictures in the order in which they are best met; NULL behind the last one.
const struct asset *asset_at(size_t index);

/// What networks need, labels and trained weights; NULL behind the last one.
const struct asset *network_asset_at(size_t index);

/// The files of the sample of Fashion-MNIST, and how trainings went; NULL behind the last one.
const struct asset *data_at(size_t index);

/// The lessons in their order; NULL behind the last one.
const struct asset *lesson_at(size_t index);

#endif
