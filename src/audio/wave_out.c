/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/wave_out.h"

#include "audio/labels.h"
#include "base/file.h"

#include <string.h>

/* The chunk that holds the place of ds64: three numbers of 64 bits and
 * the length of an empty table. */
enum { DS64_BYTES = 28, PCM = 1 };

static void add_le(struct text *out, uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        text_add_char(out, (char)(value >> 8 * i));
}

bool wave_out_start(struct wave_out *out, struct file_out *file, int rate_hz,
                    const struct sound_labels *labels, struct err *err)
{
    *out = (struct wave_out){.file = file, .labels = labels, .most_bytes = WAVE_PLAIN_MOST_BYTES};
    struct text *header = &out->bytes;
    text_add(header, "RIFF\0\0\0\0WAVEJUNK", 16);
    add_le(header, DS64_BYTES, 4);
    for (int i = 0; i < DS64_BYTES; i++)
        text_add_char(header, '\0');
    text_add_str(header, "fmt ");
    add_le(header, 16, 4);
    add_le(header, PCM, 2);
    add_le(header, 1, 2);
    add_le(header, (uint64_t)rate_hz, 4);
    add_le(header, (uint64_t)rate_hz * 2, 4);
    add_le(header, 2, 2);
    add_le(header, 16, 2);
    labels_add_info(labels, header);
    text_add_str(header, "data");
    add_le(header, 0, 4);
    out->data_at = header->bytes;
    return file_write(file, header->at, header->bytes, err);
}

bool wave_out_write(struct wave_out *out, const int16_t *samples, size_t count, struct err *err)
{
    text_clear(&out->bytes);
    text_reserve(&out->bytes, count * 2);
    for (size_t i = 0; i < count; i++) {
        out->bytes.at[2 * i] = (char)(samples[i] & 0xFF);
        out->bytes.at[2 * i + 1] = (char)((uint16_t)samples[i] >> 8);
    }
    out->bytes.bytes = count * 2;
    out->samples += count;
    return file_write(out->file, out->bytes.at, out->bytes.bytes, err);
}

/* The numbers that the header leaves open. */
static bool fill_in(struct wave_out *out, struct err *err)
{
    uint64_t data_bytes = out->samples * 2, riff_bytes = out->file->bytes - 8;
    bool plain = out->file->bytes <= out->most_bytes;
    struct text start = {0}, data = {0};
    text_add_str(&start, plain ? "RIFF" : "RF64");
    add_le(&start, plain ? riff_bytes : UINT32_MAX, 4);
    text_add_str(&start, "WAVE");
    if (!plain) {
        text_add_str(&start, "ds64");
        add_le(&start, DS64_BYTES, 4);
        add_le(&start, riff_bytes, 8);
        add_le(&start, data_bytes, 8);
        add_le(&start, out->samples, 8);
        add_le(&start, 0, 4);
    }
    add_le(&data, plain ? data_bytes : UINT32_MAX, 4);
    bool good = file_rewrite(out->file, 0, start.at, start.bytes, err) &&
                file_rewrite(out->file, out->data_at - 4, data.at, data.bytes, err);
    text_release(&start);
    text_release(&data);
    return good;
}

bool wave_out_finish(struct wave_out *out, const uint64_t *starts, struct err *err)
{
    text_clear(&out->bytes);
    labels_add_cues(out->labels, starts, &out->bytes);
    return file_write(out->file, out->bytes.at, out->bytes.bytes, err) && fill_in(out, err);
}

void wave_out_free(struct wave_out *out)
{
    text_release(&out->bytes);
}
