#include "CImageCodecs.h"

#include <png.h>
#include <stdio.h>
#include <stdlib.h>

struct png_source {
  png_structp png;
  png_infop info;
  codec_source read;
  void *context;
  size_t row_bytes;
  char warning[96];
  char message[256];
};

// libpng often warns of the detail ("Image width is zero in IHDR") before it fails with the
// general ("Invalid IHDR data"): both belong into the message.
static void remember(png_structp png, png_const_charp text) {
  png_source *source = png_get_error_ptr(png);
  snprintf(source->warning, sizeof source->warning, "%s", text);
}

static PNG_NORETURN void fail(png_structp png, png_const_charp text) {
  png_source *source = png_get_error_ptr(png);
  bool detailed = source->warning[0] != 0;
  snprintf(source->message, sizeof source->message, "%s%s%s%s", text, detailed ? " (" : "",
           source->warning, detailed ? ")" : "");
  png_longjmp(png, 1);
}

static void bring(png_structp png, png_bytep bytes, size_t count) {
  png_source *source = png_get_io_ptr(png);
  if (source->read(source->context, bytes, count) < count) png_error(png, "the file ends");
}

png_source *png_source_open(codec_source read, void *context) {
  png_source *source = calloc(1, sizeof *source);
  if (source == NULL) return NULL;
  source->read = read;
  source->context = context;
  source->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, source, fail, remember);
  if (source->png != NULL) source->info = png_create_info_struct(source->png);
  if (source->info == NULL) {
    png_source_close(source);
    return NULL;
  }
  return source;
}

static void copy_palette(png_structp png, png_infop info, png_header *header) {
  png_colorp colors = NULL;
  png_bytep alphas = NULL;
  int alpha_count = 0;
  header->palette_count = 0;
  png_get_PLTE(png, info, &colors, &header->palette_count);
  png_get_tRNS(png, info, &alphas, &alpha_count, NULL);
  for (int index = 0; index < header->palette_count; ++index) {
    uint8_t *entry = header->palette[index];
    entry[0] = colors[index].red;
    entry[1] = colors[index].green;
    entry[2] = colors[index].blue;
    entry[3] = index < alpha_count ? alphas[index] : 255;
  }
}

bool png_source_header(png_source *source, png_header *header) {
  png_structp png = source->png;
  png_infop info = source->info;
  if (setjmp(png_jmpbuf(png))) return false;
  png_set_read_fn(png, source, bring);
  // A wrong checksum anywhere is damage, and so is what libpng calls benign.
  png_set_crc_action(png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
  png_set_benign_errors(png, 0);
  // The caller has limits of its own, in pixels.
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  // Nothing but IHDR, PLTE, tRNS, IDAT and IEND is looked into.
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
  png_read_info(png, info);

  int color = png_get_color_type(png, info);
  bool transparent = png_get_valid(png, info, PNG_INFO_tRNS) != 0;
  header->width = png_get_image_width(png, info);
  header->height = png_get_image_height(png, info);
  header->bit_depth = png_get_bit_depth(png, info);
  header->has_palette = color == PNG_COLOR_TYPE_PALETTE;
  header->has_alpha = (color & PNG_COLOR_MASK_ALPHA) != 0 || transparent;
  header->is_interlaced = png_get_interlace_type(png, info) != PNG_INTERLACE_NONE;
  header->row_bit_depth = header->bit_depth == 16 ? 16 : 8;
  header->row_channels =
      header->has_palette ? 1 : ((color & PNG_COLOR_MASK_COLOR) ? 3 : 1) + (header->has_alpha ? 1 : 0);
  if (header->has_palette) copy_palette(png, info, header);
  source->row_bytes = (size_t)header->width * header->row_channels * (header->row_bit_depth / 8);
  return true;
}

int png_source_begin(png_source *source) {
  png_structp png = source->png;
  if (setjmp(png_jmpbuf(png))) return 0;
  // libpng would expand palettes too, but takes an index beyond their end for black.
  if (png_get_color_type(png, source->info) == PNG_COLOR_TYPE_PALETTE)
    png_set_packing(png);
  else
    png_set_expand(png);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  png_set_swap(png);
#endif
  int passes = png_set_interlace_handling(png);
  png_read_update_info(png, source->info);
  // What the caller makes room for follows from the header; hold libpng to it.
  if (png_get_rowbytes(png, source->info) != source->row_bytes) png_error(png, "unexpected rows");
  return passes;
}

bool png_source_row(png_source *source, void *row) {
  if (setjmp(png_jmpbuf(source->png))) return false;
  png_read_row(source->png, row, NULL);
  return true;
}

bool png_source_finish(png_source *source) {
  if (setjmp(png_jmpbuf(source->png))) return false;
  png_read_end(source->png, NULL);
  return true;
}

const char *png_source_message(const png_source *source) { return source->message; }

void png_source_close(png_source *source) {
  if (source == NULL) return;
  png_destroy_read_struct(&source->png, &source->info, NULL);
  free(source);
}
