/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Covers: what stays as it is, and what becomes of all else. Pictures are made here by libjpeg and
 * libpng, red above and blue below. */
#include "../test.h"
#include "base/str.h"
#include "picture/made_cover.h"
#include "picture/picture.h"
#include "picture/raster.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <png.h>

static const struct picture_limits usual = {PICTURE_SIDE, PICTURE_BYTES};

enum kind { BASELINE, PROGRESSIVE, CMYK, GREY, PLAIN_RGB };

static void make_jpeg(int width, int height, enum kind kind, struct text *out)
{
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    unsigned char *bytes = NULL;
    unsigned long count = 0;
    int channels = kind == CMYK ? 4 : kind == GREY ? 1 : 3;
    uint8_t *row = calloc((size_t)width, 4);
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &bytes, &count);
    jpeg.image_width = (JDIMENSION)width;
    jpeg.image_height = (JDIMENSION)height;
    jpeg.input_components = channels;
    jpeg.in_color_space = kind == CMYK ? JCS_CMYK : kind == GREY ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&jpeg);
    if (kind == PLAIN_RGB)
        jpeg_set_colorspace(&jpeg, JCS_RGB);
    if (kind == PROGRESSIVE)
        jpeg_simple_progression(&jpeg);
    jpeg_start_compress(&jpeg, TRUE);
    for (int y = 0; y < height; y++) {
        bool red = y < height / 2;
        for (int x = 0; x < width; x++) {
            uint8_t *pixel = row + x * channels;
            /* libjpeg marks a CMYK file as Adobe's, so its inks are inverted. */
            pixel[0] = red ? 255 : 0;
            if (channels > 1) {
                pixel[1] = 0;
                pixel[2] = red ? 0 : 255;
            }
            if (channels == 4)
                pixel[3] = 255;
        }
        JSAMPROW rows = row;
        jpeg_write_scanlines(&jpeg, &rows, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    text_add(out, (const char *)bytes, count);
    free(bytes);
    free(row);
}

/* With alpha: the right half is transparent. `noisy`: pixels by chance, which no format makes
 * small.
 */
static void make_png(int width, int height, bool noisy, struct text *out)
{
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)width,
                       .height = (png_uint_32)height,
                       .format = PNG_FORMAT_RGBA};
    uint8_t *pixels = calloc((size_t)width * (size_t)height, 4);
    uint32_t chance = 1;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            uint8_t *pixel = pixels + 4 * (y * width + x);
            pixel[y < height / 2 ? 0 : 2] = 255;
            pixel[3] = x < width / 2 ? 255 : 0;
            for (int c = 0; noisy && c < 4; c++)
                pixel[c] = c == 3 ? 255 : (uint8_t)((chance = chance * 1664525 + 1013904223) >> 24);
        }
    png_alloc_size_t bytes = 0;
    CHECK(png_image_write_to_memory(&image, NULL, &bytes, 0, pixels, 0, NULL));
    text_reserve(out, bytes);
    CHECK(png_image_write_to_memory(&image, out->at, &bytes, 0, pixels, 0, NULL));
    out->bytes = bytes;
    free(pixels);
}

/* Reads a result back. */
static void look_at(const struct text *picture, struct raster *raster)
{
    struct err err = {0};
    CHECK(picture_fits(text_view(picture), &usual));
    CHECK(jpeg_read(text_view(picture), 10000, raster, &err));
}

static bool is_near(const struct raster *raster, int x, int y, int red, int green, int blue)
{
    if (raster->pixels == NULL)
        return false;
    const uint8_t *at = raster->pixels + 3 * (y * raster->width + x);
    return abs(at[0] - red) < 12 && abs(at[1] - green) < 12 && abs(at[2] - blue) < 12;
}

static void knows_what_fits(void)
{
    static const struct {
        int width, height;
        enum kind kind;
        bool fits;
    } rows[] = {{600, 900, BASELINE, true},  {1400, 10, BASELINE, true},
                {1401, 10, BASELINE, false}, {10, 1401, BASELINE, false},
                {600, 900, GREY, true},      {600, 900, PROGRESSIVE, false},
                {600, 900, CMYK, false},     {600, 900, PLAIN_RGB, false}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct text picture = {0};
        make_jpeg(rows[i].width, rows[i].height, rows[i].kind, &picture);
        CHECK_INT(picture_fits(text_view(&picture), &usual), rows[i].fits);
        CHECK(!picture_fits(text_view(&picture), &(struct picture_limits){PICTURE_SIDE, 100}));
        CHECK(!picture_fits(view_part(text_view(&picture), 0, 20), &usual));
        text_release(&picture);
    }
}

static void jpegs_become_baseline(void)
{
    static const enum kind kinds[] = {PROGRESSIVE, CMYK, PLAIN_RGB, BASELINE};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        struct text picture = {0}, out = {0};
        struct raster raster;
        struct err err = {0};
        make_jpeg(3000, 1500, kinds[i], &picture);
        CHECK(picture_convert(text_view(&picture), &usual, &out, &err));
        look_at(&out, &raster);
        CHECK_INT(raster.width, 1400);
        CHECK_INT(raster.height, 700);
        CHECK(is_near(&raster, 700, 100, 255, 0, 0));
        CHECK(is_near(&raster, 700, 600, 0, 0, 255));
        raster_release(&raster);
        text_release(&picture);
        text_release(&out);
    }
}

static void pngs_become_jpegs(void)
{
    struct text picture = {0}, out = {0};
    struct raster raster;
    struct err err = {0};
    make_png(300, 1600, false, &picture);
    CHECK(picture_convert(text_view(&picture), &usual, &out, &err));
    look_at(&out, &raster);
    CHECK_INT(raster.width, 263); /* 262.5 */
    CHECK_INT(raster.height, 1400);
    CHECK(is_near(&raster, 20, 100, 255, 0, 0));
    CHECK(is_near(&raster, 20, 1300, 0, 0, 255));
    CHECK(is_near(&raster, 240, 1300, 255, 255, 255));
    raster_release(&raster);
    text_release(&picture);
    text_release(&out);
}

static void nothing_is_too_much(void)
{
    struct text picture = {0}, out = {0};
    struct err err = {0};
    make_png(1400, 1400, true, &picture);
    CHECK(picture.bytes > PICTURE_BYTES);
    CHECK(picture_convert(text_view(&picture), &usual, &out, &err));
    CHECK(out.bytes <= PICTURE_BYTES);
    CHECK(picture_fits(text_view(&out), &usual));
    text_release(&picture);
    text_release(&out);
}

static void refuses_what_cannot_be_read(void)
{
    struct text picture = {0}, out = {0};
    struct err err = {0};
    CHECK(!picture_convert(view_of("\xFF\xD8\xFF\xE0 a picture"), &usual, &out, &err));
    CHECK_INT(err.kind, ERR_INPUT);
    make_png(20, 20, false, &picture);
    CHECK(!picture_convert(view_part(text_view(&picture), 0, 40), &usual, &out, &err));
    /* A header that claims 60,000 by 60,000 pixels. */
    make_jpeg(16, 16, PROGRESSIVE, &out);
    for (size_t i = 0; i + 9 < out.bytes; i++)
        if (memcmp(out.at + i, "\xFF\xC2", 2) == 0)
            memcpy(out.at + i + 5, "\xEA\x60\xEA\x60", 4);
    text_clear(&picture);
    CHECK(!picture_convert(text_view(&out), &usual, &picture, &err));
    CHECK(strstr(err.text, "60000 by 60000") != NULL);
    text_release(&picture);
    text_release(&out);
}

/* A drawing for any title; what is markup in it is written as letters. */
static void made_covers_hold_any_title(void)
{
    static const char *const titles[] = {
        "", "A", "<b> & \"x\"", "\xFF\x01 bad", "one\ntwo", "\xE6\xBA\x90\xE6\xB0\x8F"};
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++) {
        struct text svg = {0}, png = {0};
        struct err err = {0};
        made_cover_draw(titles[i], i % 2 == 0 ? NULL : titles[i], &svg);
        CHECK(picture_is_svg(text_view(&svg)));
        CHECK(strstr(svg.at, "<b>") == NULL);
        if (picture_can_draw())
            CHECK(picture_draw(text_view(&svg), 100, &png, &err));
        text_release(&svg);
        text_release(&png);
    }
    struct text longest = {0}, svg = {0};
    for (int i = 0; i < 3000; i++)
        text_add_str(&longest, i % 50 == 0 ? "endless " : "word");
    made_cover_draw(longest.at, longest.at, &svg);
    CHECK(svg.bytes < 3 * longest.bytes);
    text_release(&longest);
    text_release(&svg);
}

TEST_MAIN(TEST(made_covers_hold_any_title), TEST(knows_what_fits), TEST(jpegs_become_baseline),
          TEST(pngs_become_jpegs), TEST(nothing_is_too_much), TEST(refuses_what_cannot_be_read))
