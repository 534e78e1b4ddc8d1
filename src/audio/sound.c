/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/sound.h"

#include "audio/flac_out.h"
#include "audio/ogg_pages.h"
#include "audio/wave_out.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

#include <math.h>
#include <samplerate.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Chosen: limits that only a damaged or hostile file exceeds (768 kHz is the highest rate that
 * audio converters have), and how much is read at a time. */
enum {
    INPUT_BYTES_MAX = 256 << 20,
    INPUT_RATE_MAX_HZ = 768000,
    BLOCK_FRAMES = 4096,
};

/* ---- A file in memory, for libsndfile to read ---- */

struct memory {
    struct text bytes;
    size_t at;
};

static sf_count_t memory_length(void *user)
{
    struct memory *memory = user;
    return (sf_count_t)memory->bytes.bytes;
}

static sf_count_t memory_tell(void *user)
{
    struct memory *memory = user;
    return (sf_count_t)memory->at;
}

/* The new position after a seek, 0 to `length`. */
static uint64_t seek_target(sf_count_t offset, int whence, uint64_t now, uint64_t length)
{
    sf_count_t from = whence == SEEK_SET ? 0 : (sf_count_t)(whence == SEEK_CUR ? now : length);
    if (offset < -from)
        return 0;
    if (offset > (sf_count_t)length - from)
        return length;
    return (uint64_t)(from + offset);
}

static sf_count_t memory_seek(sf_count_t offset, int whence, void *user)
{
    struct memory *memory = user;
    memory->at = (size_t)seek_target(offset, whence, memory->at, memory->bytes.bytes);
    return (sf_count_t)memory->at;
}

static sf_count_t memory_read(void *to, sf_count_t count, void *user)
{
    struct memory *memory = user;
    size_t left = memory->bytes.bytes - memory->at;
    size_t got = count < 0 ? 0 : (uint64_t)count < left ? (size_t)count : left;
    if (got > 0)
        memcpy(to, memory->bytes.at + memory->at, got);
    memory->at += got;
    return (sf_count_t)got;
}

static sf_count_t memory_write(const void *from, sf_count_t count, void *user)
{
    (void)from;
    (void)count;
    (void)user;
    return 0;
}

static SF_VIRTUAL_IO memory_io(void)
{
    return (SF_VIRTUAL_IO){.get_filelen = memory_length,
                           .seek = memory_seek,
                           .read = memory_read,
                           .write = memory_write,
                           .tell = memory_tell};
}

/* ---- Reading ---- */

struct float_samples {
    float *at;
    size_t count, capacity;
};

/* Appends the mean of all channels. NaN and infinity, which float files may hold, count as 0. */
static void add_mixed(struct float_samples *mono, const float *frame, int channels)
{
    double sum = 0;
    for (int i = 0; i < channels; i++)
        sum += isfinite(frame[i]) ? frame[i] : 0;
    mono->at = mem_grow(mono->at, mono->count, &mono->capacity, sizeof *mono->at);
    mono->at[mono->count++] = (float)(sum / channels);
}

/* At most `max_frames` and a block, whatever the header says. */
static void read_mixed(SNDFILE *sound, int channels, uint64_t max_frames,
                       struct float_samples *mono)
{
    float *block = mem_zero((size_t)BLOCK_FRAMES * (size_t)channels, sizeof *block);
    sf_count_t got;
    while ((got = sf_readf_float(sound, block, BLOCK_FRAMES)) > 0 && mono->count <= max_frames)
        for (sf_count_t i = 0; i < got; i++)
            add_mixed(mono, block + i * channels, channels);
    free(block);
}

/* How much of a sound is read, and what is done with one that is longer. */
struct extent {
    int max_ms;
    bool cut; /* else that is an error */
};

static bool read_sound(SNDFILE *sound, const SF_INFO *info, const char *path, struct extent extent,
                       struct float_samples *mono, struct err *err)
{
    if (info->samplerate <= 0 || info->samplerate > INPUT_RATE_MAX_HZ || info->channels <= 0)
        return err_set(err, ERR_INPUT, "%s: a sample rate of %d Hz is not possible", path,
                       info->samplerate);
    uint64_t max_frames = (uint64_t)extent.max_ms * (uint64_t)info->samplerate / 1000;
    read_mixed(sound, info->channels, max_frames, mono);
    if (mono->count > max_frames && !extent.cut)
        return err_set(err, ERR_INPUT, "%s: is longer than %.1f seconds; shorten it", path,
                       extent.max_ms / 1000.0);
    if (mono->count > max_frames)
        mono->count = (size_t)max_frames;
    if (mono->count == 0)
        return err_set(err, ERR_INPUT, "%s: contains no sound", path);
    return true;
}

static bool read_file(const char *path, int rate_hz, struct extent extent, float **samples,
                      size_t *count, struct err *err)
{
    struct memory memory = {0};
    if (!file_read(path, INPUT_BYTES_MAX, &memory.bytes, err))
        return false;
    SF_VIRTUAL_IO io = memory_io();
    SF_INFO info = {0};
    SNDFILE *sound = sf_open_virtual(&io, SFM_READ, &info, &memory);
    struct float_samples mono = {0};
    bool good = sound != NULL ? read_sound(sound, &info, path, extent, &mono, err)
                              : err_set(err, ERR_INPUT, "%s: %s", path, sf_strerror(NULL));
    if (sound != NULL)
        sf_close(sound);
    text_release(&memory.bytes);
    if (good && !sound_resample(mono.at, mono.count, info.samplerate, rate_hz, samples, count, err))
        good = err_prefix(err, "%s", path);
    free(mono.at);
    return good;
}

bool sound_read(const char *path, int rate_hz, int max_ms, float **samples, size_t *count,
                struct err *err)
{
    return read_file(path, rate_hz, (struct extent){max_ms, false}, samples, count, err);
}

bool sound_read_start(const char *path, int rate_hz, int max_ms, float **samples, size_t *count,
                      struct err *err)
{
    return read_file(path, rate_hz, (struct extent){max_ms, true}, samples, count, err);
}

bool sound_resample(const float *samples, size_t count, int from_hz, int to_hz, float **resampled,
                    size_t *resampled_count, struct err *err)
{
    double ratio = (double)to_hz / from_hz;
    if (from_hz <= 0 || to_hz <= 0 || !src_is_valid_ratio(ratio))
        return err_set(err, ERR_INPUT, "cannot convert %d Hz to %d Hz", from_hz, to_hz);
    uint64_t wanted =
        ((uint64_t)count * (uint64_t)to_hz + (uint64_t)from_hz - 1) / (uint64_t)from_hz;
    float *out = mem_zero((size_t)wanted, sizeof *out);
    SRC_DATA data = {.data_in = samples,
                     .data_out = out,
                     .input_frames = (long)count,
                     .output_frames = (long)wanted,
                     .src_ratio = ratio};
    int problem = 0;
    if (from_hz == to_hz && count > 0)
        memcpy(out, samples, count * sizeof *out);
    else if (count > 0)
        problem = src_simple(&data, SRC_SINC_MEDIUM_QUALITY, 1);
    if (problem != 0) {
        free(out);
        return err_set(err, ERR_SYSTEM, "cannot convert %d Hz to %d Hz: %s", from_hz, to_hz,
                       src_strerror(problem));
    }
    *resampled = out;
    *resampled_count = (size_t)wanted;
    return true;
}

/* ---- Writing ---- */

struct sound_out {
    enum sound_format format;
    struct file_out *file;
    struct wave_out wave;
    struct flac_out *flac;
    SNDFILE *sndfile; /* Opus */
    struct ogg_pages pages;
    struct err failed; /* of a callback; libsndfile cannot pass it on */
};

static sf_count_t out_tell(void *user)
{
    const struct sound_out *out = user;
    return (sf_count_t)(out->file->bytes + out->pages.rest.bytes);
}

/* An Ogg stream is written from the start to the end. */
static sf_count_t out_seek(sf_count_t offset, int whence, void *user)
{
    (void)offset;
    (void)whence;
    return out_tell(user);
}

static sf_count_t out_read(void *to, sf_count_t count, void *user)
{
    (void)to;
    (void)count;
    (void)user;
    return 0;
}

static sf_count_t out_write(const void *from, sf_count_t count, void *user)
{
    struct sound_out *out = user;
    bool good = out->failed.kind == ERR_NONE && count >= 0 &&
                ogg_pages_write(&out->pages, from, (size_t)count, out->file, &out->failed);
    return good ? count : 0;
}

static SF_VIRTUAL_IO out_io(void)
{
    return (SF_VIRTUAL_IO){.get_filelen = out_tell,
                           .seek = out_seek,
                           .read = out_read,
                           .write = out_write,
                           .tell = out_tell};
}

/* The error of a callback if there was one, else libsndfile's. */
static bool out_failed(const struct sound_out *out, struct err *err)
{
    if (out->failed.kind == ERR_NONE)
        return err_set(err, ERR_OUTPUT, "%s: %s", out->file->target, sf_strerror(out->sndfile));
    *err = out->failed;
    return false;
}

static bool create_opus(struct sound_out *out, int rate_hz, const struct sound_labels *labels,
                        struct err *err)
{
    SF_VIRTUAL_IO io = out_io();
    SF_INFO info = {.samplerate = rate_hz, .channels = 1, .format = SF_FORMAT_OGG | SF_FORMAT_OPUS};
    ogg_pages_start(&out->pages, labels, rate_hz);
    out->sndfile = sf_open_virtual(&io, SFM_WRITE, &info, out);
    return out->sndfile != NULL || out_failed(out, err);
}

struct sound_out *sound_create(struct file_out *file, enum sound_format format, int rate_hz,
                               const struct sound_labels *labels, struct err *err)
{
    struct sound_out *out = mem_zero(1, sizeof *out);
    out->file = file;
    out->format = format;
    bool good = false;
    switch (format) {
    case SOUND_WAV:
        good = wave_out_start(&out->wave, file, rate_hz, labels, err);
        break;
    case SOUND_FLAC:
        out->flac = flac_out_create(file, rate_hz, labels, err);
        good = out->flac != NULL;
        break;
    case SOUND_OPUS:
        good = create_opus(out, rate_hz, labels, err);
        break;
    }
    if (good)
        return out;
    sound_abandon(out);
    return NULL;
}

bool sound_write(struct sound_out *out, const int16_t *samples, size_t count, struct err *err)
{
    if (out->format == SOUND_WAV)
        return wave_out_write(&out->wave, samples, count, err);
    if (out->format == SOUND_FLAC)
        return flac_out_write(out->flac, samples, count, err);
    sf_count_t written = sf_write_short(out->sndfile, samples, (sf_count_t)count);
    if (written != (sf_count_t)count || out->failed.kind != ERR_NONE)
        return out_failed(out, err);
    return true;
}

static bool finish_opus(struct sound_out *out, const uint64_t *starts, struct err *err)
{
    int problem = sf_close(out->sndfile);
    out->sndfile = NULL;
    if (out->failed.kind != ERR_NONE)
        return out_failed(out, err);
    if (problem != SF_ERR_NO_ERROR || out->pages.rest.bytes > 0)
        return err_set(err, ERR_OUTPUT, "%s: cannot be completed: %s", out->file->target,
                       problem != 0 ? sf_error_number(problem) : "the last page is cut off");
    return ogg_pages_finish(&out->pages, starts, out->file, err);
}

bool sound_finish(struct sound_out *out, const uint64_t *starts, struct err *err)
{
    bool good = out->format == SOUND_WAV    ? wave_out_finish(&out->wave, starts, err)
                : out->format == SOUND_FLAC ? flac_out_finish(out->flac, starts, err)
                                            : finish_opus(out, starts, err);
    sound_abandon(out);
    return good;
}

void sound_abandon(struct sound_out *out)
{
    if (out == NULL)
        return;
    if (out->sndfile != NULL)
        sf_close(out->sndfile);
    ogg_pages_free(&out->pages);
    wave_out_free(&out->wave);
    flac_out_free(out->flac);
    free(out);
}

const char *sound_version(void)
{
    return sf_version_string();
}

const char *sound_resampler_version(void)
{
    return src_get_version();
}
