/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of info/: what is in an MP3, whoever made it.
 *
 * Reads the ID3v2 tag with its chapters, walks over every audio frame, and compares what the file
 * says of itself with what is there. It trusts nothing: sizes, counts and nesting are bounded, and
 * time is linear in the size of the file.
 *
 * Inside: source.h reads the bytes; id3_reader.h takes the tag apart; frames.h walks over the audio
 * and reads the Info frame; check.c finds the faults. Two more doors: listen.h decodes the sound
 * and measures it, waveform.h draws it.
 *
 * May use: base, track. Tests: test_info; tests/cli/info.sh; fuzzer info.
 */
#ifndef INFO_INFO_H
#define INFO_INFO_H

#include "base/err.h"
#include "base/mem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A text of the tag. Strings of this room are UTF-8 and may hold any character. */
struct info_text {
    const char *id;   /* of the ID3 frame, such as "TIT2" */
    const char *name; /* of TXXX, COMM and the like: which one; "" */
    const char *value;
};

/* A chapter, or a group of chapters in the contents. */
struct info_chapter {
    const char *id, *title; /* "" when it has none */
    uint32_t start_ms, end_ms;
    bool is_group, has_offsets, is_listed; /* listed: in the contents */
    int level;                             /* 1 is the top */
    size_t text_count;                     /* sub-frames with text */
};

struct info_contents {
    const char *id;
    bool is_top;
    size_t entry_count, missing; /* entries that no frame has */
};

struct info_picture {
    const char *mime;
    int type; /* 3: front cover */
    size_t bytes;
    const char *form;  /* "baseline JPEG", "progressive JPEG", "CMYK JPEG", "PNG" or "unknown" */
    int width, height; /* 0 when unknown */
};

struct info_tag {
    int version; /* 2, 3 or 4; 0: there is no tag */
    bool has_extended_header, is_unsynchronised, has_seal_frame, pictures_first, is_cut;
    uint64_t bytes; /* with its header and padding */
    size_t padding_bytes, bad_frames, frame_count, more_tags;
    bool padding_is_zero;
    struct info_text *texts;
    size_t text_count, text_capacity;
    struct info_chapter *chapters; /* as the contents order them; groups before what is in them */
    size_t chapter_count;
    struct info_contents *contents;
    size_t contents_count, contents_capacity;
    struct info_picture *pictures;
    size_t picture_count, picture_capacity;
};

/* The first frame, if it is one that says something about the others. */
struct info_frame {
    const char *kind; /* "Info", "Xing" or "VBRI"; NULL: there is none */
    bool has_frames, has_bytes, has_toc, has_lame, toc_rises;
    uint32_t frames, bytes;
    char encoder[10]; /* of LAME's extension: printable ASCII */
    int delay, padding, lowpass_hz;
    bool music_crc_right, tag_crc_right;
};

struct info_audio {
    uint64_t first_at, end_at; /* of the frames, the first one included */
    int version;               /* 1, 2 (22,050 Hz and the like), 25 (MPEG 2.5) */
    int rate_hz, channels, frame_samples;
    int first_kbps, least_kbps, most_kbps;
    uint64_t frames, bytes;    /* without the Info frame */
    uint64_t gap_bytes, gaps;  /* between frames: what is not a frame */
    uint64_t borrowing_frames; /* that need data of frames before them */
    uint64_t crc_frames;
    bool first_borrows, last_is_cut, differs; /* differs: rate, version or channels change */
    struct info_frame info;
    bool has_id3v1, has_ape;
};

/* How long a kind of player thinks that it is. */
struct info_length {
    const char *how; /* a short English phrase */
    double seconds;
};

enum { INFO_LENGTHS_MOST = 6 };

struct info {
    struct arena *arena;
    uint64_t bytes;
    struct info_tag tag;
    struct info_audio audio;
    struct info_length lengths[INFO_LENGTHS_MOST];
    size_t length_count;
    double seconds;      /* as heard: without what encoder and decoder add, where that is known */
    const char **faults; /* sentences; what some player stumbles over */
    size_t fault_count, fault_capacity;
};

/* Errors: ERR_INPUT: cannot be read, or is not an MP3. *info must be released in any case. */
bool info_read(const char *path, struct info *info, struct err *err);
/* The same for bytes in memory. */
bool info_read_bytes(const void *bytes, size_t count, struct info *info, struct err *err);
void info_release(struct info *info);

/* The value of the first text with this id; NULL when there is none. */
const char *info_text(const struct info *info, const char *id);

#endif
