#include "CAssets.h"

// The drawn pictures only: the photographs would weigh more than the rest of the program.

static const unsigned char three[] = {
#embed "../../Assets/three.pgm"
};

static const unsigned char square[] = {
#embed "../../Assets/square.pgm"
};

static const unsigned char corner[] = {
#embed "../../Assets/corner.pgm"
};

static const unsigned char lines[] = {
#embed "../../Assets/lines.pgm"
};

static const unsigned char circle[] = {
#embed "../../Assets/circle.pgm"
};

static const unsigned char checkerboard[] = {
#embed "../../Assets/checkerboard.pgm"
};

static const unsigned char gradient[] = {
#embed "../../Assets/gradient.pgm"
};

#define PICTURE(name) {#name, name, sizeof name}

static const struct asset assets[] = {
    PICTURE(three),  PICTURE(square),       PICTURE(corner),   PICTURE(lines),
    PICTURE(circle), PICTURE(checkerboard), PICTURE(gradient),
};

const struct asset *asset_at(size_t index) {
  return index < sizeof assets / sizeof *assets ? &assets[index] : NULL;
}
