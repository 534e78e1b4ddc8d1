/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only file that knows libpng. */
#include "picture/raster.h"

#include "base/mem.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>

bool png_read_whole(struct view bytes, int side, struct raster *raster, struct err *err)
{
    static const png_color white = {255, 255, 255};
    png_image image;
    memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    *raster = (struct raster){0};
    if (!png_image_begin_read_from_memory(&image, bytes.at, bytes.bytes))
        return err_set(err, ERR_INPUT, "%s", image.message);
    bool good = image.width <= PICTURE_PIXELS_MOST && image.height <= PICTURE_PIXELS_MOST &&
                raster_start(raster, (int)image.width, (int)image.height, side, err);
    image.format = PNG_FORMAT_RGB;
    uint8_t *pixels = good ? mem_alloc((size_t)image.width * image.height * 3) : NULL;
    if (good && !png_image_finish_read(&image, &white, pixels, 0, NULL))
        good = err_set(err, ERR_INPUT, "%s", image.message);
    for (size_t y = 0; good && y < image.height; y++)
        raster_add_row(raster, pixels + y * image.width * 3);
    if (good)
        raster_end(raster);
    else
        raster_release(raster);
    png_image_free(&image);
    free(pixels);
    return good;
}
