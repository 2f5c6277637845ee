#pragma once
#ifndef EXPLORE_CIMAGECODECS_H
#define EXPLORE_CIMAGECODECS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// libpng and TurboJPEG behind plain integers and pointers: no header of theirs is needed to use
/// this one, and no `longjmp` leaves a function of it.

// MARK: Reading PNG

/// Brings up to `count` bytes; fewer only at the end of the file.
typedef size_t (*codec_source)(void *_Nullable context, uint8_t *_Nonnull bytes, size_t count);

/// A PNG file being read. The calls go: `open`, `header`, `begin`, `row` for every row of every
/// pass, `finish`; `close` at any time. Where one fails, `message` tells why.
typedef struct png_source png_source;

typedef struct {
  uint32_t width;
  uint32_t height;
  /// As stored in the file: 1, 2, 4, 8 or 16.
  int bit_depth;
  bool has_palette;
  bool has_alpha;
  bool is_interlaced;
  /// Of the rows that are delivered: 8 or 16 bits a sample (native byte order), and gray (1),
  /// gray and alpha (2), RGB (3) or RGBA (4); with a palette one index a byte (1). A transparent
  /// color becomes an alpha, 1, 2 and 4 bits of gray are spread evenly over 0…255; gamma and color
  /// profiles are not applied.
  int row_bit_depth;
  int row_channels;
  /// The colors of the palette.
  int palette_count;
  uint8_t palette[256][4];
} png_header;

png_source *_Nullable png_source_open(codec_source _Nonnull read, void *_Nullable context);
bool png_source_header(png_source *_Nonnull source, png_header *_Nonnull header);
/// Prepares for rows.
/// - Returns: the number of passes over the picture, 0 on failure.
int png_source_begin(png_source *_Nonnull source);
/// Reads the next row. With several passes each row has to be given as the pass before left it.
bool png_source_row(png_source *_Nonnull source, void *_Nonnull row);
/// Reads and checks the rest of the file.
bool png_source_finish(png_source *_Nonnull source);
const char *_Nonnull png_source_message(const png_source *_Nonnull source);
void png_source_close(png_source *_Nullable source);

// MARK: Writing PNG

/// Takes bytes; false stops the writing.
typedef bool (*codec_sink)(void *_Nullable context, const uint8_t *_Nonnull bytes, size_t count);

/// A PNG file being written, 8 bits a sample.
typedef struct png_sink png_sink;

/// - Parameter channels: 1 (gray) or 3 (RGB).
png_sink *_Nullable png_sink_open(codec_sink _Nonnull write, void *_Nullable context,
                                  uint32_t width, uint32_t height, int channels);
bool png_sink_row(png_sink *_Nonnull sink, const uint8_t *_Nonnull row);
bool png_sink_finish(png_sink *_Nonnull sink);
void png_sink_close(png_sink *_Nullable sink);

// MARK: Reading JPEG

/// Decodes a gray (1 channel) or RGB (3 channels) picture into `pixels`, which has room for
/// `height` × `width` × `channels` bytes. What the library would only warn of is a failure here.
/// - Returns: whether the whole picture was read without a complaint; if not, why, in `message`.
bool jpeg_decode(const uint8_t *_Nonnull bytes, size_t count, uint8_t *_Nonnull pixels, int width,
                 int height, int channels, char *_Nonnull message, size_t capacity);

#endif
