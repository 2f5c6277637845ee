#if defined(__linux__)
#define _GNU_SOURCE // for madvise and sched_getaffinity
#endif

#include "CProcessor.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if defined(__linux__)
#include <sched.h>
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

long processor_count(void) {
#if defined(__linux__)
  // Fewer than there are, where containers or `taskset` hold the process back.
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) return CPU_COUNT(&set);
#endif
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count > 0 ? count : 1;
}

struct task {
  atomic_long next;
  atomic_long workers;
  long count;
  void *context;
  void (*body)(void *context, long index, long worker);
};

static void *work(void *argument) {
  struct task *task = argument;
  long worker = atomic_fetch_add(&task->workers, 1);
  for (;;) {
    long index = atomic_fetch_add(&task->next, 1);
    if (index >= task->count) return NULL;
    task->body(task->context, index, worker);
  }
}

enum { most_workers = 64 };

/// Threads begin with the mask of the one that starts them: holds signals back, and says what was held
/// back before.
static sigset_t hold_signals(void) {
  sigset_t all, old;
  sigfillset(&all);
  // What a thread does wrong itself stays with it, so that a guard against crashes hears of it.
  const int own[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP};
  for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) sigdelset(&all, own[i]);
  pthread_sigmask(SIG_SETMASK, &all, &old);
  return old;
}

void processor_perform(long count, long workers, void *context,
                       void (*body)(void *context, long index, long worker)) {
  struct task task = {.count = count, .context = context, .body = body};
  pthread_t threads[most_workers];
  long started = 0;
  sigset_t old = hold_signals();
  while (started < workers - 1 && started < most_workers &&
         pthread_create(&threads[started], NULL, work, &task) == 0)
    started++;
  pthread_sigmask(SIG_SETMASK, &old, NULL);
  work(&task);
  while (started > 0) pthread_join(threads[--started], NULL);
}

struct start {
  void *context;
  void (*body)(void *context);
};

static void *begin(void *argument) {
  struct start start = *(struct start *)argument;
  free(argument);
  start.body(start.context);
  return NULL;
}

bool processor_start(void *context, void (*body)(void *context)) {
  struct start *start = malloc(sizeof *start);
  if (start == NULL) return false;
  *start = (struct start){.context = context, .body = body};
  pthread_t thread;
  sigset_t old = hold_signals();
  bool has_started = pthread_create(&thread, NULL, begin, start) == 0;
  pthread_sigmask(SIG_SETMASK, &old, NULL);
  if (has_started)
    pthread_detach(thread);
  else
    free(start);
  return has_started;
}
