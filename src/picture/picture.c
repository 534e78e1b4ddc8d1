/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture/picture.h"

#include "base/big_endian.h"
#include "picture/raster.h"

#include <stdint.h>
#include <string.h>

/* What the segments before the first scan say (ITU-T T.81, B.1.1.3; APP14 is Adobe's). */
struct jpeg_form {
    int start_of_frame, bits, width, height, components; /* 0: not there */
    bool is_rgb;                                         /* not YCbCr, which few players know */
};

static void read_form(const uint8_t *at, size_t bytes, struct jpeg_form *form)
{
    *form = (struct jpeg_form){0};
    for (size_t i = 2; i + 4 <= bytes && at[i] == 0xFF;) {
        int marker = at[i + 1];
        if (marker == 0xFF) { /* a fill byte */
            i++;
            continue;
        }
        if (marker == 0xDA) /* the first scan */
            return;
        bool starts_frame =
            marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (starts_frame && i + 10 <= bytes) {
            form->start_of_frame = marker;
            form->bits = at[i + 4];
            form->height = (int)get_be16(at + i + 5);
            form->width = (int)get_be16(at + i + 7);
            form->components = at[i + 9];
        }
        if (marker == 0xEE && i + 16 <= bytes && memcmp(at + i + 4, "Adobe", 5) == 0)
            form->is_rgb = at[i + 15] == 0;
        i += 2 + get_be16(at + i + 2);
    }
}

bool picture_fits(struct view picture, const struct picture_limits *limits)
{
    struct jpeg_form form;
    /* What does not end with the marker for that has lost something, and FFmpeg warns. */
    if (!view_starts(picture, "\xFF\xD8\xFF") || !view_ends(picture, "\xFF\xD9") ||
        picture.bytes > limits->bytes)
        return false;
    read_form((const uint8_t *)picture.at, picture.bytes, &form);
    return form.start_of_frame == 0xC0 && form.bits == 8 && form.width > 0 && form.height > 0 &&
           form.width <= limits->side && form.height <= limits->side &&
           (form.components == 1 || (form.components == 3 && !form.is_rgb));
}

bool picture_is_svg(struct view picture)
{
    struct view start = view_part(picture, 0, 4096);
    return view_starts(view_trim(start), "<") && view_find(start, "<svg", 0) < start.bytes;
}

/* First with less quality, then with fewer pixels, until it is small enough. */
static bool write_within(struct raster *raster, const struct picture_limits *limits,
                         struct text *out, struct err *err)
{
    enum { BEST = 90, LEAST = 60, STEP = 10, SIDE_LEAST = 64 };
    size_t before = out->bytes;
    for (;;) {
        for (int quality = BEST; quality >= LEAST; quality -= STEP) {
            text_cut(out, before);
            if (!jpeg_write(raster, quality, out, err))
                return false;
            if (out->bytes - before <= limits->bytes)
                return true;
        }
        int longer = raster->width > raster->height ? raster->width : raster->height;
        if (longer / 2 < SIDE_LEAST)
            return true;
        raster_shrink(raster, longer * 3 / 4);
    }
}

bool picture_convert(struct view picture, const struct picture_limits *limits, struct text *out,
                     struct err *err)
{
    struct raster raster;
    struct text drawn = {0};
    if (picture_is_svg(picture)) {
        if (!picture_draw(picture, limits->side, &drawn, err))
            return false;
        picture = text_view(&drawn);
    }
    bool good = view_starts(picture, "\x89PNG")
                    ? png_read_whole(picture, limits->side, &raster, err)
                    : jpeg_read(picture, limits->side, &raster, err);
    good = good && write_within(&raster, limits, out, err);
    raster_release(&raster);
    text_release(&drawn);
    return good;
}
