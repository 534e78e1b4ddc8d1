#include "speech/mp3.h"

#include "base/mem.h"

#include <lame/lame.h>
#include <stdlib.h>
#include <string.h>

struct mp3 {
    lame_t lame;
    int rate_hz, bitrate_kbps;
};

/* LAME has words of its own for stderr; ours come from struct err. */
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
    lame_set_out_samplerate(mp3->lame, mp3->rate_hz); /* or LAME resamples without a word */
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
    err_set(err, ERR_USAGE, "MP3 at %d Hz cannot have %d kbit/s; 64 is always possible", rate_hz,
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

/* Bytes of the frame whose header stands at `at` (ISO 11172-3, 2.4.3.1): slots of one byte. */
static size_t frame_bytes(const struct mp3 *mp3, const unsigned char *at)
{
    size_t padding = at[2] >> 1 & 1;
    size_t slots = (size_t)mp3_frame_samples(mp3->rate_hz) / 8;
    return slots * (size_t)mp3->bitrate_kbps * 1000 / (size_t)mp3->rate_hz + padding;
}

/* Bytes of the frame that stands at the start of LAME's stream; 0 when there is no whole one. */
static size_t next_frame(const struct mp3 *mp3, struct view stream)
{
    if (stream.bytes < 4 || (unsigned char)stream.at[0] != 0xFF)
        return 0;
    size_t bytes = frame_bytes(mp3, (const unsigned char *)stream.at);
    return bytes <= stream.bytes ? bytes : 0;
}

/*
 * Silence inside a take, in whole frames of zeros. Of a long run only the first FED frames go
 * through the encoder: in them the last sound dies away (MP3_DELAY_SAMPLES is less than two frames,
 * and a frame's transform reaches into the next). The frames left out come back as copies of a
 * silent frame, behind the FADING frames in which the sound still is.
 */
enum { SILENCE_FED = 4, SILENCE_FADING = 3, SILENCE_LEAST = 6 };

struct gap {
    uint32_t at;     /* frame of the take where silent frames are put in */
    uint32_t frames; /* how many */
};

static bool is_silent(const int16_t *samples, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (samples[i] != 0)
            return false;
    return true;
}

/* Finds the gaps and copies what is to be fed to `fed`; returns the number of gaps. */
static size_t leave_out_silence(const struct mp3 *mp3, const int16_t *samples, uint32_t frames,
                                struct gap *gaps, int16_t *fed, size_t *fed_count)
{
    size_t frame = (size_t)mp3_frame_samples(mp3->rate_hz), gap_count = 0;
    *fed_count = 0;
    for (uint32_t i = 0, run; i < frames; i += run) {
        uint32_t kept = 1;
        for (run = 0; i + run < frames && is_silent(samples + (i + run) * frame, frame); run++)
            ;
        if (run >= SILENCE_LEAST) {
            kept = SILENCE_FED;
            gaps[gap_count++] = (struct gap){i + SILENCE_FADING, run - SILENCE_FED};
        } else {
            kept = run = run > 0 ? run : 1;
        }
        memcpy(fed + *fed_count, samples + i * frame, kept * frame * sizeof *fed);
        *fed_count += kept * frame;
    }
    return gap_count;
}

/* Copies `frames` frames to `out`, from LAME's stream and, at the gaps, silent ones. */
static bool join_frames(const struct mp3 *mp3, struct view stream, const struct gap *gaps,
                        size_t gap_count, struct view silent, uint32_t frames, struct text *out)
{
    size_t gap = 0;
    for (uint32_t i = 0; i < frames;) {
        if (gap < gap_count && gaps[gap].at == i) {
            for (uint32_t k = 0; k < gaps[gap].frames; k++)
                text_add_view(out, silent);
            i += gaps[gap++].frames;
            continue;
        }
        size_t bytes = next_frame(mp3, stream);
        if (bytes == 0)
            return false;
        text_add(out, stream.at, bytes);
        stream = view_part(stream, bytes, stream.bytes);
        i++;
    }
    return true;
}

/* LAME's own bound for one call: 1.25 * samples + 7200 bytes (lame.h). */
static size_t worst_bytes(size_t samples)
{
    return samples + samples / 4 + 7200;
}

/* Encodes all samples to a malloc'ed stream; its length is 0 when LAME failed. */
static struct view encode_all(struct mp3 *mp3, const int16_t *samples, size_t count)
{
    size_t room = worst_bytes(count) + 7200;
    unsigned char *stream = mem_alloc(room);
    int encoded = lame_encode_buffer(mp3->lame, samples, NULL, (int)count, stream, (int)room);
    int flushed =
        encoded < 0 ? encoded : lame_encode_flush(mp3->lame, stream + encoded, (int)room - encoded);
    return (struct view){(char *)stream, flushed < 0 ? 0 : (size_t)(encoded + flushed)};
}

bool mp3_encode(struct mp3 *mp3, const int16_t *samples, uint32_t frames, struct view silent,
                struct text *out, struct err *err)
{
    size_t count = (size_t)frames * (size_t)mp3_frame_samples(mp3->rate_hz), gap_count = 0;
    struct gap *gaps = mem_alloc((frames / SILENCE_LEAST + 1) * sizeof *gaps);
    int16_t *fed = NULL;
    if (silent.bytes > 0) {
        fed = mem_alloc(count * sizeof *fed);
        gap_count = leave_out_silence(mp3, samples, frames, gaps, fed, &count);
    }
    struct view stream = encode_all(mp3, fed != NULL ? fed : samples, count);
    bool good = join_frames(mp3, stream, gaps, gap_count, silent, frames, out);
    if (!good)
        err_set(err, ERR_SYSTEM, "LAME gave %zu bytes for %u frames", stream.bytes, frames);
    free((void *)(uintptr_t)stream.at);
    free(fed);
    free(gaps);
    return good;
}

/* Of a second of silence, the first frame after the encoder has settled that has the wanted
 * padding. */
bool mp3_silent_frame(int rate_hz, int bitrate_kbps, int quality, bool padded, struct text *out,
                      struct err *err)
{
    enum { FRAMES = 256, SETTLED = 8 };
    struct mp3 *mp3 = mp3_open(rate_hz, bitrate_kbps, quality, err);
    if (mp3 == NULL)
        return false;
    struct text stream = {0};
    int16_t *zeros = mem_zero((size_t)FRAMES * 1152, sizeof *zeros);
    bool good = mp3_encode(mp3, zeros, FRAMES, (struct view){0}, &stream, err), found = false;
    size_t at = 0;
    for (int i = 0; good && !found && i < FRAMES; i++) {
        const unsigned char *frame = (const unsigned char *)stream.at + at;
        found = i >= SETTLED && (frame[2] >> 1 & 1) == (padded ? 1 : 0);
        if (found)
            text_add(out, stream.at + at, frame_bytes(mp3, frame));
        at += frame_bytes(mp3, frame);
    }
    free(zeros);
    text_release(&stream);
    mp3_close(mp3);
    return good;
}
