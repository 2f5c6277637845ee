#include "CCompression.h"

#include <limits.h>
#include <zlib.h>

/// zlib counts in `unsigned int`: larger pieces are handed over one after another.
static uInt piece(size_t count) { return count > UINT_MAX ? UINT_MAX : (uInt)count; }

unpacking_result unpack_gzip(const uint8_t *packed, size_t packed_count, uint8_t *output,
                             size_t capacity, size_t *written) {
  *written = 0;
  z_stream stream = {0};
  enum { gzip_window = 15 + 16 };
  if (inflateInit2(&stream, gzip_window) != Z_OK) return unpacking_out_of_memory;
  size_t read = 0;
  unpacking_result result = unpacking_done;
  for (;;) {
    stream.next_in = (Bytef *)packed + read;
    stream.avail_in = piece(packed_count - read);
    stream.next_out = output + *written;
    stream.avail_out = piece(capacity - *written);
    const uInt offered = stream.avail_in, room = stream.avail_out;
    const int status = inflate(&stream, Z_NO_FLUSH);
    read += offered - stream.avail_in;
    *written += room - stream.avail_out;
    if (status == Z_STREAM_END) {
      if (read == packed_count) break;
      // Another stream follows, as `cat a.gz b.gz` makes them.
      if (inflateReset(&stream) != Z_OK) {
        result = unpacking_damaged;
        break;
      }
    } else if (status == Z_OK || status == Z_BUF_ERROR) {
      if (*written == capacity && stream.avail_in > 0) {
        result = unpacking_too_large;
        break;
      }
      if (read == packed_count && stream.avail_out > 0) {
        result = unpacking_truncated;
        break;
      }
      if (status == Z_BUF_ERROR) {
        result = *written == capacity ? unpacking_too_large : unpacking_truncated;
        break;
      }
    } else {
      result = status == Z_MEM_ERROR ? unpacking_out_of_memory : unpacking_damaged;
      break;
    }
  }
  inflateEnd(&stream);
  return result;
}
