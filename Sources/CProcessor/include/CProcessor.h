#ifndef EXPLORE_CPROCESSOR_H
#define EXPLORE_CPROCESSOR_H

#include <stdbool.h>

/// Whether this processor, and the operating system on it, can run AVX2 and FMA instructions.
bool processor_has_avx2(void);

#endif
