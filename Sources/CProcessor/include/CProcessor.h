#ifndef EXPLORE_CPROCESSOR_H
#define EXPLORE_CPROCESSOR_H

#include <stdbool.h>
#include <stddef.h>

/// Whether this processor, and the operating system on it, can run AVX2 and FMA instructions.
bool processor_has_avx2(void);

/// Whether the environment asks for plain instructions: EXPLORE_KERNELS=baseline.
bool processor_is_held_back(void);

/// Has the pages of a large piece of memory made at once, before it is first written.
///
/// The first write to each page of fresh memory traps into the operating system, which fills the page
/// with zeros; all pages at once need one call. A wish: nothing happens where the system does not know
/// it, or to less than 4 MiB. What is in the memory stays as it is.
void processor_populate(void *start, size_t bytes);

#endif
