/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "track/track.h"

#include "audio/mp3.h"
#include "audio/sound.h"
#include "base/big_endian.h"
#include "base/checksum.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "track/bitstream.h"
#include "track/id3.h"
#include "track/info_frame.h"
#include "track/seal.h"

#include <stdlib.h>
#include <string.h>

enum {
    PENDING_BYTES = 1 << 16,  /* as much is collected before it is written; chosen */
    TIME_MS_MAX = 0x7FFFFFFF, /* players read times as signed 32-bit numbers */
};

struct track {
    const struct track_plan *plan;
    struct err failed; /* the first failure; kind ERR_NONE while all is well */
    struct file_out file;
    uint64_t now_samples, *starts_samples;
    size_t chapters_started;
    /* MP3 */
    struct id3 tag;
    struct bitstream stream;
    size_t info_bytes;
    size_t tone_at;                    /* in plan->tone, what comes next; of a master, too */
    struct checksum_stream *audio_sum; /* of what follows the Info frame */
    struct text pending;
    uint64_t streamed_bytes;
    /* masters */
    struct sound_out *sound;
    struct sound_labels labels;
    struct sound_chapter *sound_chapters;
};

uint64_t track_now_samples(const struct track *track)
{
    return track->now_samples;
}

uint64_t track_chapter_samples(const struct track *track, size_t index)
{
    return track->starts_samples[index];
}

static bool write_bytes(struct track *track, struct view bytes, struct err *err)
{
    const struct track_plan *plan = track->plan;
    if (plan->stream == NULL)
        return file_write(&track->file, bytes.at, bytes.bytes, err);
    track->streamed_bytes += bytes.bytes;
    return plan->stream(plan->context, bytes, err);
}

static bool flush(struct track *track, struct err *err)
{
    if (!write_bytes(track, text_view(&track->pending), err))
        return false;
    text_clear(&track->pending);
    return true;
}

static bool advance(struct track *track, uint64_t samples, struct err *err)
{
    track->now_samples += samples;
    if (track->now_samples / (uint64_t)track->plan->rate_hz < TIME_MS_MAX / 1000)
        return true;
    return err_set(err, ERR_OUTPUT, "%s: is longer than the limit of 596 hours; split the book",
                   track->file.target);
}

/* Adds MP3 frames to count, CRC and checksum. Returns how many; 0 is a failure. */
static uint32_t account(struct track *track, struct view mp3, struct err *err)
{
    uint32_t frames = bitstream_add(&track->stream, mp3.at, mp3.bytes);
    if (frames == 0)
        err_set(err, ERR_SYSTEM,
                "internal error: the encoder's frames are incomplete or differ in kind; please "
                "report it");
    checksum_add(track->audio_sum, mp3);
    return frames;
}

/* Small parts are collected; a whole take goes to the file as it is, because a copy costs more than
 * all else that is done here. */
static bool put_bytes(struct track *track, struct view bytes, struct err *err)
{
    struct text *pending = &track->pending;
    if (bytes.bytes >= PENDING_BYTES)
        return flush(track, err) && write_bytes(track, bytes, err);
    text_add_view(pending, bytes);
    return pending->bytes < PENDING_BYTES || flush(track, err);
}

/* Writes MP3 frames and accounts for them, but not in the clock. `is_start`: of a take, so the
 * first may be fitted. Returns how many; 0 is a failure. */
static uint32_t put_frames(struct track *track, const void *mp3, size_t bytes, bool is_start,
                           struct err *err)
{
    struct text *pending = &track->pending;
    size_t before = pending->bytes;
    size_t replaced = is_start ? bitstream_fit(&track->stream, mp3, bytes, pending) : 0;
    struct view first = view_part(text_view(pending), before, pending->bytes);
    struct view rest = {(const char *)mp3 + replaced, bytes - replaced};
    uint32_t frames = 0, more = 0;
    if ((first.bytes > 0 && (frames = account(track, first, err)) == 0) ||
        (rest.bytes > 0 && (more = account(track, rest, err)) == 0) || !put_bytes(track, rest, err))
        return 0;
    return frames + more;
}

/* The next frame of the room tone that has the padding byte, or has not, as the bitrate wants it.
 * If none is as it should be, any will do: put_frames can add the byte. */
static struct view next_tone_frame(struct track *track, bool padded)
{
    struct view tone = track->plan->tone, frame;
    size_t first = track->tone_at;
    do {
        bool has = bitstream_frame_is_padded(tone.at + track->tone_at);
        size_t end = track->tone_at + track->stream.short_bytes + has;
        frame = view_part(tone, track->tone_at, end);
        track->tone_at = end + track->stream.short_bytes <= tone.bytes ? end : 0;
        if (has == padded)
            break;
    } while (track->tone_at != first);
    return frame;
}

static bool put_silent_frames(struct track *track, uint32_t frames, struct err *err)
{
    for (uint32_t i = 0; i < frames; i++) {
        int padded = bitstream_silent(&track->stream);
        const struct track_silent_frame *silent = &track->plan->silent[padded];
        struct view frame = track->plan->tone.bytes > 0 ? next_tone_frame(track, padded)
                                                        : (struct view){silent->at, silent->bytes};
        if (put_frames(track, frame.at, frame.bytes, true, err) != 1)
            return false;
    }
    return true;
}

static bool put_silent_samples(struct track *track, uint64_t samples, struct err *err)
{
    static const int16_t silence[1152];
    const struct view tone = track->plan->tone;
    for (size_t part; samples > 0; samples -= part) {
        const int16_t *from = silence;
        part = samples < 1152 ? (size_t)samples : 1152;
        if (tone.bytes >= sizeof silence) {
            if (track->tone_at + sizeof silence > tone.bytes)
                track->tone_at = 0;
            from = (const int16_t *)(const void *)(tone.at + track->tone_at);
            track->tone_at += part * sizeof *from;
        }
        if (!sound_write(track->sound, from, part, err))
            return false;
    }
    return true;
}

static bool add_silence(struct track *track, uint32_t frames, struct err *err)
{
    uint64_t samples = (uint64_t)frames * (uint64_t)mp3_frame_samples(track->plan->rate_hz);
    bool good = track->plan->format == TRACK_MP3 ? put_silent_frames(track, frames, err)
                                                 : put_silent_samples(track, samples, err);
    return good && advance(track, samples, err);
}

/* Where all frames have the same whole number of bytes (48 kHz), no padded frame exists or is
 * needed. */
static bool padded_frame_fits(const struct track_plan *plan, const struct bitstream *stream)
{
    const struct track_silent_frame *padded = &plan->silent[1];
    return !bitstream_has_padding(stream) ||
           (padded->at != NULL && bitstream_is_frame(stream, padded->at, padded->bytes, true));
}

/* Writes the tag, still without times, and leaves room for the Info frame, which a stream has not.
 */
static bool start_mp3(struct track *track, struct err *err)
{
    const struct track_plan *plan = track->plan;
    const struct track_silent_frame *silent = &plan->silent[0];
    if (!bitstream_start(&track->stream, silent->at, silent->bytes, plan->rate_hz,
                         plan->bitrate_kbps) ||
        !padded_frame_fits(plan, &track->stream))
        return err_set(
            err, ERR_SYSTEM,
            "internal error: the silent frames are not mono MP3 at %d kbit/s; please report it",
            plan->bitrate_kbps);
    if (!info_fits(track->stream.header, silent->bytes))
        return err_set(err, ERR_OUTPUT,
                       "%s: frames of %d kbit/s are too small to hold the length of the book; use "
                       "--bitrate 64",
                       track->file.target, plan->bitrate_kbps);
    if (!id3_make(&track->tag, plan, err))
        return false;
    track->stream.debt = plan->debt;
    track->info_bytes = plan->stream == NULL ? silent->bytes : 0;
    track->audio_sum = checksum_start();
    text_add(&track->pending, track->tag.bytes.at, track->tag.bytes.bytes);
    for (size_t i = 0; i < track->info_bytes; i++)
        text_add_char(&track->pending, '\0');
    return flush(track, err);
}

static bool start_master(struct track *track, struct err *err)
{
    static const enum sound_format formats[] = {
        [TRACK_WAV] = SOUND_WAV, [TRACK_FLAC] = SOUND_FLAC, [TRACK_OPUS] = SOUND_OPUS};
    const struct track_plan *plan = track->plan;
    track->sound_chapters = mem_zero(plan->chapter_count, sizeof *track->sound_chapters);
    for (size_t i = 0; i < plan->chapter_count; i++)
        track->sound_chapters[i] =
            (struct sound_chapter){plan->chapters[i].title, plan->chapters[i].level};
    track->labels = (struct sound_labels){
        .metadata = plan->metadata,
        .title = plan->title,
        .number = plan->number,
        .of = plan->of,
        .replay_gain_db = plan->replay_gain_db,
        .peak = plan->peak,
        .cover = plan->cover,
        .cover_bytes = plan->cover_bytes,
        .chapters = track->sound_chapters,
        .chapter_count = plan->chapter_count,
    };
    track->sound =
        sound_create(&track->file, formats[plan->format], plan->rate_hz, &track->labels, err);
    return track->sound != NULL;
}

struct track *track_open(const char *target, const struct track_plan *plan, struct err *err)
{
    struct track *track = mem_zero(1, sizeof *track);
    track->plan = plan;
    track->pending.apart = true; /* written between the starts of workers */
    track->starts_samples = mem_zero(plan->chapter_count, sizeof *track->starts_samples);
    if (plan->stream != NULL) {
        track->file = (struct file_out){.descriptor = -1};
        track->file.target = mem_copy_text(target, strlen(target));
    } else if (!file_create(&track->file, target, err)) {
        track_abandon(track);
        return NULL;
    }
    if ((plan->format == TRACK_MP3 ? start_mp3(track, err) : start_master(track, err)))
        return track;
    track_abandon(track);
    return NULL;
}

/* False with the first error if something has failed before. */
static bool usable(const struct track *track, struct err *err)
{
    if (track->failed.kind == ERR_NONE)
        return true;
    *err = track->failed;
    return false;
}

static bool remember(struct track *track, bool good, const struct err *err)
{
    if (!good)
        track->failed = *err;
    return good;
}

/* Two chapters never start at the same time: players would drop one of them. */
static bool start_chapter(struct track *track, size_t index, struct err *err)
{
    if (index != track->chapters_started || index >= track->plan->chapter_count)
        return err_set(err, ERR_SYSTEM,
                       "internal error: chapter %zu starts out of order; please report it", index);
    if (index > 0 && track->now_samples == track->starts_samples[index - 1] &&
        !add_silence(track, 1, err))
        return false;
    track->starts_samples[index] = index == 0 ? 0 : track->now_samples;
    track->chapters_started++;
    return true;
}

bool track_chapter(struct track *track, size_t index, struct err *err)
{
    return usable(track, err) && remember(track, start_chapter(track, index, err), err);
}

static bool add_frames(struct track *track, const void *mp3, size_t bytes, uint32_t frames,
                       bool is_start, struct err *err)
{
    if (track->plan->format != TRACK_MP3)
        return err_set(
            err, ERR_SYSTEM,
            "internal error: MP3 frames for a file that is not an MP3; please report it");
    if (bytes == 0 && frames == 0)
        return true;
    uint32_t put = put_frames(track, mp3, bytes, is_start, err);
    if (put > 0 && put != frames)
        return err_set(err, ERR_SYSTEM, "internal error: %u MP3 frames, not %u; please report it",
                       put, frames);
    return put > 0 &&
           advance(track, (uint64_t)frames * (uint64_t)mp3_frame_samples(track->plan->rate_hz),
                   err) &&
           /* a reader hears a take as soon as it is there */
           (track->plan->stream == NULL || flush(track, err));
}

bool track_frames(struct track *track, const void *mp3, size_t bytes, uint32_t frames,
                  struct err *err)
{
    return usable(track, err) &&
           remember(track, add_frames(track, mp3, bytes, frames, true, err), err);
}

bool track_more_frames(struct track *track, const void *mp3, size_t bytes, uint32_t frames,
                       struct err *err)
{
    return usable(track, err) &&
           remember(track, add_frames(track, mp3, bytes, frames, false, err), err);
}

static bool add_samples(struct track *track, const int16_t *samples, size_t count, struct err *err)
{
    if (track->plan->format == TRACK_MP3)
        return err_set(err, ERR_SYSTEM, "internal error: samples for an MP3; please report it");
    return sound_write(track->sound, samples, count, err) && advance(track, count, err);
}

bool track_samples(struct track *track, const int16_t *samples, size_t count, struct err *err)
{
    return usable(track, err) && remember(track, add_samples(track, samples, count, err), err);
}

bool track_silence(struct track *track, uint32_t frames, struct err *err)
{
    return usable(track, err) && remember(track, add_silence(track, frames, err), err);
}

static uint32_t milliseconds(const struct track *track, uint64_t samples)
{
    uint64_t rate_hz = (uint64_t)track->plan->rate_hz;
    return (uint32_t)((samples * 1000 + rate_hz / 2) / rate_hz);
}

static bool fill_in_times(struct track *track, struct err *err)
{
    struct id3 *tag = &track->tag;
    if (tag->chapter_count == 0)
        return true;
    for (size_t i = 0; i < tag->chapter_count; i++) {
        uint64_t end =
            i + 1 < tag->chapter_count ? track->starts_samples[i + 1] : track->now_samples;
        id3_set_times(tag, i, milliseconds(track, track->starts_samples[i]),
                      milliseconds(track, end));
    }
    size_t from = tag->times_at[0], to = tag->times_at[tag->chapter_count - 1] + 8;
    return file_rewrite(&track->file, from, tag->bytes.at + from, to - from, err);
}

static struct info_facts info_facts(const struct track *track)
{
    const struct bitstream *stream = &track->stream;
    uint64_t all_samples = stream->frames * (uint64_t)mp3_frame_samples(track->plan->rate_hz);
    struct info_facts facts = {
        .frames = (uint32_t)stream->frames,
        .bytes = track->info_bytes + stream->bytes,
        .bitrate_kbps = track->plan->bitrate_kbps,
        .rate_hz = track->plan->rate_hz,
        .lowpass_hz = track->plan->lowpass_hz,
        .padding = (int)(all_samples - INFO_ENCODER_DELAY - track->now_samples),
        .music_crc = stream->crc_now,
    };
    bitstream_toc(stream, track->info_bytes, facts.toc);
    return facts;
}

/* The tag is complete but for the seal. */
static bool fill_in_seal(struct track *track, struct view info_frame, struct err *err)
{
    struct id3 *tag = &track->tag;
    char *seal = tag->bytes.at + tag->seal_at;
    put_be32(seal, (uint32_t)track->info_bytes);
    struct checksum audio = checksum_end(track->audio_sum);
    track->audio_sum = NULL;
    struct checksum sum = seal_make(text_view(&tag->bytes), info_frame, audio);
    memcpy(seal + SEAL_SIZE_BYTES, sum.bytes, CHECKSUM_BYTES);
    return file_rewrite(&track->file, tag->seal_at, seal, SEAL_SIZE_BYTES + CHECKSUM_BYTES, err);
}

static bool fill_in_info(struct track *track, struct err *err)
{
    struct info_facts facts = info_facts(track);
    uint8_t *frame = mem_alloc(track->info_bytes);
    info_write(frame, track->info_bytes, track->stream.header, &facts);
    bool good = file_rewrite(&track->file, track->tag.bytes.bytes, frame, track->info_bytes, err) &&
                fill_in_seal(track, (struct view){(const char *)frame, track->info_bytes}, err);
    free(frame);
    return good;
}

static bool finish_mp3(struct track *track, struct err *err)
{
    return put_silent_frames(track, TRACK_TAIL_FRAMES, err) && flush(track, err) &&
           (track->plan->stream != NULL || (fill_in_times(track, err) && fill_in_info(track, err)));
}

static bool finish_master(struct track *track, struct err *err)
{
    struct sound_out *sound = track->sound;
    track->sound = NULL;
    return sound_finish(sound, track->starts_samples, err);
}

static bool finish(struct track *track, struct track_report *report, struct err *err)
{
    size_t started = track->chapters_started;
    if (started != track->plan->chapter_count)
        return err_set(err, ERR_SYSTEM,
                       "internal error: only %zu of %zu chapters were started; please report it",
                       started, track->plan->chapter_count);
    uint64_t last_start = started > 0 ? track->starts_samples[started - 1] : 0;
    if (track->now_samples == last_start && !add_silence(track, 1, err))
        return false;
    bool is_mp3 = track->plan->format == TRACK_MP3;
    report->debt = is_mp3 ? bitstream_owes(&track->stream) : 0; /* the tail is not the book's */
    if (is_mp3 ? !finish_mp3(track, err) : !finish_master(track, err))
        return false;
    report->samples = track->now_samples;
    report->bytes = track->plan->stream == NULL ? track->file.bytes : track->streamed_bytes;
    return true;
}

/* What is not needed once all is written. */
static void free_buffers(struct track *track)
{
    if (track->audio_sum != NULL)
        checksum_end(track->audio_sum);
    track->audio_sum = NULL;
    id3_free(&track->tag);
    bitstream_free(&track->stream);
    text_release(&track->pending);
}

bool track_finish(struct track *track, struct track_report *report, struct err *err)
{
    struct track_report done;
    if (!usable(track, err) || !remember(track, finish(track, &done, err), err))
        return false;
    free_buffers(track);
    if (report != NULL)
        *report = done;
    return true;
}

bool track_commit(struct track *track, struct err *err)
{
    return usable(track, err) &&
           (track->plan->stream != NULL || remember(track, file_commit(&track->file, err), err));
}

bool track_close(struct track *track, struct track_report *report, struct err *err)
{
    struct track_report done;
    if (!track_finish(track, &done, err) || !track_commit(track, err))
        return false;
    if (report != NULL)
        *report = done;
    track_abandon(track);
    return true;
}

void track_abandon(struct track *track)
{
    if (track == NULL)
        return;
    sound_abandon(track->sound);
    file_discard(&track->file);
    free_buffers(track);
    free(track->sound_chapters);
    free(track->starts_samples);
    free(track);
}

bool track_is_own(const char *path)
{
    return seal_is_right(path);
}
