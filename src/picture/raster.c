/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture/raster.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CHANNELS = 3 };

bool raster_start(struct raster *raster, int width, int height, int side, struct err *err)
{
    *raster = (struct raster){.source_width = width, .source_height = height};
    if (width < 1 || height < 1 || (int64_t)width * height > PICTURE_PIXELS_MOST)
        return err_set(err, ERR_INPUT, "%d by %d pixels are more than %d million", width, height,
                       PICTURE_PIXELS_MOST / 1000000);
    int longer = width > height ? width : height;
    double scale = longer > side ? (double)side / longer : 1;
    raster->width = (int)lround(width * scale);
    raster->height = (int)lround(height * scale);
    raster->width = raster->width < 1 ? 1 : raster->width;
    raster->height = raster->height < 1 ? 1 : raster->height;
    size_t row = (size_t)raster->width * CHANNELS;
    raster->pixels = mem_alloc(row * (size_t)raster->height);
    memset(raster->pixels, 255, row * (size_t)raster->height);
    raster->row_sum = mem_zero(row, sizeof *raster->row_sum);
    raster->row_now = mem_zero(row, sizeof *raster->row_now);
    return true;
}

/* Makes the row as short as those of the result. */
static void shorten(const struct raster *raster, const uint8_t *rgb, float *out)
{
    double step = (double)raster->source_width / raster->width;
    for (int x = 0; x < raster->width; x++) {
        double from = x * step, to = (x + 1) * step;
        double sum[CHANNELS] = {0}, weight = 0;
        for (int i = (int)from; i < raster->source_width && i < to; i++) {
            double part = (i + 1 < to ? i + 1 : to) - (i > from ? i : from);
            weight += part;
            for (int c = 0; c < CHANNELS; c++)
                sum[c] += part * rgb[i * CHANNELS + c];
        }
        for (int c = 0; c < CHANNELS; c++)
            out[x * CHANNELS + c] = (float)(sum[c] / (weight > 0 ? weight : 1));
    }
}

static void put_row(struct raster *raster)
{
    size_t count = (size_t)raster->width * CHANNELS;
    uint8_t *to = raster->pixels + (size_t)raster->row * count;
    for (size_t i = 0; i < count; i++) {
        long value = lrint(raster->row_sum[i] / raster->filled);
        to[i] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
        raster->row_sum[i] = 0;
    }
    raster->filled = 0;
    raster->row++;
}

void raster_add_row(struct raster *raster, const uint8_t *rgb)
{
    size_t count = (size_t)raster->width * CHANNELS;
    double step = (double)raster->source_height / raster->height;
    double from = raster->next_row, end = from + 1;
    if (raster->next_row >= raster->source_height)
        return;
    raster->next_row++;
    shorten(raster, rgb, raster->row_now);
    while (from < end - 1e-9 && raster->row < raster->height) {
        double row_end = (raster->row + 1) * step, part = (row_end < end ? row_end : end) - from;
        if (part > 0) {
            for (size_t i = 0; i < count; i++)
                raster->row_sum[i] += (float)part * raster->row_now[i];
            raster->filled += part;
            from += part;
        }
        if (from < row_end - 1e-9)
            return;
        if (raster->filled > 0)
            put_row(raster);
        else
            raster->row++;
    }
}

void raster_end(struct raster *raster)
{
    if (raster->row < raster->height && raster->filled > 0)
        put_row(raster);
    free(raster->row_sum);
    free(raster->row_now);
    raster->row_sum = raster->row_now = NULL;
}

void raster_shrink(struct raster *raster, int side)
{
    struct raster smaller;
    struct err none;
    if (!raster_start(&smaller, raster->width, raster->height, side, &none))
        return;
    for (int y = 0; y < raster->height; y++)
        raster_add_row(&smaller, raster->pixels + (size_t)y * (size_t)raster->width * CHANNELS);
    raster_end(&smaller);
    raster_release(raster);
    *raster = smaller;
}

void raster_release(struct raster *raster)
{
    free(raster->pixels);
    free(raster->row_sum);
    free(raster->row_now);
    *raster = (struct raster){0};
}
