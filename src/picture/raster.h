/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to picture/: a picture in RGB, 8 bits each, which is made smaller while its rows come:
 * each pixel becomes the mean of the area that it covers.
 */
#ifndef PICTURE_RASTER_H
#define PICTURE_RASTER_H

#include "base/err.h"
#include "base/str.h"
#include "picture/picture.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct raster {
    int width, height;
    uint8_t *pixels; /* width * height * 3 */
    /* private */
    int source_width, source_height, row, next_row;
    double filled; /* how much of the row is there, in rows of the source */
    float *row_sum, *row_now;
};

/* ERR_INPUT when a picture of this size is refused. */
bool raster_start(struct raster *raster, int width, int height, int side, struct err *err);
/* The next row of the source; more than it has are ignored. */
void raster_add_row(struct raster *raster, const uint8_t *rgb);
/* Rows that have not come are white. */
void raster_end(struct raster *raster);
/* A smaller copy of a raster that is complete takes its place. */
void raster_shrink(struct raster *raster, int side);
void raster_release(struct raster *raster);

/* Each fills a raster, or appends a baseline JPEG. Errors: ERR_INPUT. */
bool jpeg_read(struct view bytes, int side, struct raster *raster, struct err *err);
bool png_read_whole(struct view bytes, int side, struct raster *raster, struct err *err);
bool jpeg_write(const struct raster *raster, int quality, struct text *out, struct err *err);

#endif
