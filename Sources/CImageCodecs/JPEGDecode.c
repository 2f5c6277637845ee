#include "CImageCodecs.h"

#include <stdio.h>
#include <turbojpeg.h>

// The names of TurboJPEG 2.1, which 3.x still has.
bool jpeg_decode(const uint8_t *bytes, size_t count, uint8_t *pixels, int width, int height,
                 int channels, char *message, size_t capacity) {
  tjhandle handle = tjInitDecompress();
  if (handle == NULL) {
    snprintf(message, capacity, "%s", tjGetErrorStr2(NULL));
    return false;
  }
  int flags = TJFLAG_ACCURATEDCT | TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS;
  int result = tjDecompress2(handle, bytes, count, pixels, width, 0, height,
                             channels == 1 ? TJPF_GRAY : TJPF_RGB, flags);
  if (result != 0) snprintf(message, capacity, "%s", tjGetErrorStr2(handle));
  tjDestroy(handle);
  return result == 0;
}
