#!/bin/sh
# Feeds the picture readers damaged files, under the address sanitizer, until one breaks.
#
#   Tests/ImageFilesTests/Fuzz/fuzz.sh KIND [SECONDS] [BUILD FOLDER]
#
# KIND is png, jpg, pnm or csv: which sound files to begin with. What is found is written as
# BUILD FOLDER/KIND/crash-…; put it into Fixtures and into a test. Wants 2 GB of disk.
set -eu

kind=$1
seconds=${2:-60}
root=$(cd "$(dirname "$0")/../../.." && pwd)
build=${3:-/tmp/explore-fuzz}
here=$root/Tests/ImageFilesTests

# Counters for the fuzzer in our code, Swift and C; checks of addresses in both.
swift build --package-path "$root" --scratch-path "$build" -c release --target ImageFiles \
  --sanitize address -Xswiftc -sanitize=fuzzer -Xswiftc -parse-as-library \
  -Xcc -fsanitize=fuzzer-no-link

products=$build/release
swiftc -O -swift-version 6 -parse-as-library -sanitize=fuzzer,address \
  -package-name "$(basename "$root" | tr A-Z a-z)" -I "$products/Modules" \
  -Xcc -fmodule-map-file="$products/CImageCodecs.build/module.modulemap" \
  -Xcc -fmodule-map-file="$products/CProcessor.build/module.modulemap" \
  "$here/Fuzz/FuzzPicture.swift" \
  "$products"/ImageFiles.build/*.o "$products"/CImageCodecs.build/*.o \
  "$products"/Convolution.build/*.o "$products"/Kernels*.build/*.o "$products"/CProcessor.build/*.o \
  -lpng -lturbojpeg -o "$build/fuzz"

corpus=$build/$kind
mkdir -p "$corpus"
case $kind in
  pnm)
    printf 'P1 3 2 010110' >"$corpus/p1"
    printf 'P2 2 2 9 1 2 3 4#c\n' >"$corpus/p2"
    printf 'P3 1 2 9 1 2 3 4 5 6' >"$corpus/p3"
    printf 'P4 9 2 abcd' >"$corpus/p4"
    printf 'P5#c\n4 2 255\nabcdefgh' >"$corpus/p5"
    printf 'P6 1 2 65535\nabcdefghijkl' >"$corpus/p6"
    ;;
  csv)
    printf '1,-2.5,3e2\n.5,+4,-0.25\n' >"$corpus/commas"
    printf '# c\n1 2\n3 4\n' >"$corpus/blanks"
    printf '1;1e-38\r\n16777217;1.000000059604644775\r\n' >"$corpus/semicolons"
    ;;
  *) cp "$here"/Fixtures/*."$kind" "$corpus" ;;
esac

"$build/fuzz" -max_total_time="$seconds" -timeout=4 -rss_limit_mb=1024 -max_len=4096 \
  -artifact_prefix="$corpus/" "$corpus"
