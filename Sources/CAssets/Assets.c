#include "CAssets.h"

// The small pictures only: the photographs would weigh more than the rest of the program.

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

static const unsigned char colors[] = {
#embed "../../Assets/colors.ppm"
};

static const unsigned char t_shirt[] = {
#embed "../../Assets/fashion/t-shirt.pgm"
};

static const unsigned char trouser[] = {
#embed "../../Assets/fashion/trouser.pgm"
};

static const unsigned char pullover[] = {
#embed "../../Assets/fashion/pullover.pgm"
};

static const unsigned char dress[] = {
#embed "../../Assets/fashion/dress.pgm"
};

static const unsigned char coat[] = {
#embed "../../Assets/fashion/coat.pgm"
};

static const unsigned char sandal[] = {
#embed "../../Assets/fashion/sandal.pgm"
};

static const unsigned char shirt[] = {
#embed "../../Assets/fashion/shirt.pgm"
};

static const unsigned char sneaker[] = {
#embed "../../Assets/fashion/sneaker.pgm"
};

static const unsigned char bag[] = {
#embed "../../Assets/fashion/bag.pgm"
};

static const unsigned char ankle_boot[] = {
#embed "../../Assets/fashion/ankle-boot.pgm"
};

static const unsigned char sneaker_2[] = {
#embed "../../Assets/fashion/sneaker-2.pgm"
};

static const unsigned char bag_2[] = {
#embed "../../Assets/fashion/bag-2.pgm"
};

#define ASSET(file, bytes) {file, bytes, sizeof bytes}

static const struct asset assets[] = {
    ASSET("three.pgm", three),
    ASSET("square.pgm", square),
    ASSET("corner.pgm", corner),
    ASSET("lines.pgm", lines),
    ASSET("circle.pgm", circle),
    ASSET("checkerboard.pgm", checkerboard),
    ASSET("gradient.pgm", gradient),
    ASSET("colors.ppm", colors),
    ASSET("fashion/t-shirt.pgm", t_shirt),
    ASSET("fashion/trouser.pgm", trouser),
    ASSET("fashion/pullover.pgm", pullover),
    ASSET("fashion/dress.pgm", dress),
    ASSET("fashion/coat.pgm", coat),
    ASSET("fashion/sandal.pgm", sandal),
    ASSET("fashion/shirt.pgm", shirt),
    ASSET("fashion/sneaker.pgm", sneaker),
    ASSET("fashion/bag.pgm", bag),
    ASSET("fashion/ankle-boot.pgm", ankle_boot),
    ASSET("fashion/sneaker-2.pgm", sneaker_2),
    ASSET("fashion/bag-2.pgm", bag_2),
};

const struct asset *asset_at(size_t index) {
  return index < sizeof assets / sizeof *assets ? &assets[index] : NULL;
}
