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

void processor_populate(void *start, size_t bytes) {
#if defined(__linux__)
  // MADV_POPULATE_WRITE, which C libraries older than the kernel's 5.14 do not name.
  const int populate_write = 23;
  const uintptr_t page = 4096;
  if (bytes < (size_t)4 << 20) return;
  uintptr_t first = ((uintptr_t)start + page - 1) & ~(page - 1);
  uintptr_t end = ((uintptr_t)start + bytes) & ~(page - 1);
  int old_errno = errno; // a wish that is not granted is no error
  if (first < end) madvise((void *)first, end - first, populate_write);
  errno = old_errno;
#else
  (void)start;
  (void)bytes;
#endif
}
