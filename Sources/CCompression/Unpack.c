#include "CCompression.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <zlib.h>

struct gzip_stream {
  z_stream zlib;
  /// The stream before is complete: the next byte begins another.
  bool ended;
};

/// zlib counts in `unsigned int`: larger pieces are handed over one after another.
static uInt piece(size_t count) { return count > UINT_MAX ? UINT_MAX : (uInt)count; }

gzip_stream *gzip_stream_open(void) {
  gzip_stream *stream = calloc(1, sizeof *stream);
  if (!stream) return NULL;
  enum { gzip_window = 15 + 16 };
  if (inflateInit2(&stream->zlib, gzip_window) != Z_OK) {
    free(stream);
    return NULL;
  }
  return stream;
}

void gzip_stream_close(gzip_stream *stream) {
  inflateEnd(&stream->zlib);
  free(stream);
}

unpacking_result gzip_stream_unpack(gzip_stream *stream, const uint8_t *packed,
                                    size_t packed_count, size_t *taken, uint8_t *output,
                                    size_t capacity, size_t *written) {
  *taken = 0;
  *written = 0;
  z_stream *zlib = &stream->zlib;
  if (stream->ended) {
    if (inflateReset(zlib) != Z_OK) return unpacking_damaged;
    stream->ended = false;
  }
  for (;;) {
    zlib->next_in = (Bytef *)packed + *taken;
    zlib->avail_in = piece(packed_count - *taken);
    zlib->next_out = output + *written;
    zlib->avail_out = piece(capacity - *written);
    const uInt offered = zlib->avail_in, room = zlib->avail_out;
    const int status = inflate(zlib, Z_NO_FLUSH);
    *taken += offered - zlib->avail_in;
    *written += room - zlib->avail_out;
    switch (status) {
      case Z_OK:
        // Input and room are left only where a piece was smaller than the whole.
        if (*taken < packed_count && *written < capacity) continue;
        return unpacking_goes_on;
      case Z_BUF_ERROR: return unpacking_goes_on;
      case Z_STREAM_END: stream->ended = true; return unpacking_ended;
      case Z_MEM_ERROR: return unpacking_out_of_memory;
      default: return unpacking_damaged;
    }
  }
}
