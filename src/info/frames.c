/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "info/frames.h"

#include "base/big_endian.h"
#include "track/crc16.h"

#include <string.h>

enum {
    SEARCH_BYTES = 1 << 20, /* for the first frame; chosen: more than any player looks through */
    ID3V1_BYTES = 128,
    APE_FOOTER_BYTES = 32,
};

bool frame_header_read(const uint8_t at[4], struct frame_header *header)
{
    static const int kbps[2][16] = {
        {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0},
        {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0}};
    static const int rates_hz[4][4] = {
        {11025, 12000, 8000, 0}, {0, 0, 0, 0}, {22050, 24000, 16000, 0}, {44100, 48000, 32000, 0}};
    static const int versions[] = {25, 0, 2, 1};
    int version = at[1] >> 3 & 3, rate = rates_hz[version][at[2] >> 2 & 3];
    bool first = version == 3, mono = at[3] >> 6 == 3;
    int rate_kbps = kbps[first][at[2] >> 4];
    if (at[0] != 0xFF || (at[1] & 0xE6) != 0xE2 || rate == 0 || rate_kbps == 0)
        return false;
    *header = (struct frame_header){
        .version = versions[version],
        .kbps = rate_kbps,
        .rate_hz = rate,
        .channels = mono ? 1 : 2,
        .samples = first ? 1152 : 576,
        .has_crc = (at[1] & 1) == 0,
        .bytes = (size_t)((first ? 144000 : 72000) * rate_kbps / rate + (at[2] >> 1 & 1)),
        .side_bytes = first ? (mono ? 17 : 32) : (mono ? 9 : 17),
    };
    return header->bytes >= 4 + 2 + header->side_bytes;
}

static bool alike(const struct frame_header *a, const struct frame_header *b)
{
    return a->version == b->version && a->rate_hz == b->rate_hz;
}

/* A frame at `at` that is whole. `limit` is where the audio ends. */
static bool is_frame(struct source *source, uint64_t at, uint64_t limit,
                     struct frame_header *header)
{
    const uint8_t *bytes = at < limit ? source_get(source, at, 4) : NULL;
    return bytes != NULL && frame_header_read(bytes, header) && header->bytes <= limit - at;
}

/* ... and another one, or the end, comes after it. Eleven bits of ones are too common to be trusted
 * alone. */
static bool starts_frames(struct source *source, uint64_t at, uint64_t limit,
                          struct frame_header *header)
{
    struct frame_header next;
    uint64_t ahead = limit - at < FRAME_MOST_BYTES + 4 ? limit - at : FRAME_MOST_BYTES + 4;
    source_get(source, at, (size_t)ahead); /* so that the window is not read twice for each byte */
    if (!is_frame(source, at, limit, header))
        return false;
    uint64_t after = at + header->bytes;
    return after == limit || (is_frame(source, after, limit, &next) && alike(header, &next));
}

/* Where the audio ends and tags at the end begin. */
static uint64_t find_end(struct source *source, uint64_t from, struct info_audio *audio)
{
    uint64_t end = source->bytes;
    const uint8_t *at = end - from >= ID3V1_BYTES ? source_get(source, end - ID3V1_BYTES, 3) : NULL;
    if (at != NULL && memcmp(at, "TAG", 3) == 0) {
        audio->has_id3v1 = true;
        end -= ID3V1_BYTES;
    }
    at = end - from >= APE_FOOTER_BYTES ? source_get(source, end - APE_FOOTER_BYTES, 32) : NULL;
    if (at == NULL || memcmp(at, "APETAGEX", 8) != 0)
        return end;
    audio->has_ape = true;
    uint64_t size =
        (uint64_t)at[12] | (uint64_t)at[13] << 8 | (uint64_t)at[14] << 16 | (uint64_t)at[15] << 24;
    size += (at[23] & 0x80) != 0 ? APE_FOOTER_BYTES : 0; /* it has a header, too */
    return size <= end - from ? end - size : end;
}

/* LAME's extension; `at` is where it begins, `left` what the frame has from there on. */
static void read_lame(const uint8_t *frame, const uint8_t *at, size_t left, const struct crc16 *crc,
                      struct info_frame *info, uint32_t *music_crc)
{
    if (left < 36 ||
        (memcmp(at, "LAME", 4) != 0 && memcmp(at, "Lav", 3) != 0 && memcmp(at, "L3.99", 5) != 0))
        return;
    info->has_lame = true;
    for (int i = 0; i < 9; i++)
        info->encoder[i] = at[i] >= ' ' && at[i] < 0x7F ? (char)at[i] : '\0';
    info->lowpass_hz = at[10] * 100;
    info->delay = at[21] << 4 | at[22] >> 4;
    info->padding = (at[22] & 15) << 8 | at[23];
    *music_crc = get_be16(at + 32);
    info->tag_crc_right = crc16_more(crc, 0, frame, (size_t)(at - frame) + 34) == get_be16(at + 34);
}

/* Fills in what the first frame says; false when it is a frame of sound. */
static bool read_info(const uint8_t *frame, const struct frame_header *header,
                      const struct crc16 *crc, struct info_frame *info, uint32_t *music_crc)
{
    size_t at = 4 + header->side_bytes;
    if (header->bytes >= 36 + 18 && memcmp(frame + 36, "VBRI", 4) == 0) {
        *info = (struct info_frame){.kind = "VBRI",
                                    .has_bytes = true,
                                    .has_frames = true,
                                    .toc_rises = true,
                                    .bytes = get_be32(frame + 46),
                                    .frames = get_be32(frame + 50)};
        return true;
    }
    if (header->bytes < at + 8)
        return false;
    info->kind = memcmp(frame + at, "Info", 4) == 0   ? "Info"
                 : memcmp(frame + at, "Xing", 4) == 0 ? "Xing"
                                                      : NULL;
    if (info->kind == NULL)
        return false;
    uint32_t flags = get_be32(frame + at + 4);
    at += 8;
    size_t needed =
        (flags & 1 ? 4 : 0) + (flags & 2 ? 4 : 0) + (flags & 4 ? 100 : 0) + (flags & 8 ? 4 : 0);
    if (header->bytes < at + needed)
        return true;
    if ((info->has_frames = flags & 1))
        info->frames = get_be32(frame + at);
    at += flags & 1 ? 4 : 0;
    if ((info->has_bytes = flags & 2))
        info->bytes = get_be32(frame + at);
    at += flags & 2 ? 4 : 0;
    info->has_toc = flags & 4;
    info->toc_rises = true;
    for (size_t i = 1; info->has_toc && i < 100; i++)
        info->toc_rises = info->toc_rises && frame[at + i] >= frame[at + i - 1];
    at += (flags & 4 ? 100 : 0) + (flags & 8 ? 4 : 0);
    read_lame(frame, frame + at, header->bytes - at, crc, info, music_crc);
    return true;
}

static void count_frame(struct info_audio *audio, const uint8_t *frame,
                        const struct frame_header *header)
{
    const uint8_t *side = frame + 4 + (header->has_crc ? 2 : 0);
    /* main_data_begin: 9 bits in MPEG-1, 8 in the others */
    bool borrows = side[0] != 0 || (header->version == 1 && (side[1] & 0x80) != 0);
    if (audio->frames == 0)
        audio->first_borrows = borrows;
    audio->frames++;
    audio->bytes += header->bytes;
    audio->borrowing_frames += borrows;
    audio->crc_frames += header->has_crc;
    audio->least_kbps = header->kbps < audio->least_kbps ? header->kbps : audio->least_kbps;
    audio->most_kbps = header->kbps > audio->most_kbps ? header->kbps : audio->most_kbps;
    audio->differs = audio->differs || header->channels != audio->channels;
}

/* After what is not a frame: where frames go on, or the end. */
static uint64_t find_next(struct source *source, uint64_t at, uint64_t limit,
                          struct info_audio *audio)
{
    struct frame_header header;
    uint64_t start = at;
    const uint8_t *bytes = source_get(source, at, limit - at < 4 ? (size_t)(limit - at) : 4);
    if (bytes != NULL && limit - at >= 4 && frame_header_read(bytes, &header) &&
        header.bytes > limit - at) {
        audio->last_is_cut = true;
        return limit;
    }
    do /* at least one byte: the file may have become shorter */
        at++;
    while (at < limit && !starts_frames(source, at, limit, &header));
    audio->gaps++;
    audio->gap_bytes += at - start;
    return at;
}

static void set_kind(struct info_audio *audio, const struct frame_header *header)
{
    audio->version = header->version;
    audio->rate_hz = header->rate_hz;
    audio->channels = header->channels;
    audio->frame_samples = header->samples;
    audio->first_kbps = audio->least_kbps = audio->most_kbps = header->kbps;
}

bool frames_walk(struct source *source, uint64_t from, struct info_audio *audio)
{
    struct frame_header header, first;
    struct crc16 crc;
    uint32_t music_crc = 0;
    uint16_t crc_now = 0;
    uint64_t limit = find_end(source, from, audio), at = from;
    crc16_start(&crc);
    while (at < limit && at - from < SEARCH_BYTES && !starts_frames(source, at, limit, &first))
        at++;
    if (at >= limit || at - from >= SEARCH_BYTES)
        return false;
    audio->gaps = at > from;
    audio->gap_bytes = at - from;
    audio->first_at = at;
    set_kind(audio, &first);
    const uint8_t *frame = source_get(source, at, first.bytes);
    if (frame != NULL && read_info(frame, &first, &crc, &audio->info, &music_crc))
        at += first.bytes;
    while (at < limit) {
        frame = is_frame(source, at, limit, &header) ? source_get(source, at, header.bytes) : NULL;
        if (frame == NULL || !alike(&header, &first)) {
            audio->differs = audio->differs || frame != NULL;
            at = find_next(source, at, limit, audio);
            continue;
        }
        count_frame(audio, frame, &header);
        if (audio->info.has_lame)
            crc_now = crc16_more(&crc, crc_now, frame, header.bytes);
        at += header.bytes;
    }
    audio->end_at = limit;
    audio->info.music_crc_right = crc_now == music_crc;
    return audio->frames > 0;
}
