/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of picture/: a cover that every player shows.
 *
 * Car radios, hardware players and FFmpeg show baseline JPEG in RGB and stumble over progressive
 * and CMYK ones; large ones delay the start over a network, because players read the whole tag
 * first. A JPEG that is fine already stays as it is, byte for byte.
 *
 *     picture_fits, else picture_convert; picture_draw, if picture_can_draw
 *
 * picture_convert gives bytes of a stranger to libjpeg and libpng: call it in a process that may do
 * nothing else (speech/worker.h). Inside: raster.h is a picture in memory, which is made smaller
 * while it is read; jpeg.c and png.c read and write; svg.c draws; made_cover.h is a
 * drawing of ours.
 *
 * May use: base. Tests: test_picture; tests/cli/cover.sh; fuzzer picture.
 */
#ifndef PICTURE_PICTURE_H
#define PICTURE_PICTURE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct picture_limits {
    int side;     /* of the longer one, in pixels */
    size_t bytes; /* of the file */
};

/* 1400 pixels is the least that stores ask for; 300 KiB is two seconds of a slow network. */
enum { PICTURE_SIDE = 1400, PICTURE_BYTES = 300 * 1024 };

/* A larger one is refused: it takes no disk to claim any size. Chosen: 8,000 by 8,000. */
enum { PICTURE_PIXELS_MOST = 64 * 1000 * 1000 };

/* By its headers: a baseline JPEG, grey or YCbCr, within the limits; and it has an end. */
bool picture_fits(struct view picture, const struct picture_limits *limits);

/* Appends the picture, a JPEG, PNG or, if picture_can_draw, SVG, as a baseline JPEG within the
 * limits. What is transparent becomes white. Errors: ERR_INPUT, a reason without the name of the
 * file. */
bool picture_convert(struct view picture, const struct picture_limits *limits, struct text *out,
                     struct err *err);

/* By its first bytes. */
bool picture_is_svg(struct view picture);

/* Whether the program was built with what picture_draw needs. */
bool picture_can_draw(void);

/* Appends an SVG as a PNG whose longer side has so many pixels. What the drawing refers to outside
 * itself is not read. Letters need the fonts of the system. Errors: ERR_INPUT, a reason without the
 * name of the file; ERR_SETUP when it is not possible. */
bool picture_draw(struct view svg, int side, struct text *png, struct err *err);

#endif
