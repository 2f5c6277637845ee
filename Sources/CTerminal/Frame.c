// A frame in one write.
//
// Curses sends a frame in many small pieces, one for each movement of the cursor, and a terminal may
// show what it has between any two of them. While curses draws, its output goes into a file in memory;
// the terminal then gets the file's content at once.

#include "Private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static int frame = -1;
static char *bytes;
static size_t capacity;

static int open_memory_file(void) {
#if defined(__linux__)
  return memfd_create("frame", MFD_CLOEXEC);
#else
  char name[] = "/tmp/explore-frame-XXXXXX";
  int file = mkstemp(name);
  if (file >= 0) {
    unlink(name);
    fcntl(file, F_SETFD, FD_CLOEXEC);
  }
  return file;
#endif
}

bool frame_begin(int output) {
  if (frame < 0) frame = open_memory_file();
  return frame >= 0 && lseek(frame, 0, SEEK_SET) == 0 && dup2(frame, output) >= 0;
}

void frame_end(int output, int terminal) {
  dup2(terminal, output);
  fcntl(output, F_SETFD, FD_CLOEXEC);
  // Both descriptors share one position: where curses stopped.
  off_t length = lseek(frame, 0, SEEK_CUR);
  if (length <= 0) return;
  if ((size_t)length > capacity) {
    char *larger = realloc(bytes, (size_t)length);
    if (larger == NULL) return;
    bytes = larger;
    capacity = (size_t)length;
  }
  if (pread(frame, bytes, (size_t)length, 0) != length) return;
  write_whole(terminal, bytes, (size_t)length);
}

void frame_close(void) {
  if (frame >= 0) close(frame);
  frame = -1;
  free(bytes);
  bytes = NULL;
  capacity = 0;
}

void write_whole(int file, const char *from, size_t length) {
  while (length > 0) {
    ssize_t count = write(file, from, length);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    from += count;
    length -= (size_t)count;
  }
}
