#if defined(__linux__)
#define _DEFAULT_SOURCE // for madvise
#endif

#include "CProcessor.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__linux__)
#include <sys/mman.h>
#endif

bool processor_has_avx2(void) {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
  return false;
#endif
}

bool processor_is_held_back(void) {
  const char *kernels = getenv("EXPLORE_KERNELS");
  return kernels != NULL && strcmp(kernels, "baseline") == 0;
}

void processor_prefer_huge_pages(void *start, size_t bytes) {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  const uintptr_t huge_page = (uintptr_t)2 << 20;
  if (bytes < 2 * huge_page) return;
  uintptr_t first = ((uintptr_t)start + huge_page - 1) & ~(huge_page - 1);
  uintptr_t end = ((uintptr_t)start + bytes) & ~(huge_page - 1);
  int old_errno = errno; // a wish that is not granted is no error
  if (first < end) madvise((void *)first, end - first, MADV_HUGEPAGE);
  errno = old_errno;
#else
  (void)start;
  (void)bytes;
#endif
}
