/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only file that knows libjpeg. */
#include "picture/raster.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

/* More scans than this are made to keep a decoder busy; usual are ten. */
enum { SCANS_MOST = 100 };

struct failure {
    struct jpeg_error_mgr manager;
    jmp_buf back;
    char words[JMSG_LENGTH_MAX];
};

static _Noreturn void fail(j_common_ptr any)
{
    struct failure *failure = (struct failure *)(void *)any->err;
    any->err->format_message(any, failure->words);
    longjmp(failure->back, 1);
}

static void stay_silent(j_common_ptr any)
{
    (void)any;
}

static void watch(j_common_ptr any)
{
    j_decompress_ptr jpeg = (j_decompress_ptr)(void *)any;
    struct failure *failure = (struct failure *)(void *)any->err;
    if (jpeg->input_scan_number <= SCANS_MOST)
        return;
    snprintf(failure->words, sizeof failure->words, "it has too many scans");
    longjmp(failure->back, 1);
}

static void prepare(struct failure *failure)
{
    jpeg_std_error(&failure->manager);
    failure->manager.error_exit = fail;
    failure->manager.output_message = stay_silent;
}

/* CMYK to RGB. Adobe's files have all four inverted. In place: a pixel gets shorter. */
static void mix_colours(uint8_t *row, size_t pixels, bool inverted)
{
    for (size_t i = 0; i < pixels; i++) {
        const uint8_t *from = row + 4 * i;
        int k = inverted ? from[3] : 255 - from[3];
        for (int c = 0; c < 3; c++) {
            int ink = inverted ? from[c] : 255 - from[c];
            row[3 * i + (size_t)c] = (uint8_t)(ink * k / 255);
        }
    }
}

/* Decoding at an eighth, a quarter or half of the size is faster and as good, as long as the result
 * is smaller still. */
static unsigned choose_divisor(const struct jpeg_decompress_struct *jpeg, int side)
{
    unsigned longer =
        jpeg->image_width > jpeg->image_height ? jpeg->image_width : jpeg->image_height;
    unsigned divisor = 8;
    while (divisor > 1 && longer / divisor < (unsigned)side * 2)
        divisor /= 2;
    return divisor;
}

/* Everything that a jump must not lose. */
struct reading {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_progress_mgr progress;
    struct failure failure;
    uint8_t *row;
    struct raster *raster;
    int side;
    bool started; /* the raster */
};

static bool decode(struct reading *reading, struct err *err)
{
    struct jpeg_decompress_struct *jpeg = &reading->jpeg;
    jpeg_read_header(jpeg, TRUE);
    if ((int64_t)jpeg->image_width * jpeg->image_height > PICTURE_PIXELS_MOST)
        return raster_start(reading->raster, (int)jpeg->image_width, (int)jpeg->image_height,
                            reading->side, err);
    bool four = jpeg->jpeg_color_space == JCS_CMYK || jpeg->jpeg_color_space == JCS_YCCK;
    jpeg->out_color_space = four ? JCS_CMYK : JCS_RGB;
    jpeg->scale_num = 1;
    jpeg->scale_denom = choose_divisor(jpeg, reading->side);
    jpeg_start_decompress(jpeg);
    if (!raster_start(reading->raster, (int)jpeg->output_width, (int)jpeg->output_height,
                      reading->side, err))
        return false;
    reading->started = true;
    reading->row = mem_alloc((size_t)jpeg->output_width * 4);
    while (jpeg->output_scanline < jpeg->output_height) {
        JSAMPROW row = reading->row;
        jpeg_read_scanlines(jpeg, &row, 1);
        if (four)
            mix_colours(reading->row, jpeg->output_width, jpeg->saw_Adobe_marker);
        raster_add_row(reading->raster, reading->row);
    }
    raster_end(reading->raster);
    return true;
}

bool jpeg_read(struct view bytes, int side, struct raster *raster, struct err *err)
{
    struct reading *reading = mem_zero(1, sizeof *reading);
    volatile bool good = false;
    reading->raster = raster;
    reading->side = side;
    *raster = (struct raster){0};
    prepare(&reading->failure);
    reading->jpeg.err = &reading->failure.manager;
    if (setjmp(reading->failure.back) == 0) {
        jpeg_create_decompress(&reading->jpeg);
        reading->progress.progress_monitor = watch;
        reading->jpeg.progress = &reading->progress;
        jpeg_mem_src(&reading->jpeg, (const unsigned char *)bytes.at, bytes.bytes);
        good = decode(reading, err);
    } else {
        err_set(err, ERR_INPUT, "%s", reading->failure.words);
    }
    jpeg_destroy_decompress(&reading->jpeg);
    if (!good)
        raster_release(raster);
    free(reading->row);
    free(reading);
    return good;
}

struct writing {
    struct jpeg_compress_struct jpeg;
    struct failure failure;
    unsigned char *bytes; /* libjpeg allocates it */
    unsigned long count;
};

static void encode(struct writing *writing, const struct raster *raster, int quality)
{
    struct jpeg_compress_struct *jpeg = &writing->jpeg;
    jpeg_mem_dest(jpeg, &writing->bytes, &writing->count);
    jpeg->image_width = (JDIMENSION)raster->width;
    jpeg->image_height = (JDIMENSION)raster->height;
    jpeg->input_components = 3;
    jpeg->in_color_space = JCS_RGB;
    jpeg_set_defaults(jpeg);
    jpeg_set_quality(jpeg, quality, TRUE);
    jpeg->optimize_coding = TRUE;
    jpeg_start_compress(jpeg, TRUE);
    for (int y = 0; y < raster->height; y++) {
        JSAMPROW row = raster->pixels + (size_t)y * (size_t)raster->width * 3;
        jpeg_write_scanlines(jpeg, &row, 1);
    }
    jpeg_finish_compress(jpeg);
}

bool jpeg_write(const struct raster *raster, int quality, struct text *out, struct err *err)
{
    struct writing *writing = mem_zero(1, sizeof *writing);
    volatile bool good = false;
    prepare(&writing->failure);
    writing->jpeg.err = &writing->failure.manager;
    if (setjmp(writing->failure.back) == 0) {
        jpeg_create_compress(&writing->jpeg);
        encode(writing, raster, quality);
        text_add(out, (const char *)writing->bytes, writing->count);
        good = true;
    } else {
        err_set(err, ERR_INPUT, "%s", writing->failure.words);
    }
    jpeg_destroy_compress(&writing->jpeg);
    free(writing->bytes);
    free(writing);
    return good;
}
