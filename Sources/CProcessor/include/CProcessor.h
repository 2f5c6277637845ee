#ifndef EXPLORE_CPROCESSOR_H
#define EXPLORE_CPROCESSOR_H

#include <stdbool.h>
#include <stddef.h>

/// Whether this processor, and the operating system on it, can run AVX2 and FMA instructions.
bool processor_has_avx2(void);

/// Whether the environment asks for plain instructions: EXPLORE_KERNELS=baseline.
bool processor_is_held_back(void);

/// Asks for huge pages (2 MiB) under a large piece of memory that was not written yet.
///
/// The first write to each page of fresh memory traps into the operating system, which fills the page
/// with zeros; with huge pages it does so 512 times less often. Only whole huge pages inside
/// the piece are affected. A wish: nothing happens where huge pages are unknown, or to less than 4 MiB.
void processor_prefer_huge_pages(void *start, size_t bytes);

#endif
