#ifndef EXPLORE_CCOMPRESSION_H
#define EXPLORE_CCOMPRESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// zlib behind plain integers and pointers: its header is not needed to use this one.

/// How an attempt to unpack ended.
typedef enum {
  unpacking_done,
  /// The data end before the stream does.
  unpacking_truncated,
  /// What is packed is damaged: a wrong checksum, or no such format.
  unpacking_damaged,
  /// More comes out than there is room for.
  unpacking_too_large,
  unpacking_out_of_memory,
} unpacking_result;

/// Unpacks one gzip stream after the other, as files hold them.
///
/// `written` is set to the bytes that came out, however it ended.
unpacking_result unpack_gzip(const uint8_t *_Nonnull packed, size_t packed_count,
                             uint8_t *_Nonnull output, size_t capacity,
                             size_t *_Nonnull written);

#endif
