/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/mp3.h"

#include "base/mem.h"

#include <lame/lame.h>
#include <stdlib.h>

struct mp3 {
    lame_t lame;
    int rate_hz, bitrate_kbps;
};

/* LAME prints nothing on stderr: our messages come from struct err. */
static void stay_silent(const char *format, va_list args)
{
    (void)format;
    (void)args;
}

static bool configure(struct mp3 *mp3, int quality)
{
    lame_set_errorf(mp3->lame, stay_silent);
    lame_set_debugf(mp3->lame, stay_silent);
    lame_set_msgf(mp3->lame, stay_silent);
    lame_set_in_samplerate(mp3->lame, mp3->rate_hz);
    lame_set_out_samplerate(mp3->lame, mp3->rate_hz); /* or LAME may resample */
    lame_set_num_channels(mp3->lame, 1);
    lame_set_mode(mp3->lame, MONO);
    lame_set_VBR(mp3->lame, vbr_off);
    lame_set_brate(mp3->lame, mp3->bitrate_kbps);
    lame_set_quality(mp3->lame, quality);
    lame_set_disable_reservoir(mp3->lame, 1);
    lame_set_bWriteVbrTag(mp3->lame, 0); /* track/ writes the Info frame, for the whole file */
    lame_set_write_id3tag_automatic(mp3->lame, 0);
    return lame_init_params(mp3->lame) >= 0 && lame_get_out_samplerate(mp3->lame) == mp3->rate_hz &&
           lame_get_brate(mp3->lame) == mp3->bitrate_kbps;
}

struct mp3 *mp3_open(int rate_hz, int bitrate_kbps, int quality, struct err *err)
{
    struct mp3 *mp3 = mem_zero(1, sizeof *mp3);
    mp3->rate_hz = rate_hz;
    mp3->bitrate_kbps = bitrate_kbps;
    mp3->lame = lame_init();
    if (mp3->lame != NULL && configure(mp3, quality))
        return mp3;
    err_set(err, ERR_USAGE,
            "MP3 at %d Hz cannot have %d kbit/s; use --bitrate 64, which always works", rate_hz,
            bitrate_kbps);
    mp3_close(mp3);
    return NULL;
}

void mp3_close(struct mp3 *mp3)
{
    if (mp3 == NULL)
        return;
    if (mp3->lame != NULL)
        lame_close(mp3->lame);
    free(mp3);
}

int mp3_lowpass_hz(const struct mp3 *mp3)
{
    return lame_get_lowpassfreq(mp3->lame);
}

int mp3_frame_samples(int rate_hz)
{
    return rate_hz >= 32000 ? 1152 : 576;
}

/* Bytes of the frame whose header is at `at` (ISO 11172-3, 2.4.3.1; a slot is one byte). */
static size_t frame_bytes(const struct mp3 *mp3, const unsigned char *at)
{
    size_t padding = at[2] >> 1 & 1;
    size_t slots = (size_t)mp3_frame_samples(mp3->rate_hz) / 8;
    return slots * (size_t)mp3->bitrate_kbps * 1000 / (size_t)mp3->rate_hz + padding;
}

/* Bytes of the frame at the start of LAME's stream; 0 when it is not there as a whole. */
static size_t next_frame(const struct mp3 *mp3, struct view stream)
{
    if (stream.bytes < 4 || (unsigned char)stream.at[0] != 0xFF)
        return 0;
    size_t bytes = frame_bytes(mp3, (const unsigned char *)stream.at);
    return bytes <= stream.bytes ? bytes : 0;
}

/* The bits of an encoder's headers that never change: all but those for padding and what a frame
 * says of its own joint stereo, copyright and emphasis. */
static bool same_kind(const char *header, const char *other)
{
    enum { PADDING = 1 << 1 };
    return header[0] == other[0] && header[1] == other[1] &&
           ((header[2] ^ other[2]) & ~PADDING) == 0;
}

uint32_t mp3_count_frames(const struct mp3 *mp3, struct view silent, struct view frames)
{
    uint32_t count = 0;
    while (frames.bytes > 0) {
        size_t bytes = next_frame(mp3, frames);
        if (bytes == 0 || !same_kind(frames.at, silent.at))
            return 0;
        frames = view_part(frames, bytes, frames.bytes);
        count++;
    }
    return count;
}

size_t mp3_frames_bytes(const struct mp3 *mp3, struct view frames, uint32_t count)
{
    size_t bytes = 0, frame;
    while (count-- > 0 && (frame = next_frame(mp3, view_part(frames, bytes, frames.bytes))) > 0)
        bytes += frame;
    return bytes;
}

/*
 * Silence inside a take, in whole frames of zeros. Of a long run only the first FED frames go
 * through the encoder. The last sound dies away in the first FADING of them: MP3_DELAY_SAMPLES is
 * less than two frames, and the transform of a frame reaches into the next. Copies of a silent
 * frame, put in after those, stand for the rest of the run. Chosen: LEAST, below which a run would
 * save one frame at most and is encoded whole.
 */
enum { SILENCE_FED = 4, SILENCE_FADING = 3, SILENCE_LEAST = 6 };

struct silent_gap {
    uint32_t at;     /* index of the frame where silent frames are put in */
    uint32_t frames; /* how many */
};

struct mp3_stream {
    struct mp3 *mp3;
    const struct view *silent; /* NULL: no gaps */
    struct text bytes;         /* what LAME has written so far */
    struct silent_gap *gaps;
    size_t gap_count, gap_capacity;
    uint32_t frames;        /* fed, silent ones included */
    uint32_t silent_frames; /* the last of them, which LAME has not received yet */
    bool failed;
};

static bool is_silent(const int16_t *samples, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (samples[i] != 0)
            return false;
    return true;
}

/* Appends what LAME wrote; a negative count is LAME's error. */
static void add_bytes(struct mp3_stream *stream, const unsigned char *bytes, int count)
{
    if (count > 0)
        text_add(&stream->bytes, (const char *)bytes, (size_t)count);
    stream->failed = stream->failed || count < 0;
}

/* LAME's own limit for one call is 1.25 * samples + 7200 bytes (lame.h). */
enum { FRAME_MOST_SAMPLES = 1152, FEED_BYTES = FRAME_MOST_SAMPLES * 5 / 4 + 7200 };

static void encode_frame(struct mp3_stream *stream, const int16_t *samples)
{
    unsigned char bytes[FEED_BYTES];
    int count = lame_encode_buffer(stream->mp3->lame, samples, NULL,
                                   mp3_frame_samples(stream->mp3->rate_hz), bytes, sizeof bytes);
    add_bytes(stream, bytes, count);
}

/* Encodes the waiting silence: all of a short run; of a long one the start, and notes a gap. */
static void encode_silence(struct mp3_stream *stream)
{
    static const int16_t zeros[FRAME_MOST_SAMPLES];
    uint32_t fed = stream->silent_frames;
    if (fed >= SILENCE_LEAST) {
        uint32_t start = stream->frames - fed;
        stream->gaps =
            mem_grow(stream->gaps, stream->gap_count, &stream->gap_capacity, sizeof *stream->gaps);
        stream->gaps[stream->gap_count++] =
            (struct silent_gap){start + SILENCE_FADING, fed - SILENCE_FED};
        fed = SILENCE_FED;
    }
    for (uint32_t i = 0; i < fed; i++)
        encode_frame(stream, zeros);
    stream->silent_frames = 0;
}

struct mp3_stream *mp3_start(struct mp3 *mp3, const struct view silent[2])
{
    struct mp3_stream *stream = mem_zero(1, sizeof *stream);
    stream->mp3 = mp3;
    stream->silent = silent != NULL && silent[0].bytes > 0 ? silent : NULL;
    return stream;
}

void mp3_feed(struct mp3_stream *stream, const int16_t *samples, uint32_t frames)
{
    size_t frame_samples = (size_t)mp3_frame_samples(stream->mp3->rate_hz);
    for (uint32_t i = 0; i < frames; i++, samples += frame_samples) {
        if (stream->silent != NULL && is_silent(samples, frame_samples)) {
            stream->silent_frames++;
        } else {
            encode_silence(stream);
            encode_frame(stream, samples);
        }
        stream->frames++;
    }
}

/* By how many bytes, times rate_hz, a frame without padding falls short of the bitrate. */
static uint64_t shortfall(const struct mp3 *mp3)
{
    uint64_t slots = (uint64_t)mp3_frame_samples(mp3->rate_hz) / 8;
    return slots * (uint64_t)mp3->bitrate_kbps * 1000 % (uint64_t)mp3->rate_hz;
}

/* Appends silent frames. `owed`: the shortfall of all frames so far. */
static void add_silent(const struct mp3_stream *stream, uint32_t frames, uint64_t *owed,
                       struct text *out)
{
    uint64_t rate_hz = (uint64_t)stream->mp3->rate_hz, missing = shortfall(stream->mp3);
    for (uint32_t i = 0; i < frames; i++) {
        *owed += missing;
        bool padded = *owed >= rate_hz;
        *owed -= padded ? rate_hz : 0;
        text_add_view(out, stream->silent[padded]);
    }
}

/* Copies frames to `out`: LAME's, and silent ones at the gaps. Returns how many; fewer than were
 * fed when LAME's are at an end. */
static uint32_t join_frames(const struct mp3_stream *stream, struct text *out)
{
    uint64_t owed = 0;
    struct view bytes = text_view(&stream->bytes);
    const struct silent_gap *gap = stream->gaps;
    const struct silent_gap *gaps_end = gap != NULL ? gap + stream->gap_count : NULL;
    uint32_t i = 0;
    while (i < stream->frames) {
        if (gap < gaps_end && gap->at == i) {
            add_silent(stream, gap->frames, &owed, out);
            i += gap++->frames;
            continue;
        }
        size_t frame = next_frame(stream->mp3, bytes);
        if (frame == 0)
            break;
        text_add(out, bytes.at, frame);
        bytes = view_part(bytes, frame, bytes.bytes);
        i++;
    }
    return i;
}

static void free_stream(struct mp3_stream *stream)
{
    text_release(&stream->bytes);
    free(stream->gaps);
    free(stream);
}

uint32_t mp3_cut(struct mp3_stream *stream, struct text *out)
{
    uint32_t frames = stream->failed ? 0 : join_frames(stream, out);
    free_stream(stream);
    return frames;
}

bool mp3_finish(struct mp3_stream *stream, struct text *out, struct err *err)
{
    unsigned char bytes[FEED_BYTES];
    encode_silence(stream);
    add_bytes(stream, bytes, lame_encode_flush(stream->mp3->lame, bytes, sizeof bytes));
    bool good = !stream->failed && join_frames(stream, out) == stream->frames;
    if (!good)
        err_set(err, ERR_SYSTEM,
                "internal error: LAME gave %zu bytes for %u frames; please report it",
                stream->bytes.bytes, stream->frames);
    free_stream(stream);
    return good;
}

bool mp3_encode(struct mp3 *mp3, const int16_t *samples, uint32_t frames,
                const struct view silent[2], struct text *out, struct err *err)
{
    struct mp3_stream *stream = mp3_start(mp3, silent);
    mp3_feed(stream, samples, frames);
    return mp3_finish(stream, out, err);
}

/* Looks for frames of both kinds in what LAME has written since `at`, where frame `*count` begins.
 * Returns where the first incomplete one begins. */
static size_t take_silent(const struct mp3_stream *stream, size_t at, int *count,
                          struct text out[2])
{
    enum { SETTLED = 8 }; /* chosen: skips the encoder's delay several times over */
    struct view rest = view_part(text_view(&stream->bytes), at, stream->bytes.bytes);
    for (size_t bytes; (bytes = next_frame(stream->mp3, rest)) > 0; ++*count) {
        struct text *kind = &out[rest.at[2] >> 1 & 1];
        if (*count >= SETTLED && kind->bytes == 0)
            text_add(kind, rest.at, bytes);
        rest = view_part(rest, bytes, rest.bytes);
    }
    return stream->bytes.bytes - rest.bytes;
}

/* Encodes silence until both have been there. Chosen: among FRAMES there are frames of both kinds
 * at every bitrate that has both. */
bool mp3_silent_frames(int rate_hz, int bitrate_kbps, int quality, struct text out[2],
                       struct err *err)
{
    enum { FRAMES = 256 };
    static const int16_t zeros[FRAME_MOST_SAMPLES];
    struct mp3 *mp3 = mp3_open(rate_hz, bitrate_kbps, quality, err);
    if (mp3 == NULL)
        return false;
    struct mp3_stream *stream = mp3_start(mp3, NULL);
    bool has_both = shortfall(mp3) > 0;
    size_t at = 0;
    for (int i = 0, count = 0;
         i < FRAMES && !stream->failed && (out[0].bytes == 0 || (has_both && out[1].bytes == 0));
         i++) {
        mp3_feed(stream, zeros, 1);
        at = take_silent(stream, at, &count, out);
    }
    bool good = !stream->failed || err_set(err, ERR_SYSTEM,
                                           "internal error: LAME cannot encode silence; please "
                                           "report it");
    free_stream(stream);
    mp3_close(mp3);
    return good;
}

const char *mp3_version(void)
{
    return get_lame_version();
}
