#ifndef EXPLORE_CCOMPRESSION_H
#define EXPLORE_CCOMPRESSION_H

#include <stddef.h>
#include <stdint.h>

/// zlib behind plain integers and pointers: its header is not needed to use this one.

/// What is unpacked piece by piece: memory for one window, whatever the size of the whole.
typedef struct gzip_stream gzip_stream;

/// How a step of unpacking ended.
typedef enum {
  /// All input was taken or all room was filled: with more of it there can be more.
  unpacking_goes_on,
  /// A stream is complete, checksum and length included; another may follow, as `cat a.gz b.gz`
  /// makes them.
  unpacking_ended,
  /// A wrong checksum, or no such format.
  unpacking_damaged,
  unpacking_out_of_memory,
} unpacking_result;

/// NULL where there is no memory.
gzip_stream *_Nullable gzip_stream_open(void);

void gzip_stream_close(gzip_stream *_Nonnull stream);

/// Unpacks as much as there is input and room for.
///
/// `taken` and `written` are set to the bytes used up and made, however it ended. After
/// `unpacking_ended` the next call begins with the next stream.
unpacking_result gzip_stream_unpack(gzip_stream *_Nonnull stream, const uint8_t *_Nonnull packed,
                                    size_t packed_count, size_t *_Nonnull taken,
                                    uint8_t *_Nonnull output, size_t capacity,
                                    size_t *_Nonnull written);

#endif
