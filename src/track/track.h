/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of track/: takes become one file with one clock.
 *
 * The caller hands over MP3 frames or (for masters) samples in reading order and says where
 * chapters start. The room keeps the time, writes ID3 tag, Info frame and audio in one pass to a
 * temporary file, fills in the times at the end and gives the file its name. Calls, in this order:
 *
 *     track_open, { track_chapter | track_frames | track_samples | track_silence }*,
 *     track_finish, track_commit, track_abandon
 *
 * After the first failure every later call fails with the same error, so a loop may check once.
 * track_abandon at any time removes a temporary file that has no name yet, and frees.
 *
 * A book may be cut into several tracks, each a complete file that begins in silence. Their frames,
 * in order, are those of one track of the same book but for the silent ones (TRACK_TAIL_FRAMES)
 * that end each of them, so that decoders give all samples.
 *
 * Inside: id3.h makes the tag (toc.h its CTOC frames), info_frame.h the Info frame (crc16.h its
 * checksums); seal.h the checksum of the whole file; bitstream.h checks and counts frames and keeps
 * the bitrate. Masters are written by audio/sound.h.
 *
 * May use: base, audio. Tests: test_track, test_track_real, test_id3, test_info_frame;
 * tests/cli/players.sh and tags.sh.
 */
#ifndef TRACK_TRACK_H
#define TRACK_TRACK_H

#include "base/err.h"
#include "base/metadata.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Silent frames at the end of an MP3: encoder and decoder delay the sound by 1,105 samples, less
 * than two frames, and a decoder must reach the last sample. */
enum { TRACK_TAIL_FRAMES = 2 };

enum track_format { TRACK_MP3, TRACK_WAV, TRACK_FLAC, TRACK_OPUS };

struct track_chapter {
    const char *title;
    int level; /* 1 is the top; a chapter belongs to the last one before it of a smaller level */
};

/* Takes bytes that go straight to a reader. */
typedef bool track_sink(void *context, struct view bytes, struct err *err);

/*
 * A stream is an MP3 that leaves as it is made, so nothing in it can be filled in later: no times
 * of chapters, no Info frame with the length, no seal. Players believe the times of chapters
 * wherever they stand: all at the start or all beyond the end hides the chapters or stops the
 * player (Voice), and estimates send a listener minutes off. So a stream has no chapters but their
 * titles, a line each in the comment "Chapters". Its audio frames are those of the file.
 */
struct track_plan {
    enum track_format format;
    track_sink *stream;       /* NULL: a file. Only for an MP3 */
    void *context;            /* of the stream */
    int rate_hz;              /* of samples and frames: 22050 or 44100 (MP3); 48000 for Opus */
    int bitrate_kbps;         /* MP3: of every frame; ignored elsewhere */
    int lowpass_hz;           /* what the encoder was told, for the Info frame; 0 when not known */
    struct metadata metadata; /* "" is the same as NULL */
    /* ReplayGain 2.0: how much louder the sound would have to be for -18 LUFS, and a bound of its
     * peaks (1.0: full scale); no tags where this is 0. */
    double replay_gain_db, peak;
    /* Where the book is cut: which track of how many this is, from 1 on, its own title, and the
     * debt that the report on the track before it says. All 0 and NULL for a book in one file. */
    size_t number, of;
    const char *title;
    int64_t debt;
    const void *cover; /* JPEG or PNG bytes; NULL when there is none */
    size_t cover_bytes;
    const struct track_chapter *chapters;
    size_t chapter_count;
    bool nested; /* MP3: list the chapters as a tree; a few players then show none (toc.h) */
    /* MP3: a frame of digital silence without and one with the padding byte (the latter is empty at
     * rates that need no padding). Borrowed. */
    struct track_silent_frame {
        const void *at;
        size_t bytes;
    } silent[2];
    /* Room tone, which is repeated wherever there would be silence: whole frames of an MP3 or, for
     * a master, int16_t samples. Borrowed; empty: silence is digital. */
    struct view tone;
};

struct track_report {
    uint64_t samples; /* length as a player hears it, at rate_hz */
    uint64_t bytes;   /* size of the file */
    int64_t debt;     /* MP3: for the plan of the next track of the same book */
};

struct track;

/* `plan` and all it points to must stay valid until track_finish or track_abandon. For a stream,
 * `target` is only its name. NULL on failure. Errors of this and all other functions: ERR_OUTPUT;
 * ERR_SYSTEM when they are called wrongly. */
struct track *track_open(const char *target, const struct track_plan *plan, struct err *err);

/*
 * Chapter `index` (0, 1, 2 ..., each exactly once, in order) starts here. The first one starts at
 * 0, whatever came before it.
 *
 * Times count from the first sample that is heard. Players that do not cut off the delay of encoder
 * and decoder (50 ms at 22,050 Hz) come to a chapter that much early, into silence, and none late.
 * So does mpv, which subtracts the delay from all chapter times; it shows the first one as -0.05 s.
 * With 51 ms for the first chapter it shows 0.0009 s (with 50 still a negative time), but then the
 * start of the file belongs to no chapter, for mpv itself (chapter -1) and for all others, and
 * there would be a gap that players have no name for. "Previous chapter" goes to the start in mpv
 * either way (measured with mpv 0.35.1). So the first one stays at 0.
 *
 * An empty chapter lasts one silent frame: players drop one of two chapters that start at the same
 * time.
 */
bool track_chapter(struct track *track, size_t index, struct err *err);

/* Appends `frames` whole MP3 frames, `bytes` in all, which need no data of frames before them. */
bool track_frames(struct track *track, const void *mp3, size_t bytes, uint32_t frames,
                  struct err *err);
/* The same, when they continue the take whose start was given last. (The first frame of a take may
 * get a byte more: see bitstream.h.) */
bool track_more_frames(struct track *track, const void *mp3, size_t bytes, uint32_t frames,
                       struct err *err);
/* Masters: appends mono samples. */
bool track_samples(struct track *track, const int16_t *samples, size_t count, struct err *err);
/* Appends digital silence: `frames` times mp3_frame_samples(rate_hz) samples, also in masters. */
bool track_silence(struct track *track, uint32_t frames, struct err *err);

/* The clock: samples since the start, as a player counts them. */
uint64_t track_now_samples(const struct track *track);

/* Where a chapter starts, in samples; it must have been started. */
uint64_t track_chapter_samples(const struct track *track, size_t index);

/* Completes the file, still without its name, and frees most of the memory. `report` may be NULL.
 */
bool track_finish(struct track *track, struct track_report *report, struct err *err);
/* Gives the finished file its name. */
bool track_commit(struct track *track, struct err *err);
/* Both, and track_abandon if they succeed. */
bool track_close(struct track *track, struct track_report *report, struct err *err);
void track_abandon(struct track *track); /* NULL is fine; frees, removes the temporary file */

/* Whether the file is an MP3 that track_finish completed and nobody changed since. Reads all of it.
 */
bool track_is_own(const char *path);

#endif
