#include "CAssets.h"

#define LESSON(name) {#name ".md", name, sizeof name}

static const struct asset lessons[] = {
    {NULL, NULL, 0},
};

const struct asset *lesson_at(size_t index) {
  return index < sizeof lessons / sizeof *lessons - 1 ? &lessons[index] : NULL;
}
