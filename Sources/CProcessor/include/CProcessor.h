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

/// The processors that this process may use: at least 1.
long processor_count(void);

/// Calls `body` once for each index below `count`, from `workers` threads, the calling one among them.
///
/// Whoever is free takes the next index. Returns when all calls have returned. Where the system gives
/// no more threads, those that there are do all of the work. New threads receive no signals from outside.
void processor_perform(long count, long workers, void *context,
                       void (*body)(void *context, long index, long worker));

/// Calls `body` from a thread of its own, which receives no signals from outside, and does not wait for
/// it. Returns whether the system gave a thread.
bool processor_start(void *context, void (*body)(void *context));

/// How windows lie over a picture whose channels are side by side in memory, in numbers.
///
/// In C, because both twins of the kernels take it.
typedef struct {
  /// The cells that come out: one for each window, or for each four of them that are pooled.
  long rows, columns;
  /// From the first window of a cell to that of the next one, down and to the right.
  long row_step, column_step;
  /// From window to window inside of a cell that pools two by two.
  long row_stride, column_stride;
  /// What is under a window: so many pieces of neighbors, their length, and from one to the next.
  long runs, run_length, run_stride;
} batch_windows;

#endif
